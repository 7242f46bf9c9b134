#pragma once

#include "ui/storyboard/board/cardpainter.h"

namespace raskadr::ui {

// What is written below the cover of a box whose upper left corner is the origin: as much as the
// board's detail has room for.
void paintCaption(QPainter& painter, const BoardCard& card, const CardSize& size, bool dimmed,
                  const Theme& theme);

// Where a box's title and script are, from its upper left corner.
QRect titleRect(const CardSize& size, const BoardCard& card);
QRect scriptRect(const CardSize& size);

} // namespace raskadr::ui
