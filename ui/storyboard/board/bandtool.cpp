#include "ui/storyboard/board/bandtool.h"

#include "ui/storyboard/board/boardcanvas.h"
#include "ui/storyboard/board/boardview.h"

namespace raskadr::ui {

BandTool::BandTool(BoardView& view, BoardCanvas& canvas, const QPoint& pressed, bool keep)
    : m_view(view)
    , m_canvas(canvas)
    , m_scroller(view)
    , m_origin(view.mapToScene(pressed).toPoint())
    , m_before(canvas.selection())
    , m_kept(keep ? m_before.selected() : QSet<ShotId>())
{
    QObject::connect(&m_scroller, &EdgeScroller::scrolled, &m_scroller,
                     [this](const QPoint& position) { move(position); });
}

void BandTool::move(const QPoint& position)
{
    const QPoint at = m_view.mapToScene(position).toPoint();
    const QRect board = m_canvas.boundingRect().toRect();
    BoardMarks marks;
    marks.band = QRect(QPoint(std::min(m_origin.x(), at.x()), std::min(m_origin.y(), at.y())),
                       QPoint(std::max(m_origin.x(), at.x()), std::max(m_origin.y(), at.y())))
                     .intersected(board);
    QSet<ShotId> inside;
    const auto [first, last] = m_canvas.layout().rowsBetween(marks.band.top(), marks.band.bottom());
    for (int i = first; i < last; ++i) {
        if (m_canvas.layout().touches(i, marks.band)) {
            inside.insert(m_canvas.order()[i]);
        }
    }
    BoardSelection selection = m_canvas.selection();
    selection.setBand(m_kept, inside);
    m_canvas.setSelection(selection);
    m_canvas.setMarks(marks);
    m_scroller.follow(position);
}

void BandTool::release(const QPoint& position)
{
    move(position);
    letGo();
    BoardSelection selection = m_canvas.selection();
    const QList<ShotId> shots = selection.inOrder(m_canvas.order());
    selection.set(shots);
    if (!shots.isEmpty() && !shots.contains(selection.current())) {
        selection.setCurrent(shots.first());
    }
    m_canvas.setSelection(selection);
}

void BandTool::cancel()
{
    letGo();
    m_canvas.setSelection(m_before);
}

void BandTool::letGo()
{
    m_scroller.stop();
    m_canvas.setMarks({});
}

} // namespace raskadr::ui
