#include "core/media/stilldecoder.h"

#include "core/media/arearescale.h"
#include "core/media/filestructure.h"
#include "core/media/plainpng.h"
#include "core/media/probe.h"
#include "core/media/stillheader.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImageReader>

#include <chrono>
#include <mutex>
#include <optional>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 largePixels = 25'000'000;
constexpr qint64 heldBytes = 64 * 1024 * 1024;

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

// The size that libjpeg produces by leaving out frequencies: the smallest eighth that is not
// smaller than what is wanted.
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

// From memory libjpeg decodes in its fast way; from a device Qt gives it 4 KiB at a time, for which
// it has the slow one only. What is large is read from the device all the same: there a stop ends
// it.
bool isReadWhole(const SourceFile& file, MediaFormat format, const StillHeader& header)
{
    const bool gains = format == MediaFormat::Jpeg || format == MediaFormat::Png;
    return gains && file.size() <= heldBytes
        && qint64(header.size.width()) * header.size.height() <= largePixels;
}

// As stored and in its own colours; a JPEG with as few of its pixels as `wanted` allows.
Result<QImage> readPixels(const SourceFile& file, MediaFormat format, const StillHeader& header,
                          const QSize& wanted, const std::stop_token& stop)
{
    QByteArray bytes;
    if (isReadWhole(file, format, header)) {
        bytes = file.bytesAt(0, file.size());
    }
    if (format == MediaFormat::Png && !bytes.isEmpty()) {
        const QImage plain = readPlainPng(std::move(bytes), header.size);
        if (!plain.isNull()) {
            return plain;
        }
        bytes.clear();
    }
    QBuffer memory(&bytes);
    memory.open(QIODevice::ReadOnly);
    SourceDevice disk(file, stop);
    QIODevice* device = &disk;
    if (!bytes.isEmpty()) {
        device = &memory;
    }
    QImageReader reader(device, imageFormatOf(format));
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(false);
    if (format == MediaFormat::Jpeg) {
        const QSize size = jpegDecodeSize(header.size, wanted);
        if (size != header.size) {
            reader.setScaledSize(size);
        }
    }
    const QImage image = reader.read();
    if (stop.stop_requested()) {
        return failure(ErrorKind::Cancelled);
    }
    if (image.isNull()) {
        const bool unsupported = reader.error() == QImageReader::UnsupportedFormatError;
        return failure(unsupported ? ErrorKind::FormatUnsupported : ErrorKind::FileDamaged,
                       reader.errorString(), file.name());
    }
    return image;
}

// In sRGB, and without saying so.
void toStandardColours(QImage& image, const QColorSpace& space)
{
    if (space.isValid() && space != QColorSpace(QColorSpace::SRgb)) {
        const QImage::Format format = image.format();
        image.setColorSpace(space);
        image.convertToColorSpace(QColorSpace::SRgb);
        if (image.format() != format) {
            image = image.convertToFormat(format);
        }
    }
    image.setColorSpace({});
}

// What is made of the pixels while nobody else decodes a large picture: of the size `wanted`.
using Finish = QImage (*)(const QImage& pixels, const QSize& wanted);

Result<QImage> decoded(const QString& path, MediaFormat format, std::optional<int> longSide,
                       const std::stop_token& stop, Finish finish)
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
    if (auto complete = checkComplete(*file, format, Sums::Ignored, stop); !complete) {
        return failure(complete.error());
    }
    const QSize wanted = longSide ? fittedSize(header->size, *longSide) : header->size;
    const LargeStillTurn turn(pixels > largePixels, stop);
    if (!turn.granted()) {
        return failure(ErrorKind::Cancelled);
    }

    auto stored = readPixels(*file, format, *header, wanted, stop);
    if (!stored) {
        return failure(stored.error());
    }
    const QColorSpace space = stored->colorSpace();
    QImage image = finish(*stored, wanted);
    *stored = {};
    if (image.isNull()) {
        return failure(ErrorKind::Internal, u"no memory for the picture"_s, file->name());
    }
    toStandardColours(image, space);
    return oriented(image, header->orientation);
}

} // namespace

Result<QImage> decodeStill(const QString& path, MediaFormat format, int longSide,
                           std::stop_token stop)
{
    return decoded(path, format, longSide, stop, areaRescaled);
}

Result<QImage> decodeWholeStill(const QString& path, MediaFormat format, std::stop_token stop)
{
    return decoded(path, format, std::nullopt, stop, [](const QImage& pixels, const QSize&) {
        return pixels.convertToFormat(pixels.hasAlphaChannel() ? QImage::Format_ARGB32
                                                               : QImage::Format_RGB32);
    });
}

Result<> decodeFirstRows(const SourceFile& jpeg, const std::stop_token& stop)
{
    SourceDevice disk(jpeg, stop);
    QImageReader reader(&disk, imageFormatOf(MediaFormat::Jpeg));
    reader.setAutoDetectImageFormat(false);
    reader.setClipRect({0, 0, reader.size().width(), 1});
    const bool begun = !reader.read().isNull();
    if (stop.stop_requested()) {
        return failure(ErrorKind::Cancelled);
    }
    if (!begun) {
        return failure(ErrorKind::FileDamaged, reader.errorString(), jpeg.name());
    }
    return {};
}

} // namespace raskadr
