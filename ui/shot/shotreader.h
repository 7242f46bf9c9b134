#pragma once

#include "core/jobs/providerpauses.h"
#include "core/media/mediafolder.h"
#include "core/model/project.h"
#include "core/store/store.h"
#include "ui/shot/inspectedasset.h"
#include "ui/shot/modelnames.h"

namespace raskadr::ui {

class ThumbnailCache;

// Reads what the page of a shot shows, as it shows it. Main thread; what it is given outlives it.
class ShotReader final
{
public:
    struct Facts
    {
        Shot shot;
        int shotCount = 0; // of the film
        Aspect aspect;
    };
    struct Feed
    {
        QList<FeedItem> items; // newest first
        QList<FeedItem> trash;
    };

    ShotReader(const Store& store, const AccountId& account, const MediaFolder& media,
               ThumbnailCache& thumbnails, ModelNames names);

    // Nothing: there is no such shot, or it lies in the trash.
    Result<std::optional<Facts>> facts(const ShotId& shot) const;
    // `paused` are the providers where nothing is begun.
    Result<Feed> feed(const Shot& shot, const QList<PausedProvider>& paused = {}) const;
    // Wherever it lies, other shots and the trash included.
    std::optional<AssetRow> asset(const AssetId& id) const;
    // The sentence on the setting that made a generation fail; empty: none is named.
    QString refusal(const QueueRow& row) const;
    InspectedAsset inspected(const FeedItem& item) const;
    // What the file of an asset that was not generated here says; nothing for very long texts, of
    // which the import kept what matters.
    FileProvenance provenanceOfFile(const AssetRow& row) const;
    QString modelName(const QString& modelId) const { return m_names.model(modelId); }
    const ModelNames& names() const { return m_names; }
    QString filePath(const QString& sha256) const { return m_media.path(sha256); }

private:
    FeedItem cardOf(const Shot& shot, const AssetRow& row) const;
    FeedItem cardOf(const QueueRow& row, const JobHindrance& hindrance) const;
    void addGeneration(InspectedAsset& shown, const Generation& generation) const;
    void addParent(InspectedAsset& shown) const;
    void addFileProvenance(InspectedAsset& shown) const;
    void addHistory(InspectedAsset& shown) const;

    const Store& m_store;
    const AccountId m_account;
    const MediaFolder& m_media;
    ThumbnailCache& m_thumbnails;
    const ModelNames m_names;
    // Of the file that was looked at last: reading it again takes longer than a frame may.
    mutable QString m_readOf;
    mutable FileProvenance m_read;
};

} // namespace raskadr::ui
