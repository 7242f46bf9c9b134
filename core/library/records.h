#pragma once

#include "core/base/result.h"
#include "core/media/mediafolder.h"
#include "core/store/changeset.h"
#include "core/store/store.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>
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
    QStringList records;  // relative to `records/`; those that should not be there, too
    QStringList sidecars; // SHA-256

    bool isEmpty() const { return records.isEmpty() && sidecars.isEmpty(); }
    bool operator==(const RecordLag&) const = default;
};
Result<RecordLag> findRecordLag(const Store& store, const MediaFolder& media,
                                const QString& recordsPath, std::stop_token stop = {});

// Keeps `records/` and the media's sidecars in step with the database, so that a library can be made
// again from its files: some seconds after a change, many changes at once, in a pool thread of its
// own. Lives in the library's thread; destroying it writes what is left. After a start that follows a kill
// it brings up to date what the killed process did not get to.
class RecordWriter final : public QObject
{
    Q_OBJECT

public:
    // All three outlive it. The store writes as well as reads.
    RecordWriter(Store& store, const MediaFolder& media, QString recordsPath,
                 QObject* parent = nullptr);
    ~RecordWriter() override;

    // Blocks until every change that was committed before is in the files.
    void flush();

Q_SIGNALS:
    // It is tried again later.
    void failed(const raskadr::Error& error);

private:
    void note(const ChangeSet& changes);
    void startWriting();
    void written(const RecordChanges& changes, const Result<>& result);

    Store& m_store;
    const MediaFolder& m_media;
    const QString m_recordsPath;
    RecordChanges m_pending;
    QTimer* m_timer;
    bool m_writing = false;
    QThreadPool m_pool;
};

} // namespace raskadr
