#pragma once

#include "core/base/result.h"
#include "core/media/cachefolder.h"
#include "core/wire/media.h"

#include <QList>
#include <QString>
#include <functional>
#include <stop_token>

namespace raskadr {

// An original of the media folder; what it is is found by its content.
struct PublishSource
{
    QString path;
    QString sha256;
};

// A copy that may leave the computer.
struct PublishedFile
{
    wire::MediaRole role = wire::MediaRole::Thumb;
    QString path; // in the cache, which may be emptied at any time
    QString mime;
    QString sha256;
    qint64 size = 0; // bytes
    int width = 0;
    int height = 0;
    qint64 durationMs = 0; // of a film; 0 for a picture

    bool operator==(const PublishedFile&) const = default;
};

// From 0 to 1, in the calling thread.
using CopyProgress = std::function<void(double)>;

// Every copy that publishing a medium needs (wire::MediaRole), made of its pixels and its sound
// alone: decoded, upright, in sRGB or BT.709, never enlarged, encoded anew. Each has passed the
// check that the server makes, too (wire::checkPublished). The same original gives the same bytes.
// They are taken from the cache if they are there whole, `published/<sha256>/<recipe>`, and put
// there if not: all or none. Errors: NotClean if a copy holds more than it may, those of probing,
// DiskFull, Storage, Cancelled. In the calling thread; any thread, several at once.
Result<QList<PublishedFile>> publishCopies(const PublishSource& source, const CacheFolder& cache,
                                           const CopyProgress& progress = {},
                                           std::stop_token stop = {});

// One clean copy in the original's full size, in the format that the ending of `target` names: png,
// jpg or webp for a picture, mp4 for a film. Written whole or not at all; an older file there is
// replaced. Errors: as above, and InvalidInput for another ending.
Result<> writeCleanCopy(const QString& sourcePath, const QString& target,
                        const CopyProgress& progress = {}, std::stop_token stop = {});

} // namespace raskadr
