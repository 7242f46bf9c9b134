#include "ui/storyboard/board/boardview.h"

namespace raskadr::ui {

BoardView::BoardView(ThumbnailCache&, HoverSourceOf, QWidget* parent)
    : QGraphicsView(parent)
    , m_canvas(nullptr)
{
}
BoardView::~BoardView() = default;
void BoardView::setCards(const QList<BoardCard>&) {}
void BoardView::updateCard(const BoardCard&) {}
const QList<BoardCard>& BoardView::cards() const { static const QList<BoardCard> none; return none; }
void BoardView::cancelMove() {}
void BoardView::setAspect(double) {}
void BoardView::setTrashMode(bool) {}
void BoardView::setReorderEnabled(bool) {}
void BoardView::setAddSlotVisible(bool) {}
void BoardView::setReducedMotion(bool) {}
QList<ShotId> BoardView::selection() const { return {}; }
void BoardView::setSelection(const QList<ShotId>&) {}
void BoardView::selectAll() {}
ShotId BoardView::currentShot() const { return {}; }
void BoardView::setCurrent(const ShotId&) {}
void BoardView::ensureShotVisible(const ShotId&) {}
ShotId BoardView::hoveredShot() const { return {}; }
double BoardView::zoom() const { return 0; }
void BoardView::setZoom(double) {}
void BoardView::zoomIn() {}
void BoardView::zoomOut() {}
void BoardView::fitAll() {}
int BoardView::columns() const { return 1; }
int BoardView::boxWidth() const { return 0; }
BoardState BoardView::saveState() const { return {}; }
void BoardView::restoreState(const BoardState&) {}
QStringList BoardView::visibleMedia() const { return {}; }
void BoardView::beginEdit(const ShotId&, BoardField) {}
bool BoardView::isEditing() const { return false; }
QRect BoardView::boxRect(const ShotId&) const { return {}; }
QRect BoardView::coverRect(const ShotId&) const { return {}; }
QRect BoardView::addSlotRect() const { return {}; }
ShotId BoardView::shotAt(const QPoint&) const { return {}; }
void BoardView::showFrame(const ShotId&, const QImage&, qint64, qint64) {}
BoardStatistics BoardView::statistics() const { return {}; }
bool BoardView::isBusy() const { return m_canvas != nullptr; }
bool BoardView::viewportEvent(QEvent* e) { return QGraphicsView::viewportEvent(e); }
bool BoardView::event(QEvent* e) { return QGraphicsView::event(e); }
void BoardView::resizeEvent(QResizeEvent* e) { QGraphicsView::resizeEvent(e); }
void BoardView::showEvent(QShowEvent* e) { QGraphicsView::showEvent(e); }
void BoardView::hideEvent(QHideEvent* e) { QGraphicsView::hideEvent(e); }
void BoardView::changeEvent(QEvent* e) { QGraphicsView::changeEvent(e); }
void BoardView::scrollContentsBy(int x, int y) { QGraphicsView::scrollContentsBy(x, y); }
void BoardView::wheelEvent(QWheelEvent* e) { QGraphicsView::wheelEvent(e); }
void BoardView::mousePressEvent(QMouseEvent* e) { QGraphicsView::mousePressEvent(e); }
void BoardView::mouseMoveEvent(QMouseEvent* e) { QGraphicsView::mouseMoveEvent(e); }
void BoardView::mouseReleaseEvent(QMouseEvent* e) { QGraphicsView::mouseReleaseEvent(e); }
void BoardView::mouseDoubleClickEvent(QMouseEvent* e) { QGraphicsView::mouseDoubleClickEvent(e); }
void BoardView::contextMenuEvent(QContextMenuEvent* e) { QGraphicsView::contextMenuEvent(e); }
void BoardView::keyPressEvent(QKeyEvent* e) { QGraphicsView::keyPressEvent(e); }
void BoardView::keyReleaseEvent(QKeyEvent* e) { QGraphicsView::keyReleaseEvent(e); }
void BoardView::focusInEvent(QFocusEvent* e) { QGraphicsView::focusInEvent(e); }
void BoardView::focusOutEvent(QFocusEvent* e) { QGraphicsView::focusOutEvent(e); }
void BoardView::dragEnterEvent(QDragEnterEvent* e) { QGraphicsView::dragEnterEvent(e); }
void BoardView::dragMoveEvent(QDragMoveEvent* e) { QGraphicsView::dragMoveEvent(e); }
void BoardView::dragLeaveEvent(QDragLeaveEvent* e) { QGraphicsView::dragLeaveEvent(e); }
void BoardView::dropEvent(QDropEvent* e) { QGraphicsView::dropEvent(e); }

} // namespace raskadr::ui
