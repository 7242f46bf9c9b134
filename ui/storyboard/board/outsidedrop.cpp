#include "ui/storyboard/board/outsidedrop.h"

#include "ui/storyboard/board/boardcanvas.h"
#include "ui/storyboard/board/boardview.h"

#include <QMimeData>

namespace raskadr::ui {

namespace {

constexpr double edgeShare = 0.2; // of a box's width at each side that means «between»

} // namespace

OutsideDrop::OutsideDrop(BoardView& view, BoardCanvas& canvas)
    : m_view(view)
    , m_canvas(canvas)
    , m_scroller(view)
{
    QObject::connect(&m_scroller, &EdgeScroller::scrolled, &m_scroller,
                     [this](const QPoint& position) { hover(position); });
}

bool OutsideDrop::takes(const QMimeData* data)
{
    return data->hasUrls() || data->hasImage() || data->hasText();
}

void OutsideDrop::hover(const QPoint& positionInViewport)
{
    const QPoint at = m_view.mapToScene(positionInViewport).toPoint();
    const BoardLayout& layout = m_canvas.layout();
    const int index = layout.indexAt(at);
    BoardMarks marks;
    m_place = {};
    if (index >= 0) {
        const QRect box = layout.box(index);
        const double share = double(at.x() - box.left()) / box.width();
        if (share > edgeShare && share < 1 - edgeShare) {
            m_place.into = m_canvas.order()[index];
            marks.dropInto = m_place.into;
        }
    }
    if (m_place.into.isNull()) {
        marks.insertion = layout.insertionAt(at);
        m_place.insertAt = marks.insertion.index;
        if (layout.count() == 0) {
            marks.insertion = {};
        }
    }
    m_canvas.setMarks(marks);
    m_scroller.follow(positionInViewport);
}

void OutsideDrop::leave()
{
    m_scroller.stop();
    m_canvas.setMarks({});
    m_place = {};
}

} // namespace raskadr::ui
