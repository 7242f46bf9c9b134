#pragma once

#include "core/store/assetrepository.h"
#include "core/store/jobrepository.h"
#include "ui/common/jobstanding.h"

#include <QMetaType>

namespace raskadr::ui {

// One card of a shot's feed, exactly as it is shown: an asset, or a generation that has no result.
struct FeedItem
{
    std::optional<AssetRow> asset;
    std::optional<QueueRow> job; // running, waiting or failed
    bool isHeadliner = false;
    QString caption; // model, or the file's name
    QString coverSha256; // of the asset, or of the picture that is being animated
    JobStanding standing; // of the job

    bool isAsset() const { return asset.has_value(); }
    bool isVideo() const { return asset && asset->asset.kind == AssetKind::Video; }
    AssetId assetId() const { return asset ? asset->asset.id : AssetId(); }
    GenerationId generationId() const
    {
        return job ? job->generation.id : asset ? asset->asset.generationId : GenerationId();
    }
    // How it was made, or was to be made; null: not here.
    const Generation* generation() const
    {
        if (job) {
            return &job->generation;
        }
        return asset && asset->generation ? &*asset->generation : nullptr;
    }
    // What the service told, else what it was asked with.
    std::optional<quint64> seed() const
    {
        const Job* done = job ? &job->job : asset && asset->job ? &*asset->job : nullptr;
        if (done && done->seedReturned) {
            return done->seedReturned;
        }
        return generation() ? generation()->seedSent : std::nullopt;
    }
    // What the composer can take over: also a seed that a file told or somebody typed.
    std::optional<quint64> takenSeed() const
    {
        if (generation() || !asset || !asset->asset.provenance.seed) {
            return seed();
        }
        bool isNumber = false;
        const quint64 number = asset->asset.provenance.seed->value.toULongLong(&isNumber);
        return isNumber ? std::optional(number) : std::nullopt;
    }
    qint64 createdMs() const { return asset ? asset->asset.createdMs : job->generation.createdMs; }
    bool operator==(const FeedItem&) const = default;
};

enum class FeedFilter { All, Images, Videos, References, Frames, Favourites, Rejected, Trash };

bool passes(FeedFilter filter, const FeedItem& item);

} // namespace raskadr::ui

Q_DECLARE_METATYPE(raskadr::ui::FeedItem)
