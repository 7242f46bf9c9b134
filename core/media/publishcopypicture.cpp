#include "core/media/publishcopypicture.h"

#include "core/media/arearescale.h"

#include <QBuffer>
#include <QImageWriter>
#include <QtEndian>

#include <cstring>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int qualityStep = 6;
constexpr int smallestSide = 64;

// Qt always notes a resolution in a part of its own.
QByteArray withoutResolution(QByteArray png)
{
    constexpr qsizetype head = 8;
    constexpr qsizetype sum = 4;
    for (qsizetype offset = head; offset + head <= png.size();) {
        const auto length = qsizetype(qFromBigEndian<quint32>(png.constData() + offset));
        const qsizetype whole = head + length + sum;
        if (png.mid(offset + 4, 4) == "pHYs") {
            return png.remove(offset, whole);
        }
        offset += whole;
    }
    return png;
}

Result<QByteArray> encode(const QImage& pixels, const QByteArray& format, int quality)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    if (format != "png") { // there it is the effort of the compression
        writer.setQuality(quality);
    }
    if (format == "jpeg") {
        writer.setOptimizedWrite(true);
        writer.setProgressiveScanWrite(true);
    }
    if (!writer.write(pixels)) {
        return failure(ErrorKind::Internal,
                       QString::fromLatin1(format) + u": "_s + writer.errorString());
    }
    return format == "png" ? withoutResolution(std::move(bytes)) : bytes;
}

} // namespace

QImage pixelsOf(const QImage& image)
{
    const QImage source = image.format() == QImage::Format_RGB32
        ? image
        : image.convertToFormat(QImage::Format_RGB32);
    QImage pixels(source.size(), QImage::Format_RGB32);
    for (int y = 0; y < source.height() && !pixels.isNull(); ++y) {
        std::memcpy(pixels.scanLine(y), source.constScanLine(y), size_t(source.width()) * 4);
    }
    return pixels;
}

Result<CodedPicture> codePicture(const QImage& pixels, const PictureCoding& coding)
{
    // The screen of this computer is nobody's business.
    constexpr int dotsPerMeter72 = 2835;
    QImage image = pixels;
    for (;;) {
        image.setDotsPerMeterX(dotsPerMeter72);
        image.setDotsPerMeterY(dotsPerMeter72);
        for (int quality = coding.quality;; quality -= qualityStep) {
            auto bytes = encode(image, coding.format, quality);
            if (!bytes) {
                return failure(bytes.error());
            }
            if (coding.maxBytes == 0 || bytes->size() <= coding.maxBytes) {
                return CodedPicture{std::move(*bytes), image.size()};
            }
            if (quality - qualityStep < coding.lowestQuality) {
                break;
            }
        }
        const int side = std::max(image.width(), image.height()) * 3 / 4;
        if (side < smallestSide) {
            return failure(ErrorKind::Internal, u"the picture does not become small enough"_s);
        }
        image = areaRescaled(image, fittedSize(image.size(), side));
    }
}

} // namespace raskadr
