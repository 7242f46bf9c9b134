#include "core/providers/manifest.h"

#include "core/providers/jsonlimits.h"
#include "core/providers/jsonnumbers.h"

#include <algorithm>
#include <set>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int formatVersion = 1;
constexpr int maxInputs = 100; // assets in one slot

tl::unexpected<Error> wrong(const QString& place, const QString& reason)
{
    return failure(ErrorKind::InvalidInput, reason, place);
}

Result<> allow(const json& object, const QString& place, const std::set<std::string>& keys)
{
    if (!object.is_object()) {
        return wrong(place, u"not an object"_s);
    }
    for (const auto& [key, value] : object.items()) {
        if (!keys.contains(key)) {
            const QString name = QString::fromStdString(key).replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
            return wrong(place + u'/' + name, u"unknown key"_s);
        }
    }
    return {};
}

Result<QString> textAt(const json& object, const char* key, const QString& place, bool required)
{
    if (!object.contains(key)) {
        if (required) {
            return wrong(place + u'/' + QString::fromLatin1(key), u"missing"_s);
        }
        return QString();
    }
    if (!object[key].is_string()) {
        return wrong(place + u'/' + QString::fromLatin1(key), u"not a text"_s);
    }
    return QString::fromStdString(object[key].get<std::string>());
}

Result<bool> flagAt(const json& object, const char* key, const QString& place)
{
    if (!object.contains(key)) {
        return false;
    }
    if (!object[key].is_boolean()) {
        return wrong(place + u'/' + QString::fromLatin1(key), u"not true or false"_s);
    }
    return object[key].get<bool>();
}

Result<int> countAt(const json& object, const char* key, const QString& place, int initial, int min, int max)
{
    if (!object.contains(key)) {
        return initial;
    }
    const json& count = object[key];
    if (!count.is_number_integer() || compareNumbers(count, json(min)) < 0
        || compareNumbers(count, json(max)) > 0) {
        return wrong(place + u'/' + QString::fromLatin1(key), u"%1 to %2"_s.arg(min).arg(max));
    }
    return count.get<int>();
}

// Names that stand in rows and on the command line.
Result<QString> idAt(const json& object, const char* key, const QString& place)
{
    static const QRegularExpression shape(u"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"_s);
    auto id = textAt(object, key, place, true);
    if (id && !shape.match(*id).hasMatch()) {
        return wrong(place + u'/' + QString::fromLatin1(key), u"letters, digits, dots and dashes"_s);
    }
    return id;
}

Result<ProviderManifest> readProvider(const json& object, const QString& place)
{
    if (auto done = allow(object, place, {"id", "name", "nameRu", "local", "free", "limits"}); !done) {
        return failure(done.error());
    }
    ProviderManifest provider;
    auto id = idAt(object, "id", place);
    auto name = textAt(object, "name", place, false);
    auto nameRu = textAt(object, "nameRu", place, false);
    for (const auto* text : {&id, &name, &nameRu}) {
        if (!*text) {
            return failure(text->error());
        }
    }
    const auto local = flagAt(object, "local", place);
    const auto free = flagAt(object, "free", place);
    for (const auto* flag : {&local, &free}) {
        if (!*flag) {
            return failure(flag->error());
        }
    }
    provider.id = *id;
    provider.name = {name->isEmpty() ? *id : *name, *nameRu};
    provider.local = *local;
    provider.free = *free;
    if (object.contains("limits")) {
        if (auto done = allow(object["limits"], place + u"/limits"_s, {"concurrency"}); !done) {
            return failure(done.error());
        }
        const auto concurrency = countAt(object["limits"], "concurrency", place + u"/limits"_s, 1, 1, 64);
        if (!concurrency) {
            return failure(concurrency.error());
        }
        provider.concurrency = *concurrency;
    }
    return provider;
}

Result<InputSlotDescription> readSlot(const json& object, const QString& place)
{
    if (auto done = allow(object, place, {"name", "title", "titleRu", "media", "min", "max"}); !done) {
        return failure(done.error());
    }
    auto name = idAt(object, "name", place);
    auto title = textAt(object, "title", place, false);
    auto titleRu = textAt(object, "titleRu", place, false);
    auto media = textAt(object, "media", place, true);
    for (const auto* text : {&name, &title, &titleRu, &media}) {
        if (!*text) {
            return failure(text->error());
        }
    }
    if (*media != u"image"_s && *media != u"video"_s) {
        return wrong(place + u"/media"_s, u"image or video"_s);
    }
    const auto min = countAt(object, "min", place, 0, 0, maxInputs);
    if (!min) {
        return failure(min.error());
    }
    const auto max = countAt(object, "max", place, std::max(1, *min), std::max(1, *min), maxInputs);
    if (!max) {
        return failure(max.error());
    }
    return InputSlotDescription{*name, {title->isEmpty() ? *name : *title, *titleRu},
                                *media == u"video"_s ? AssetKind::Video : AssetKind::Image, *min, *max};
}

Result<ModelManifest> readModel(const json& object, const QString& place)
{
    if (auto done = allow(object, place, {"id", "provider", "name", "nameRu", "produces", "flow", "params",
                                          "inputs", "seed", "free"});
        !done) {
        return failure(done.error());
    }
    ModelManifest model;
    auto id = idAt(object, "id", place);
    auto name = textAt(object, "name", place, false);
    auto nameRu = textAt(object, "nameRu", place, false);
    auto provider = textAt(object, "provider", place, false);
    auto produces = textAt(object, "produces", place, true);
    auto flow = textAt(object, "flow", place, true);
    auto seed = textAt(object, "seed", place, false);
    for (const auto* text : {&id, &name, &nameRu, &provider, &produces, &flow, &seed}) {
        if (!*text) {
            return failure(text->error());
        }
    }
    const auto free = flagAt(object, "free", place);
    if (!free) {
        return failure(free.error());
    }
    model.id = *id;
    model.providerId = *provider;
    model.name = {name->isEmpty() ? *id : *name, *nameRu};
    model.seedParameter = *seed;
    model.free = *free;
    if (*produces == u"image"_s) {
        model.produces = Produces::Image;
    } else if (*produces == u"video"_s) {
        model.produces = Produces::Video;
    } else if (*produces == u"text"_s) {
        model.produces = Produces::Text;
    } else {
        return wrong(place + u"/produces"_s, u"image, video or text"_s);
    }
    if (*flow != u"builtin"_s) {
        return wrong(place + u"/flow"_s, u"this program knows the flow \"builtin\""_s);
    }
    auto parameters = ParameterSchema::parse(object.value("params", json::object()));
    if (!parameters) {
        return wrong(place + u"/params"_s + parameters.error().subject, parameters.error().detail);
    }
    model.parameters = std::move(*parameters);
    if (!model.seedParameter.isEmpty() && !model.parameters.field(model.seedParameter)) {
        return wrong(place + u"/seed"_s, u"names no parameter"_s);
    }
    const json inputs = object.value("inputs", json::array());
    if (!inputs.is_array()) {
        return wrong(place + u"/inputs"_s, u"not an array"_s);
    }
    for (size_t i = 0; i < inputs.size(); ++i) {
        auto slot = readSlot(inputs[i], place + u"/inputs/%1"_s.arg(i));
        if (!slot) {
            return failure(slot.error());
        }
        for (const InputSlotDescription& other : model.inputs) {
            if (other.name == slot->name) {
                return wrong(place + u"/inputs/%1/name"_s.arg(i), u"there is a slot of this name"_s);
            }
        }
        model.inputs.append(*slot);
    }
    return model;
}

// Puts a model behind the pieces that are there, the first of which is its provider.
Result<> addModel(json object, const QString& place, QList<ManifestPiece>& pieces)
{
    if (!object.is_object()) {
        return wrong(place, u"not an object"_s);
    }
    const std::string provider = pieces.first().id.toStdString();
    if (object.contains("provider") && object["provider"] != provider) {
        return wrong(place + u"/provider"_s, u"not the provider of this manifest"_s);
    }
    object["provider"] = provider;
    const auto model = readModel(object, place);
    if (!model) {
        return failure(model.error());
    }
    for (const ManifestPiece& piece : std::as_const(pieces)) {
        if (!piece.isProvider && piece.id == model->id) {
            return wrong(place + u"/id"_s, u"there is a model of this id"_s);
        }
    }
    pieces.append({model->id, pieces.first().id, false, QByteArray::fromStdString(object.dump())});
    return {};
}

template <class T, class Read>
Result<T> readOne(const QByteArray& bytes, Read read)
{
    auto parsed = parseLimitedJson(bytes);
    if (!parsed) {
        return failure(parsed.error());
    }
    try {
        return read(*parsed, QString());
    } catch (const json::exception& exception) {
        return failure(ErrorKind::InvalidInput, QString::fromUtf8(exception.what()));
    }
}

} // namespace

Result<ProviderManifest> parseProvider(const QByteArray& bytes)
{
    return readOne<ProviderManifest>(bytes, readProvider);
}

Result<ModelManifest> parseModel(const QByteArray& bytes)
{
    return readOne<ModelManifest>(bytes, readModel);
}

Result<Manifest> parseManifest(const QByteArray& bytes)
{
    auto pieces = splitManifest(bytes);
    if (!pieces) {
        return failure(pieces.error());
    }
    Manifest manifest;
    for (const ManifestPiece& piece : *pieces) {
        if (piece.isProvider) {
            auto provider = parseProvider(piece.json);
            if (!provider) {
                return failure(provider.error());
            }
            manifest.provider = *provider;
        } else {
            auto model = parseModel(piece.json);
            if (!model) {
                return failure(model.error());
            }
            manifest.models.append(*model);
        }
    }
    return manifest;
}

Result<QList<ManifestPiece>> splitManifest(const QByteArray& bytes)
{
    auto parsed = parseLimitedJson(bytes);
    if (!parsed) {
        return failure(parsed.error());
    }
    try {
        const json& root = *parsed;
        if (auto done = allow(root, {}, {"manifestVersion", "provider", "model", "models"}); !done) {
            return failure(done.error());
        }
        const json version = root.value("manifestVersion", json());
        if (!version.is_number_integer() || version != formatVersion) {
            return wrong(u"/manifestVersion"_s, u"this program knows version %1"_s.arg(formatVersion));
        }
        auto provider = readProvider(root.value("provider", json()), u"/provider"_s);
        if (!provider) {
            return failure(provider.error());
        }
        QList<ManifestPiece> pieces{
            {provider->id, provider->id, true, QByteArray::fromStdString(root["provider"].dump())}};
        const json models = root.value("models", json::array());
        if (!models.is_array()) {
            return wrong(u"/models"_s, u"not an array"_s);
        }
        for (size_t i = 0; i < models.size(); ++i) {
            if (auto added = addModel(models[i], u"/models/%1"_s.arg(i), pieces); !added) {
                return failure(added.error());
            }
        }
        if (root.contains("model")) {
            if (auto added = addModel(root["model"], u"/model"_s, pieces); !added) {
                return failure(added.error());
            }
        }
        return pieces;
    } catch (const json::exception& exception) {
        return failure(ErrorKind::InvalidInput, QString::fromUtf8(exception.what()));
    }
}

} // namespace raskadr
