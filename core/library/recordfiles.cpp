#include "core/library/recordfiles.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString newEnding = u".new"_s;

Error errorOfSystem(int code, const QString& path, qint64 bytes)
{
    const QString detail = QString::fromLocal8Bit(std::strerror(code));
    switch (code) {
    case ENOSPC:
    case EDQUOT:
        return {ErrorKind::DiskFull, detail, path, bytes};
    case EROFS:
    case EACCES:
    case EPERM:
        return {ErrorKind::LibraryReadOnly, detail, path, 0};
    default:
        return {ErrorKind::Storage, detail, path, 0};
    }
}

Result<> writeBeside(const QString& path, const QByteArray& bytes)
{
    const int descriptor = ::open(QFile::encodeName(path + newEnding).constData(),
                                  O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return failure(errorOfSystem(errno, path, bytes.size()));
    }
    int code = 0;
    for (qsizetype done = 0; done < bytes.size() && code == 0;) {
        const ssize_t count =
            ::write(descriptor, bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
        if (count >= 0) {
            done += count;
        } else if (errno != EINTR) {
            code = errno;
        }
    }
    if (::close(descriptor) != 0 && code == 0) {
        code = errno;
    }
    if (code != 0) {
        QFile::remove(path + newEnding);
        return failure(errorOfSystem(code, path, bytes.size()));
    }
    return {};
}

Result<> syncDisk(const QString& folder)
{
#ifdef Q_OS_LINUX
    const int descriptor =
        ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const int code = descriptor >= 0 && ::syncfs(descriptor) == 0 ? 0 : errno;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (code != 0) {
        return failure(errorOfSystem(code, folder, 0));
    }
#else
    Q_UNUSED(folder);
    ::sync();
#endif
    return {};
}

} // namespace

Result<> writeRecordFiles(const QString& folder, const QList<RecordFile>& files)
{
    for (const RecordFile& file : files) {
        if (file.bytes.isEmpty()) {
            continue;
        }
        const QString path = folder + u'/' + file.path;
        const QString parent = QFileInfo(path).path();
        if (!QFileInfo(parent).isDir()) {
            QDir().mkpath(parent);
            QFile::setPermissions(parent, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        }
        if (auto written = writeBeside(path, file.bytes); !written) {
            return written;
        }
    }
    if (auto synced = syncDisk(folder); !synced) {
        return synced;
    }
    for (const RecordFile& file : files) {
        const QString path = folder + u'/' + file.path;
        if (file.bytes.isEmpty()) {
            QFile::remove(path);
        } else if (std::rename(QFile::encodeName(path + newEnding).constData(),
                               QFile::encodeName(path).constData())
                   != 0) {
            return failure(errorOfSystem(errno, path, 0));
        }
    }
    return {};
}

QStringList recordsIn(const QString& folder)
{
    QStringList files;
    QDirIterator walk(folder, {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        files.append(walk.next().mid(folder.size() + 1));
    }
    return files;
}

QStringList unfinishedRecords(const QString& folder)
{
    QStringList files;
    QDirIterator walk(folder, {u"*"_s + newEnding}, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        files.append(walk.next());
    }
    return files;
}

void removeUnfinishedRecords(const QString& folder)
{
    for (const QString& file : unfinishedRecords(folder)) {
        QFile::remove(file);
    }
}

bool recordIsCurrent(const QString& folder, const RecordFile& file)
{
    QFile current(folder + u'/' + file.path);
    if (file.bytes.isEmpty()) {
        return !current.exists();
    }
    return current.size() == file.bytes.size() && current.open(QIODevice::ReadOnly)
        && current.readAll() == file.bytes;
}

} // namespace raskadr
