#include "core/providers/manifest.h"

#include "core/providers/jsonlimits.h"

#include <set>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int formatVersion = 1;

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
            return wrong(place + u'/' + QString::fromStdString(key), u"unknown key"_s);
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

Result<ProviderManifest> readProvider(const json& object, const QString& place)
{
    if (auto done = allow(object, place, {"id", "name", "nameRu", "local", "free", "limits"}); !done) {
        return failure(done.error());
    }
    ProviderManifest provider;
    auto id = textAt(object, "id", place, true);
    auto name = textAt(object, "name", place, false);
    auto nameRu = textAt(object, "nameRu", place, false);
    for (const auto* text : {&id, &name, &nameRu}) {
        if (!*text) {
            return failure(text->error());
        }
    }
    provider.id = *id;
    provider.name = {name->isEmpty() ? *id : *name, *nameRu};
    provider.local = object.value("local", false);
    provider.free = object.value("free", false);
    if (object.contains("limits")) {
        if (auto done = allow(object["limits"], place + u"/limits"_s, {"concurrency"}); !done) {
            return failure(done.error());
        }
        provider.concurrency = object["limits"].value("concurrency", 1);
        if (provider.concurrency < 1 || provider.concurrency > 64) {
            return wrong(place + u"/limits/concurrency"_s, u"1 to 64"_s);
        }
    }
    return provider;
}

Result<ModelManifest> readModel(const json& object, const QString& place)
{
    if (auto done = allow(object, place, {"id", "provider", "name", "nameRu", "produces", "flow", "params",
                                          "inputs", "seed", "free"});
        !done) {
        return failure(done.error());
    }
    ModelManifest model;
    auto id = textAt(object, "id", place, true);
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
    model.id = *id;
    model.providerId = *provider;
    model.name = {name->isEmpty() ? *id : *name, *nameRu};
    model.seedParameter = *seed;
    model.free = object.value("free", false);
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
        const QString here = place + u"/inputs/%1"_s.arg(i);
        if (auto done = allow(inputs[i], here, {"name", "title", "titleRu", "media", "min", "max"}); !done) {
            return failure(done.error());
        }
        auto slotName = textAt(inputs[i], "name", here, true);
        auto title = textAt(inputs[i], "title", here, false);
        auto titleRu = textAt(inputs[i], "titleRu", here, false);
        auto media = textAt(inputs[i], "media", here, true);
        for (const auto* text : {&slotName, &title, &titleRu, &media}) {
            if (!*text) {
                return failure(text->error());
            }
        }
        InputSlotDescription slot;
        slot.name = *slotName;
        slot.title = {title->isEmpty() ? *slotName : *title, *titleRu};
        if (*media != u"image"_s && *media != u"video"_s) {
            return wrong(here + u"/media"_s, u"image or video"_s);
        }
        slot.media = *media == u"video"_s ? AssetKind::Video : AssetKind::Image;
        slot.min = inputs[i].value("min", 0);
        slot.max = inputs[i].value("max", 1);
        model.inputs.append(slot);
    }
    return model;
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
        if (root.value("manifestVersion", 0) != formatVersion) {
            return wrong(u"/manifestVersion"_s, u"this program knows version %1"_s.arg(formatVersion));
        }
        auto provider = readProvider(root.value("provider", json()), u"/provider"_s);
        if (!provider) {
            return failure(provider.error());
        }
        QList<ManifestPiece> pieces{
            {provider->id, provider->id, true, QByteArray::fromStdString(root["provider"].dump())}};
        json models = root.value("models", json::array());
        if (root.contains("model")) {
            models.push_back(root["model"]);
        }
        for (size_t i = 0; i < models.size(); ++i) {
            models[i]["provider"] = provider->id.toStdString();
            auto model = readModel(models[i], u"/models/%1"_s.arg(i));
            if (!model) {
                return failure(model.error());
            }
            pieces.append({model->id, provider->id, false, QByteArray::fromStdString(models[i].dump())});
        }
        return pieces;
    } catch (const json::exception& exception) {
        return failure(ErrorKind::InvalidInput, QString::fromUtf8(exception.what()));
    }
}

} // namespace raskadr
