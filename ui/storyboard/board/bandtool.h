#pragma once

#include "ui/storyboard/board/boardselection.h"
#include "ui/storyboard/board/boardtool.h"
#include "ui/storyboard/board/edgescroller.h"

namespace raskadr::ui {

class BoardCanvas;
class BoardView;

// A rubber band that selects what it touches.
class BandTool final : public BoardTool
{
public:
    // `keep`: what is selected already stays so.
    BandTool(BoardView& view, BoardCanvas& canvas, const QPoint& pressed, bool keep);

    void move(const QPoint& position) override;
    void release(const QPoint& position) override;
    void cancel() override;

private:
    void letGo();

    BoardView& m_view;
    BoardCanvas& m_canvas;
    EdgeScroller m_scroller;
    const QPoint m_origin; // on the board
    const BoardSelection m_before;
    QSet<ShotId> m_kept;
};

} // namespace raskadr::ui
