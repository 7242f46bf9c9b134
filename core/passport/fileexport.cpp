#include "core/passport/fileexport.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

bool holds(const QString& path, const Media& media)
{
    QFile file(path);
    if (file.size() != media.size || !file.open(QIODevice::ReadOnly)) {
        return false;
    }
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return hash.addData(&file) && QString::fromLatin1(hash.result().toHex()) == media.sha256;
}

// The path for a file, or an empty one if it lies there already.
QString freePath(const QDir& folder, const QString& name, const Media& media)
{
    const QFileInfo info(name);
    for (int copy = 1;; ++copy) {
        const QString candidate = copy == 1
            ? folder.filePath(name)
            : folder.filePath(
                u"%1 (%2).%3"_s.arg(info.completeBaseName()).arg(copy).arg(info.suffix()));
        if (!QFileInfo::exists(candidate)) {
            return candidate;
        }
        if (holds(candidate, media)) {
            return {};
        }
    }
}

} // namespace

QString filesFolderOf(const QString& passportPath)
{
    const QFileInfo info(passportPath);
    return info.path() + u'/' + info.completeBaseName() + u" files"_s;
}

Result<ExportedFiles> exportFiles(const Passport& passport,
                                  const std::function<QString(const QString&)>& mediaPath,
                                  const QString& folder, const PassportProgress& progress,
                                  std::stop_token stop)
{
    const QDir target(folder);
    if (!target.mkpath(u"."_s)) {
        return failure(ErrorKind::FileUnreadable, u"cannot make the folder"_s, folder);
    }
    ExportedFiles exported;
    std::optional<Error> error;
    int row = 0;
    passport.visit([&](const PassportRow& data) {
        const Media& media = data.data.media;
        const QString source = mediaPath(media.sha256);
        if (!QFile::exists(source)) {
            exported.missing.append(data.fileName);
        } else if (const QString path = freePath(target, data.fileName, media); !path.isEmpty()) {
            const QString part = path + u".part"_s;
            QFile::remove(part);
            if (!QFile::copy(source, part)) {
                QFile::remove(part);
                const bool full = QStorageInfo(folder).bytesAvailable() < media.size;
                error = Error{full ? ErrorKind::DiskFull : ErrorKind::FileUnreadable,
                              u"copy failed"_s, data.fileName, media.size};
                return false;
            }
            // Originals are read-only; what the user gets is his.
            QFile::setPermissions(
                part, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
            if (!QFile::rename(part, path)) {
                QFile::remove(part);
                error = Error{ErrorKind::FileUnreadable, u"rename failed"_s, data.fileName, 0};
                return false;
            }
            ++exported.copied;
        }
        if (progress) {
            progress(double(++row) / passport.rowCount());
        }
        return !stop.stop_requested();
    });
    if (error) {
        return failure(*error);
    }
    if (stop.stop_requested()) {
        return failure(ErrorKind::Cancelled);
    }
    return exported;
}

} // namespace raskadr
