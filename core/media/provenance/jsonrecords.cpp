#include "core/media/provenance/jsonrecords.h"

#include "core/media/provenance/comfygraph.h"

#include <QStringList>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double sure = 0.95;

struct FactName
{
    FileFact fact;
    const char* name;
};

void offerFacts(const Json& json, FactCollector& facts, std::initializer_list<FactName> names)
{
    for (const auto& [fact, name] : names) {
        facts.offer(fact, textOf(json, name));
    }
}

void offerSize(const Json& json, FactCollector& facts)
{
    const QString width = textOf(json, "width");
    const QString height = textOf(json, "height");
    if (!width.isEmpty() && !height.isEmpty()) {
        facts.offer(FileFact::Size, width + u'x' + height);
    }
}

// Names of a list of texts, or of objects that have one.
QString namesIn(const Json& list)
{
    QStringList names;
    for (const Json& each : list.is_array() ? list : Json::array()) {
        if (names.size() == 20) {
            break;
        }
        QString name = textOf(each);
        for (const char* key : {"name", "model_name", "lora", "model"}) {
            if (name.isEmpty()) {
                const Json& inner = memberOf(each, key);
                name = inner.is_object() ? textOf(inner, "name") : textOf(inner);
            }
        }
        if (!name.isEmpty()) {
            names.append(name);
        }
    }
    return names.join(u", "_s);
}

void readInvoke(const Json& json, FactCollector& facts)
{
    facts.offer(&Provenance::prompt, textOf(json, "positive_prompt"), sure);
    facts.offer(&Provenance::negativePrompt, textOf(json, "negative_prompt"), sure);
    facts.offer(&Provenance::seed, seedOf(memberOf(json, "seed")), sure);
    const Json& model = memberOf(json, "model");
    for (const char* name : {"name", "model_name", "key"}) {
        facts.offer(&Provenance::model, textOf(model, name), sure);
    }
    facts.offer(&Provenance::service, u"InvokeAI"_s, sure);
    facts.offer(FileFact::ModelHash, textOf(model, "hash"));
    offerFacts(json, facts,
               {{FileFact::Steps, "steps"},
                {FileFact::Guidance, "cfg_scale"},
                {FileFact::Scheduler, "scheduler"},
                {FileFact::Denoise, "strength"},
                {FileFact::SystemVersion, "app_version"}});
    facts.offer(FileFact::Vae, textOf(memberOf(json, "vae"), "name"));
    facts.offer(FileFact::Loras, namesIn(memberOf(json, "loras")));
    offerSize(json, facts);
}

// InvokeAI before version 3: image.prompt is a list of weighted parts.
void readOldInvoke(const Json& json, FactCollector& facts)
{
    const Json& image = memberOf(json, "image");
    const Json& prompt = memberOf(image, "prompt");
    QStringList parts;
    for (const Json& part : prompt.is_array() ? prompt : Json::array()) {
        parts.append(textOf(part, "prompt"));
    }
    const QString whole = prompt.is_array() ? parts.join(u", "_s) : textOf(prompt);
    // What stands in square brackets is the negative side.
    QString positive;
    QString negative;
    int depth = 0;
    for (const QChar c : whole) {
        if (c == u'[') {
            ++depth;
        } else if (c == u']') {
            depth = std::max(0, depth - 1);
        } else {
            (depth > 0 ? negative : positive).append(c);
        }
    }
    facts.offer(&Provenance::prompt, positive, sure);
    facts.offer(&Provenance::negativePrompt, negative, sure);
    facts.offer(&Provenance::seed, seedOf(memberOf(image, "seed")), sure);
    facts.offer(&Provenance::model, textOf(json, "model_weights"), sure);
    facts.offer(&Provenance::service, u"InvokeAI"_s, sure);
    facts.offer(FileFact::ModelHash, textOf(json, "model_hash"));
    facts.offer(FileFact::SystemVersion, textOf(json, "app_version"));
    offerFacts(image, facts,
               {{FileFact::Steps, "steps"},
                {FileFact::Guidance, "cfg_scale"},
                {FileFact::Sampler, "sampler"}});
    offerSize(image, facts);
}

void readFooocus(const Json& json, FactCollector& facts)
{
    facts.offer(&Provenance::prompt, textOf(json, "prompt"), sure);
    facts.offer(&Provenance::negativePrompt, textOf(json, "negative_prompt"), sure);
    facts.offer(&Provenance::seed, seedOf(memberOf(json, "seed")), sure);
    facts.offer(&Provenance::model, textOf(json, "base_model"), sure);
    facts.offer(&Provenance::service, u"Fooocus"_s, sure);
    offerFacts(json, facts,
               {{FileFact::Steps, "steps"},
                {FileFact::Guidance, "guidance_scale"},
                {FileFact::Sampler, "sampler"},
                {FileFact::Scheduler, "scheduler"},
                {FileFact::Size, "resolution"},
                {FileFact::ModelHash, "base_model_hash"},
                {FileFact::Vae, "vae"},
                {FileFact::SystemVersion, "version"}});
    const Json& loras = memberOf(json, "loras");
    QStringList names;
    for (const Json& lora : loras.is_array() ? loras : Json::array()) {
        names.append(lora.is_array() && !lora.empty() ? textOf(lora[0]) : textOf(lora, "name"));
    }
    names.removeAll(QString());
    facts.offer(FileFact::Loras, names.mid(0, 20).join(u", "_s));
    const Json& styles = memberOf(json, "styles");
    facts.offer(FileFact::Styles, styles.is_array() ? namesIn(styles) : textOf(styles));
}

void readSwarm(const Json& json, FactCollector& facts)
{
    const Json& image = memberOf(json, "sui_image_params");
    facts.offer(&Provenance::prompt, textOf(image, "prompt"), sure);
    facts.offer(&Provenance::negativePrompt, textOf(image, "negativeprompt"), sure);
    facts.offer(&Provenance::seed, seedOf(memberOf(image, "seed")), sure);
    facts.offer(&Provenance::model, textOf(image, "model"), sure);
    facts.offer(&Provenance::service, u"SwarmUI"_s, sure);
    offerFacts(image, facts,
               {{FileFact::Steps, "steps"},
                {FileFact::Guidance, "cfgscale"},
                {FileFact::Sampler, "sampler"},
                {FileFact::Scheduler, "scheduler"},
                {FileFact::AspectRatio, "aspectratio"},
                {FileFact::Vae, "vae"},
                {FileFact::SystemVersion, "swarm_version"}});
    const Json& loras = memberOf(image, "loras");
    facts.offer(FileFact::Loras, loras.is_array() ? namesIn(loras) : textOf(loras));
    offerSize(image, facts);
}

void readNovel(const Json& json, FactCollector& facts)
{
    facts.offer(&Provenance::prompt, textOf(json, "prompt"), sure);
    facts.offer(&Provenance::negativePrompt, textOf(json, "uc"), sure);
    facts.offer(&Provenance::seed, seedOf(memberOf(json, "seed")), sure);
    facts.offer(&Provenance::service, u"NovelAI"_s, 0.9);
    offerFacts(json, facts,
               {{FileFact::Steps, "steps"},
                {FileFact::Guidance, "scale"},
                {FileFact::Sampler, "sampler"},
                {FileFact::Scheduler, "noise_schedule"},
                {FileFact::Denoise, "strength"}});
    offerSize(json, facts);
}

// What NovelAI hides in the pixels: its PNG texts as one object.
bool readHiddenNovel(const Json& json, FactCollector& facts)
{
    const auto comment = parsedJson(textOf(json, "Comment"));
    if (!comment || !comment->contains("uc")) {
        return false;
    }
    readNovel(*comment, facts);
    facts.offer(&Provenance::prompt, textOf(json, "Description"), 0.9);
    facts.offer(&Provenance::model, textOf(json, "Source"), sure);
    facts.offer(&Provenance::service, textOf(json, "Software"), sure);
    return true;
}

void readDrawThings(const Json& json, FactCollector& facts)
{
    facts.offer(&Provenance::prompt, textOf(json, "c"), sure);
    facts.offer(&Provenance::negativePrompt, textOf(json, "uc"), sure);
    facts.offer(&Provenance::seed, seedOf(memberOf(json, "seed")), sure);
    facts.offer(&Provenance::model, textOf(json, "model"), sure);
    facts.offer(&Provenance::service, u"Draw Things"_s, 0.9);
    offerFacts(json, facts,
               {{FileFact::Steps, "steps"},
                {FileFact::Guidance, "scale"},
                {FileFact::Sampler, "sampler"},
                {FileFact::Denoise, "strength"},
                {FileFact::Size, "size"}});
    facts.offer(FileFact::Loras, namesIn(memberOf(json, "lora")));
}

void readEasyDiffusion(const Json& json, FactCollector& facts)
{
    facts.offer(&Provenance::prompt, textOf(json, "prompt"), sure);
    facts.offer(&Provenance::negativePrompt, textOf(json, "negative_prompt"), sure);
    facts.offer(&Provenance::seed, seedOf(memberOf(json, "seed")), sure);
    facts.offer(&Provenance::model, textOf(json, "use_stable_diffusion_model"), sure);
    facts.offer(&Provenance::service, u"Easy Diffusion"_s, sure);
    offerFacts(json, facts,
               {{FileFact::Steps, "num_inference_steps"},
                {FileFact::Guidance, "guidance_scale"},
                {FileFact::Sampler, "sampler_name"},
                {FileFact::Vae, "use_vae_model"}});
    offerSize(json, facts);
}

void readMediaProvenance(const Json& json, FactCollector& facts)
{
    const Json& input = memberOf(json, "input");
    facts.offer(&Provenance::prompt, textOf(input, "prompt"), sure);
    facts.offer(&Provenance::negativePrompt, textOf(input, "negative_prompt"), sure);
    facts.offer(&Provenance::seed, seedOf(memberOf(input, "seed")), sure);
    facts.offer(&Provenance::model, textOf(json, "model"), sure);
    facts.offer(&Provenance::service, textOf(json, "provider"), sure);
    facts.offer(FileFact::AspectRatio, textOf(input, "aspect_ratio"));
}

bool readComfy(const Json& json, bool isFilm, FactCollector& facts)
{
    if (isComfyPrompt(json)) {
        ComfyGraph(json, isFilm).read(facts);
        return true;
    }
    if (isComfyWorkflow(json)) {
        FactCollector guessed;
        const Json prompt = promptOfWorkflow(json);
        ComfyGraph(prompt, isFilm).read(guessed);
        // The window's form names no fields: what is found in it may be off by one.
        const Provenance& found = guessed.found().fields;
        for (const auto field : {&Provenance::prompt, &Provenance::negativePrompt,
                                 &Provenance::model, &Provenance::seed, &Provenance::service}) {
            if (found.*field) {
                facts.offer(field, (found.*field)->value, (found.*field)->confidence * 0.7);
            }
        }
        for (auto it = guessed.found().facts.begin(); it != guessed.found().facts.end(); ++it) {
            facts.offer(it.key(), it.value());
        }
        return true;
    }
    return false;
}

// VideoHelperSuite's comment: the graphs as members, the first often as a text that holds JSON.
bool readComfyComment(const Json& json, bool isFilm, FactCollector& facts)
{
    bool any = false;
    for (const char* name : {"prompt", "workflow"}) {
        const Json& graph = memberOf(json, name);
        if (graph.is_object()) {
            any |= readComfy(graph, isFilm, facts);
        } else if (graph.is_string()) {
            const auto inner = parsedJson(textOf(graph));
            any |= inner && readComfy(*inner, isFilm, facts);
        }
    }
    return any;
}

} // namespace

bool readJsonRecord(const Json& json, bool isFilm, FactCollector& facts)
{
    if (!json.is_object()) {
        return false;
    }
    const auto has = [&json](const char* name) { return json.contains(name); };
    if (memberOf(json, "sui_image_params").is_object()) {
        readSwarm(json, facts);
    } else if (has("positive_prompt") || (has("app_version") && has("model") && has("seed"))) {
        readInvoke(json, facts);
    } else if (memberOf(json, "image").is_object() && (has("model_weights") || has("app_id"))) {
        readOldInvoke(json, facts);
    } else if (has("base_model") && has("prompt")) {
        readFooocus(json, facts);
    } else if (has("use_stable_diffusion_model") && has("prompt")) {
        readEasyDiffusion(json, facts);
    } else if (has("uc") && memberOf(json, "prompt").is_string()) {
        readNovel(json, facts);
    } else if (has("c") && has("seed") && has("model")) {
        readDrawThings(json, facts);
    } else if (memberOf(json, "input").is_object() && has("provider") && has("model")) {
        readMediaProvenance(json, facts);
    } else {
        return readComfy(json, isFilm, facts) || readComfyComment(json, isFilm, facts)
            || readHiddenNovel(json, facts);
    }
    return true;
}

} // namespace raskadr
