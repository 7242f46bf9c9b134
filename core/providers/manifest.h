#pragma once

#include "core/model/asset.h"
#include "core/providers/parameterschema.h"

namespace raskadr {

// A name in English and, where the manifest has one, in Russian.
struct LocalName
{
    QString en;
    QString ru;
};

// What the user enters about a connection and what is no secret: a folder, an address.
struct ConnectionSetting
{
    QString name;
    LocalName title;
    QString initial;
    QStringList choices;
    bool required = false;
};

// Those that a provider's or a model's record declares.
QList<ConnectionSetting> settingsIn(const nlohmann::json& record);

struct ProviderManifest
{
    QString id;
    LocalName name;
    bool local = false;
    bool free = false;
    int concurrency = 1; // jobs at once
    QString baseUrl; // empty: its models run inside of the program
    QString billingUrl; // the https page where an account is topped up; empty: none
    QStringList secrets; // names of keys that the user enters
    bool secretsOptional = false;
    QList<ConnectionSetting> settings;
    // The whole record, for the engine. It keeps to the grammar.
    std::shared_ptr<const nlohmann::json> document;

    bool isBuiltin() const { return baseUrl.isEmpty(); }
};

enum class Produces { Image, Video, Text };
enum class Flow {
    Builtin,
    Sync,
    SyncProgress,
    PreferWait,
    Poll,
    Operation,
    Sse,
    Ndjson,
    WebSocket
};

struct InputSlotDescription
{
    QString name;
    LocalName title;
    AssetKind media = AssetKind::Image;
    int min = 0;
    int max = 1;
};

struct ModelManifest
{
    QString id;
    QString providerId;
    LocalName name;
    Produces produces = Produces::Image;
    Flow flow = Flow::Builtin;
    ParameterSchema parameters;
    QList<InputSlotDescription> inputs;
    QString seedParameter; // empty: the model takes no seed
    bool free = false;
    std::shared_ptr<const nlohmann::json> document; // as that of the provider
};

// A provider with its models, as one file describes them.
struct Manifest
{
    ProviderManifest provider;
    QList<ModelManifest> models;
};

// Reads a manifest file: `provider` and `model` or `models`. Strict: what is unknown is refused
// with its place (JSON pointer, the Error's subject) and the reason (its detail). Any thread.
Result<Manifest> parseManifest(const QByteArray& bytes);
// The same refusal as a value, for those who say it in words; nothing if the manifest is in order.
std::optional<ManifestProblem> manifestProblem(const QByteArray& bytes);
// The JSON Schema of manifests, for editors and for those who write them. It knows the shapes and
// not whether a name exists.
QByteArray manifestSchema();

// The records that a manifest is kept as: the provider's and one for each model, as compact JSON.
struct ManifestPiece
{
    QString id; // of the model; of the provider itself if `isProvider`
    QString providerId;
    bool isProvider = false;
    QByteArray json;
};
Result<QList<ManifestPiece>> splitManifest(const QByteArray& bytes);
Result<ProviderManifest> parseProvider(const QByteArray& json);
Result<ModelManifest> parseModel(const QByteArray& json);

} // namespace raskadr
