#pragma once

#include <QtGlobal>

namespace raskadr {

// The time of day as UTC milliseconds, injected so that tests decide it. Any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual qint64 nowMs() const = 0;
    // Milliseconds since some moment of the past: to measure how long something takes. Nobody sets
    // it; from one process to the next it means nothing.
    virtual qint64 steadyMs() const = 0;
};

class SystemClock final : public Clock
{
public:
    qint64 nowMs() const override;
    qint64 steadyMs() const override;
};

} // namespace raskadr
