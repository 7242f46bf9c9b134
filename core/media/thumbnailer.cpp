#include "core/media/thumbnailer.h"

#include "core/media/arearescale.h"
#include "core/media/avinput.h"
#include "core/media/framereader.h"
#include "core/media/jpegfile.h"
#include "core/media/keyframe.h"
#include "core/media/stilldecoder.h"
#include "core/media/temporaryfile.h"

#include <QTransform>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 posterMs = 1000;
constexpr int paletteSide = 120;

// The key frame at or before the poster's time, by the shortest way: one packet, and the decoder is
// told that nothing follows.
Result<QImage> decodePoster(const QString& path, int longSide, const std::stop_token& stop)
{
    auto opened = AvInput::openFilm(path, stop);
    if (!opened) {
        return failure(opened.error());
    }
    AvInput& input = **opened;
    AVStream* video = input.video();
    input.readOnly(video);
    auto codec = input.openDecoder(video, AVDISCARD_NONKEY);
    if (!codec) {
        return failure(codec.error());
    }
    if (input.durationMs().value_or(0) > posterMs) {
        if (auto sought = input.seek(posterMs, video); !sought) {
            return failure(sought.error());
        }
    }
    libav::Frame frame = libav::makeFrame();
    const auto decoded = decodeKeyFrame(input, codec->get(), frame.get());
    if (!decoded) {
        return failure(decoded.error());
    }
    if (!*decoded) {
        return QImage();
    }
    const QSize size = fittedSize(input.codedSize(), longSide);
    libav::FrameScaler scaler(SWS_AREA);
    QImage image = scaler.toImage(*frame, size);
    if (input.rotation() != 0) {
        image = image.transformed(QTransform().rotate(input.rotation()));
    }
    return image;
}

Result<QImage> decodeFilm(const QString& path, int longSide, const std::stop_token& stop)
{
    auto poster = decodePoster(path, longSide, stop);
    if (!poster || !poster->isNull()) {
        return poster;
    }
    // No key frame came out by itself, as with films that refresh a part of each picture.
    auto reader = FrameReader::open(path, stop, FrameReader::Scaling::Fine);
    if (!reader) {
        return failure(reader.error());
    }
    auto frame = (*reader)->next(QSize(longSide, longSide));
    if (!frame) {
        return failure(frame.error());
    }
    if (!*frame) {
        return failure(ErrorKind::FileDamaged, u"no frame could be decoded"_s);
    }
    return (*frame)->image;
}

} // namespace

Result<ThumbnailSet> makeThumbnails(const QString& sourcePath, const MediaFacts& facts,
                                    const CacheFolder& cache, const QString& sha256,
                                    const QList<int>& levels, std::stop_token stop)
{
    QList<int> descending = levels;
    std::sort(descending.begin(), descending.end(), std::greater<>());
    if (descending.isEmpty() || descending.last() < 1 || sha256.size() < 2) {
        return failure(ErrorKind::InvalidInput, u"no levels"_s);
    }
    auto decoded = facts.kind == MediaKind::Picture
        ? decodeStill(sourcePath, facts.format, descending.first(), stop)
        : decodeFilm(sourcePath, descending.first(), stop);
    if (!decoded) {
        return failure(decoded.error());
    }
    QImage image = std::move(*decoded);
    const QSize full = image.size();
    ThumbnailSet set;
    for (const int level : std::as_const(descending)) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        // Every size is rounded from the largest, so that levels do not drift apart in shape.
        const QSize size = fittedSize(full, level);
        if (size != image.size()) {
            image = areaRescaled(image, size);
        }
        auto bytes = jpegBytes(image);
        if (!bytes) {
            return failure(bytes.error());
        }
        const QString path = cache.thumbnailPath(sha256, level);
        const QString relative = path.mid(cache.path().size() + 1);
        if (auto written = writeCacheFile(cache.path(), relative, *bytes); !written) {
            return failure(written.error());
        }
        set.thumbnails.append({level, image.size(), path});
    }
    const QSize small = fittedSize(full, paletteSide);
    set.palette = Palette::of(small == image.size() ? image : areaRescaled(image, small));
    return set;
}

} // namespace raskadr
