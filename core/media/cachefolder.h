#pragma once

#include "core/base/result.h"
#include "core/media/mediaformat.h"

#include <QList>
#include <QString>
#include <stop_token>

namespace raskadr {

struct MediaFacts;

enum class FilmEnd { First, Last };

// Where the things lie that are made from originals and can be made again at any time. Thumbnails:
// `thumbs/ab/<sha256>_<level>.jpg`, a level being the longest side in pixels. Holds a path only.
class CacheFolder
{
public:
    explicit CacheFolder(const QString& path)
        : m_path(path)
    {
    }

    // The levels that an import makes, and those that are made when they are first looked at.
    static QList<int> importLevels() { return {120, 240, 480}; }
    static QList<int> largeLevels() { return {960, 1920}; }

    const QString& path() const { return m_path; }
    QString thumbnailPath(const QString& sha256, int level) const;
    QString proxyPath(const QString& sha256) const;
    // The first or last picture of a film, 480 pixels long, as JPEG.
    QString framePath(const QString& sha256, FilmEnd end) const;

    bool hasThumbnails(const QString& sha256, const QList<int>& levels = importLevels()) const;
    bool hasProxy(const QString& sha256) const;
    // Everything that belongs to a medium of this kind is there.
    bool isComplete(const QString& sha256, MediaKind kind) const;
    bool isComplete(const QString& sha256, const MediaFacts& facts) const;
    // Forgets everything about one medium.
    void remove(const QString& sha256) const;
    // Forgets everything about all media, and returns how many bytes that were; may be called while
    // others write here. Error: Cancelled.
    Result<qint64> clear(std::stop_token stop = {}) const;
    // Removes the temporary files of earlier processes and returns how many there were.
    int removeLeftovers() const;

private:
    QString m_path;
};

} // namespace raskadr
