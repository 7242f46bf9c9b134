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

struct ProviderManifest
{
    QString id;
    LocalName name;
    bool local = false;
    bool free = false;
    int concurrency = 1; // jobs at once
};

enum class Produces { Image, Video, Text };
enum class Flow { Builtin };

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
};

// A provider with its models, as one file describes them.
struct Manifest
{
    ProviderManifest provider;
    QList<ModelManifest> models;
};

// Reads a manifest file: `provider` and `model` or `models`. Strict: what is unknown is refused with
// its place (JSON pointer, the Error's subject) and the reason (its detail). Any thread.
Result<Manifest> parseManifest(const QByteArray& bytes);

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
