#pragma once

#include "core/base/result.h"
#include "core/media/mediaformat.h"
#include "core/model/media.h"

#include <QString>
#include <stop_token>

namespace raskadr {

class MediaCopy;

// What is worth knowing about a file of the user's.
struct MediaFacts
{
    MediaKind kind = MediaKind::Picture;
    MediaFormat format = MediaFormat::Png;
    QString mimeType;
    qint64 size = 0; // bytes
    int width = 0; // as shown: turned, with square pixels
    int height = 0;
    qint64 durationMs = 0; // 0 for a picture
    double fps = 0;
    qint64 frameCount = 1; // 0: unknown
    QString videoCodec; // libav's name, "h264"
    QString audioCodec; // empty: no sound, or none that we decode
    bool hasAudio = false;
    bool opaque = true;
    bool animated = false; // a picture with more than one frame, of which the first counts

    bool operator==(const MediaFacts&) const = default;
};

// The biggest picture taken in, by the bits of a channel, and the longest film.
inline constexpr qint64 maxStillPixels8 = 200'000'000;
inline constexpr qint64 maxStillPixels16 = 100'000'000;
inline constexpr qint64 maxFilmMs = 4LL * 60 * 60 * 1000;

// Reads a file's headers and checks that all it announces is there, without decoding. Errors: those
// of sniffMedia(), PictureTooLarge (pixels), VideoTooLong (ms), FileDamaged, FormatUnsupported,
// Cancelled. Any thread.
Result<MediaFacts> probeMedia(const QString& path, std::stop_token stop = {});
// The same, but a picture is believed to go on as its headers promise: what is refused here is not
// worth copying.
Result<MediaFacts> readMediaHeaders(const QString& path, std::stop_token stop = {});
// The same as probeMedia(), and as much more as costs less than hashing the file does: the
// checksums of a PNG, the first rows of a JPEG and of a film, what a decoder says to the rarer
// formats. A WebP is believed when its headers fit.
Result<MediaFacts> examineMedia(const QString& path, std::stop_token stop = {});
// The same for a copy, without what was found out while copying.
Result<MediaFacts> examineMedia(const MediaCopy& copy, std::stop_token stop = {});

// Decodes the file as far as it takes to believe in it: a picture whole, of a film the first frame.
// FileDamaged otherwise.
Result<> verifyMedia(const QString& path, const MediaFacts& facts, std::stop_token stop = {});

// The row of a medium with these facts, its palette, embedded texts and creation time apart.
Media mediaOf(const QString& sha256, const MediaFacts& facts);

} // namespace raskadr
