#pragma once

#include "core/base/result.h"
#include "core/media/cachefolder.h"

#include <QString>
#include <stop_token>

namespace raskadr {

// Makes the small silent copy of a film that plays under the mouse (H.264, 480 pixels long, the
// film's own rate up to 30 a second, a key frame at least every 12, no B-frames), and its first and
// last picture. Decodes the film once, in the calling thread. Errors: those of probing,
// FileDamaged, DiskFull, Cancelled. Any thread, several at once.
Result<> makeHoverProxy(const QString& sourcePath, const CacheFolder& cache, const QString& sha256,
                        std::stop_token stop = {});

// One picture of a film in its full size as PNG: its first, its last, or the one that is shown at
// this time.
Result<> extractFrame(const QString& sourcePath, FilmEnd end, const QString& pngPath,
                      std::stop_token stop = {});
Result<> extractFrameAt(const QString& sourcePath, qint64 ms, const QString& pngPath,
                        std::stop_token stop = {});

} // namespace raskadr
