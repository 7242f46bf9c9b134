#pragma once

#include "core/base/clock.h"

#include <atomic>

namespace raskadr {

// A clock that stands still until the test moves it. Any thread.
class HandClock final : public Clock
{
public:
    qint64 nowMs() const override { return now; }

    std::atomic<qint64> now = 1'700'000'000'000;
};

} // namespace raskadr
