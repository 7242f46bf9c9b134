#pragma once

// The pictures of a clean copy; internal to this module.

#include "core/base/result.h"

#include <QByteArray>
#include <QImage>

namespace raskadr {

// How a picture is encoded. With a limit, quality gives way to it, and at last the size.
struct PictureCoding
{
    QByteArray format; // as QImageWriter names it: webp, jpeg or png
    int quality = 80;
    int lowestQuality = 80;
    qsizetype maxBytes = 0; // 0: no limit
};

struct CodedPicture
{
    QByteArray bytes;
    QSize size;
};

// The pixels alone, in an image that never had anything else: no texts, no colour space, no
// resolution of the source.
QImage pixelsOf(const QImage& image);

// Error: Internal. The same picture gives the same bytes.
Result<CodedPicture> codePicture(const QImage& pixels, const PictureCoding& coding);

} // namespace raskadr
