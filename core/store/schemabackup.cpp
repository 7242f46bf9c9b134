#include "core/store/schemabackup.h"

#include "core/base/clock.h"
#include "core/base/failpoint.h"
#include "core/base/logging.h"
#include "core/store/migrations.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>
#include <QStorageInfo>
#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int keptCopies = 3;
constexpr int pagesAtOnce = 1'000;
constexpr qint64 spareBytes = 16 * 1024 * 1024; // what a full disk needs to stay usable

Result<> needRoom(const QString& folder, qint64 bytes)
{
    const qint64 available = QStorageInfo(folder).bytesAvailable();
    if (available >= 0 && available < bytes + spareBytes) {
        return failure(ErrorKind::DiskFull, u"%1 bytes are free"_s.arg(available), folder,
                       bytes + spareBytes);
    }
    return {};
}

Result<> copyPages(const QString& from, Connection::Mode reading, const QString& to,
                   const std::stop_token& stop)
{
    Connection source(from, reading);
    SQLite::Database target(to.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Backup backup(target, source.database());
    int code = SQLITE_OK;
    while (code == SQLITE_OK) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        code = backup.executeStep(pagesAtOnce);
    }
    if (code != SQLITE_DONE) {
        return failure(ErrorKind::Storage, QString::fromUtf8(sqlite3_errstr(code)), to);
    }
    return {};
}

// The mark of a log goes, so that the copy is one file that can be read wherever it lies.
void dropLog(const QString& path)
{
    SQLite::Database(path.toStdString(), SQLite::OPEN_READWRITE)
        .exec("PRAGMA journal_mode = DELETE");
}

Result<> lookThrough(const QString& path, int schema)
{
    Connection copy(path, Connection::Mode::Immutable);
    Query check(copy, "PRAGMA quick_check(1)");
    const QString verdict = check.step() ? check.text() : QString();
    if (verdict != u"ok"_s || schemaVersion(copy) != schema) {
        return failure(ErrorKind::LibraryDamaged, verdict, path);
    }
    return {};
}

Result<> sync(const QString& path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (!synced) {
        return failure(ErrorKind::Storage, u"syncing a copy failed"_s, path);
    }
    return {};
}

Result<> putInPlace(const QString& part, const QString& path)
{
    QFile::setPermissions(part, QFile::ReadOwner);
    if (auto synced = sync(part); !synced) {
        return synced;
    }
    if (std::rename(QFile::encodeName(part).constData(), QFile::encodeName(path).constData())
        != 0) {
        return failure(ErrorKind::Storage, u"naming a copy failed"_s, path);
    }
    const QString folder = QFileInfo(path).path();
    if (auto synced = sync(folder); !synced) {
        return synced;
    }
    return sync(QFileInfo(folder).path()); // where `backups` may be new
}

void removeParts(const QString& part)
{
    for (const QString& ending : {u""_s, u"-journal"_s, u"-wal"_s, u"-shm"_s}) {
        QFile::remove(part + ending);
    }
}

void keepNewest(const QDir& folder, const QString& base)
{
    const QStringList copies =
        folder.entryList({base + u"-*-schema-*.db"_s}, QDir::Files, QDir::Name | QDir::Reversed);
    for (const QString& old : copies.mid(keptCopies)) {
        QFile::remove(folder.filePath(old));
    }
}

// Of the copy: the database itself is known to be readable.
Error errorOfCopy(const SQLite::Exception& exception, const QString& folder, qint64 bytes)
{
    Error error = errorOf(exception);
    if (error.kind == ErrorKind::DiskFull) {
        error.amount = bytes + spareBytes;
    } else if (error.kind == ErrorKind::LibraryMissing) {
        error.kind = ErrorKind::LibraryReadOnly;
    }
    error.subject = folder;
    return error;
}

} // namespace

Result<> keepOlderSchema(const QString& databasePath, Connection::Mode reading, int schema,
                         const std::stop_token& stop)
{
    const QFileInfo database(databasePath);
    const QDir folder(database.path() + u"/backups"_s);
    const qint64 bytes = database.size() + QFileInfo(databasePath + u"-wal"_s).size();
    if (!folder.mkpath(u"."_s)) {
        return failure(ErrorKind::LibraryReadOnly, u"the folder cannot be made"_s, folder.path());
    }
    const QString part = folder.filePath(database.fileName() + u".part"_s);
    removeParts(part); // those of an earlier process
    if (auto room = needRoom(folder.path(), bytes); !room) {
        return room;
    }
    const auto cleanUp = qScopeGuard([&part] { removeParts(part); });
    try {
        if (auto copied = copyPages(databasePath, reading, part, stop); !copied) {
            return copied;
        }
        dropLog(part);
        if (auto sound = lookThrough(part, schema); !sound) {
            return sound;
        }
    } catch (const SQLite::Exception& exception) {
        return failure(errorOfCopy(exception, folder.path(), bytes));
    }
    failpoint("schema-copied");
    const QString moment = QDateTime::fromMSecsSinceEpoch(SystemClock().nowMs(), Qt::UTC)
                               .toString(u"yyyyMMdd-HHmmsszzz"_s);
    const QString name =
        u"%1-%2-schema-%3.db"_s.arg(database.completeBaseName(), moment).arg(schema);
    if (auto placed = putInPlace(part, folder.filePath(name)); !placed) {
        return placed;
    }
    qCInfo(logStore) << "a database of schema" << schema << "is kept as" << name;
    keepNewest(folder, database.completeBaseName());
    return {};
}

} // namespace raskadr
