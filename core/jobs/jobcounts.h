#pragma once

#include <QtGlobal>

namespace raskadr {

// What the badge of the queue shows for an account.
struct JobCounts
{
    int waiting = 0; // queued, locked or paused
    int running = 0; // anything from the first step to the last

    int unfinished() const { return waiting + running; }
    bool operator==(const JobCounts&) const = default;
};

struct JobProgress
{
    double fraction = 0;
    qint64 remainingMs = -1; // an estimate; -1: not known yet

    bool operator==(const JobProgress&) const = default;
};

} // namespace raskadr
