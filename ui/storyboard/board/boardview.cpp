#include "ui/storyboard/board/boardview.h"

#include "ui/common/theme.h"
#include "ui/storyboard/board/boardaccessibility.h"
#include "ui/storyboard/board/boardcanvas.h"
#include "ui/storyboard/board/boardgestures.h"
#include "ui/storyboard/board/boardkeys.h"
#include "ui/storyboard/board/cardcaption.h"
#include "ui/storyboard/board/dragtool.h"
#include "ui/storyboard/board/hoverplayer.h"
#include "ui/storyboard/board/inplaceeditor.h"
#include "ui/storyboard/board/outsidedrop.h"

namespace raskadr::ui {

namespace {

constexpr double defaultWidth = 180; // 10 columns at 1920, 6 at 1280
constexpr int restMs = 80;

} // namespace

BoardView::BoardView(ThumbnailCache& thumbnails, HoverSourceOf hoverSourceOf, QWidget* parent)
    : QGraphicsView(parent)
    , m_canvas(new BoardCanvas(thumbnails, this))
    , m_gestures(new BoardGestures(*this, *m_canvas))
    , m_hover(new HoverPlayer(*this, std::move(hoverSourceOf),
                              [this](const QString& sha256, int devicePixels) {
                                  return m_canvas->cache().thumbnail(sha256, devicePixels);
                              }))
    , m_keys(std::make_unique<BoardKeys>(*this, *m_canvas, *m_gestures))
    , m_outside(std::make_unique<OutsideDrop>(*this, *m_canvas))
    , m_wishedWidth(defaultWidth)
{
    BoardAccessible::install();
    setAccessibleName(tr("Storyboard"));
    auto* scene = new QGraphicsScene(this);
    scene->setItemIndexMethod(QGraphicsScene::NoIndex);
    scene->addItem(m_canvas);
    setScene(scene);
    setFrameShape(QFrame::NoFrame);
    setAlignment(Qt::AlignTop | Qt::AlignLeft);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setViewportUpdateMode(MinimalViewportUpdate);
    setOptimizationFlags(DontSavePainterState | DontAdjustForAntialiasing);
    setFocusPolicy(Qt::StrongFocus);
    setAcceptDrops(true);
    setProperty("focusRing", false);
    setBackgroundBrush(themeOf(this).window);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->grabGesture(Qt::PinchGesture);
    m_mediaTimer.setSingleShot(true);
    m_restTimer.setSingleShot(true);
    m_restTimer.setInterval(restMs);
    connectParts();
}

BoardView::~BoardView() = default;

void BoardView::connectParts()
{
    connect(m_canvas, &BoardCanvas::selectionChanged, this, [this] {
        QAccessibleEvent within(this, QAccessible::SelectionWithin);
        QAccessible::updateAccessibility(&within);
        Q_EMIT selectionChanged();
        if (m_bottomRoom > 0 && isSelected(currentShot())) {
            uncover({currentShot()});
        }
    });
    connect(m_canvas, &BoardCanvas::currentChanged, this, [this](const ShotId& shot) {
        announceCurrent(shot);
        Q_EMIT currentChanged(shot);
    });
    connect(m_canvas, &BoardCanvas::extentChanged, this, &BoardView::placeSceneRect);
    connect(m_gestures, &BoardGestures::started, this, &BoardView::leaveHover);
    connect(m_gestures, &BoardGestures::ended, this, &BoardView::updateHover);
    connect(m_hover, &HoverPlayer::frameChanged, this, &BoardView::showFrame);
    connect(m_hover, &HoverPlayer::playingChanged, this, &BoardView::playingChanged);
    connect(&m_restTimer, &QTimer::timeout, this, &BoardView::updateHover);
    connect(&m_mediaTimer, &QTimer::timeout, this, [this] {
        if (QStringList media = visibleMedia(); media != m_toldMedia) {
            m_toldMedia = media;
            Q_EMIT visibleMediaChanged(media);
        }
    });
}

void BoardView::announceCurrent(const ShotId& shot)
{
    if (QAccessible::isActive() && hasFocus()) {
        QAccessibleEvent focus(this, QAccessible::Focus);
        focus.setChild(indexOf(shot));
        QAccessible::updateAccessibility(&focus);
    }
}

void BoardView::setCards(const QList<BoardCard>& cards)
{
    const QList<ShotId> before = m_canvas->order();
    QList<ShotId> order;
    order.reserve(cards.size());
    for (const BoardCard& card : cards) {
        order.append(card.id);
    }
    if (order != before) {
        m_gestures->cancel();
        leaveHover();
    }
    m_toldOrder = order;
    if (m_canvas->setCards(cards)) {
        if (m_editor && indexOf(m_editor->shot()) < 0) {
            m_editor->finish(false);
        }
        QAccessibleEvent reorder(this, QAccessible::ObjectReorder);
        QAccessible::updateAccessibility(&reorder);
        applyPendingState();
        updateVisibleArea();
        updateHover();
    }
    m_mediaTimer.start();
}

void BoardView::updateCard(const BoardCard& card)
{
    m_canvas->updateCard(card);
    m_mediaTimer.start();
}

const QList<BoardCard>& BoardView::cards() const
{
    return m_canvas->cards();
}

int BoardView::indexOf(const ShotId& shot) const
{
    return m_canvas->indexOf(shot);
}

void BoardView::refreshCover(const QString& sha256)
{
    m_canvas->cache().refresh(sha256);
}

void BoardView::requestMove(const QList<ShotId>& shots, int targetIndex)
{
    const int last = static_cast<int>(m_canvas->order().size() - shots.size());
    const int target = std::clamp(targetIndex, 0, last);
    const QList<ShotId> order = orderWithFirstAt(m_canvas->order(), shots, target);
    if (m_gestures->isReorderEnabled() && order != m_canvas->order()) {
        m_canvas->reorder(order);
        Q_EMIT moveRequested(shots, target);
    }
}

void BoardView::cancelMove()
{
    if (m_toldOrder.size() == m_canvas->order().size() && m_toldOrder != m_canvas->order()) {
        m_canvas->reorder(m_toldOrder);
    }
}

void BoardView::setAspect(double ratio)
{
    if (ratio > 0 && m_aspect != ratio) {
        m_aspect = ratio;
        arrange(m_wishedWidth, 0, {});
    }
}

void BoardView::setTrashMode(bool on)
{
    m_trash = on;
    m_canvas->setDimmed(on);
    m_canvas->refreshAll();
    applyRestrictions();
}

void BoardView::setReadOnly(bool on)
{
    m_readOnly = on;
    applyRestrictions();
}

void BoardView::setReorderEnabled(bool on)
{
    m_reorder = on;
    applyRestrictions();
}

void BoardView::setAddSlotVisible(bool visible)
{
    m_addSlot = visible;
    applyRestrictions();
}

void BoardView::setBottomRoom(int pixels)
{
    const bool coversMore = pixels > m_bottomRoom;
    m_bottomRoom = pixels;
    placeSceneRect();
    if (coversMore) {
        uncover(selection());
    }
}

void BoardView::setGiveFiles(GiveFiles giveFiles)
{
    m_gestures->setGiveFiles(std::move(giveFiles));
}

void BoardView::applyRestrictions()
{
    m_gestures->setReorderEnabled(m_reorder && !m_trash && !m_readOnly);
    arrange(m_wishedWidth, 0, {});
}

void BoardView::setReducedMotion(bool reduced)
{
    m_canvas->setReducedMotion(reduced);
}

QList<ShotId> BoardView::selection() const
{
    return m_canvas->selection().inOrder(m_canvas->order());
}

void BoardView::setSelection(const QList<ShotId>& shots)
{
    BoardSelection selection = m_canvas->selection();
    QList<ShotId> present;
    for (const ShotId& shot : shots) {
        if (indexOf(shot) >= 0) {
            present.append(shot);
        }
    }
    selection.set(present);
    m_canvas->setSelection(selection);
}

bool BoardView::isSelected(const ShotId& shot) const
{
    return m_canvas->selection().contains(shot);
}

void BoardView::toggleSelected(const ShotId& shot)
{
    if (indexOf(shot) >= 0) {
        BoardSelection selection = m_canvas->selection();
        selection.toggle(shot);
        m_canvas->setSelection(selection);
    }
}

void BoardView::selectAll()
{
    setSelection(m_canvas->order());
}

ShotId BoardView::currentShot() const
{
    return m_canvas->selection().current();
}

void BoardView::setCurrent(const ShotId& shot)
{
    if (shot.isNull() || indexOf(shot) >= 0) {
        BoardSelection selection = m_canvas->selection();
        selection.setCurrent(shot);
        m_canvas->setSelection(selection);
        ensureShotVisible(shot);
    }
}

ShotId BoardView::hoveredShot() const
{
    return m_canvas->hovered();
}

QStringList BoardView::visibleMedia() const
{
    return m_canvas->mediaNear();
}

QRect BoardView::boxRect(const ShotId& shot) const
{
    const int index = indexOf(shot);
    return index < 0 ? QRect()
                     : m_canvas->layout().box(index).translated(-mapToScene(0, 0).toPoint());
}

QRect BoardView::coverRect(const ShotId& shot) const
{
    const int index = indexOf(shot);
    return index < 0 ? QRect()
                     : m_canvas->layout().cover(index).translated(-mapToScene(0, 0).toPoint());
}

QRect BoardView::addSlotRect() const
{
    const QRect slot = m_canvas->layout().addSlot();
    return slot.isEmpty() ? QRect() : slot.translated(-mapToScene(0, 0).toPoint());
}

ShotId BoardView::shotAt(const QPoint& position) const
{
    const int index = m_canvas->layout().indexAt(mapToScene(position).toPoint());
    return index < 0 ? ShotId() : m_canvas->order()[index];
}

void BoardView::showFrame(const ShotId& shot, const QImage& frame, qint64 positionMs,
                          qint64 durationMs)
{
    m_canvas->setFrame(shot, frame, positionMs, durationMs);
}

BoardStatistics BoardView::statistics() const
{
    return m_canvas->statistics();
}

bool BoardView::isBusy() const
{
    return m_canvas->isBusy();
}

void BoardView::beginEdit(const ShotId& shot, BoardField field)
{
    const BoardCard* card = m_canvas->card(shot);
    if (!card || m_trash || m_readOnly) {
        return;
    }
    if (m_editor) {
        m_editor->finish(true);
    }
    leaveHover();
    ensureShotVisible(shot);
    const CardSize& size = m_canvas->cache().size();
    const QRect inBox = field == BoardField::Title ? titleRect(size, *card) : scriptRect(size);
    auto* editor =
        new InPlaceEditor(shot, field, field == BoardField::Title ? card->title : card->script,
                          inBox.translated(boxRect(shot).topLeft()), viewport());
    m_editor = editor;
    connect(editor, &InPlaceEditor::edited, this,
            [this, shot, field](const QString& text) { Q_EMIT textEdited(shot, field, text); });
    connect(editor, &InPlaceEditor::closed, this, [this, editor] {
        // Keys go on where they were, unless something else was given them.
        if (editor->isAncestorOf(QApplication::focusWidget()) || !QApplication::focusWidget()) {
            setFocus(Qt::OtherFocusReason);
        }
        m_editor = nullptr;
    });
}

bool BoardView::isEditing() const
{
    return m_editor != nullptr;
}

} // namespace raskadr::ui
