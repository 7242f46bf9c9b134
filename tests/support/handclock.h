#pragma once

#include "core/base/clock.h"

#include <atomic>

namespace raskadr {

// A clock that stands still until the test moves it. Any thread.
class HandClock final : public Clock
{
public:
    qint64 nowMs() const override { return now; }
    qint64 steadyMs() const override { return now - m_turned; }

    // Somebody sets the time of day; no time passes.
    void turn(qint64 ms)
    {
        m_turned += ms;
        now += ms;
    }

    std::atomic<qint64> now = 1'700'000'000'000; // adding to it lets time pass

private:
    std::atomic<qint64> m_turned = 0;
};

} // namespace raskadr
