#pragma once

// Decodes a picture of the user's: small, for its thumbnails, or whole.

#include "core/base/result.h"
#include "core/media/mediaformat.h"
#include "core/media/sourcefile.h"

#include <QImage>
#include <QString>
#include <stop_token>

namespace raskadr {

// The picture with its longer side at most `longSide` pixels: upright, in sRGB, on black, as RGB32.
// Pictures of more than 25 MP are decoded one at a time, whatever the number of threads. Errors:
// those of probing, FileDamaged, FormatUnsupported, Cancelled.
Result<QImage> decodeStill(const QString& path, MediaFormat format, int longSide,
                           std::stop_token stop);

// The picture as large as it is: upright, in sRGB, as RGB32, or as ARGB32 where it can be
// transparent. The rest as above.
Result<QImage> decodeWholeStill(const QString& path, MediaFormat format, std::stop_token stop);

// Whether libjpeg can begin with this JPEG: decodes its first rows only. FileDamaged, Cancelled.
Result<> decodeFirstRows(const SourceFile& jpeg, const std::stop_token& stop);

} // namespace raskadr
