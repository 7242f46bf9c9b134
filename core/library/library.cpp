#include "core/library/library.h"

#include "core/base/clock.h"
#include "core/base/logging.h"
#include "core/base/storageerror.h"
#include "core/library/databasefile.h"
#include "core/library/seedcatalog.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>
#include <QStorageInfo>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QFile::Permissions ownerFile = QFile::ReadOwner | QFile::WriteOwner;
constexpr QFile::Permissions ownerFolder = ownerFile | QFile::ExeOwner;
constexpr qint64 copyBlock = 4 << 20;

QString databaseIn(const QString& path)
{
    return path + u"/library.db"_s;
}

bool hasRecords(const QString& path)
{
    return !QDir(path + u"/records"_s).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).isEmpty();
}

Result<> makeLayout(const QString& path)
{
    const bool fresh = !QFileInfo::exists(path);
    for (const QString& folder : {path, path + u"/media"_s, path + u"/records"_s,
                                  path + u"/cache"_s, path + u"/backups"_s}) {
        const bool there = QFileInfo(folder).isDir();
        if (!there && !QDir().mkpath(folder)) {
            return failure(ErrorKind::LibraryReadOnly, u"the folder cannot be made"_s, folder);
        }
        // A folder of the user's own keeps its permissions; what is made here is private.
        if (!there || (fresh && folder == path)) {
            QFile::setPermissions(folder, ownerFolder);
        }
    }
    return {};
}

// Whole or not at all, under its name.
Result<> copyAside(const QString& from, const QString& to, const std::stop_token& stop)
{
    if (QFileInfo::exists(to)) {
        return {};
    }
    QFile source(from);
    QSaveFile target(to);
    if (!source.open(QIODevice::ReadOnly)) {
        return failure(ErrorKind::LibraryDamaged, source.errorString(), from);
    }
    const auto refused = [&] { return failure(storageError(target, to, source.size())); };
    if (!target.open(QIODevice::WriteOnly)) {
        return refused();
    }
    while (!source.atEnd()) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        const QByteArray block = source.read(copyBlock);
        if (block.isEmpty()) {
            return failure(ErrorKind::LibraryDamaged, source.errorString(), from);
        }
        if (target.write(block) != block.size()) {
            return refused();
        }
    }
    if (!target.commit()) {
        return refused();
    }
    QFile::setPermissions(to, QFile::ReadOwner);
    return {};
}

// The database and its log, as they are. The same state is put aside once.
Result<> keepDamaged(const QString& path, const std::stop_token& stop)
{
    const QDateTime changed = QFileInfo(databaseIn(path)).lastModified().toUTC();
    const QString folder =
        path + u"/backups/damaged-"_s + changed.toString(u"yyyyMMdd-HHmmsszzz"_s);
    if (!QDir().mkpath(folder)) {
        return failure(ErrorKind::LibraryReadOnly, u"the folder cannot be made"_s, folder);
    }
    QFile::setPermissions(folder, ownerFolder);
    for (const QString& name : {u"library.db"_s, u"library.db-wal"_s}) {
        if (QFileInfo::exists(path + u'/' + name)) {
            if (auto copied = copyAside(path + u'/' + name, folder + u'/' + name, stop); !copied) {
                return copied;
            }
        }
    }
    return {};
}

} // namespace

Library::Library(QString path, Mode mode)
    : m_path(std::move(path))
    , m_mode(mode)
    , m_media(m_path)
    , m_cache(m_path + u"/cache"_s)
    , m_mark(databaseIn(m_path), m_cache.path())
{
}

QString Library::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::MoviesLocation) + u"/Раскадр"_s;
}

bool Library::existsIn(const QString& path)
{
    return QFileInfo(databaseIn(path)).isFile() || hasRecords(path);
}

Result<std::unique_ptr<Library>> Library::open(const QString& path, const OpenOptions& options,
                                               std::stop_token stop)
{
    const QString folder = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    const bool writing = options.mode == Mode::ReadWrite;
    if (!QFileInfo(databaseIn(folder)).isFile()) {
        if (hasRecords(folder)) {
            return failure(ErrorKind::LibraryDamaged, u"the database is gone"_s, folder);
        }
        if (!writing || !options.create) {
            return failure(ErrorKind::LibraryMissing, u"no library"_s, folder);
        }
    }
    std::optional<LibraryLock> lock;
    if (writing) {
        if (auto made = makeLayout(folder); !made) {
            return failure(made.error());
        }
        auto acquired = LibraryLock::acquire(folder, options.waitLockMs);
        if (!acquired) {
            return failure(acquired.error());
        }
        lock = std::move(*acquired);
    }
    std::unique_ptr<Library> library(new Library(folder, options.mode));
    library->m_lock = std::move(lock);
    const std::optional<qint64> lookedThrough = library->m_mark.lookedThroughMs();
    const bool trusted = lookedThrough || (!writing && LibraryLock::isHeldHere(folder));
    auto store =
        Store::open(databaseIn(folder), writing ? Store::Mode::ReadWrite : Store::Mode::ReadOnly,
                    stop, trusted ? Store::Look::Brief : Store::Look::Whole);
    if (!store) {
        Error error = store.error();
        error.subject = folder;
        return failure(error);
    }
    library->m_store = std::move(*store);
    library->m_lookedThroughMs = lookedThrough.value_or(SystemClock().nowMs());
    if (writing) {
        library->m_mark.remove();
        for (const QString& ending : {u""_s, u"-wal"_s, u"-shm"_s}) {
            QFile::setPermissions(databaseIn(folder) + ending, ownerFile);
        }
        library->m_records = std::make_unique<RecordWriter>(*library->m_store, library->m_media,
                                                            library->recordsPath());
        if (auto seeded = putSeedManifests(*library->m_store); !seeded) {
            qCWarning(logLibrary) << "the program's own models are not up to date:"
                                  << seeded.error().detail;
        }
    }
    return library;
}

Result<std::unique_ptr<Library>> Library::openDamagedReadOnly(const QString& path,
                                                              std::stop_token stop)
{
    const QString folder = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    if (!QFileInfo(databaseIn(folder)).isFile()) {
        return failure(ErrorKind::LibraryMissing, u"no database"_s, folder);
    }
    if (auto kept = keepDamaged(folder, stop); !kept) {
        if (kept.error().kind == ErrorKind::Cancelled) {
            return failure(kept.error());
        }
        qCWarning(logLibrary) << "the damaged database was not put aside:" << kept.error().detail;
    }
    // On the library's own disk, if that can be written, since the copy may be large.
    auto salvage = std::make_unique<QTemporaryDir>(folder + u"/cache/damaged-XXXXXX"_s);
    if (!salvage->isValid()) {
        salvage = std::make_unique<QTemporaryDir>();
    }
    if (!salvage->isValid()) {
        return failure(ErrorKind::Storage, salvage->errorString());
    }
    // Read from a copy: even a reader makes files beside a database.
    const QString copy = salvage->filePath(u"damaged.db"_s);
    for (const QString& ending : {u""_s, u"-wal"_s}) {
        const QString part = databaseIn(folder) + ending;
        if (QFileInfo::exists(part)) {
            if (auto copied = copyAside(part, copy + ending, stop); !copied) {
                return failure(copied.error());
            }
            QFile::setPermissions(copy + ending, ownerFile);
        }
    }
    const QString sound = salvage->filePath(u"library.db"_s);
    if (auto empty = Store::open(sound, Store::Mode::ReadWrite); !empty) {
        return failure(empty.error());
    }
    const auto rows = salvageDatabase(copy, sound, stop);
    if (!rows) {
        return failure(rows.error());
    }
    qCInfo(logLibrary) << "rows read from the damaged library:" << *rows;
    auto store = Store::open(sound, Store::Mode::ReadOnly);
    if (!store) {
        return failure(store.error());
    }
    std::unique_ptr<Library> library(new Library(folder, Mode::ReadOnly));
    library->m_salvage = std::move(salvage);
    library->m_store = std::move(*store);
    return library;
}

Library::~Library()
{
    m_records.reset();
    const bool wrote = m_store && m_mode == Mode::ReadWrite;
    m_store.reset();
    if (wrote && m_lookedThroughMs > 0) {
        m_mark.set(m_lookedThroughMs);
    }
    m_lock.reset();
}

Result<> Library::lookThrough(std::stop_token stop)
{
    auto sound = databaseIsSound(databasePath(), stop);
    if (sound) {
        m_lookedThroughMs = SystemClock().nowMs();
    } else if (sound.error().kind == ErrorKind::LibraryDamaged) {
        m_lookedThroughMs = 0;
    }
    return sound;
}

void Library::moveToThread(QThread* thread)
{
    m_store->moveToThread(thread);
    if (m_records) {
        m_records->moveToThread(thread);
    }
}

void Library::flushRecords()
{
    if (m_records) {
        m_records->flush();
    }
}

QString Library::databasePath() const
{
    return m_salvage ? m_salvage->filePath(u"library.db"_s) : databaseIn(m_path);
}

int Library::removeLeftovers()
{
    if (m_mode != Mode::ReadWrite) {
        return 0;
    }
    const auto open = m_store->read(AccountId(), [](const Repositories& repositories) {
        return repositories.jobs.unfinishedOfAllAccounts();
    });
    const auto isWanted = [&](const QString& name) {
        return !open || std::any_of(open->begin(), open->end(), [&](const OpenJob& job) {
            return job.job.variables.contains(name.toUtf8());
        });
    };
    return m_media.removeLeftovers(isWanted) + m_cache.removeLeftovers();
}

qint64 freeSpaceAt(const QString& path)
{
    QString folder = QFileInfo(path).absoluteFilePath();
    while (!QFileInfo::exists(folder) && folder.contains(u'/') && folder.size() > 1) {
        folder = QFileInfo(folder).path();
    }
    const QStorageInfo disk(folder);
    return disk.isValid() ? disk.bytesAvailable() : -1;
}

Result<qint64> sizeOfFolder(const QString& path, std::stop_token stop)
{
    qint64 bytes = 0;
    QDirIterator walk(path, QDir::Files | QDir::Hidden | QDir::System | QDir::NoSymLinks,
                      QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        walk.next();
        bytes += walk.fileInfo().size();
    }
    return bytes;
}

} // namespace raskadr
