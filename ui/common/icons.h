#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace raskadr::ui {

// The line icons of resources/icons by file name without ending. Main thread.

// One icon in a square of `px` logical pixels, its strokes as thick as that size asks for; an
// unknown name gives a null pixmap. Cached.
QPixmap iconPixmap(const QString& name, int px, const QColor& color, qreal dpr);

// The same as a QIcon that renders at the size and scale it is asked for. Without a colour for the
// disabled state the normal one is shown at 40 %.
QIcon icon(const QString& name, const QColor& normal, const QColor& disabled = {}, int px = 18);

// How thick the strokes of a 24-unit box are drawn at this size.
double iconStroke(int px);

} // namespace raskadr::ui
