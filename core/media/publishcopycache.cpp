#include "core/media/publishcopycache.h"

#include "core/media/filehash.h"
#include "core/media/temporaryfile.h"
#include "core/wire/filestructure.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString listName = u"files.json"_s;
constexpr qint64 maxListBytes = 64 * 1024;

QJsonObject toJson(const PublishedFile& file)
{
    return {{u"role"_s, QString::fromUtf8(wire::nameOf(file.role))},
            {u"name"_s, QFileInfo(file.path).fileName()},
            {u"mime"_s, file.mime},
            {u"sha256"_s, file.sha256},
            {u"size"_s, file.size},
            {u"width"_s, file.width},
            {u"height"_s, file.height},
            {u"durationMs"_s, file.durationMs}};
}

std::optional<PublishedFile> fromJson(const QJsonObject& json, const QString& folder)
{
    const auto role = wire::mediaRole(json[u"role"_s].toString().toStdString());
    const QString name = json[u"name"_s].toString();
    if (!role || name.isEmpty() || name != QFileInfo(name).fileName()) {
        return std::nullopt;
    }
    PublishedFile file;
    file.role = *role;
    file.path = folder + u'/' + name;
    file.mime = json[u"mime"_s].toString();
    file.sha256 = json[u"sha256"_s].toString();
    file.size = json[u"size"_s].toInteger();
    file.width = json[u"width"_s].toInt();
    file.height = json[u"height"_s].toInt();
    file.durationMs = json[u"durationMs"_s].toInteger();
    return file;
}

} // namespace

PublishedCopies::PublishedCopies(const CacheFolder& cache, const QString& sha256,
                                 const QString& recipe)
    : m_cache(cache.path())
    , m_folder(cache.path() + u"/published/"_s + sha256 + u'/' + recipe)
{
}

Result<std::optional<QList<PublishedFile>>> PublishedCopies::load(const std::stop_token& stop) const
{
    QFile list(m_folder + u'/' + listName);
    if (!list.open(QIODevice::ReadOnly) || list.size() > maxListBytes) {
        return std::optional<QList<PublishedFile>>();
    }
    const QJsonArray entries = QJsonDocument::fromJson(list.readAll()).array();
    QList<PublishedFile> files;
    for (const QJsonValue& entry : entries) {
        const auto file = fromJson(entry.toObject(), m_folder);
        if (!file || QFileInfo(file->path).size() != file->size) {
            return std::optional<QList<PublishedFile>>();
        }
        const auto hash = hashOfFile(file->path, stop);
        if (!hash && hash.error().kind == ErrorKind::Cancelled) {
            return failure(hash.error());
        }
        if (!hash || *hash != file->sha256) {
            return std::optional<QList<PublishedFile>>();
        }
        files.append(*file);
    }
    return files.isEmpty() ? std::optional<QList<PublishedFile>>() : std::optional(files);
}

Result<QString> PublishedCopies::beginFolder() const
{
    const QString folder = temporaryPathIn(m_cache);
    if (!QDir().mkpath(folder)) {
        return failure(ErrorKind::Storage, u"a folder of the cache cannot be made"_s);
    }
    return folder;
}

Result<QList<PublishedFile>> PublishedCopies::store(const QString& folder,
                                                    QList<PublishedFile> files,
                                                    const std::stop_token& stop) const
{
    QJsonArray entries;
    for (PublishedFile& file : files) {
        if (auto clean = checkClean(file.path, file.mime); !clean) {
            return failure(clean.error());
        }
        auto hash = hashOfFile(file.path, stop);
        if (!hash) {
            return failure(hash.error());
        }
        file.sha256 = *hash;
        file.size = QFileInfo(file.path).size();
        entries.append(toJson(file));
        file.path = m_folder + u'/' + QFileInfo(file.path).fileName();
    }
    if (auto written = writeBytes(folder + u'/' + listName, QJsonDocument(entries).toJson(), false);
        !written) {
        return failure(written.error());
    }
    QDir().mkpath(QFileInfo(m_folder).path());
    if (renameOver(folder, m_folder)) {
        return files;
    }
    // Somebody was faster, or what is there is damaged.
    if (const auto there = load(stop); there && *there) {
        return **there;
    }
    QDir(m_folder).removeRecursively();
    if (auto renamed = renameOver(folder, m_folder); !renamed) {
        return failure(renamed.error());
    }
    return files;
}

Result<> checkClean(const QString& path, const QString& mime)
{
    const auto problem =
        wire::checkPublishedFile(QFile::encodeName(path).toStdString(), mime.toStdString());
    if (problem) {
        return failure(ErrorKind::NotClean, QString::fromStdString(wire::describe(*problem)));
    }
    return {};
}

} // namespace raskadr
