#include "core/passport/outgoingfiles.h"

#include <QDir>
#include <QFile>
#include <filesystem>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

OutgoingFiles::OutgoingFiles(QString folder, std::function<QString(const QString&)> mediaPath)
    : m_folder(std::move(folder))
    , m_mediaPath(std::move(mediaPath))
{
}

Result<QString> OutgoingFiles::stage(const QString& sha256, const QString& name) const
{
    const QString source = m_mediaPath(sha256);
    if (source.isEmpty() || !QFile::exists(source)) {
        return failure(ErrorKind::FileMissing, u"the original is gone"_s, name);
    }
    // Contents of the same name lie side by side in folders of their own.
    const QDir folder(m_folder + u'/' + sha256.left(16));
    if (!folder.mkpath(u"."_s)) {
        return failure(ErrorKind::FileUnreadable, u"cannot make the folder"_s, m_folder);
    }
    const QString path = folder.filePath(name);
    if (QFile::exists(path)) {
        return path;
    }
    std::error_code error;
    std::filesystem::create_hard_link(source.toStdString(), path.toStdString(), error);
    if (error && !QFile::copy(source, path)) {
        return failure(ErrorKind::DiskFull, QString::fromStdString(error.message()), name,
                       QFile(source).size());
    }
    return path;
}

void OutgoingFiles::clear() const
{
    QDir(m_folder).removeRecursively();
}

} // namespace raskadr
