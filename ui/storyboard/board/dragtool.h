#pragma once

#include "ui/storyboard/board/boardtool.h"
#include "ui/storyboard/board/edgescroller.h"

#include "core/base/id.h"

#include <QList>

namespace raskadr::ui {

class BoardCanvas;
class BoardView;

// Carries boxes to another place in the story. They stay where they were dropped until the board is
// told the new order.
class DragTool final : public BoardTool
{
public:
    // `grabbed` is one of `shots`, which are in story order.
    DragTool(BoardView& view, BoardCanvas& canvas, QList<ShotId> shots, const ShotId& grabbed,
             const QPoint& pressed);

    void move(const QPoint& position) override;
    void release(const QPoint& position) override;
    void cancel() override;

private:
    void lift(const ShotId& grabbed, const QPoint& pressed);
    void letGo();

    BoardView& m_view;
    BoardCanvas& m_canvas;
    EdgeScroller m_scroller;
    const QList<ShotId> m_shots;
    QPoint m_hold; // from the upper left corner of the picture to the pointer
};

// The order when `shots` (in the order of `order`) stand together before what is at `insertAt` now,
// and the position of their first one then.
struct MovedOrder
{
    QList<ShotId> order;
    int targetIndex = 0;
};
MovedOrder movedOrder(const QList<ShotId>& order, const QList<ShotId>& shots, int insertAt);
// The order when the first of them has this position.
QList<ShotId> orderWithFirstAt(const QList<ShotId>& order, const QList<ShotId>& shots,
                               int targetIndex);

} // namespace raskadr::ui
