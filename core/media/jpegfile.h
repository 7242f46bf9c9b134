#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QImage>

namespace raskadr {

// The picture as a JPEG of quality 80 that holds nothing but the picture; internal to this module.
Result<QByteArray> jpegBytes(const QImage& image);

} // namespace raskadr
