#pragma once

#include <QImage>

namespace raskadr::draft {

// «Черновик» in the lower right corner, drawn as strokes so that no font matters.
void paintCornerMark(QImage& image);

} // namespace raskadr::draft
