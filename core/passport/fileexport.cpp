#include "core/passport/fileexport.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 blockSize = 4 << 20;

bool holds(const QString& path, const QString& sha256, qint64 size, const std::stop_token& stop)
{
    QFile file(path);
    if (file.size() != size || !file.open(QIODevice::ReadOnly)) {
        return false;
    }
    QCryptographicHash hash(QCryptographicHash::Sha256);
    while (!file.atEnd() && !stop.stop_requested()) {
        const QByteArray block = file.read(blockSize);
        if (block.isEmpty()) {
            return false;
        }
        hash.addData(block);
    }
    return QString::fromLatin1(hash.result().toHex()) == sha256;
}

} // namespace

QString filesFolderOf(const QString& passportPath, const PassportLabels& labels)
{
    const QFileInfo info(passportPath);
    return info.path() + u'/' + labels.filesFolder.arg(info.completeBaseName());
}

Result<FileExport> FileExport::plan(const Store& store, const PassportRequest& request,
                                    const QString& folder, const PassportProgress& progress,
                                    const std::stop_token& stop)
{
    FileExport files(request, folder);
    const auto listed = withPassport(store, request, [&](const Passport& passport) -> Result<> {
        passport.visit([&](const PassportRow& row) {
            files.m_files.append(
                {row.data.asset.id, row.data.media.sha256, row.data.media.size, row.fileName});
            return !stop.stop_requested();
        });
        return {};
    });
    if (!listed) {
        return failure(listed.error());
    }
    QHash<AssetId, QString> names;
    for (File& file : files.m_files) {
        files.name(file, stop);
        names.insert(file.assetId, file.name);
        if (progress) {
            progress(double(names.size()) / double(files.m_files.size()));
        }
        if (stop.stop_requested()) {
            break;
        }
    }
    if (stop.stop_requested()) {
        return failure(ErrorKind::Cancelled);
    }
    files.m_request.fileNames = std::move(names);
    return files;
}

void FileExport::name(File& file, const std::stop_token& stop) const
{
    const QDir folder(m_folder);
    const QFileInfo wanted(file.name);
    for (int copy = 2; !stop.stop_requested(); ++copy) {
        const QString path = folder.filePath(file.name);
        const QFileInfo found(path);
        if (!found.exists() && !found.isSymLink()) {
            return;
        }
        if (holds(path, file.sha256, file.size, stop)) {
            file.isThere = true;
            return;
        }
        file.name = u"%1 (%2).%3"_s.arg(wanted.completeBaseName()).arg(copy).arg(wanted.suffix());
    }
}

Result<ExportedFiles>
FileExport::copy(const std::function<QString(const QString& sha256)>& mediaPath,
                 const PassportProgress& progress, const std::stop_token& stop) const
{
    if (!QDir(m_folder).mkpath(u"."_s)) {
        return failure(ErrorKind::FileUnreadable, u"cannot make the folder"_s, m_folder);
    }
    ExportedFiles exported;
    int done = 0;
    for (const File& file : m_files) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        const QString source = mediaPath(file.sha256);
        if (!QFile::exists(source)) {
            exported.missing.append(file.name);
        } else if (!file.isThere) {
            if (auto copied = copyFile(source, file); !copied) {
                return failure(copied.error());
            }
            ++exported.copied;
        }
        if (progress) {
            progress(double(++done) / double(m_files.size()));
        }
    }
    return exported;
}

Result<> FileExport::copyFile(const QString& source, const File& file) const
{
    const QString path = QDir(m_folder).filePath(file.name);
    const QString part = path + u".part"_s;
    QFile::remove(part);
    if (!QFile::copy(source, part)) {
        QFile::remove(part);
        const bool full = QStorageInfo(m_folder).bytesAvailable() < file.size;
        return failure(full ? ErrorKind::DiskFull : ErrorKind::FileUnreadable, u"copy failed"_s,
                       file.name, file.size);
    }
    // Originals are read-only; what the user gets is his.
    QFile::setPermissions(
        part, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    if (!QFile::rename(part, path)) { // which replaces nothing that came there meanwhile
        QFile::remove(part);
        return failure(ErrorKind::FileUnreadable, u"rename failed"_s, file.name);
    }
    return {};
}

} // namespace raskadr
