#pragma once

#include "ui/storyboard/board/boardcard.h"

#include <QGraphicsView>
#include <QPointer>
#include <QTimer>
#include <functional>
#include <memory>
#include <optional>

class QMimeData;

namespace raskadr::ui {

class BoardCanvas;
class BoardGestures;
class BoardKeys;
class BoardLayout;
class HoverPlayer;
class InPlaceEditor;
class OutsideDrop;
class ThumbnailCache;

// The films that may play on hover; an empty path: there is none. Paths of existing files only.
struct HoverSource
{
    QString proxy;
    QString original;
};

// The storyboard: every shot a box in a grid that is zoomed, sorted by dragging, walked through by
// keyboard and played under the pointer. It holds a value per shot and knows neither store nor
// controller: what the user wishes goes out in signals, and the answer comes in by setCards() or
// updateCard(). Boxes that were moved stay where they were dropped until then. Main thread.
class BoardView final : public QGraphicsView
{
    Q_OBJECT

public:
    using HoverSourceOf = std::function<HoverSource(const QString& sha256)>;
    // Hands the files of shots to the window system under this picture until they are dropped;
    // false: there are none.
    using GiveFiles =
        std::function<bool(const QList<ShotId>& shots, const QPixmap& picture, const QPoint& hold)>;

    // `thumbnails` outlives the view.
    BoardView(ThumbnailCache& thumbnails, HoverSourceOf hoverSourceOf, QWidget* parent = nullptr);
    ~BoardView() override;

    // All boxes in story order, or those that pass a filter. Boxes that stand elsewhere now glide
    // there; what did not change is not painted again.
    void setCards(const QList<BoardCard>& cards);
    // One box changed; does nothing for a shot that is not on the board.
    void updateCard(const BoardCard& card);
    const QList<BoardCard>& cards() const;
    int indexOf(const ShotId& shot) const; // among the boxes that are shown; -1: it is not
    // A thumbnail was made that had been missing; ThumbnailCache::invalidate() comes first.
    void refreshCover(const QString& sha256);
    // Shows the boxes at their new place and asks for the move.
    void requestMove(const QList<ShotId>& shots, int targetIndex);
    // The move that was asked for last failed: its boxes glide back.
    void cancelMove();

    // Width to height of the covers.
    void setAspect(double ratio);
    // The trash is shown: boxes are dimmed and nothing can be moved, added or dropped.
    void setTrashMode(bool on);
    // Nothing can be moved, renamed, added or dropped, only looked at and dragged out.
    void setReadOnly(bool on);
    // Off while a filter is on: an order of some of the shots says nothing about the others.
    void setReorderEnabled(bool on);
    // The dashed place behind the last box that adds a shot; shown by default.
    void setAddSlotVisible(bool visible);
    // Boxes can be dragged out of the window, or anywhere with Alt held.
    void setGiveFiles(GiveFiles giveFiles);
    // So much of the lower edge is covered by something else: the last row can be scrolled above
    // it, and what was selected in sight comes out from under it.
    void setBottomRoom(int pixels);
    void setReducedMotion(bool reduced);

    QList<ShotId> selection() const; // in story order
    void setSelection(const QList<ShotId>& shots);
    bool isSelected(const ShotId& shot) const;
    void toggleSelected(const ShotId& shot);
    void selectAll();
    ShotId currentShot() const;
    // The box that the keyboard acts on; comes into view.
    void setCurrent(const ShotId& shot);
    void ensureShotVisible(const ShotId& shot);
    ShotId hoveredShot() const;

    // 0: boxes of 32 px, or less if only that shows them all, 1: one box fills the window; steps
    // feel equal everywhere between.
    double zoom() const;
    void setZoom(double zoom);
    void zoomIn();
    void zoomOut();
    // The largest boxes that are all in sight.
    void fitAll();
    int columns() const;
    int boxWidth() const; // logical pixels

    BoardState saveState() const;
    // Before or after the first setCards(); what is not there any more is left out.
    void restoreState(const BoardState& state);

    // The media whose covers are in sight or about to be.
    QStringList visibleMedia() const;
    // Opens the editor over a box's title or script, whatever the size of the box.
    void beginEdit(const ShotId& shot, BoardField field);
    bool isEditing() const;

    // In viewport coordinates; empty for a shot that is not on the board.
    QRect boxRect(const ShotId& shot) const;
    QRect coverRect(const ShotId& shot) const;
    QRect addSlotRect() const;
    ShotId shotAt(const QPoint& position) const;

    // Paints a frame of a film over the cover of a box; a null frame shows the cover again. What
    // plays under the pointer comes this way.
    void showFrame(const ShotId& shot, const QImage& frame, qint64 positionMs, qint64 durationMs);
    BoardStatistics statistics() const;
    // Cards are being rebuilt, boxes glide or the zoom settles: more frames will follow.
    bool isBusy() const;

Q_SIGNALS:
    void shotActivated(const raskadr::ShotId& shot);
    void selectionChanged();
    void currentChanged(const raskadr::ShotId& shot);
    // So that the first of them has the position `targetIndex` afterwards, as MoveShots counts.
    void moveRequested(const QList<raskadr::ShotId>& shots, int targetIndex);
    void textEdited(const raskadr::ShotId& shot, raskadr::ui::BoardField field,
                    const QString& text);
    // A null shot: the menu of the board itself. The selection is what it acts on by then.
    void menuRequested(const raskadr::ShotId& shot, const QPoint& globalPosition);
    void zoomChanged(double zoom);
    void playRequested(bool loopNeighbours);
    // `data` lives until the slots return.
    void mediaDropped(const QMimeData* data, const raskadr::ui::DropPlace& place);
    void addRequested();
    void hoveredChanged(const raskadr::ShotId& shot); // null: none
    void playingChanged(const raskadr::ShotId& shot); // null: none
    void visibleMediaChanged(const QStringList& sha256s);

protected:
    bool viewportEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void connectParts();
    BoardLayout layoutFor(double wishedWidth) const;
    // `anchor`: a place in the viewport that keeps what it shows.
    void arrange(double wishedWidth, int ms, const std::optional<QPoint>& anchor);
    void stepZoom(int columns, const QPoint& anchor);
    QPoint zoomAnchor() const;
    void placeSceneRect();
    void updateVisibleArea();
    void uncover(const QList<ShotId>& shots);
    void applyPendingState();
    void updateHover();
    void leaveHover();
    void announceCurrent(const ShotId& shot);
    void applyRestrictions();

    BoardCanvas* m_canvas; // owned by the scene
    BoardGestures* m_gestures;
    HoverPlayer* m_hover;
    std::unique_ptr<BoardKeys> m_keys;
    std::unique_ptr<OutsideDrop> m_outside;
    QPointer<InPlaceEditor> m_editor;
    double m_wishedWidth;
    double m_aspect = 16.0 / 9;
    bool m_trash = false;
    bool m_readOnly = false;
    bool m_reorder = true;
    bool m_addSlot = true;
    int m_bottomRoom = 0;
    QList<ShotId> m_toUncover; // once the hand has let go
    bool m_arranging = false;
    QList<ShotId> m_toldOrder; // the last that setCards() told
    std::optional<BoardState> m_pendingState;
    std::optional<QPoint> m_pointer; // where it is over the viewport
    bool m_scrub = false;
    int m_wheel = 0;
    double m_pinch = 1;
    qreal m_dpr = 0;
    QTimer m_mediaTimer;
    QTimer m_restTimer; // hovering goes on when the board rests under the pointer
    QStringList m_toldMedia;
};

} // namespace raskadr::ui
