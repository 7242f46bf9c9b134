#pragma once

// Decodes a picture of the user's for its thumbnails.

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

// Whether libjpeg can begin with this JPEG: decodes its first rows only. FileDamaged, Cancelled.
Result<> decodeFirstRows(const SourceFile& jpeg, const std::stop_token& stop);

} // namespace raskadr
