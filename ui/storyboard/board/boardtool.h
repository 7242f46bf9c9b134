#pragma once

#include <QPoint>

namespace raskadr::ui {

// What the hand is doing between a press and its release. Positions are in the viewport. Exactly
// one of release() and cancel() ends it.
class BoardTool
{
public:
    virtual ~BoardTool() = default;
    virtual void move(const QPoint& position) = 0;
    virtual void release(const QPoint& position) = 0;
    virtual void cancel() = 0;
};

} // namespace raskadr::ui
