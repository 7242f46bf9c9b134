#pragma once

#include "ui/storyboard/board/boardtool.h"

#include "core/base/id.h"

#include <QObject>
#include <memory>

class QMouseEvent;

namespace raskadr::ui {

class BoardCanvas;
class BoardView;

// Turns presses of the mouse into selecting, entering and the tools for carrying, banding and
// panning. Positions are in the viewport.
class BoardGestures final : public QObject
{
    Q_OBJECT

public:
    BoardGestures(BoardView& view, BoardCanvas& canvas);

    void setReorderEnabled(bool on) { m_reorder = on; }
    bool isReorderEnabled() const { return m_reorder; }
    // A tool is at work: hovering and the keyboard wait.
    bool isActive() const { return m_tool != nullptr; }

    void press(const QMouseEvent& event);
    void move(const QMouseEvent& event);
    void release(const QMouseEvent& event);
    void doubleClick(const QMouseEvent& event);
    void cancel();

Q_SIGNALS:
    void started();
    void ended();

private:
    enum class Target { None, Cover, Caption, Margin, AddSlot, Board };

    Target targetAt(const QPoint& position, int* index) const;
    void begin(std::unique_ptr<BoardTool> tool);
    void click();

    BoardView& m_view;
    BoardCanvas& m_canvas;
    bool m_reorder = true;
    Target m_pressed = Target::None;
    ShotId m_pressedShot;
    QPoint m_pressedAt;
    Qt::KeyboardModifiers m_modifiers;
    std::unique_ptr<BoardTool> m_tool;
};

} // namespace raskadr::ui
