#include "ui/common/style.h"
#include "ui/common/theme.h"
#include "ui/storyboard/board/boardcanvas.h"
#include "ui/storyboard/board/boardgestures.h"
#include "ui/storyboard/board/boardkeys.h"
#include "ui/storyboard/board/boardview.h"
#include "ui/storyboard/board/cardcaption.h"
#include "ui/storyboard/board/hoverplayer.h"
#include "ui/storyboard/board/inplaceeditor.h"
#include "ui/storyboard/board/outsidedrop.h"

#include <QContextMenuEvent>
#include <QDropEvent>
#include <QGestureEvent>
#include <QHelpEvent>
#include <QPinchGesture>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

// The events of BoardView: who gets them, and when hovering has to pause.
namespace raskadr::ui {

namespace {

constexpr int wheelNotch = 120;
constexpr double pinchStep = 1.15;

} // namespace

void BoardView::updateHover()
{
    if (!m_pointer || m_gestures->isActive() || m_editor || !isVisible()) {
        return;
    }
    const ShotId shot = shotAt(*m_pointer);
    const QPoint onBoard = mapToScene(*m_pointer).toPoint();
    m_canvas->setAddSlotHovered(m_canvas->layout().addSlot().contains(onBoard));
    if (shot != m_canvas->hovered()) {
        m_canvas->setHovered(shot);
        if (const BoardCard* card = m_canvas->card(shot)) {
            const BoardLayout& layout = m_canvas->layout();
            m_hover->enter({.card = *card,
                            .box = boxRect(shot),
                            .cover = coverRect(shot),
                            .radius = layout.coverRadius(),
                            .inPlace = layout.detail() >= BoardDetail::Near,
                            .ground = isSelected(shot) ? CardGround::Selected : CardGround::Hovered,
                            .aspect = m_aspect});
        } else {
            m_hover->leave();
        }
        Q_EMIT hoveredChanged(shot);
    } else if (!shot.isNull()) {
        const QRect cover = coverRect(shot);
        m_hover->moveOver(double(m_pointer->x() - cover.left()) / cover.width(), m_scrub);
    }
}

void BoardView::leaveHover()
{
    m_hover->leave();
    m_canvas->setAddSlotHovered(false);
    if (!m_canvas->hovered().isNull()) {
        m_canvas->setHovered({});
        Q_EMIT hoveredChanged({});
    }
}

bool BoardView::viewportEvent(QEvent* event)
{
    switch (event->type()) {
    case QEvent::Leave:
        m_pointer.reset();
        leaveHover();
        break;
    case QEvent::Paint:
        if (const qreal dpr = devicePixelRatioF(); m_dpr != dpr) {
            m_dpr = dpr;
            m_canvas->refreshAll();
        }
        break;
    case QEvent::Gesture: {
        auto* gestures = static_cast<QGestureEvent*>(event);
        if (auto* pinch = static_cast<QPinchGesture*>(gestures->gesture(Qt::PinchGesture))) {
            if (pinch->state() == Qt::GestureStarted) {
                m_pinch = 1;
            }
            m_pinch *= pinch->scaleFactor();
            if (m_pinch > pinchStep || m_pinch < 1 / pinchStep) {
                stepZoom(m_pinch > 1 ? -1 : 1,
                         viewport()->mapFromGlobal(pinch->hotSpot().toPoint()));
                m_pinch = 1;
            }
            gestures->accept(pinch);
            return true;
        }
        break;
    }
    case QEvent::NativeGesture: {
        const auto* native = static_cast<QNativeGestureEvent*>(event);
        if (native->gestureType() == Qt::ZoomNativeGesture) {
            m_pinch *= 1 + native->value();
            if (m_pinch > pinchStep || m_pinch < 1 / pinchStep) {
                stepZoom(m_pinch > 1 ? -1 : 1, native->position().toPoint());
                m_pinch = 1;
            }
            return true;
        }
        break;
    }
    case QEvent::ToolTip: {
        // Titles elide; the whole of one shows where it was cut.
        const auto* help = static_cast<QHelpEvent*>(event);
        const BoardCard* card = m_canvas->card(shotAt(help->pos()));
        const CardSize& size = m_canvas->cache().size();
        const bool cut = card && size.detail >= BoardDetail::Near
            && QFontMetricsF(ui::font(TextStyle::SmallMedium)).horizontalAdvance(card->title)
                > titleRect(size, *card).width();
        if (cut && !coverRect(card->id).contains(help->pos())) {
            QToolTip::showText(help->globalPos(), card->title, viewport(), boxRect(card->id));
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    default:
        break;
    }
    return QGraphicsView::viewportEvent(event);
}

bool BoardView::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && m_gestures->isActive()
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept(); // Esc gives up what the hand carries, and nothing else
        return true;
    }
    return QGraphicsView::event(event);
}

void BoardView::resizeEvent(QResizeEvent* event)
{
    QGraphicsView::resizeEvent(event);
    arrange(m_wishedWidth, 0, QPoint(0, 0));
    placeSceneRect();
    updateVisibleArea();
    applyPendingState();
}

void BoardView::showEvent(QShowEvent* event)
{
    QGraphicsView::showEvent(event);
    applyPendingState();
    updateVisibleArea();
}

void BoardView::hideEvent(QHideEvent* event)
{
    m_gestures->cancel();
    m_outside->leave();
    m_pointer.reset();
    leaveHover();
    QGraphicsView::hideEvent(event);
}

void BoardView::changeEvent(QEvent* event)
{
    QGraphicsView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange
        || event->type() == QEvent::FontChange) {
        setBackgroundBrush(themeOf(this).window);
        m_canvas->refreshAll();
    }
}

void BoardView::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    if (m_arranging) {
        return;
    }
    updateVisibleArea();
    if (!m_gestures->isActive()) {
        leaveHover();
        m_restTimer.start();
    }
}

void BoardView::wheelEvent(QWheelEvent* event)
{
    if (!(event->modifiers() & Qt::ControlModifier)) {
        QGraphicsView::wheelEvent(event);
        return;
    }
    event->accept();
    m_wheel += event->angleDelta().y();
    if (const int notches = m_wheel / wheelNotch; notches != 0) {
        m_wheel -= notches * wheelNotch;
        stepZoom(-notches, event->position().toPoint());
    }
}

void BoardView::mousePressEvent(QMouseEvent* event)
{
    m_hover->leave();
    m_gestures->press(*event);
    event->accept();
}

void BoardView::mouseMoveEvent(QMouseEvent* event)
{
    m_pointer = event->pos();
    m_scrub = event->modifiers() & Qt::ShiftModifier;
    if (event->buttons() != Qt::NoButton) {
        m_gestures->move(*event);
    } else {
        updateHover();
    }
    event->accept();
}

void BoardView::mouseReleaseEvent(QMouseEvent* event)
{
    m_gestures->release(*event);
    uncover(m_toUncover);
    event->accept();
}

void BoardView::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_gestures->doubleClick(*event);
    event->accept();
}

void BoardView::contextMenuEvent(QContextMenuEvent* event)
{
    if (m_gestures->isActive()) {
        return;
    }
    ShotId shot;
    QPoint at = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        shot = currentShot();
        ensureShotVisible(shot);
        at = viewport()->mapToGlobal(shot.isNull() ? viewport()->rect().center()
                                                   : coverRect(shot).center());
    } else {
        shot = shotAt(event->pos());
    }
    if (!shot.isNull() && !isSelected(shot)) {
        BoardSelection selection = m_canvas->selection();
        selection.selectOnly(shot);
        m_canvas->setSelection(selection);
    }
    leaveHover();
    Q_EMIT menuRequested(shot, at);
    event->accept();
}

void BoardView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Shift) {
        m_scrub = true;
    }
    if (!m_keys->press(*event)) {
        event->ignore();
    }
}

void BoardView::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Shift) {
        m_scrub = false;
        updateHover();
    }
    QGraphicsView::keyReleaseEvent(event);
}

void BoardView::focusInEvent(QFocusEvent* event)
{
    QGraphicsView::focusInEvent(event);
    const Qt::FocusReason reason = event->reason();
    // Coming back from a shot with Esc is no Tab, and the ring has to be there all the same.
    const RaskadrStyle* style = RaskadrStyle::of(this);
    const bool byKeyboard = reason == Qt::OtherFocusReason && style && style->keyboardInUse();
    if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason
        || reason == Qt::ShortcutFocusReason || byKeyboard) {
        if (currentShot().isNull() && !m_canvas->order().isEmpty()) {
            setCurrent(m_canvas->order().first());
        }
        m_canvas->setRingVisible(true);
    }
    announceCurrent(currentShot());
}

void BoardView::focusOutEvent(QFocusEvent* event)
{
    QGraphicsView::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason) {
        m_canvas->setRingVisible(false);
    }
}

void BoardView::dragEnterEvent(QDragEnterEvent* event)
{
    dragMoveEvent(event);
}

void BoardView::dragMoveEvent(QDragMoveEvent* event)
{
    if (event->source() == this) {
        event->setAccepted(m_gestures->carryBack(event->position().toPoint()));
        return;
    }
    if (m_trash || m_readOnly || !OutsideDrop::takes(event->mimeData())) {
        event->ignore();
        return;
    }
    leaveHover();
    m_outside->hover(event->position().toPoint());
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void BoardView::dragLeaveEvent(QDragLeaveEvent* event)
{
    m_gestures->cancel();
    m_outside->leave();
    event->accept();
}

void BoardView::dropEvent(QDropEvent* event)
{
    if (event->source() == this) {
        event->setAccepted(m_gestures->dropBack(event->position().toPoint()));
        return;
    }
    if (m_trash || m_readOnly || !OutsideDrop::takes(event->mimeData())) {
        event->ignore();
        return;
    }
    m_outside->hover(event->position().toPoint());
    const DropPlace place = m_outside->place();
    m_outside->leave();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    Q_EMIT mediaDropped(event->mimeData(), place);
}

} // namespace raskadr::ui
