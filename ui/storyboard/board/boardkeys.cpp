#include "ui/storyboard/board/boardkeys.h"

#include "ui/storyboard/board/boardcanvas.h"
#include "ui/storyboard/board/boardgestures.h"
#include "ui/storyboard/board/boardview.h"

#include <QKeyEvent>

namespace raskadr::ui {

BoardKeys::BoardKeys(BoardView& view, BoardCanvas& canvas, BoardGestures& gestures)
    : m_view(view)
    , m_canvas(canvas)
    , m_gestures(gestures)
{
}

bool BoardKeys::press(const QKeyEvent& event)
{
    if (m_gestures.isActive()) {
        if (event.key() == Qt::Key_Escape) {
            m_gestures.cancel();
        }
        return true;
    }
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (modifiers & Qt::AltModifier) {
        switch (event.key()) {
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Up:
        case Qt::Key_Down:
            moveShots(event.key());
            return true;
        default:
            return false;
        }
    }
    if (const int target = targetOf(event.key()); target >= 0) {
        walk(target, modifiers & Qt::ShiftModifier);
        return true;
    }
    return act(event);
}

int BoardKeys::targetOf(int key) const
{
    const int count = m_canvas.layout().count();
    if (count == 0) {
        return -1;
    }
    const int columns = m_canvas.layout().columns();
    const int page =
        columns * std::max(1, m_view.viewport()->height() / m_canvas.layout().pitchY());
    const int current = m_canvas.indexOf(m_canvas.selection().current());
    const QPoint top = m_canvas.visibleArea().topLeft() + QPoint(BoardLayout::leftEdge, 0);
    const auto from = [&](int step) {
        if (current < 0) {
            return m_canvas.layout().nearestIndex(top);
        }
        int target = current + step;
        if (target >= count && current / columns < (count - 1) / columns) {
            target = count - 1; // the last row is shorter
        }
        return target < 0 || target >= count
            ? (std::abs(step) > columns ? std::clamp(target, 0, count - 1) : current)
            : target;
    };
    switch (key) {
    case Qt::Key_Left:
        return from(-1);
    case Qt::Key_Right:
        return from(1);
    case Qt::Key_Up:
        return from(-columns);
    case Qt::Key_Down:
        return from(columns);
    case Qt::Key_PageUp:
        return from(-page);
    case Qt::Key_PageDown:
        return from(page);
    case Qt::Key_Home:
        return 0;
    case Qt::Key_End:
        return count - 1;
    default:
        return -1;
    }
}

void BoardKeys::walk(int target, bool extend)
{
    const ShotId shot = m_canvas.order()[target];
    BoardSelection selection = m_canvas.selection();
    if (extend) {
        selection.extendTo(shot, m_canvas.order(), false);
    } else {
        selection.setCurrent(shot);
    }
    m_canvas.setRingVisible(true);
    m_canvas.setSelection(selection);
    m_view.ensureShotVisible(shot);
}

void BoardKeys::moveShots(int key)
{
    const BoardSelection& selection = m_canvas.selection();
    const ShotId current = selection.current();
    if (!m_gestures.isReorderEnabled() || m_canvas.indexOf(current) < 0) {
        return;
    }
    const QList<ShotId> shots =
        selection.contains(current) ? selection.inOrder(m_canvas.order()) : QList<ShotId>{current};
    const int step = key == Qt::Key_Left ? -1
        : key == Qt::Key_Right           ? 1
        : key == Qt::Key_Up              ? -m_canvas.layout().columns()
                                         : m_canvas.layout().columns();
    const int rest = static_cast<int>(m_canvas.order().size() - shots.size());
    const int target = std::clamp(m_canvas.indexOf(shots.first()) + step, 0, rest);
    m_canvas.setRingVisible(true);
    m_view.requestMove(shots, target);
    m_view.ensureShotVisible(current);
}

bool BoardKeys::act(const QKeyEvent& event)
{
    const ShotId current = m_canvas.selection().current();
    const bool shift = event.modifiers() & Qt::ShiftModifier;
    const bool control = event.modifiers() & Qt::ControlModifier;
    if (event.matches(QKeySequence::SelectAll)) {
        m_view.selectAll();
        return true;
    }
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (current.isNull() || control) {
            return false;
        }
        Q_EMIT m_view.shotActivated(current);
        return true;
    case Qt::Key_Space:
        if (!control) {
            Q_EMIT m_view.playRequested(shift);
        } else if (!current.isNull()) {
            BoardSelection selection = m_canvas.selection();
            selection.toggle(current);
            m_canvas.setRingVisible(true);
            m_canvas.setSelection(selection);
        }
        return true;
    case Qt::Key_F2:
        m_view.beginEdit(current, shift ? BoardField::Script : BoardField::Title);
        return true;
    case Qt::Key_Escape:
        if (m_canvas.selection().isEmpty()) {
            return false;
        }
        m_view.setSelection({});
        return true;
    case Qt::Key_0:
        if (control) {
            m_view.fitAll();
        }
        return control;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        if (control) {
            m_view.zoomIn();
        }
        return control;
    case Qt::Key_Minus:
        if (control) {
            m_view.zoomOut();
        }
        return control;
    default:
        return false;
    }
}

} // namespace raskadr::ui
