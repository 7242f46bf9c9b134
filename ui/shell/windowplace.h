#pragma once

#include <QRect>

namespace raskadr::ui {

// Where a window goes that was left at `window` (without its frame) when the screen has `available`
// room now: inside it, title bar included, as large as before if it fits. A plain function.
QRect placeOnScreen(const QRect& window, const QRect& available);

} // namespace raskadr::ui
