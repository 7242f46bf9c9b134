#include "core/media/jpegfile.h"

#include <QBuffer>
#include <QImageWriter>

namespace raskadr {

Result<QByteArray> jpegBytes(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "jpeg");
    writer.setQuality(80);
    if (!writer.write(image)) {
        return failure(ErrorKind::Internal, writer.errorString());
    }
    return bytes;
}

} // namespace raskadr
