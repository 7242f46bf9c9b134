#pragma once

#include <QImage>
#include <QSize>
#include <QString>

namespace raskadr::ui {

// A picture upright, in sRGB, no larger than `target` device pixels. Null if it cannot be read. Any
// thread.
QImage decodeFilmPicture(const QString& path, const QSize& target);

} // namespace raskadr::ui
