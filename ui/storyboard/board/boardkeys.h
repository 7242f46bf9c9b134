#pragma once

class QKeyEvent;

namespace raskadr::ui {

class BoardCanvas;
class BoardGestures;
class BoardView;

// The keyboard of the board: walking, extending, moving, entering, editing, zooming. Letters belong
// to the page.
class BoardKeys final
{
public:
    BoardKeys(BoardView& view, BoardCanvas& canvas, BoardGestures& gestures);

    // Returns false for a key that means nothing here.
    bool press(const QKeyEvent& event);

private:
    int targetOf(int key) const; // the box a walking key leads to, -1: not a walking key
    void walk(int target, bool extend);
    void moveShots(int key);
    bool act(const QKeyEvent& event);

    BoardView& m_view;
    BoardCanvas& m_canvas;
    BoardGestures& m_gestures;
};

} // namespace raskadr::ui
