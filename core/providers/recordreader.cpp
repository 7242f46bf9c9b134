#include "core/providers/recordreader.h"

#include "core/providers/jsonpointer.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

// What every run has without a step that saves it.
const QStringList givenVariables{u"clientId"_s, u"clientJobId"_s, u"session"_s,
                                 u"responseSchema"_s};

int countIn(const json& object, const char* key, int initial)
{
    const auto found = object.find(key);
    return found != object.end() ? found->get<int>() : initial;
}

LocalName nameIn(const json& object, const QString& otherwise)
{
    const QString name = textIn(object, "name");
    return {name.isEmpty() ? otherwise : name, textIn(object, "nameRu")};
}

QStringList secretsOf(const json& record)
{
    QStringList secrets;
    if (record.contains("auth") && record["auth"].contains("secrets")) {
        for (const json& name : record["auth"]["secrets"]) {
            secrets.append(QString::fromStdString(name.get<std::string>()));
        }
    }
    return secrets;
}

} // namespace

QList<ConnectionSetting> settingsIn(const json& record)
{
    QList<ConnectionSetting> settings;
    if (!record.contains("settings")) {
        return settings;
    }
    for (const json& entry : record["settings"]) {
        ConnectionSetting setting;
        setting.name = textIn(entry, "name");
        setting.title = {textIn(entry, "title"), textIn(entry, "titleRu")};
        setting.initial = textIn(entry, "default");
        setting.required = entry.value("required", false);
        if (entry.contains("choices")) {
            for (const json& choice : entry["choices"]) {
                setting.choices.append(QString::fromStdString(choice.get<std::string>()));
            }
        }
        settings.append(setting);
    }
    return settings;
}

namespace {

// The key of a model's record, or else of its provider's.
const json& shownBy(const json& model, const json& provider, const char* key)
{
    static const json nothing;
    return model.contains(key) ? model[key] : provider.contains(key) ? provider[key] : nothing;
}

struct Names
{
    QStringList parameters;
    QStringList inputs;
    QStringList steps;
    QStringList variables;
    std::optional<QStringList> settings; // nothing: they are not known here
    std::optional<QStringList> secrets;
};

Checked<> resolve(const grammar::Scope& scope, const Names& names)
{
    using grammar::ReferenceKind;
    for (const grammar::Reference& reference : scope.references) {
        const auto missing = [&](const QStringList& there, ManifestFault fault) -> Checked<> {
            return there.contains(reference.name) ? Checked<>()
                                                  : refused(reference.place, fault, reference.name);
        };
        Checked<> done;
        switch (reference.kind) {
        case ReferenceKind::Parameter:
            done = missing(names.parameters, ManifestFault::NoSuchParameter);
            break;
        case ReferenceKind::Input:
            done = missing(names.inputs, ManifestFault::NoSuchInput);
            break;
        case ReferenceKind::Step:
            done = missing(names.steps, ManifestFault::NoSuchStep);
            break;
        case ReferenceKind::Variable:
            done = missing(names.variables + givenVariables + scope.variables,
                           ManifestFault::NoSuchVariable);
            break;
        case ReferenceKind::Setting:
            done = names.settings ? missing(*names.settings, ManifestFault::NoSuchSetting)
                                  : Checked<>();
            break;
        case ReferenceKind::Secret:
            done =
                names.secrets ? missing(*names.secrets, ManifestFault::NoSuchSecret) : Checked<>();
            break;
        }
        if (!done) {
            return done;
        }
    }
    return {};
}

QStringList settingNames(const QList<ConnectionSetting>& settings)
{
    QStringList names;
    for (const ConnectionSetting& setting : settings) {
        names.append(setting.name);
    }
    return names;
}

Checked<> checkAddress(const json& record, const QString& place, bool local)
{
    const QString base = textIn(record, "baseUrl");
    const bool isPlain = base.startsWith(u"http://"_s) || base.startsWith(u"ws://"_s);
    return isPlain && !local ? refused(place + u"/baseUrl"_s, ManifestFault::BadUrl) : Checked<>();
}

Checked<QList<InputSlotDescription>> readInputs(const json& model, const QString& place)
{
    QList<InputSlotDescription> inputs;
    const json none = json::array();
    const json& list = model.contains("inputs") ? model["inputs"] : none;
    QStringList names;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const QString here = place + u"/inputs/%1"_s.arg(i);
        const json& entry = list[i];
        InputSlotDescription slot;
        slot.name = textIn(entry, "name");
        if (names.contains(slot.name)) {
            return refused(here + u"/name"_s, ManifestFault::Twice);
        }
        names.append(slot.name);
        slot.title = {textIn(entry, "title"), textIn(entry, "titleRu")};
        if (slot.title.en.isEmpty()) {
            slot.title.en = slot.name;
        }
        slot.min = countIn(entry, "min", 0);
        slot.max = countIn(entry, "max", std::max(1, slot.min));
        if (slot.max < slot.min) {
            return refused(here + u"/max"_s, ManifestFault::OutOfRange, u"%1…100"_s.arg(slot.min));
        }
        const QString media = textIn(entry, "media");
        if (media == u"audio"_s) {
            // The library keeps no sounds: a model that can do without one is offered without.
            if (slot.min > 0) {
                return refused(here + u"/media"_s, ManifestFault::NotOneOf,
                               u"image, video, mask"_s);
            }
            continue;
        }
        slot.media = media == u"video"_s ? AssetKind::Video : AssetKind::Image;
        inputs.append(slot);
    }
    return inputs;
}

QStringList inputNames(const json& model)
{
    QStringList names;
    if (model.contains("inputs")) {
        for (const json& entry : model["inputs"]) {
            names.append(textIn(entry, "name"));
        }
    }
    return names;
}

// What a flow cannot do without.
Checked<> checkFlow(const json& model, const QString& place, Flow flow)
{
    if (flow == Flow::Builtin) {
        return {};
    }
    QList<const char*> keys{"steps", "outputs"};
    const bool polls = flow == Flow::Poll || flow == Flow::Operation || flow == Flow::PreferWait
        || flow == Flow::WebSocket;
    if (polls) {
        keys.append("status");
    }
    if (flow == Flow::Sse || flow == Flow::Ndjson) {
        keys.append("events");
    }
    for (const char* key : keys) {
        if (!model.contains(key)) {
            return refused(place + u'/' + QString::fromLatin1(key), ManifestFault::Missing);
        }
    }
    const char* second = polls ? "poll" : flow == Flow::SyncProgress ? "progress" : nullptr;
    if (second && !model["steps"].contains(second)) {
        return refused(place + u"/steps/"_s + QString::fromLatin1(second), ManifestFault::Missing);
    }
    return {};
}

} // namespace

Checked<ProviderManifest> readProvider(const json& object, const QString& place)
{
    grammar::Scope scope;
    if (auto done = grammar::checkObject(object, place, scope, grammar::providerKeys()); !done) {
        return refused(done.error());
    }
    for (auto [key, other] : {std::pair{"baseUrl", "auth"}, {"auth", "baseUrl"}}) {
        if (object.contains(key) && !object.contains(other)) {
            return refused(place + u'/' + QString::fromLatin1(other), ManifestFault::Missing);
        }
    }
    ProviderManifest provider;
    provider.id = textIn(object, "id");
    provider.name = nameIn(object, provider.id);
    provider.local = object.value("local", false);
    provider.free = object.value("free", false);
    provider.baseUrl = textIn(object, "baseUrl");
    provider.billingUrl = textIn(object, "billingUrl");
    provider.secrets = secretsOf(object);
    provider.secretsOptional = object.contains("auth") && object["auth"].value("optional", false);
    provider.settings = settingsIn(object);
    if (object.contains("limits")) {
        provider.concurrency = countIn(object["limits"], "concurrency", 1);
    }
    if (auto done = checkAddress(object, place, provider.local); !done) {
        return refused(done.error());
    }
    // Every job that is asked for has an id, whichever step of a model saves it.
    const Names names{{}, {}, {}, {u"job"_s}, settingNames(provider.settings), provider.secrets};
    if (auto done = resolve(scope, names); !done) {
        return refused(done.error());
    }
    provider.document = std::make_shared<const json>(object);
    return provider;
}

Checked<ModelManifest> readModel(const json& object, const QString& place, const json* provider)
{
    grammar::Scope scope;
    if (auto done = grammar::checkObject(object, place, scope, grammar::modelKeys()); !done) {
        return refused(done.error());
    }
    ModelManifest model;
    model.id = textIn(object, "id");
    model.providerId = textIn(object, "provider");
    model.name = nameIn(object, model.id);
    model.free = object.value("free", false);
    const QString produces = textIn(object, "produces");
    model.produces = produces == u"video"_s ? Produces::Video
        : produces == u"text"_s             ? Produces::Text
                                            : Produces::Image;
    const auto flows = grammar::flowNames();
    const auto flow = std::find_if(flows.begin(), flows.end(),
                                   [&](const char* name) { return object["flow"] == name; });
    model.flow = static_cast<Flow>(flow - flows.begin());

    auto parameters =
        ParameterSchema::read(object.contains("params") ? object["params"] : json::object());
    if (!parameters) {
        ManifestProblem problem = parameters.error();
        problem.place.prepend(place + u"/params"_s);
        return refused(problem);
    }
    model.parameters = std::move(*parameters);
    if (auto done = checkFlow(object, place, model.flow); !done) {
        return refused(done.error());
    }
    auto inputs = readInputs(object, place);
    if (!inputs) {
        return refused(inputs.error());
    }
    model.inputs = std::move(*inputs);
    if (object.contains("seed")) {
        const json& seed = object["seed"];
        model.seedParameter = seed.is_object() ? textIn(seed, "sent") : textIn(object, "seed");
    }

    Names names;
    for (const ParameterField& field : model.parameters.fields()) {
        names.parameters.append(field.name);
    }
    names.inputs = inputNames(object);
    if (object.contains("steps")) {
        for (const auto& [name, step] : object["steps"].items()) {
            names.steps.append(QString::fromStdString(name));
        }
    }
    if (provider) {
        names.settings = settingNames(settingsIn(*provider) + settingsIn(object));
        names.secrets = secretsOf(object.contains("auth") ? object : *provider);
        const bool local = provider->value("local", false);
        if (auto done = checkAddress(object, place, local); !done) {
            return refused(done.error());
        }
        if (model.flow != Flow::Builtin) {
            for (const char* key : {"baseUrl", "auth"}) {
                if (shownBy(object, *provider, key).is_null()) {
                    return refused(u"/provider/"_s + QString::fromLatin1(key),
                                   ManifestFault::Missing);
                }
            }
        }
    }
    if (auto done = resolve(scope, names); !done) {
        return refused(done.error());
    }
    model.document = std::make_shared<const json>(object);
    return model;
}

} // namespace raskadr
