#pragma once

#include <QImage>

namespace raskadr {

// The picture made smaller by averaging the area that each new pixel covers, composed on black, as
// RGB32. `size` may not be larger than the picture in either direction. Converts strip by strip, so
// that a huge picture is never in memory twice. The colour space is kept, not converted.
QImage areaRescaled(const QImage& source, const QSize& size);

// The largest size of these proportions whose longer side is at most `longSide`; never enlarges.
QSize fittedSize(const QSize& size, int longSide);

// The picture turned and mirrored as EXIF's orientation (1 to 8) asks for.
QImage oriented(const QImage& image, int orientation);

} // namespace raskadr
