#pragma once

#include "core/base/result.h"
#include "core/library/closingmark.h"
#include "core/library/lock.h"
#include "core/library/recordwriter.h"
#include "core/media/cachefolder.h"
#include "core/media/mediafolder.h"
#include "core/store/store.h"

#include <QString>
#include <QTemporaryDir>
#include <atomic>
#include <memory>
#include <optional>
#include <stop_token>

namespace raskadr {

// One library, open: its folder, its lock, its database, its media, and the records that are kept
// up to date beside them. Lives in the main thread; destroying it finishes what was queued to be
// written. Everybody who uses its parts goes before it.
class Library final
{
public:
    enum class Mode { ReadWrite, ReadOnly };
    struct OpenOptions
    {
        Mode mode = Mode::ReadWrite;
        int waitLockMs = 0; // how long to wait for another process to close it
        bool create = false; // make the folder and an empty library if there is none
    };

    // Reading only needs no lock and works beside an open window. Errors: LibraryMissing,
    // LibraryReadOnly, LibraryOpenElsewhere, NewerVersion, LibraryDamaged; a library that is
    // refused is not touched. Every page of the database is looked at first, unless it is as this
    // program closed it or another process of this computer has it open. That takes seconds for a
    // large one: a pool thread may open it, which may be stopped (Cancelled), and then hand it over
    // with moveToThread().
    static Result<std::unique_ptr<Library>> open(const QString& path, const OpenOptions& options,
                                                 std::stop_token stop = {});
    // What can still be read of a damaged library, to look at. A copy of its database is put aside
    // under `backups/damaged-…`; the database itself is not touched. Blocks for as long as copying
    // it takes; otherwise as open(). Errors: LibraryDamaged if nothing can be read; LibraryMissing;
    // DiskFull.
    static Result<std::unique_ptr<Library>> openDamagedReadOnly(const QString& path,
                                                                std::stop_token stop = {});
    // Where a library is made unless the user says otherwise: «Видео/Раскадр».
    static QString defaultPath();
    // Whether there is a library in this folder, readable or not.
    static bool existsIn(const QString& path);

    ~Library();
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;

    // From the thread that opened it to the one that it is to live in.
    void moveToThread(QThread* thread);

    const QString& path() const { return m_path; }
    Mode mode() const { return m_mode; }
    // Opened by openDamagedReadOnly(): some rows may be lost.
    bool isSalvaged() const { return m_salvage != nullptr; }

    // When every page of the database was last looked at; UTC, milliseconds.
    qint64 lookedThroughMs() const { return m_lookedThroughMs; }
    // Looks at every page now. Blocks; any thread. Errors: LibraryDamaged, Cancelled.
    Result<> lookThrough(std::stop_token stop = {});

    Store& store() { return *m_store; }
    const Store& store() const { return *m_store; }
    const MediaFolder& media() const { return m_media; }
    const CacheFolder& cache() const { return m_cache; }
    // Blocks until records and sidecars say what the database says. Does nothing if read only.
    void flushRecords();

    QString databasePath() const; // of the database that is open
    QString recordsPath() const { return m_path + QStringLiteral("/records"); }
    QString backupsPath() const { return m_path + QStringLiteral("/backups"); }
    // For pictures that wait to be imported; part of the cache folder.
    QString scratchPath() const { return m_path + QStringLiteral("/cache/incoming"); }

    // Removes the temporary files of processes that ended early, but what unfinished jobs keep in
    // them; to be called before anybody makes new ones. Returns how many there were.
    int removeLeftovers();

private:
    Library(QString path, Mode mode);

    const QString m_path;
    const Mode m_mode;
    std::optional<LibraryLock> m_lock;
    std::unique_ptr<QTemporaryDir> m_salvage; // holds the copy that is open instead
    std::unique_ptr<Store> m_store;
    MediaFolder m_media;
    CacheFolder m_cache;
    std::unique_ptr<RecordWriter> m_records;
    const ClosingMark m_mark;
    std::atomic<qint64> m_lookedThroughMs = 0; // 0: it is not known to be sound
};

// Bytes that are free on the disk where this folder is or would be made; -1 if there is no telling.
qint64 freeSpaceAt(const QString& path);
// Bytes that everything in the folder takes up. For a pool thread. Error: Cancelled.
Result<qint64> sizeOfFolder(const QString& path, std::stop_token stop = {});

} // namespace raskadr
