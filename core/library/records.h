#pragma once

#include "core/base/result.h"
#include "core/media/mediafolder.h"
#include "core/store/changeset.h"
#include "core/store/store.h"

#include <stop_token>

namespace raskadr {

// What of the database the files beside it have to follow.
struct RecordChanges
{
    bool everything = false;
    bool accounts = false;
    QSet<ProjectId> projects;
    QSet<ShotId> shots;
    QSet<AssetId> assets;
    QSet<GenerationId> generations;
    QSet<QString> media;

    bool isEmpty() const;
    void add(const ChangeSet& changes);
    void add(const RecordChanges& other);
};

// Brings the records and sidecars of these changes up to date, of all accounts. Blocks; any thread.
Result<> writeRecords(const Store& store, const MediaFolder& media, const QString& recordsPath,
                      const RecordChanges& changes, std::stop_token stop = {});

// Files that do not say what the database says.
struct RecordLag
{
    QStringList records; // relative to `records/`; those that should not be there, too
    QStringList sidecars; // SHA-256

    bool isEmpty() const { return records.isEmpty() && sidecars.isEmpty(); }
    bool operator==(const RecordLag&) const = default;
};
Result<RecordLag> findRecordLag(const Store& store, const MediaFolder& media,
                                const QString& recordsPath, std::stop_token stop = {});

} // namespace raskadr
