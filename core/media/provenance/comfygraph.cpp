#include "core/media/provenance/comfygraph.h"

#include <algorithm>
#include <set>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int maxSteps = 3'000;
constexpr int maxDepth = 60;
constexpr qsizetype maxText = 200'000;

bool isLink(const Json& value)
{
    return value.is_array() && value.size() == 2
        && (value[0].is_string() || value[0].is_number_integer()) && value[1].is_number_integer();
}

bool isWord(const Json& value)
{
    return value.is_string() && !textOf(value).trimmed().isEmpty();
}

// Names under which nodes take texts, in groups that belong together. What a node has of the first
// group that it has anything of is its text.
using Names = std::vector<std::vector<const char*>>;

const Names& namesFor(bool negative)
{
    static const Names shared{
        {"populated_text"},
        {"text"},
        {"t5xxl", "clip_l"},
        {"text_g", "text_l"},
        {"prompt"},
        {"conditioning"},
        {"conditioning_1", "conditioning_2"},
        {"conditioning_to", "conditioning_from"},
        {"text_embeds"},
        {"hyvid_embeds"},
        {"string_a", "string_b"},
        {"text_a", "text_b", "text_c", "text_d"},
        {"text1", "text2", "text3", "text4"},
        {"text_1", "text_2", "text_3", "text_4"},
        {"string1", "string2"},
        {"value"},
        {"string"},
        {"wildcard_text"},
        {"input"},
        {"source"},
        {"any"},
        {"anything"},
    };
    static const auto with = [](const Names& own) {
        Names all = own;
        all.insert(all.end(), shared.begin(), shared.end());
        return all;
    };
    static const Names forPositive = with({{"positive_prompt"}, {"positive"}, {"text_positive"}});
    static const Names forNegative = with({{"negative_prompt"}, {"negative"}, {"text_negative"}});
    return negative ? forNegative : forPositive;
}

} // namespace

bool isComfyPrompt(const Json& json)
{
    if (!json.is_object() || json.empty()) {
        return false;
    }
    return std::any_of(json.begin(), json.end(), [](const Json& node) {
        return memberOf(node, "class_type").is_string() && memberOf(node, "inputs").is_object();
    });
}

ComfyGraph::ComfyGraph(const Json& graph, bool isFilm)
    : m_isFilm(isFilm)
{
    for (auto it = graph.begin(); it != graph.end() && m_nodes.size() < maxComfyNodes; ++it) {
        const Json& inputs = memberOf(*it, "inputs");
        if (memberOf(*it, "class_type").is_string() && inputs.is_object()) {
            m_nodes[it.key()] = Node{textOf(*it, "class_type"), &inputs};
        }
    }
    for (const auto& [id, node] : m_nodes) {
        m_order.push_back(&node);
    }
}

const ComfyGraph::Node* ComfyGraph::find(const Json& link) const
{
    if (!isLink(link)) {
        return nullptr;
    }
    const auto found = m_nodes.find(textOf(link[0]).toStdString());
    return found == m_nodes.end() ? nullptr : &found->second;
}

const ComfyGraph::Node* ComfyGraph::linked(const Node& node, const char* name) const
{
    return find(memberOf(*node.inputs, name));
}

std::vector<const ComfyGraph::Node*> ComfyGraph::upstream(const Node& node) const
{
    std::vector<const Node*> result;
    for (const Json& input : *node.inputs) {
        if (const Node* source = find(input)) {
            result.push_back(source);
        }
    }
    return result;
}

std::vector<const ComfyGraph::Node*> ComfyGraph::nearestFirst(const Node& from) const
{
    std::vector<const Node*> order{&from};
    std::set<const Node*> seen{&from};
    for (size_t i = 0; i < order.size(); ++i) {
        for (const Node* source : upstream(*order[i])) {
            if (seen.insert(source).second) {
                order.push_back(source);
            }
        }
    }
    return order;
}

// What writes files first, then what shows them, then whatever nobody takes anything from.
std::vector<const ComfyGraph::Node*> ComfyGraph::outputs() const
{
    std::set<const Node*> used;
    for (const Node* node : m_order) {
        for (const Node* source : upstream(*node)) {
            used.insert(source);
        }
    }
    const auto rank = [this](const Node* node) {
        const QString& type = node->type;
        const auto has = [&type](const QString& word) {
            return type.contains(word, Qt::CaseInsensitive);
        };
        const bool film = has(u"video"_s) || has(u"webm"_s) || has(u"animated"_s);
        if (has(u"save"_s) || has(u"combine"_s) || has(u"export"_s)) {
            return film == m_isFilm ? 0 : 1;
        }
        return has(u"preview"_s) || has(u"show"_s) ? 2 : 3;
    };
    std::vector<const Node*> result;
    for (const Node* node : m_order) {
        if (!used.contains(node)) {
            result.push_back(node);
        }
    }
    std::stable_sort(result.begin(), result.end(),
                     [&](const Node* a, const Node* b) { return rank(a) < rank(b); });
    return result;
}

bool ComfyGraph::isSampler(const Node& node)
{
    const auto has = [&node](const char* name) { return node.inputs->contains(name); };
    const bool conditioned = isLink(memberOf(*node.inputs, "positive"))
        || isLink(memberOf(*node.inputs, "guider")) || isLink(memberOf(*node.inputs, "text_embeds"))
        || isLink(memberOf(*node.inputs, "hyvid_embeds"));
    const bool random = has("seed") || has("noise_seed") || has("noise");
    return (conditioned && random)
        || (random && node.type.contains(u"sampler"_s, Qt::CaseInsensitive) && has("model"));
}

void ComfyGraph::read(FactCollector& facts) const
{
    facts.offer(&Provenance::service, u"ComfyUI"_s, 0.95);
    std::set<const Node*> samplers;
    const Node* chosen = nullptr;
    const std::vector<const Node*> ends = outputs();
    int searches = 0;
    for (const Node* end : ends) {
        if (++searches > 50) {
            break;
        }
        const Node* nearest = nullptr;
        const Node* whole = nullptr; // one that began from noise, not from a picture
        for (const Node* node : nearestFirst(*end)) {
            if (isSampler(*node)) {
                nearest = nearest ? nearest : node;
                bool isNumber = false;
                const double denoise = scalar(*node, "denoise").toDouble(&isNumber);
                whole = whole || (isNumber && denoise < 1) ? whole : node;
            }
        }
        const Node* found = whole ? whole : nearest;
        if (found) {
            samplers.insert(found);
            chosen = chosen ? chosen : found;
        }
    }
    if (chosen) {
        readSampler(*chosen, samplers.size() > 1 ? 0.7 : 0.9, facts);
        return;
    }
    searches = 0;
    for (const Node* end : ends) {
        if (++searches > 50 || readServiceNode(*end, 0.7, facts)) {
            break;
        }
    }
    if (searches > 50 || !facts.found().fields.prompt) {
        readLooseTexts(facts);
    }
}

void ComfyGraph::readSampler(const Node& sampler, double confidence, FactCollector& facts) const
{
    const Node* guider = linked(sampler, "guider");
    const Node& conditioned = guider ? *guider : sampler;
    const auto textFor = [&](Role role) {
        int steps = 0;
        return text(conditioned, role, 0, steps);
    };
    const QString prompt = textFor(Role::Positive);
    facts.offer(&Provenance::prompt, prompt, confidence);
    // A guider without a negative side finds its only text on both.
    if (const QString negative = textFor(Role::Negative); negative != prompt) {
        facts.offer(&Provenance::negativePrompt, negative, confidence);
    }
    for (const char* name : {"seed", "noise_seed", "noise"}) {
        facts.offer(&Provenance::seed, seed(memberOf(*sampler.inputs, name)), confidence);
    }
    readModel(conditioned.inputs->contains("model") ? conditioned : sampler, confidence, facts);

    const auto offer = [&](FileFact fact, const Node* node, const char* name) {
        if (node) {
            facts.offer(fact, scalar(*node, name));
        }
    };
    const Node* sigmas = linked(sampler, "sigmas");
    offer(FileFact::Steps, &sampler, "steps");
    offer(FileFact::Steps, sigmas, "steps");
    offer(FileFact::Guidance, &sampler, "cfg");
    offer(FileFact::Guidance, guider, "cfg");
    for (const Node* node : nearestFirst(conditioned)) {
        if (node->inputs->contains("guidance")) {
            offer(FileFact::Guidance, node, "guidance");
            break;
        }
    }
    offer(FileFact::Sampler, &sampler, "sampler_name");
    offer(FileFact::Sampler, linked(sampler, "sampler"), "sampler_name");
    offer(FileFact::Scheduler, &sampler, "scheduler");
    offer(FileFact::Scheduler, sigmas, "scheduler");
    offer(FileFact::Denoise, &sampler, "denoise");
    offer(FileFact::Denoise, sigmas, "denoise");
    if (const Node* latent = linked(sampler, "latent_image")) {
        const QString width = scalar(*latent, "width");
        const QString height = scalar(*latent, "height");
        if (!width.isEmpty() && !height.isEmpty()) {
            facts.offer(FileFact::Size, width + u'x' + height);
        }
    }
}

// Nodes that call a service have a prompt, and no sampler behind them.
bool ComfyGraph::readServiceNode(const Node& output, double confidence, FactCollector& facts) const
{
    for (const Node* node : nearestFirst(output)) {
        QString prompt;
        for (const char* name : {"prompt", "positive_prompt", "prompt_text", "text_prompt"}) {
            if (prompt.isEmpty() && node->inputs->contains(name)) {
                const Json& value = memberOf(*node->inputs, name);
                prompt = isWord(value) ? textOf(value) : textOfLink(value, Role::Positive);
            }
        }
        if (prompt.trimmed().isEmpty()) {
            continue;
        }
        facts.offer(&Provenance::prompt, prompt, confidence);
        facts.offer(&Provenance::negativePrompt, scalar(*node, "negative_prompt"), confidence);
        facts.offer(&Provenance::seed, seed(memberOf(*node->inputs, "seed")), confidence);
        const QString model = scalar(*node, "model");
        const QString name = scalar(*node, "model_name");
        facts.offer(&Provenance::model,
                    !model.isEmpty()      ? model
                        : !name.isEmpty() ? name
                                          : node->type,
                    confidence);
        return true;
    }
    return false;
}

void ComfyGraph::readLooseTexts(FactCollector& facts) const
{
    QString longest;
    for (const Node* node : m_order) {
        if (node->type.contains(u"TextEncode"_s)) {
            int steps = 0;
            const QString found = text(*node, Role::Positive, 0, steps);
            longest = found.size() > longest.size() ? found : longest;
        }
        facts.offer(&Provenance::seed, seed(memberOf(*node->inputs, "seed")), 0.3);
        facts.offer(&Provenance::seed, seed(memberOf(*node->inputs, "noise_seed")), 0.3);
    }
    facts.offer(&Provenance::prompt, longest, 0.3);
    for (const Node* node : m_order) {
        readModel(*node, 0.3, facts);
        if (facts.found().fields.model) {
            return;
        }
    }
}

void ComfyGraph::readModel(const Node& from, double confidence, FactCollector& facts) const
{
    std::vector<const Node*> order{&from};
    std::set<const Node*> seen{&from};
    QStringList loras;
    QString model;
    for (size_t i = 0; i < order.size() && model.isEmpty(); ++i) {
        const Node& node = *order[i];
        const auto addLora = [&loras](const QString& name, const QString& strength) {
            if (!name.isEmpty() && name != u"None"_s && loras.size() < 20) {
                loras.append(strength.isEmpty() ? name : u"%1 (%2)"_s.arg(name, strength));
            }
        };
        addLora(scalar(node, "lora_name"), scalar(node, "strength_model"));
        for (const Json& input : *node.inputs) {
            if (input.is_object() && memberOf(input, "on") == Json(true)) {
                addLora(textOf(input, "lora"), textOf(input, "strength"));
            }
        }
        for (const char* name : {"ckpt_name", "unet_name", "base_ckpt_name", "diffusion_model",
                                 "gguf_name", "model_name", "model_path", "model"}) {
            const Json& value = memberOf(*node.inputs, name);
            if (model.isEmpty() && isWord(value)) {
                model = textOf(value);
            }
        }
        // The way of the model first; of other links only where it is lost.
        std::vector<const Node*> next;
        for (const char* name : {"model", "base_model", "model1", "unet", "basic_pipe", "pipe"}) {
            if (const Node* source = linked(node, name)) {
                next.push_back(source);
            }
        }
        if (next.empty() && i > 0) {
            next = upstream(node);
        }
        for (const Node* source : next) {
            if (seen.insert(source).second) {
                order.push_back(source);
            }
        }
    }
    facts.offer(&Provenance::model, model, confidence);
    facts.offer(FileFact::Loras, loras.join(u", "_s));
}

QString ComfyGraph::text(const Node& node, Role role, int depth, int& steps) const
{
    if (depth > maxDepth || ++steps > maxSteps || node.type.contains(u"ZeroOut"_s)) {
        return {};
    }
    const auto textHere = [&](const Json& value) -> QString {
        if (isWord(value)) {
            return textOf(value);
        }
        const Node* source = find(value);
        return source ? text(*source, role, depth + 1, steps) : QString();
    };
    for (const auto& group : namesFor(role == Role::Negative)) {
        QStringList parts;
        qsizetype size = 0;
        for (const char* name : group) {
            const QString part = textHere(memberOf(*node.inputs, name));
            if (!part.trimmed().isEmpty() && !parts.contains(part)
                && size + part.size() <= maxText) {
                parts.append(part);
                size += part.size();
            }
        }
        if (!parts.isEmpty()) {
            const Json& delimiter = memberOf(*node.inputs, "delimiter");
            return parts.join(delimiter.is_string() ? textOf(delimiter) : u"\n"_s);
        }
    }
    // A node of an unknown kind: whatever it is made from, apart from what never holds a text.
    static const std::set<std::string> otherwise{
        "clip",         "model",   "vae",      "image",    "images", "control_net",
        "latent_image", "samples", "mask",     "latent",   "pixels", "noise",
        "sampler",      "sigmas",  "positive", "negative", "guider"};
    for (auto it = node.inputs->begin(); it != node.inputs->end(); ++it) {
        if (otherwise.contains(it.key())) {
            continue;
        }
        if (const Node* source = find(*it)) {
            if (const QString found = text(*source, role, depth + 1, steps); !found.isEmpty()) {
                return found;
            }
        }
    }
    return {};
}

QString ComfyGraph::textOfLink(const Json& link, Role role) const
{
    const Node* source = find(link);
    int steps = 0;
    return source ? text(*source, role, 0, steps) : QString();
}

QString ComfyGraph::seed(const Json& value, int depth) const
{
    if (const QString digits = seedOf(value); !digits.isEmpty()) {
        return digits;
    }
    const Node* source = depth < maxDepth ? find(value) : nullptr;
    if (!source) {
        return {};
    }
    for (const char* name : {"noise_seed", "seed", "value", "int", "number", "Number", "integer"}) {
        if (const QString digits = seed(memberOf(*source->inputs, name), depth + 1);
            !digits.isEmpty()) {
            return digits;
        }
    }
    return {};
}

QString ComfyGraph::scalar(const Node& node, const char* name, int depth) const
{
    const Json& value = memberOf(*node.inputs, name);
    if (!value.is_array()) {
        return textOf(value);
    }
    const Node* source = depth < maxDepth ? find(value) : nullptr;
    if (!source) {
        return {};
    }
    for (const char* inner : {name, "value", "int", "float", "number", "string"}) {
        if (const QString text = scalar(*source, inner, depth + 1); !text.isEmpty()) {
            return text;
        }
    }
    return {};
}

} // namespace raskadr
