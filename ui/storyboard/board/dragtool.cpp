#include "ui/storyboard/board/dragtool.h"

#include "ui/common/theme.h"
#include "ui/storyboard/board/boardcanvas.h"
#include "ui/storyboard/board/boardview.h"

namespace raskadr::ui {

namespace {

constexpr int mostCovers = 3;
constexpr int widestLift = 240; // larger covers would hide where they go

} // namespace

QList<ShotId> orderWithFirstAt(const QList<ShotId>& order, const QList<ShotId>& shots,
                               int targetIndex)
{
    const QSet<ShotId> moving(shots.begin(), shots.end());
    QList<ShotId> moved;
    moved.reserve(order.size());
    for (const ShotId& shot : order) {
        if (!moving.contains(shot)) {
            moved.append(shot);
        }
    }
    const qsizetype first = std::clamp<qsizetype>(targetIndex, 0, moved.size());
    for (qsizetype i = 0; i < shots.size(); ++i) {
        moved.insert(first + i, shots[i]);
    }
    return moved;
}

MovedOrder movedOrder(const QList<ShotId>& order, const QList<ShotId>& shots, int insertAt)
{
    const QSet<ShotId> moving(shots.begin(), shots.end());
    int before = 0;
    for (int i = 0; i < std::min<qsizetype>(insertAt, order.size()); ++i) {
        before += moving.contains(order[i]) ? 0 : 1;
    }
    return {orderWithFirstAt(order, shots, before), before};
}

DragTool::DragTool(BoardView& view, BoardCanvas& canvas, QList<ShotId> shots, const ShotId& grabbed,
                   const QPoint& pressed)
    : m_view(view)
    , m_canvas(canvas)
    , m_scroller(view)
    , m_shots(std::move(shots))
{
    QObject::connect(&m_scroller, &EdgeScroller::scrolled, &m_scroller,
                     [this](const QPoint& position) { move(position); });
    lift(grabbed, pressed);
    m_view.viewport()->setCursor(Qt::ClosedHandCursor);
}

void DragTool::lift(const ShotId& grabbed, const QPoint& pressed)
{
    QList<QPixmap> covers{m_canvas.coverPixmap(grabbed)};
    for (const ShotId& shot : m_shots) {
        if (shot != grabbed && covers.size() < mostCovers) {
            covers.append(m_canvas.coverPixmap(shot));
        }
    }
    const QRect cover = m_canvas.layout().cover(m_canvas.indexOf(grabbed));
    const QSize size = cover.width() > widestLift
        ? QSize(widestLift, widestLift * cover.height() / cover.width())
        : cover.size();
    const QPoint inCover = m_view.mapToScene(pressed).toPoint() - cover.topLeft();
    m_hold = QPoint(inCover.x() * size.width() / cover.width(),
                    std::min(inCover.y(), cover.height()) * size.height() / cover.height());

    BoardMarks marks;
    marks.lifted = QSet<ShotId>(m_shots.begin(), m_shots.end());
    marks.picture = liftedPicture(covers, size, m_canvas.layout().coverRadius(),
                                  static_cast<int>(m_shots.size()), m_view.devicePixelRatioF(),
                                  themeOf(&m_view));
    m_hold += BoardMarks::pictureOffset();
    marks.pictureAt = m_view.mapToScene(pressed).toPoint() - m_hold;
    m_canvas.setMarks(marks);
}

void DragTool::move(const QPoint& position)
{
    const QPoint at = m_view.mapToScene(position).toPoint();
    BoardMarks marks = m_canvas.marks();
    marks.pictureAt = at - m_hold;
    marks.insertion = m_canvas.layout().insertionAt(at);
    if (movedOrder(m_canvas.order(), m_shots, marks.insertion.index).order == m_canvas.order()) {
        marks.insertion = {};
    }
    m_canvas.setMarks(marks);
    m_scroller.follow(position);
}

void DragTool::release(const QPoint& position)
{
    move(position);
    const InsertionPlace place = m_canvas.marks().insertion;
    const QPointF hand = m_canvas.marks().pictureAt + BoardMarks::pictureOffset();
    letGo();
    const MovedOrder moved = place.isValid() ? movedOrder(m_canvas.order(), m_shots, place.index)
                                             : MovedOrder{m_canvas.order(), 0};
    QHash<ShotId, QPointF> heldAt;
    for (const ShotId& shot : m_shots) {
        heldAt.insert(shot, hand);
    }
    m_canvas.reorder(moved.order, heldAt);
    if (place.isValid()) {
        Q_EMIT m_view.moveRequested(m_shots, moved.targetIndex);
    }
}

void DragTool::cancel()
{
    letGo();
}

void DragTool::letGo()
{
    m_scroller.stop();
    m_canvas.setMarks({});
    m_view.viewport()->unsetCursor();
}

} // namespace raskadr::ui
