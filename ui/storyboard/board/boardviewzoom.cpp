#include "ui/storyboard/board/boardcanvas.h"
#include "ui/storyboard/board/boardgestures.h"
#include "ui/storyboard/board/boardview.h"
#include "ui/storyboard/board/inplaceeditor.h"

#include <QScrollBar>
#include <cmath>

// Zoom and scroll of BoardView: how large boxes are, and which of them are in sight.
namespace raskadr::ui {

namespace {

constexpr int zoomMs = 140;
constexpr double zoomStep = 1.12;
constexpr int ensureMargin = 12;

} // namespace

double BoardView::zoom() const
{
    const double most = m_canvas->layout().maxBoxWidth();
    const double least = m_canvas->layout().leastBoxWidth();
    return most <= least
        ? 1
        : std::clamp(std::log(m_wishedWidth / least) / std::log(most / least), 0.0, 1.0);
}

void BoardView::setZoom(double zoom)
{
    const double most = m_canvas->layout().maxBoxWidth();
    const double least = m_canvas->layout().leastBoxWidth();
    arrange(least * std::pow(most / least, std::clamp(zoom, 0.0, 1.0)), zoomMs, zoomAnchor());
}

void BoardView::zoomIn()
{
    stepZoom(-1, zoomAnchor());
}

void BoardView::zoomOut()
{
    stepZoom(1, zoomAnchor());
}

void BoardView::stepZoom(int steps, const QPoint& anchor)
{
    const BoardLayout& layout = m_canvas->layout();
    int columns = layout.columns();
    for (int i = 0; i < std::abs(steps); ++i) {
        columns = steps > 0 ? std::max(columns + 1, qRound(columns * zoomStep))
                            : std::min(columns - 1, qRound(columns / zoomStep));
    }
    columns = std::max(columns, 1);
    const int width = columns == 1 ? layout.maxBoxWidth() : layout.widthForColumns(columns);
    arrange(std::max(width, layout.leastBoxWidth()), zoomMs, anchor);
}

void BoardView::fitAll()
{
    const BoardLayout& layout = m_canvas->layout();
    const int columns = layout.columnsToFit();
    const int width = columns == 1 ? layout.maxBoxWidth() : layout.widthForColumns(columns);
    arrange(std::max(width, layout.leastBoxWidth()), zoomMs, QPoint(0, 0));
    verticalScrollBar()->setValue(0);
}

int BoardView::columns() const
{
    return m_canvas->layout().columns();
}

int BoardView::boxWidth() const
{
    return m_canvas->layout().boxWidth();
}

QPoint BoardView::zoomAnchor() const
{
    const QRect current = boxRect(currentShot());
    return viewport()->rect().intersects(current) ? current.center() : viewport()->rect().center();
}

BoardLayout BoardView::layoutFor(double wishedWidth) const
{
    return BoardLayout({.view = size(),
                        .aspect = m_aspect,
                        .wishedWidth = wishedWidth,
                        .count = static_cast<int>(m_canvas->cards().size()),
                        .addSlot = m_addSlot && !m_trash && !m_readOnly});
}

void BoardView::arrange(double wishedWidth, int ms, const std::optional<QPoint>& anchor)
{
    const double zoomBefore = zoom();
    const BoardLayout& now = m_canvas->layout();
    const BoardLayout next = layoutFor(wishedWidth);
    const int scroll = verticalScrollBar()->value();
    const QPoint at = anchor.value_or(QPoint()) + QPoint(0, scroll);
    const int kept = anchor && next.count() == now.count() ? now.nearestIndex(at) : -1;
    int scrolled = scroll;
    if (kept >= 0 && next.columns() == 1 && now.columns() > 1) {
        scrolled = next.position(kept).y() - next.position(0).y(); // all of the box is to be seen
    } else if (kept >= 0) {
        const double share = double(at.y() - now.position(kept).y()) / now.pitchY();
        scrolled = qRound(next.position(kept).y() + share * next.pitchY()) - anchor->y();
    }
    const int most = std::max(0, next.contentHeight() + m_bottomRoom - viewport()->height());
    scrolled = std::clamp(scrolled, 0, most);
    m_wishedWidth = wishedWidth;
    if (next.input() != now.input() || next.boxWidth() != now.boxWidth()) {
        leaveHover();
        if (m_editor) {
            m_editor->finish(true);
        }
        m_arranging = true;
        m_canvas->arrange(next, ms, scrolled - scroll, kept);
        verticalScrollBar()->setValue(scrolled);
        m_arranging = false;
        updateVisibleArea();
        m_restTimer.start();
    }
    if (zoom() != zoomBefore) {
        Q_EMIT zoomChanged(zoom());
    }
}

void BoardView::placeSceneRect()
{
    setSceneRect(0, 0, std::max(1, viewport()->width() - 1),
                 std::max(1, m_canvas->layout().contentHeight() + m_bottomRoom));
}

void BoardView::updateVisibleArea()
{
    m_canvas->setVisibleArea(QRect(mapToScene(0, 0).toPoint(), viewport()->size()));
    m_mediaTimer.start();
}

void BoardView::ensureShotVisible(const ShotId& shot)
{
    const QRect box = boxRect(shot).adjusted(0, -ensureMargin, 0, ensureMargin);
    if (indexOf(shot) < 0) {
        return;
    }
    QScrollBar* bar = verticalScrollBar();
    const int room = viewport()->height() - m_bottomRoom;
    if (box.top() < 0 || box.height() > room) {
        bar->setValue(bar->value() + box.top());
    } else if (box.bottom() >= room) {
        bar->setValue(bar->value() + box.bottom() + 1 - room);
    }
}

void BoardView::uncover(const QList<ShotId>& shots)
{
    m_toUncover = shots;
    if (m_gestures->isHolding()) {
        return; // what is under the pointer stays there
    }
    int lowest = 0;
    for (const ShotId& shot : std::exchange(m_toUncover, {})) {
        if (const QRect box = boxRect(shot); box.bottom() < viewport()->height()) {
            lowest = std::max(lowest, box.bottom() + 1 + ensureMargin);
        }
    }
    if (const int covered = lowest - (viewport()->height() - m_bottomRoom); covered > 0) {
        verticalScrollBar()->setValue(verticalScrollBar()->value() + covered);
    }
}

BoardState BoardView::saveState() const
{
    if (m_pendingState) {
        return *m_pendingState;
    }
    BoardState state;
    state.zoom = zoom();
    state.current = currentShot();
    const int scroll = verticalScrollBar()->value();
    const BoardLayout& layout = m_canvas->layout();
    if (const int index = layout.nearestIndex({0, scroll}); index >= 0) {
        state.top = m_canvas->order()[index];
        state.topOffset = double(scroll - layout.position(index).y()) / layout.pitchY();
    }
    return state;
}

void BoardView::restoreState(const BoardState& state)
{
    m_pendingState = state;
    applyPendingState();
}

void BoardView::applyPendingState()
{
    if (!m_pendingState || m_canvas->cards().isEmpty() || !isVisible()) {
        return;
    }
    const BoardState state = *std::exchange(m_pendingState, std::nullopt);
    if (state.zoom >= 0) {
        const double least = m_canvas->layout().leastBoxWidth();
        const double most = m_canvas->layout().maxBoxWidth();
        arrange(least * std::pow(most / least, state.zoom), 0, {});
    }
    if (const int index = indexOf(state.top); index >= 0) {
        const BoardLayout& layout = m_canvas->layout();
        verticalScrollBar()->setValue(
            qRound(layout.position(index).y() + state.topOffset * layout.pitchY()));
    }
    if (indexOf(state.current) >= 0) {
        BoardSelection selection = m_canvas->selection();
        selection.setCurrent(state.current);
        m_canvas->setSelection(selection);
    }
}

} // namespace raskadr::ui
