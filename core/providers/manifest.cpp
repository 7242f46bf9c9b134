#include "core/providers/manifest.h"

#include "core/providers/jsonlimits.h"
#include "core/providers/recordreader.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int formatVersion = 1;

struct ReadPiece
{
    ManifestPiece piece;
    std::optional<ModelManifest> model;
};

struct ReadManifest
{
    ProviderManifest provider;
    QList<ReadPiece> pieces; // the provider's first
};

Checked<json> readJson(const QByteArray& bytes)
{
    auto parsed = parseLimitedJson(bytes);
    return parsed ? Checked<json>(std::move(*parsed))
                  : refused({}, ManifestFault::NotJson, parsed.error().detail);
}

// Puts a model behind the pieces that are there.
Checked<> addModel(json object, const QString& place, ReadManifest& manifest)
{
    if (!object.is_object()) {
        return refused(place, ManifestFault::NotAnObject);
    }
    const QString& providerId = manifest.provider.id;
    const std::string provider = providerId.toStdString();
    if (object.contains("provider") && object["provider"] != provider) {
        return refused(place + u"/provider"_s, ManifestFault::OtherProvider);
    }
    object["provider"] = provider;
    auto model = readModel(object, place, manifest.provider.document.get());
    if (!model) {
        return refused(model.error());
    }
    for (const ReadPiece& other : std::as_const(manifest.pieces)) {
        if (!other.piece.isProvider && other.piece.id == model->id) {
            return refused(place + u"/id"_s, ManifestFault::Twice);
        }
    }
    const ManifestPiece piece{model->id, providerId, false,
                              QByteArray::fromStdString(object.dump())};
    manifest.pieces.append({piece, std::move(*model)});
    return {};
}

Checked<ReadManifest> read(const QByteArray& bytes)
{
    auto parsed = readJson(bytes);
    if (!parsed) {
        return refused(parsed.error());
    }
    const json& root = *parsed;
    static constexpr grammar::Key keys[]{{"manifestVersion", grammar::anything},
                                         {"provider", grammar::anything},
                                         {"model", grammar::anything},
                                         {"models", grammar::anything}};
    grammar::Scope scope;
    if (auto done = grammar::checkObject(root, {}, scope, keys); !done) {
        return refused(done.error());
    }
    const json version = root.value("manifestVersion", json());
    if (!version.is_number_integer() || version != formatVersion) {
        return refused(u"/manifestVersion"_s, ManifestFault::NewerVersion,
                       QString::number(formatVersion));
    }
    ReadManifest manifest;
    auto provider = readProvider(root.value("provider", json()), u"/provider"_s);
    if (!provider) {
        return refused(provider.error());
    }
    manifest.provider = std::move(*provider);
    const QString& id = manifest.provider.id;
    manifest.pieces.append(
        {{id, id, true, QByteArray::fromStdString(root["provider"].dump())}, std::nullopt});
    const json models = root.value("models", json::array());
    if (!models.is_array()) {
        return refused(u"/models"_s, ManifestFault::NotAnArray);
    }
    for (std::size_t i = 0; i < models.size(); ++i) {
        if (auto added = addModel(models[i], u"/models/%1"_s.arg(i), manifest); !added) {
            return refused(added.error());
        }
    }
    if (root.contains("model")) {
        if (auto added = addModel(root["model"], u"/model"_s, manifest); !added) {
            return refused(added.error());
        }
    }
    return manifest;
}

template <class T>
Result<T> plain(Checked<T> checked)
{
    return checked ? Result<T>(std::move(*checked)) : Result<T>(failure(errorOf(checked.error())));
}

} // namespace

Result<ProviderManifest> parseProvider(const QByteArray& bytes)
{
    const auto parsed = readJson(bytes);
    return parsed ? plain(readProvider(*parsed, {})) : failure(errorOf(parsed.error()));
}

Result<ModelManifest> parseModel(const QByteArray& bytes)
{
    const auto parsed = readJson(bytes);
    return parsed ? plain(readModel(*parsed, {}, nullptr)) : failure(errorOf(parsed.error()));
}

Result<Manifest> parseManifest(const QByteArray& bytes)
{
    auto checked = read(bytes);
    if (!checked) {
        return failure(errorOf(checked.error()));
    }
    Manifest manifest{std::move(checked->provider), {}};
    for (ReadPiece& piece : checked->pieces) {
        if (piece.model) {
            manifest.models.append(std::move(*piece.model));
        }
    }
    return manifest;
}

std::optional<ManifestProblem> manifestProblem(const QByteArray& bytes)
{
    const auto checked = read(bytes);
    return checked ? std::nullopt : std::optional(checked.error());
}

Result<QList<ManifestPiece>> splitManifest(const QByteArray& bytes)
{
    const auto checked = read(bytes);
    if (!checked) {
        return failure(errorOf(checked.error()));
    }
    QList<ManifestPiece> pieces;
    for (const ReadPiece& piece : checked->pieces) {
        pieces.append(piece.piece);
    }
    return pieces;
}

} // namespace raskadr
