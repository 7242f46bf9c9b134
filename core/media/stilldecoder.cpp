#include "core/media/stilldecoder.h"

#include "core/media/arearescale.h"
#include "core/media/filestructure.h"
#include "core/media/probe.h"

#include <QColorSpace>
#include <QImageReader>

#include <chrono>
#include <mutex>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 largePixels = 25'000'000;

// Held while a large picture is decoded: each may take most of a gigabyte.
class LargeStillTurn
{
public:
    LargeStillTurn(bool large, const std::stop_token& stop)
        : m_lock(mutex(), std::defer_lock)
    {
        while (large && !m_lock.owns_lock() && !stop.stop_requested()) {
            m_granted = m_lock.try_lock_for(std::chrono::milliseconds(50));
        }
        m_granted = m_granted || !large;
    }
    bool granted() const { return m_granted; }

private:
    static std::timed_mutex& mutex()
    {
        static std::timed_mutex shared;
        return shared;
    }
    std::unique_lock<std::timed_mutex> m_lock;
    bool m_granted = false;
};

// The size that libjpeg produces by leaving out frequencies: the smallest eighth that is not smaller
// than what is wanted.
QSize jpegDecodeSize(const QSize& stored, const QSize& wanted)
{
    for (int eighths = 1; eighths < 8; ++eighths) {
        const QSize size(stored.width() * eighths / 8, stored.height() * eighths / 8);
        if (size.width() >= wanted.width() && size.height() >= wanted.height()) {
            return size;
        }
    }
    return stored;
}

} // namespace

Result<QImage> decodeStill(const QString& path, MediaFormat format, int longSide,
                           std::stop_token stop)
{
    auto file = SourceFile::open(path);
    if (!file) {
        return failure(file.error());
    }
    auto header = readStillHeader(*file, format);
    if (!header) {
        return failure(header.error());
    }
    const qint64 pixels = qint64(header->size.width()) * header->size.height();
    if (pixels > (header->bitsPerChannel > 8 ? maxStillPixels16 : maxStillPixels8)) {
        return failure(ErrorKind::PictureTooLarge, {}, file->name(), pixels);
    }
    if (auto complete = checkComplete(*file, format, stop); !complete) {
        return failure(complete.error());
    }
    const QSize wanted = fittedSize(header->size, longSide);
    const LargeStillTurn turn(pixels > largePixels, stop);
    if (!turn.granted()) {
        return failure(ErrorKind::Cancelled);
    }

    SourceDevice device(*file, stop);
    QImageReader reader(&device, imageFormatOf(format));
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(false);
    if (format == MediaFormat::Jpeg) {
        const QSize size = jpegDecodeSize(header->size, wanted);
        if (size != header->size) {
            reader.setScaledSize(size);
        }
    } else if (format == MediaFormat::WebP && !header->animated && wanted != header->size) {
        reader.setScaledSize(wanted);
    }
    QImage image = reader.read();
    if (stop.stop_requested()) {
        return failure(ErrorKind::Cancelled);
    }
    if (image.isNull()) {
        const bool unsupported = reader.error() == QImageReader::UnsupportedFormatError;
        return failure(unsupported ? ErrorKind::FormatUnsupported : ErrorKind::FileDamaged,
                       reader.errorString(), file->name());
    }
    const QColorSpace space = image.colorSpace();
    QImage small = areaRescaled(image, wanted);
    image = {};
    if (small.isNull()) {
        return failure(ErrorKind::Internal, u"no memory for the picture"_s, file->name());
    }
    if (space.isValid() && space != QColorSpace(QColorSpace::SRgb)) {
        small.setColorSpace(space);
        small.convertToColorSpace(QColorSpace::SRgb);
        if (small.format() != QImage::Format_RGB32) {
            small = small.convertToFormat(QImage::Format_RGB32);
        }
    }
    small.setColorSpace({});
    return oriented(small, header->orientation);
}

} // namespace raskadr
