#include "core/sharing/foldershare.h"

#include "core/base/failpoint.h"
#include "core/media/temporaryfile.h"
#include "core/wire/page.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <archive.h>
#include <archive_entry.h>

#include <cerrno>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString pageName = u"index.html"_s;

// Whoever gets the folder has to be able to read it, and so has a web server.
constexpr auto readableByAll =
    QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther;
constexpr auto folderForAll = readableByAll | QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther;

tl::unexpected<ShareFailure> taken(const QString& path)
{
    return shareFailure(ShareFault::FolderTaken, u"something else is there"_s,
                        QDir::toNativeSeparators(path));
}

bool isArchive(const QString& path)
{
    return path.endsWith(u".zip"_s, Qt::CaseInsensitive);
}

QByteArray bytesOf(std::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

Result<> put(const QString& path, const QByteArray& bytes)
{
    const QString temporary = temporaryPathIn(QFileInfo(path).path());
    FileRemover remover(temporary);
    if (auto written = writeBytes(temporary, bytes, true); !written) {
        return written;
    }
    QFile::setPermissions(temporary, readableByAll);
    if (auto renamed = renameOver(temporary, path); !renamed) {
        return renamed;
    }
    remover.keep();
    return {};
}

Result<> copyTo(const QString& from, const QString& to)
{
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly)) {
        return failure(ErrorKind::FileUnreadable, source.errorString());
    }
    QFile target(to);
    QFile::remove(to);
    if (!target.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
        return failure(storageError(errno, target.errorString(), to));
    }
    QByteArray piece;
    while (!(piece = source.read(1 << 20)).isEmpty()) {
        if (target.write(piece) != piece.size()) {
            return failure(storageError(errno, target.errorString(), to, source.size()));
        }
    }
    if (source.error() != QFileDevice::NoError || !target.flush()) {
        return failure(storageError(errno, target.errorString(), to, source.size()));
    }
    target.setPermissions(readableByAll);
    return {};
}

ShareResult<> prepareFolder(const FolderTarget& target)
{
    if (auto checked = checkTarget(target); !checked) {
        return checked;
    }
    const QDir folder(target.path);
    if (!QDir().mkpath(folder.filePath(u"m"_s)) || !QDir().mkpath(folder.filePath(u"page"_s))) {
        return shareFailure(storageError(errno, u"mkpath"_s, target.path));
    }
    for (const QString& path : {target.path, folder.filePath(u"m"_s), folder.filePath(u"page"_s)}) {
        QFile::setPermissions(path, folderForAll);
    }
    return {};
}

// What an earlier revision, or one that did not come to its end, left in our two folders.
void removeOld(const QDir& folder, const QSet<QString>& needed)
{
    static const QRegularExpression ownName(
        u"\\A(m/[0-9a-f]{32}\\.[a-z0-9]+|page/[a-z]+\\.[0-9a-f]{8,64}\\.[a-z0-9]+)\\z"_s);
    for (const QString& part : {u"m"_s, u"page"_s}) {
        const QStringList names = QDir(folder.filePath(part)).entryList(QDir::Files);
        for (const QString& name : names) {
            const QString path = part + u'/' + name;
            if (!needed.contains(path) && ownName.match(path).hasMatch()) {
                QFile::remove(folder.filePath(path));
            }
        }
    }
}

ShareResult<> writePlain(const FolderTarget& target, const FolderContent& content,
                         const std::function<void(qsizetype)>& copied, const std::stop_token& stop)
{
    if (auto prepared = prepareFolder(target); !prepared) {
        return prepared;
    }
    const QDir folder(target.path);
    QSet<QString> needed;
    qsizetype done = 0;
    for (const auto& [from, path] : content.files) {
        if (stop.stop_requested()) {
            return shareFailure(ShareFault::Cancelled);
        }
        if (const auto copy = copyTo(from, folder.filePath(path)); !copy) {
            return shareFailure(copy.error());
        }
        needed.insert(path);
        failpoint("publish-file-sent");
        copied(++done);
    }
    for (const wire::WebFile& file : wire::webFiles()) {
        const QString path = u"page/"_s + QString::fromUtf8(bytesOf(file.name));
        if (const auto written = put(folder.filePath(path), bytesOf(file.bytes)); !written) {
            return shareFailure(written.error());
        }
        needed.insert(path);
    }
    const auto page = put(folder.filePath(pageName), bytesOf(wire::folderPage(content.board)));
    if (!page) {
        return shareFailure(page.error());
    }
    failpoint("publish-sent");
    removeOld(folder, needed);
    const auto synced = syncFolder(target.path);
    return synced ? ShareResult<>() : shareFailure(synced.error());
}

// A ZIP that is being written. Files are as they are, since media do not get smaller.
class ZipWriter
{
public:
    ZipWriter()
        : m_archive(archive_write_new())
        , m_entry(archive_entry_new())
    {
    }
    ~ZipWriter()
    {
        archive_entry_free(m_entry);
        archive_write_free(m_archive);
    }
    ZipWriter(const ZipWriter&) = delete;
    ZipWriter& operator=(const ZipWriter&) = delete;

    Result<> open(const QString& path)
    {
        archive_write_set_format_zip(m_archive);
        return check(archive_write_open_filename(m_archive, QFile::encodeName(path).constData()));
    }

    Result<> add(const QString& name, const QByteArray& bytes)
    {
        if (auto begun = begin(name, bytes.size(), true); !begun) {
            return begun;
        }
        return write(bytes);
    }

    Result<> addFile(const QString& name, const QString& path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            return failure(ErrorKind::FileUnreadable, file.errorString());
        }
        if (auto begun = begin(name, file.size(), false); !begun) {
            return begun;
        }
        QByteArray piece;
        while (!(piece = file.read(1 << 20)).isEmpty()) {
            if (auto written = write(piece); !written) {
                return written;
            }
        }
        return file.error() == QFileDevice::NoError
            ? Result<>()
            : failure(ErrorKind::FileUnreadable, file.errorString());
    }

    Result<> close() { return check(archive_write_close(m_archive)); }

private:
    Result<> begin(const QString& name, qint64 size, bool compressed)
    {
        archive_entry_clear(m_entry);
        archive_entry_set_pathname_utf8(m_entry, name.toUtf8().constData());
        archive_entry_set_filetype(m_entry, AE_IFREG);
        archive_entry_set_perm(m_entry, 0644);
        archive_entry_set_size(m_entry, size);
        if (compressed) {
            archive_write_zip_set_compression_deflate(m_archive);
        } else {
            archive_write_zip_set_compression_store(m_archive);
        }
        return check(archive_write_header(m_archive, m_entry));
    }

    Result<> write(const QByteArray& bytes)
    {
        const la_ssize_t written =
            archive_write_data(m_archive, bytes.constData(), size_t(bytes.size()));
        return written == bytes.size() ? Result<>() : check(ARCHIVE_FATAL);
    }

    Result<> check(int code) const
    {
        if (code >= ARCHIVE_WARN) {
            return {};
        }
        const char* const what = archive_error_string(m_archive);
        return failure(storageError(archive_errno(m_archive),
                                    QString::fromLocal8Bit(what == nullptr ? "zip" : what), {}));
    }

    archive* const m_archive;
    archive_entry* const m_entry;
};

Result<> fillArchive(ZipWriter& zip, const FolderContent& content,
                     const std::function<void(qsizetype)>& copied, const std::stop_token& stop)
{
    if (auto page = zip.add(pageName, bytesOf(wire::folderPage(content.board))); !page) {
        return page;
    }
    for (const wire::WebFile& file : wire::webFiles()) {
        auto added =
            zip.add(u"page/"_s + QString::fromUtf8(bytesOf(file.name)), bytesOf(file.bytes));
        if (!added) {
            return added;
        }
    }
    qsizetype done = 0;
    for (const auto& [from, path] : content.files) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        if (auto added = zip.addFile(path, from); !added) {
            return added;
        }
        failpoint("publish-file-sent");
        copied(++done);
    }
    return zip.close();
}

ShareResult<> writeArchive(const FolderTarget& target, const FolderContent& content,
                           const std::function<void(qsizetype)>& copied,
                           const std::stop_token& stop)
{
    if (auto checked = checkTarget(target); !checked) {
        return checked;
    }
    const QString folder = QFileInfo(target.path).path();
    if (!QDir().mkpath(folder)) {
        return shareFailure(storageError(errno, u"mkpath"_s, folder));
    }
    const QString temporary = temporaryPathIn(folder);
    FileRemover remover(temporary);
    ZipWriter zip;
    auto written = zip.open(temporary);
    if (written) {
        written = fillArchive(zip, content, copied, stop);
    }
    if (!written) {
        return shareFailure(written.error());
    }
    QFile::setPermissions(temporary, readableByAll);
    if (auto renamed = renameOver(temporary, target.path); !renamed) {
        return shareFailure(renamed.error());
    }
    remover.keep();
    failpoint("publish-sent");
    const auto synced = syncFolder(folder);
    return synced ? ShareResult<>() : shareFailure(synced.error());
}

} // namespace

ShareResult<> checkTarget(const FolderTarget& target)
{
    const QFileInfo there(target.path);
    if (isArchive(target.path)) {
        return !there.exists() || (target.isOwn && there.isFile()) ? ShareResult<>()
                                                                   : taken(target.path);
    }
    if (there.exists() && !there.isDir()) {
        return taken(target.path);
    }
    static const QSet<QString> ours{pageName, u"m"_s, u"page"_s};
    const QStringList names =
        QDir(target.path).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    const bool onlyOurs = std::all_of(names.begin(), names.end(), [](const QString& name) {
        return ours.contains(name) || name.startsWith(u".part-"_s);
    });
    const bool fits = names.isEmpty() || (target.isOwn && (onlyOurs || names.contains(pageName)));
    return fits ? ShareResult<>() : taken(target.path);
}

ShareResult<> writeFolder(const FolderTarget& target, const FolderContent& content,
                          const std::function<void(qsizetype)>& copied, const std::stop_token& stop)
{
    return isArchive(target.path) ? writeArchive(target, content, copied, stop)
                                  : writePlain(target, content, copied, stop);
}

} // namespace raskadr
