#pragma once

#include "ui/storyboard/board/boardtool.h"
#include "ui/storyboard/board/boardview.h"

#include "core/base/id.h"

#include <QObject>
#include <memory>

class QMouseEvent;

namespace raskadr::ui {

class BoardCanvas;

// Turns presses of the mouse into selecting, entering and the tools for carrying, banding and
// panning. Positions are in the viewport.
class BoardGestures final : public QObject
{
    Q_OBJECT

public:
    BoardGestures(BoardView& view, BoardCanvas& canvas);

    void setReorderEnabled(bool on) { m_reorder = on; }
    bool isReorderEnabled() const { return m_reorder; }
    void setGiveFiles(BoardView::GiveFiles giveFiles) { m_giveFiles = std::move(giveFiles); }
    // The button is down on something.
    bool isHolding() const { return m_tool || m_pressed != Target::None; }
    // A tool is at work: hovering and the keyboard wait.
    bool isActive() const { return m_tool != nullptr; }

    void press(const QMouseEvent& event);
    void move(const QMouseEvent& event);
    void release(const QMouseEvent& event);
    void doubleClick(const QMouseEvent& event);
    void cancel();
    // Boxes that were dragged out of the window are over the board again, and are let go there.
    // False: nothing of the kind was.
    bool carryBack(const QPoint& position);
    bool dropBack(const QPoint& position);

Q_SIGNALS:
    void started();
    void ended();

private:
    enum class Target { None, Cover, Caption, Margin, AddSlot, Board };

    Target targetAt(const QPoint& position, int* index) const;
    void begin(std::unique_ptr<BoardTool> tool);
    void click();
    QList<ShotId> grabbed() const;
    void carry(const QList<ShotId>& shots, const QPoint& pressed);
    bool hasLeftWindow(const QPoint& position) const;
    // Goes on as it was if there is nothing to give.
    void giveFiles(const QList<ShotId>& shots, const QPoint& position, bool mayComeBack);

    BoardView& m_view;
    BoardCanvas& m_canvas;
    bool m_reorder = true;
    Target m_pressed = Target::None;
    ShotId m_pressedShot;
    QPoint m_pressedAt;
    Qt::KeyboardModifiers m_modifiers;
    std::unique_ptr<BoardTool> m_tool;
    BoardView::GiveFiles m_giveFiles;
    QList<ShotId> m_carried; // by the tool at work
    QList<ShotId> m_outside; // on their way through other windows
    bool m_offered = false; // to other programs, during this drag
};

} // namespace raskadr::ui
