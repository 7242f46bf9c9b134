#pragma once

class QWidget;

namespace raskadr::ui {

// Whether windows that can be seen through are shown as such. On X11 without a compositor what is
// transparent comes out black; a window made for that stays square. Asks the X server, at no cost
// worth mentioning. Main thread.
bool canSeeThrough();

// Whether this popup, or the one that it lies in, was made to be seen through.
bool isSeenThrough(const QWidget* widget);

} // namespace raskadr::ui
