#pragma once

#include "ui/player/filmclip.h"

class QPainter;
class QPointF;
class QRectF;

namespace raskadr::ui {

// What the film paints besides pictures; dark in both themes.

// In place of a picture: number, title and script of the shot, and, for a shot that has a
// headliner, why it cannot be shown.
void paintFilmSlate(QPainter& painter, const QRectF& stage, const FilmClip& clip);

// The plate with number, title and length, its upper left corner at `at`, at most as wide as
// `room`.
void paintFilmTitle(QPainter& painter, const QPointF& at, double room, const FilmClip& clip);

} // namespace raskadr::ui
