#pragma once

#include "ui/storyboard/board/boardcard.h"
#include "ui/storyboard/board/edgescroller.h"

class QMimeData;

namespace raskadr::ui {

class BoardCanvas;
class BoardView;

// Files, addresses, pictures and lines of text that are dragged over the board: into a box, or
// between two.
class OutsideDrop final
{
public:
    OutsideDrop(BoardView& view, BoardCanvas& canvas);

    static bool takes(const QMimeData* data);

    // Shows where a drop would go.
    void hover(const QPoint& positionInViewport);
    void leave();
    DropPlace place() const { return m_place; }

private:
    BoardView& m_view;
    BoardCanvas& m_canvas;
    EdgeScroller m_scroller;
    DropPlace m_place;
};

} // namespace raskadr::ui
