#pragma once

#include <QtGlobal>

namespace raskadr {

// The time of day as UTC milliseconds, injected so that tests decide it. Any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual qint64 nowMs() const = 0;
};

class SystemClock final : public Clock
{
public:
    qint64 nowMs() const override;
};

} // namespace raskadr
