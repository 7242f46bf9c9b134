#pragma once

// One unfinished job as the queue keeps it in memory; internal to this module.

#include "core/jobs/jobqueue.h"
#include "core/media/probe.h"

#include <atomic>

namespace raskadr {

// How long a job waits after the store refused it.
inline constexpr int storePauseMs = 10'000;

struct JobQueue::Entry
{
    enum class Stage { Waiting, Beginning, Running, Storing };

    AccountId account;
    Generation generation;
    Job job;
    Stage stage = Stage::Waiting;
    quint64 turn = 0; // answers to earlier turns are not for this one
    AsyncHandle work;
    QString temporaryPath;
    qint64 runningSinceMs = 0;
    MediaKind promised = MediaKind::Picture;
    JobProgress progress;
};

// Lets a call through every quarter of a second. Any thread.
struct JobQueue::ProgressGate
{
    static constexpr qint64 everyMs = 250;
    std::atomic<qint64> lastMs = std::numeric_limits<qint64>::min();

    bool admits(qint64 nowMs)
    {
        qint64 last = lastMs.load();
        const bool due =
            last == std::numeric_limits<qint64>::min() || nowMs - last >= everyMs;
        return due && lastMs.compare_exchange_strong(last, nowMs);
    }
};

} // namespace raskadr
