#include "core/media/temporaryfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString partPrefix = u".part-"_s;

// Two processes never share it, even if the system gives them the same id one after another.
const QString& processTag()
{
    static const QString tag = QString::number(QRandomGenerator::system()->generate64(), 16);
    return tag;
}

} // namespace

QString temporaryPathIn(const QString& folder)
{
    static std::atomic<quint64> number = 0;
    return folder + u'/' + partPrefix + processTag() + u'-'
        + QString::number(number.fetch_add(1, std::memory_order_relaxed));
}

bool isTemporaryName(const QString& name)
{
    return name.startsWith(partPrefix) && !name.contains(u'/');
}

QStringList abandonedTemporaries(const QString& folder)
{
    QStringList paths;
    const QString own = partPrefix + processTag() + u'-';
    const QStringList names = QDir(folder).entryList(
        {partPrefix + u"*"_s}, QDir::Files | QDir::Dirs | QDir::Hidden | QDir::NoSymLinks);
    for (const QString& name : names) {
        if (!name.startsWith(own)) {
            paths.append(folder + u'/' + name);
        }
    }
    return paths;
}

Result<> syncFolder(const QString& folder)
{
    const int descriptor =
        ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return failure(storageError(errno, u"opening a folder"_s, folder));
    }
    const int code = ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    // Some file systems cannot sync a folder and say EINVAL.
    if (code != 0 && code != EINVAL) {
        return failure(storageError(code, u"syncing a folder"_s, folder));
    }
    return {};
}

Result<> syncFileSystem(const QString& folder)
{
#ifdef Q_OS_LINUX
    const int descriptor =
        ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const int code = descriptor >= 0 && ::syncfs(descriptor) == 0 ? 0 : errno;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (code != 0) {
        return failure(storageError(code, u"syncing"_s, folder));
    }
#else
    Q_UNUSED(folder);
    ::sync();
#endif
    return {};
}

Result<QStringList> makeFolders(const QString& root, const QString& relative)
{
    QStringList changed;
    QString folder = root;
    for (const QString& part : relative.split(u'/', Qt::SkipEmptyParts)) {
        const QString parent = folder;
        folder += u'/' + part;
        if (::mkdir(QFile::encodeName(folder).constData(), 0700) == 0) {
            changed.append(parent);
        } else if (errno != EEXIST) {
            return failure(storageError(errno, u"making a folder"_s, folder));
        }
    }
    return changed;
}

Result<> writeBytes(const QString& path, const QByteArray& bytes, bool durable)
{
    const QString name = QFileInfo(path).fileName();
    const int descriptor =
        ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return failure(storageError(errno, u"creating a file"_s, name, bytes.size()));
    }
    qint64 done = 0;
    int code = 0;
    while (done < bytes.size() && code == 0) {
        const ssize_t count =
            ::write(descriptor, bytes.constData() + done, size_t(bytes.size() - done));
        if (count < 0) {
            code = errno == EINTR ? 0 : errno;
        } else {
            done += count;
        }
    }
    if (code == 0 && durable && ::fsync(descriptor) != 0) {
        code = errno;
    }
    if (::close(descriptor) != 0 && code == 0) {
        code = errno;
    }
    if (code != 0) {
        QFile::remove(path);
        return failure(storageError(code, u"writing a file"_s, name, bytes.size()));
    }
    return {};
}

Result<> renameOver(const QString& from, const QString& to)
{
    if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0) {
        return failure(storageError(errno, u"renaming a file"_s, QFileInfo(to).fileName()));
    }
    return {};
}

Result<> writeCacheFile(const QString& cacheFolder, const QString& relativePath,
                        const QByteArray& bytes)
{
    QDir().mkpath(cacheFolder);
    if (auto made = makeFolders(cacheFolder, relativePath.section(u'/', 0, -2)); !made) {
        return failure(made.error());
    }
    FileRemover temporary(temporaryPathIn(cacheFolder));
    if (auto written = writeBytes(temporary.path(), bytes, false); !written) {
        return written;
    }
    if (auto renamed = renameOver(temporary.path(), cacheFolder + u'/' + relativePath); !renamed) {
        return renamed;
    }
    temporary.keep();
    return {};
}

FileRemover::~FileRemover()
{
    if (!m_path.isEmpty()) {
        QFile::remove(m_path);
    }
}

} // namespace raskadr
