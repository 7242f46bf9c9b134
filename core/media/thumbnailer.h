#pragma once

#include "core/base/result.h"
#include "core/media/cachefolder.h"
#include "core/media/palette.h"
#include "core/media/probe.h"

#include <QList>
#include <QSize>
#include <QString>
#include <stop_token>

namespace raskadr {

struct Thumbnail
{
    int level = 0; // pixels of the longer side that were asked for
    QSize size; // smaller if the original is
    QString path;
};

struct ThumbnailSet
{
    QList<Thumbnail> thumbnails; // largest first
    Palette palette;
};

// Makes the thumbnails of a picture or the poster of a film (its key frame at or before the first
// second) in these levels, as JPEG in the cache, and finds the palette on the way. One decode
// serves all levels. Each file appears whole or not at all. Errors: those of probing, FileDamaged,
// DiskFull, Cancelled. Any thread, several at once.
Result<ThumbnailSet> makeThumbnails(const QString& sourcePath, const MediaFacts& facts,
                                    const CacheFolder& cache, const QString& sha256,
                                    const QList<int>& levels = CacheFolder::importLevels(),
                                    std::stop_token stop = {});

} // namespace raskadr
