#pragma once

#include "core/base/id.h"
#include "core/model/media.h"

#include <QList>
#include <QString>
#include <optional>

namespace raskadr {

enum class AssetKind { Image, Video };
enum class AssetOrigin { Generated, Imported, Frame };

// Where a fact about an imported file comes from.
enum class FactSource { File, Typed };

// One fact of the provenance of something that was not generated here.
struct ProvenanceField
{
    QString value;
    FactSource source = FactSource::Typed;
    double confidence = 1;

    bool operator==(const ProvenanceField&) const = default;
};

struct Provenance
{
    std::optional<ProvenanceField> prompt;
    std::optional<ProvenanceField> negativePrompt;
    std::optional<ProvenanceField> model;
    std::optional<ProvenanceField> seed;
    std::optional<ProvenanceField> service;
    std::optional<ProvenanceField> link;

    bool isEmpty() const
    {
        return !prompt && !negativePrompt && !model && !seed && !service && !link;
    }
    bool operator==(const Provenance&) const = default;
};

// One picture or video inside a shot.
struct Asset
{
    AssetId id;
    ShotId shotId;
    QString sha256;
    AssetKind kind = AssetKind::Image;
    AssetOrigin origin = AssetOrigin::Imported;
    QString sourceName; // the file's name where it came from; never shown to a manager
    AssetId parentId; // null: none
    GenerationId generationId; // null: not generated here
    bool favourite = false;
    bool rejected = false;
    QString note;
    Provenance provenance;
    qint64 trashedMs = 0; // 0: not in the trash
    qint64 createdMs = 0;

    bool operator==(const Asset&) const = default;
};

} // namespace raskadr
