#pragma once

#include "core/library/records.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace raskadr {

// Keeps `records/` and the media's sidecars in step with the database, so that a library can be
// made again from its files: some seconds after a change, many changes at once, in a pool thread of
// its own. Lives in the library's thread; destroying it writes what is left. After a start that
// follows a kill it brings up to date what the killed process did not get to.
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
