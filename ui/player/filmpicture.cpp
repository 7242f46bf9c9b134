#include "ui/player/filmpicture.h"

#include "core/media/sniff.h"

#include <QColorSpace>
#include <QImageReader>

namespace raskadr::ui {

QImage decodeFilmPicture(const QString& path, const QSize& target)
{
    const auto format = sniffMedia(path);
    if (!format) {
        return {};
    }
    QImageReader reader(path, imageFormatOf(*format));
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    const bool turned = reader.transformation() & QImageIOHandler::TransformationRotate90;
    const QSize bounds = turned ? target.transposed() : target;
    if (size.isValid() && !target.isEmpty()
        && (size.width() > bounds.width() || size.height() > bounds.height())) {
        reader.setScaledSize(size.scaled(bounds, Qt::KeepAspectRatio));
    }
    QImage image = reader.read();
    if (image.colorSpace().isValid() && image.colorSpace() != QColorSpace(QColorSpace::SRgb)) {
        image.convertToColorSpace(QColorSpace(QColorSpace::SRgb));
    }
    return image.convertToFormat(image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied
                                                         : QImage::Format_RGB32);
}

} // namespace raskadr::ui
