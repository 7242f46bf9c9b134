#pragma once

// One unfinished job as the queue keeps it in memory; internal to this module.

#include "core/jobs/jobqueue.h"
#include "core/jobs/remotejob.h"
#include "core/media/probe.h"

#include <atomic>

namespace raskadr {

// How long a job waits after the store refused it.
inline constexpr int storePauseMs = 10'000;
// No job is told to wait longer: a day that a service asks for, and what chance adds.
inline constexpr qint64 longestWaitMs = 36 * 3'600'000LL;

// The manifests that a generation runs by.
struct CalledModel
{
    ProviderManifest provider;
    ModelManifest model;

    bool isBuiltin() const { return model.flow == Flow::Builtin; }
};

// A change of a job's row and what follows it.
struct JobQueue::StoreStep
{
    std::function<Result<Job>(Repositories&)> change;
    std::function<void(Entry&, const Job&)> next;
    // What the store refuses is written again; else the job goes on from what its row says.
    bool isRepeated = false;
    qint64 dueMs = 0; // by the steady clock
};

struct JobQueue::Entry
{
    enum class Stage { Waiting, Beginning, Running, Storing };

    AccountId account;
    Generation generation;
    Job job;
    Stage stage = Stage::Waiting;
    quint64 turn = 0; // answers to earlier turns are not for this one
    AsyncHandle work;
    std::unique_ptr<CalledModel> called; // what it runs on, once it has begun
    std::unique_ptr<ServiceRoute> route; // to its service
    std::unique_ptr<RemoteJob> remote; // while a service works on it
    RemoteState kept; // of a service's result that is being looked at
    QString step;
    QString temporaryPath;
    // Of a result that lies whole at temporaryPath and is not in the library yet.
    std::optional<RunOutput> result;
    std::optional<StoreStep> refused; // by the store; to be written again
    qint64 runningSinceMs = 0;
    MediaKind promised = MediaKind::Picture;
    JobProgress progress;
    std::optional<std::pair<quint64, qint64>> dueOf; // the turn and the row's moment of `dueMs`
    qint64 dueMs = 0; // by the steady clock

    // A service has it, or may have it: it goes on before all else and is never begun anew.
    bool isOrdered() const { return !job.step.isEmpty(); }
    // Something else than its turn has to happen first.
    bool isHeld() const
    {
        return job.waitReason == WaitReason::Locked || job.waitReason == WaitReason::Budget
            || job.waitReason == WaitReason::ProviderPaused;
    }
    // How long it still waits for its moment: until the time of day of its row, or for as long as
    // that was away when it was first asked, whichever is over first. So a clock that is set back
    // makes no job wait longer; one that was set back in an earlier process lets it go at once.
    qint64 waitsMs(const Clock& clock)
    {
        const qint64 now = clock.nowMs();
        const qint64 leftMs = job.notBeforeMs - now;
        if (dueOf != std::pair(turn, job.notBeforeMs)) {
            dueOf = {turn, job.notBeforeMs};
            const bool isOfAnotherTime = leftMs > longestWaitMs || job.queuedMs > now;
            dueMs = clock.steadyMs() + (isOfAnotherTime ? 0 : std::max<qint64>(0, leftMs));
        }
        return std::min(leftMs, dueMs - clock.steadyMs());
    }
    // Nothing is under way. Where it is over, follow() lets it go, unless the user has asked for it
    // again meanwhile.
    void rest(const Job& written)
    {
        stage = Stage::Waiting;
        job = written;
    }
    ProviderKey provider() const { return {account, generation.providerId}; }
};

// Lets a call through every quarter of a second. Any thread.
struct JobQueue::ProgressGate
{
    static constexpr qint64 everyMs = 250;
    std::atomic<qint64> lastMs = std::numeric_limits<qint64>::min();

    bool admits(qint64 nowMs)
    {
        qint64 last = lastMs.load();
        const bool due = last == std::numeric_limits<qint64>::min() || nowMs - last >= everyMs;
        return due && lastMs.compare_exchange_strong(last, nowMs);
    }
};

} // namespace raskadr
