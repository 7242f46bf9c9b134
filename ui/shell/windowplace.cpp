#include "ui/shell/windowplace.h"

#include <QMargins>

#include <algorithm>

namespace raskadr::ui {

namespace {

// The frames of common window managers; how wide this one's is, is known only once it shows.
constexpr QMargins frame(1, 24, 1, 1);

} // namespace

QRect placeOnScreen(const QRect& window, const QRect& available)
{
    const QRect room = available.marginsRemoved(frame);
    const QSize size = window.size().boundedTo(room.size());
    const int x = std::min(window.x(), room.right() + 1 - size.width());
    const int y = std::min(window.y(), room.bottom() + 1 - size.height());
    return {QPoint(std::max(x, room.left()), std::max(y, room.top())), size};
}

} // namespace raskadr::ui
