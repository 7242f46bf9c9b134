#include "ui/storyboard/board/boardgestures.h"

#include "ui/storyboard/board/bandtool.h"
#include "ui/storyboard/board/boardcanvas.h"
#include "ui/storyboard/board/cardcaption.h"
#include "ui/storyboard/board/dragtool.h"

#include <QMouseEvent>
#include <QPointer>
#include <QScrollBar>

namespace raskadr::ui {

namespace {

constexpr int dragThreshold = 6;

class PanTool final : public BoardTool
{
public:
    PanTool(BoardView& view, const QPoint& pressed)
        : m_view(view)
        , m_last(pressed)
    {
        m_view.viewport()->setCursor(Qt::ClosedHandCursor);
    }

    void move(const QPoint& position) override
    {
        QScrollBar* bar = m_view.verticalScrollBar();
        bar->setValue(bar->value() - (position - m_last).y());
        m_last = position;
    }
    void release(const QPoint&) override { cancel(); }
    void cancel() override { m_view.viewport()->unsetCursor(); }

private:
    BoardView& m_view;
    QPoint m_last;
};

} // namespace

BoardGestures::BoardGestures(BoardView& view, BoardCanvas& canvas)
    : QObject(&view)
    , m_view(view)
    , m_canvas(canvas)
{
}

BoardGestures::Target BoardGestures::targetAt(const QPoint& position, int* index) const
{
    const QPoint at = m_view.mapToScene(position).toPoint();
    const BoardLayout& layout = m_canvas.layout();
    *index = layout.indexAt(at);
    if (*index >= 0) {
        return layout.cover(*index).contains(at) ? Target::Cover
            : layout.box(*index).contains(at)    ? Target::Caption
                                                 : Target::Margin;
    }
    return layout.addSlot().contains(at) ? Target::AddSlot : Target::Board;
}

void BoardGestures::begin(std::unique_ptr<BoardTool> tool)
{
    m_tool = std::move(tool);
    Q_EMIT started();
}

void BoardGestures::press(const QMouseEvent& event)
{
    if (m_tool) {
        return;
    }
    if (event.button() == Qt::MiddleButton) {
        begin(std::make_unique<PanTool>(m_view, event.pos()));
        return;
    }
    if (event.button() != Qt::LeftButton) {
        return;
    }
    m_canvas.setRingVisible(false);
    int index = -1;
    m_pressed = targetAt(event.pos(), &index);
    m_pressedAt = event.pos();
    m_modifiers = event.modifiers();
    m_pressedShot = index >= 0 ? m_canvas.order()[index] : ShotId();
    if (index < 0) {
        return;
    }
    BoardSelection selection = m_canvas.selection();
    if (m_modifiers & Qt::ShiftModifier) {
        selection.extendTo(m_pressedShot, m_canvas.order(), m_modifiers & Qt::ControlModifier);
    } else if (m_modifiers & Qt::ControlModifier) {
        selection.toggle(m_pressedShot);
    } else if (m_pressed != Target::Cover && !selection.contains(m_pressedShot)) {
        selection.selectOnly(m_pressedShot);
    } else {
        selection.setCurrent(m_pressedShot);
    }
    m_canvas.setSelection(selection);
}

void BoardGestures::move(const QMouseEvent& event)
{
    if (m_tool) {
        m_tool->move(event.pos());
        if (!m_carried.isEmpty() && !m_offered && hasLeftWindow(event.pos())) {
            giveFiles(QList<ShotId>(m_carried), event.pos(), true);
        }
        return;
    }
    const bool dragged = (event.pos() - m_pressedAt).manhattanLength() >= dragThreshold;
    if (m_pressed == Target::None || !dragged) {
        return;
    }
    const bool extends = m_modifiers & (Qt::ControlModifier | Qt::ShiftModifier);
    switch (m_pressed) {
    case Target::Cover:
    case Target::Caption:
        if (m_canvas.indexOf(m_pressedShot) < 0) {
            break;
        }
        if (m_modifiers & Qt::AltModifier) {
            m_pressed = Target::None;
            giveFiles(grabbed(), m_pressedAt, false);
            return;
        }
        if (m_reorder) {
            carry(grabbed(), m_pressedAt);
        }
        break;
    case Target::Margin:
    case Target::Board:
        begin(std::make_unique<BandTool>(m_view, m_canvas, m_pressedAt, extends));
        break;
    case Target::AddSlot:
    case Target::None:
        break;
    }
    m_pressed = Target::None; // no click any more
    if (m_tool) {
        m_tool->move(event.pos());
    }
}

QList<ShotId> BoardGestures::grabbed() const
{
    const BoardSelection& selection = m_canvas.selection();
    return selection.contains(m_pressedShot) ? selection.inOrder(m_canvas.order())
                                             : QList<ShotId>{m_pressedShot};
}

void BoardGestures::carry(const QList<ShotId>& shots, const QPoint& pressed)
{
    m_carried = shots;
    m_offered = false;
    begin(std::make_unique<DragTool>(m_view, m_canvas, shots, m_pressedShot, pressed));
}

bool BoardGestures::hasLeftWindow(const QPoint& position) const
{
    return !m_view.window()->frameGeometry().contains(m_view.viewport()->mapToGlobal(position));
}

void BoardGestures::giveFiles(const QList<ShotId>& shots, const QPoint& position, bool mayComeBack)
{
    if (!m_giveFiles) {
        return;
    }
    const BoardMarks marks = m_canvas.marks();
    const bool lifted = !marks.picture.isNull();
    const QPixmap picture = lifted ? marks.picture : m_canvas.coverPixmap(m_pressedShot);
    const QPoint corner =
        lifted ? marks.pictureAt : m_canvas.layout().position(m_canvas.indexOf(m_pressedShot));
    const QPoint hold = m_view.mapToScene(position).toPoint() - corner;
    cancel();
    m_outside = mayComeBack ? shots : QList<ShotId>();
    const QPointer<BoardGestures> alive(this);
    const bool given = m_giveFiles(shots, picture, hold);
    if (!alive) {
        return;
    }
    m_outside.clear();
    if (!given && mayComeBack) {
        carry(shots, m_view.coverRect(m_pressedShot).center());
        m_offered = true;
    }
}

bool BoardGestures::carryBack(const QPoint& position)
{
    if (m_outside.isEmpty() || !m_reorder) {
        return false;
    }
    if (!m_tool) {
        m_pressedShot = m_outside.contains(m_pressedShot) ? m_pressedShot : m_outside.first();
        carry(m_outside, m_view.coverRect(m_pressedShot).center());
        m_offered = true;
    }
    m_tool->move(position);
    return true;
}

bool BoardGestures::dropBack(const QPoint& position)
{
    if (!carryBack(position)) {
        return false;
    }
    const std::unique_ptr<BoardTool> tool = std::move(m_tool);
    m_carried.clear();
    tool->release(position);
    Q_EMIT ended();
    return true;
}

void BoardGestures::release(const QMouseEvent& event)
{
    m_carried.clear();
    if (const std::unique_ptr<BoardTool> tool = std::move(m_tool)) {
        tool->release(event.pos());
        Q_EMIT ended();
    } else if (event.button() == Qt::LeftButton) {
        click();
    }
    m_pressed = Target::None;
}

void BoardGestures::click()
{
    const bool extends = m_modifiers & (Qt::ControlModifier | Qt::ShiftModifier);
    switch (std::exchange(m_pressed, Target::None)) {
    case Target::Cover:
        if (!extends) {
            Q_EMIT m_view.shotActivated(m_pressedShot);
        }
        break;
    case Target::Caption:
    case Target::Margin:
        if (!extends) {
            BoardSelection selection = m_canvas.selection();
            selection.selectOnly(m_pressedShot);
            m_canvas.setSelection(selection);
        }
        break;
    case Target::AddSlot:
        Q_EMIT m_view.addRequested();
        break;
    case Target::Board:
        if (!extends) {
            BoardSelection selection = m_canvas.selection();
            selection.clear();
            m_canvas.setSelection(selection);
        }
        break;
    case Target::None:
        break;
    }
}

void BoardGestures::doubleClick(const QMouseEvent& event)
{
    int index = -1;
    if (event.button() != Qt::LeftButton || targetAt(event.pos(), &index) != Target::Caption
        || m_canvas.layout().detail() < BoardDetail::Near) {
        press(event);
        return;
    }
    const BoardCard& card = m_canvas.cards()[index];
    const CardSize& size = m_canvas.cache().size();
    const QPoint inBox =
        m_view.mapToScene(event.pos()).toPoint() - m_canvas.layout().position(index);
    if (titleRect(size, card).contains(inBox)) {
        m_view.beginEdit(card.id, BoardField::Title);
    } else if (size.detail == BoardDetail::Script && scriptRect(size).contains(inBox)) {
        m_view.beginEdit(card.id, BoardField::Script);
    }
}

void BoardGestures::cancel()
{
    m_pressed = Target::None;
    m_carried.clear();
    if (const std::unique_ptr<BoardTool> tool = std::move(m_tool)) {
        tool->cancel();
        Q_EMIT ended();
    }
}

} // namespace raskadr::ui
