#include "core/media/cachefolder.h"

#include "core/media/probe.h"
#include "core/media/temporaryfile.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

// A crash can leave a name without contents, because the cache is not synced.
bool isThere(const QString& path)
{
    return QFileInfo(path).size() > 0;
}

} // namespace

QString CacheFolder::thumbnailPath(const QString& sha256, int level) const
{
    return m_path + u"/thumbs/"_s + sha256.left(2) + u'/' + sha256 + u'_' + QString::number(level)
        + u".jpg"_s;
}

QString CacheFolder::proxyPath(const QString& sha256) const
{
    return m_path + u"/proxies/"_s + sha256.left(2) + u'/' + sha256 + u".mp4"_s;
}

QString CacheFolder::framePath(const QString& sha256, FilmEnd end) const
{
    return m_path + u"/frames/"_s + sha256.left(2) + u'/' + sha256
        + (end == FilmEnd::First ? u"_first.jpg"_s : u"_last.jpg"_s);
}

bool CacheFolder::hasThumbnails(const QString& sha256, const QList<int>& levels) const
{
    return std::all_of(levels.begin(), levels.end(),
                       [&](int level) { return isThere(thumbnailPath(sha256, level)); });
}

bool CacheFolder::hasProxy(const QString& sha256) const
{
    return isThere(proxyPath(sha256)) && isThere(framePath(sha256, FilmEnd::First))
        && isThere(framePath(sha256, FilmEnd::Last));
}

bool CacheFolder::isComplete(const QString& sha256, MediaKind kind) const
{
    return hasThumbnails(sha256) && (kind == MediaKind::Picture || hasProxy(sha256));
}

bool CacheFolder::isComplete(const QString& sha256, const MediaFacts& facts) const
{
    return isComplete(sha256, facts.kind);
}

void CacheFolder::remove(const QString& sha256) const
{
    for (const int level : importLevels() + largeLevels()) {
        QFile::remove(thumbnailPath(sha256, level));
    }
    QFile::remove(proxyPath(sha256));
    QFile::remove(framePath(sha256, FilmEnd::First));
    QFile::remove(framePath(sha256, FilmEnd::Last));
    QDir(m_path + u"/published/"_s + sha256).removeRecursively();
}

Result<qint64> CacheFolder::clear(std::stop_token stop) const
{
    qint64 bytes = 0;
    for (const QString& part : {u"/thumbs"_s, u"/proxies"_s, u"/frames"_s, u"/published"_s}) {
        QDirIterator files(m_path + part, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            if (stop.stop_requested()) {
                return failure(ErrorKind::Cancelled);
            }
            const QString path = files.next();
            const qint64 size = files.fileInfo().size();
            bytes += QFile::remove(path) ? size : 0;
        }
    }
    return bytes;
}

int CacheFolder::removeLeftovers() const
{
    int removed = 0;
    for (const QString& file : abandonedTemporaries(m_path)) {
        const bool folder = QFileInfo(file).isDir();
        removed += (folder ? QDir(file).removeRecursively() : QFile::remove(file)) ? 1 : 0;
    }
    return removed;
}

} // namespace raskadr
