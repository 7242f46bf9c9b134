#pragma once

#include "ui/storyboard/board/boardcard.h"

#include <QGraphicsView>
#include <functional>
#include <memory>

class QMimeData;

namespace raskadr::ui {

class BoardCanvas;
class BoardTool;
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

    // `thumbnails` outlives the view.
    BoardView(ThumbnailCache& thumbnails, HoverSourceOf hoverSourceOf, QWidget* parent = nullptr);
    ~BoardView() override;

    // All boxes in story order, or those that pass a filter. Boxes that stand elsewhere now glide
    // there; what did not change is not painted again.
    void setCards(const QList<BoardCard>& cards);
    // One box changed; does nothing for a shot that is not on the board.
    void updateCard(const BoardCard& card);
    const QList<BoardCard>& cards() const;
    // The move that was asked for last failed: its boxes glide back.
    void cancelMove();

    // Width to height of the covers.
    void setAspect(double ratio);
    // The trash is shown: boxes are dimmed and nothing can be moved, added or dropped.
    void setTrashMode(bool on);
    // Off while a filter is on: an order of some of the shots says nothing about the others.
    void setReorderEnabled(bool on);
    // The dashed place behind the last box that adds a shot; shown by default.
    void setAddSlotVisible(bool visible);
    void setReducedMotion(bool reduced);

    QList<ShotId> selection() const; // in story order
    void setSelection(const QList<ShotId>& shots);
    void selectAll();
    ShotId currentShot() const;
    // The box that the keyboard acts on; comes into view.
    void setCurrent(const ShotId& shot);
    void ensureShotVisible(const ShotId& shot);
    ShotId hoveredShot() const;

    // 0: boxes of 32 px, 1: one box fills the window; steps feel equal everywhere between.
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
    // Opens the editor over a box's title or script; nothing happens while boxes are too small.
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
    void textEdited(const raskadr::ShotId& shot, raskadr::ui::BoardField field, const QString& text);
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
    BoardCanvas* m_canvas; // owned by the scene
};

} // namespace raskadr::ui
