#include "core/media/rewrittenpicture.h"

#include "core/media/publishcopypicture.h"
#include "core/media/sniff.h"
#include "core/media/stilldecoder.h"
#include "core/media/temporaryfile.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QPainter>

#include <cstring>

namespace raskadr {

namespace {

QImage onBackground(const QImage& image, const QColor& background)
{
    QImage flat(image.size(), QImage::Format_RGB32);
    flat.fill(background);
    QPainter painter(&flat);
    painter.drawImage(0, 0, image);
    return flat;
}

// Without the texts that the picture came with.
QImage transparentPixelsOf(const QImage& image)
{
    const QImage source = image.convertToFormat(QImage::Format_ARGB32);
    QImage pixels(source.size(), QImage::Format_ARGB32);
    for (int y = 0; y < source.height() && !pixels.isNull(); ++y) {
        std::memcpy(pixels.scanLine(y), source.constScanLine(y), size_t(source.width()) * 4);
    }
    return pixels;
}

QImage pixelsFor(const QImage& image, const PictureRewriting& how)
{
    if (image.format() == QImage::Format_RGB32) {
        return pixelsOf(image);
    }
    const bool staysTransparent = how.format == MediaFormat::Png && !how.background;
    return staysTransparent ? transparentPixelsOf(image)
                            : onBackground(image, how.background.value_or(QColor(Qt::black)));
}

} // namespace

Result<RewrittenPicture> rewritePicture(const QString& from, const QString& to,
                                        const PictureRewriting& how, const std::stop_token& stop)
{
    const auto format = sniffMedia(from);
    if (!format) {
        return failure(format.error());
    }
    if (kindOf(*format) != MediaKind::Picture) {
        return failure(ErrorKind::FormatUnsupported, {}, QFileInfo(from).fileName());
    }
    auto image = decodeWholeStill(from, *format, stop);
    if (!image) {
        return failure(image.error());
    }
    const QImage pixels = pixelsFor(*image, how);
    *image = {};
    const auto coded =
        codePicture(pixels, {imageFormatOf(how.format), how.quality, how.quality, 0});
    if (!coded) {
        return failure(coded.error());
    }
    if (stop.stop_requested()) {
        return failure(ErrorKind::Cancelled);
    }
    FileRemover halfWritten(to);
    if (auto written = writeBytes(to, coded->bytes, false); !written) {
        return failure(written.error());
    }
    halfWritten.keep();
    const QByteArray hash = QCryptographicHash::hash(coded->bytes, QCryptographicHash::Sha256);
    return RewrittenPicture{coded->bytes.size(), coded->size.width(), coded->size.height(),
                            QString::fromLatin1(hash.toHex())};
}

} // namespace raskadr
