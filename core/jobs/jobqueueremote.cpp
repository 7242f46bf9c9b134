// What the queue does with one job at a service.

#include "core/base/logging.h"
#include "core/jobs/jobqueueentry.h"
#include "core/jobs/jobtransitions.h"
#include "core/jobs/remotetask.h"
#include "core/jobs/resultintake.h"
#include "core/jobs/retryplan.h"
#include "core/providers/connections.h"

#include <QFile>
#include <QFileInfo>
#include <QUuid>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostDownloads = 3;
constexpr qint64 downloadAgainMs = 1000;

JobState stateAt(const QString& step, bool hasInputs)
{
    return step == stepPolling                 ? JobState::Running
        : step == stepFetching                 ? JobState::Downloading
        : step == stepSubmitting || !hasInputs ? JobState::Submitting
                                               : JobState::Uploading;
}

RunFailure failureOf(const Error& error)
{
    const bool isOfKey = error.kind == ErrorKind::NotFound || error.kind == ErrorKind::Unauthorized;
    RunFailure why;
    why.errorClass = errorClassName(isOfKey ? ErrorClass::AuthInvalid : ErrorClass::Internal);
    why.detail = errorKindName(error.kind) + u": "_s + error.detail
        + (error.subject.isEmpty() ? QString() : u" ("_s + error.subject + u')');
    return why;
}

} // namespace

void JobQueue::beginRemote(Entry& entry)
{
    const GenerationId id = entry.generation.id;
    const auto access = m_connections
        ? m_connections->access(entry.account, entry.generation.providerId)
        : Result<ProviderAccess>(failure(ErrorKind::NotFound, u"no way to services"_s));
    if (!access && access.error().kind == ErrorKind::AccountLocked) {
        entry.stage = Entry::Stage::Waiting;
        entry.job.waitReason = WaitReason::Locked;
        settle({id});
        return;
    }
    if (!access) {
        const RunFailure why = failureOf(access.error());
        entry.isOrdered() ? lose(entry, why) : fail(entry, why);
        return;
    }
    entry.route = std::make_unique<ServiceRoute>(
        ServiceRoute::of(entry.account, entry.called->provider, entry.called->model, *access));
    const JobState as = stateAt(entry.job.step, !entry.generation.inputs.isEmpty());
    write(
        entry,
        [id, as, now = m_clock.nowMs()](Repositories& repositories) {
            return beginJob(repositories, id, now, as);
        },
        [this](Entry& current, const Job& job) {
            if (job.state == JobState::Queued) {
                wait(current, job);
                return;
            }
            current.job = job;
            run(current);
        });
}

void JobQueue::runRemote(Entry& entry)
{
    const GenerationId id = entry.generation.id;
    entry.kept = RemoteState::fromText(entry.job.variables);
    entry.step = entry.job.step;
    const QString held = m_media.temporaryPath(entry.kept.file);
    if (m_media.contains(entry.kept.result) || !held.isEmpty()) { // from an earlier process
        entry.temporaryPath = held;
        entry.result =
            RunOutput{entry.kept.seedReturned, entry.kept.costCharged, entry.job.lastAnswer};
        importHeld(entry);
        return;
    }
    ServiceTask task{*entry.route,
                     callParameters(entry.called->model, entry.generation),
                     {},
                     {},
                     nlohmann::json::object(),
                     {},
                     ServiceTask::Start::Begin};
    // What failed before is another job to the service.
    task.jobId =
        entry.job.attempts > 1 ? QUuid::createUuid().toString(QUuid::WithoutBraces) : id.toString();
    const auto files = m_store.read(entry.account, [&](const Repositories& repositories) {
        if (!entry.generation.inputs.isEmpty() && !entry.isOrdered()) {
            task.relay = relayOf(repositories, *entry.route, *m_connections);
        }
        return filesOf(repositories, entry.generation, m_media);
    });
    if (!files) {
        postponeTo(entry, failureOf(files.error()), m_clock.nowMs() + storePauseMs,
                   WaitReason::Retry);
        return;
    }
    task.files = *files;
    for (const ServiceFile& file : task.files) {
        if (!entry.isOrdered() && !QFileInfo::exists(file.path)) {
            fail(entry, {inputMissingClass, file.input.slot, file.input.sha256});
            return;
        }
    }
    RemoteHooks hooks;
    const auto current = [this, id, turn = entry.turn]() -> Entry* {
        Entry* found = find(id);
        return found && found->turn == turn ? found : nullptr;
    };
    hooks.keep = [this, current](const RemoteStep& step, const std::function<void()>& proceed) {
        if (Entry* now = current()) {
            keep(*now, step, proceed);
        }
    };
    hooks.progress = [this, current, id,
                      gate = std::make_shared<ProgressGate>()](const CallProgress& progress) {
        if (progress.fraction && current() && gate->admits(m_clock.steadyMs())) {
            noteProgress(id, *progress.fraction);
        }
    };
    hooks.finished = [this, current](const RemoteEnd& end) {
        if (Entry* now = current()) {
            endRemote(*now, end);
        }
    };
    entry.remote =
        std::make_unique<RemoteJob>(*m_sender, task, entry.job, entry.generation.costUnit,
                                    entry.temporaryPath, std::move(hooks));
    entry.remote->start();
}

// The id that a service has given is nowhere else: it is written until the store takes it.
void JobQueue::keep(Entry& entry, const RemoteStep& step, const std::function<void()>& proceed)
{
    entry.job.step = step.step;
    write(entry,
          StoreStep{[id = entry.generation.id, step](Repositories& repositories) {
                        return keepStep(repositories, id, step);
                    },
                    [proceed](Entry&, const Job&) { proceed(); }, true});
}

void JobQueue::endRemote(Entry& entry, const RemoteEnd& end)
{
    entry.refused.reset(); // it no longer counts
    entry.kept = entry.remote->kept();
    entry.step = entry.remote->step();
    entry.remote.release()->deleteLater(); // it is telling so just now
    if (const auto* output = std::get_if<RunOutput>(&end)) {
        importResult(entry, *output);
    } else if (const auto* canceled = std::get_if<RemoteCanceled>(&end)) {
        endCanceled(entry, *canceled);
    } else if (const auto* unknown = std::get_if<RemoteUnknown>(&end)) {
        lose(entry, unknown->why);
    } else {
        tryAgainOrFail(entry, std::get<RunFailure>(end));
    }
}

void JobQueue::endCanceled(Entry& entry, const RemoteCanceled& canceled)
{
    entry.stage = Entry::Stage::Storing;
    write(
        entry,
        [id = entry.generation.id, canceled, now = m_clock.nowMs()](Repositories& repositories) {
            return endCancel(repositories, id, canceled, now);
        },
        [](Entry& current, const Job& job) { current.rest(job); });
}

void JobQueue::lose(Entry& entry, const RunFailure& why)
{
    const GenerationId id = entry.generation.id;
    noteFailure(entry, why);
    entry.stage = Entry::Stage::Storing;
    qCWarning(logJobs) << "what became of generation" << id.tail()
                       << "is not known:" << why.errorClass << why.detail;
    write(
        entry,
        [id, why, now = m_clock.nowMs()](Repositories& repositories) {
            return loseJob(repositories, id, why, now);
        },
        [](Entry& current, const Job& job) { current.rest(job); });
}

void JobQueue::noteFailure(const Entry& entry, const RunFailure& why)
{
    if (m_pauses.noteFailure(entry.account, entry.generation.providerId, why.errorClass)) {
        qCWarning(logJobs) << "provider" << entry.generation.providerId
                           << "is paused:" << why.errorClass;
        Q_EMIT pausesChanged();
    }
}

void JobQueue::tryAgainOrFail(Entry& entry, const RunFailure& why)
{
    const bool isWatched = m_room && why.errorClass == errorClassName(ErrorClass::DiskFull);
    const bool isNowhereElse = why.isOfDisk && why.order == OrderState::Sent;
    if (isNowhereElse && !entry.kept.answer && !isWatched) {
        lose(entry, why);
        return;
    }
    if (why.isOfDisk || isWatched) {
        if (why.order == OrderState::None) {
            entry.step.clear();
        }
        postponeForDisk(entry, why);
        return;
    }
    int& retries = entry.kept.retries[why.errorClass];
    const RetryPlan plan = retryPlan(why, retries);
    if (!plan.again) {
        noteFailure(entry, why);
        fail(entry, why);
        return;
    }
    ++retries;
    if (why.order == OrderState::None || why.order == OrderState::Sent) {
        entry.step.clear();
    }
    const qint64 delayMs = withJitter(plan.delayMs);
    if (plan.slowsProvider) {
        qint64& slow = m_slowUntilMs[entry.provider()];
        slow = std::max(slow, m_clock.steadyMs() + delayMs);
    }
    postponeTo(entry, why, m_clock.nowMs() + delayMs, plan.reason);
}

// The row says from where it goes on, and when.
void JobQueue::postponeTo(Entry& entry, const RunFailure& why, qint64 notBeforeMs,
                          WaitReason reason)
{
    const GenerationId id = entry.generation.id;
    qCInfo(logJobs) << "generation" << id.tail() << "waits:" << why.errorClass << why.detail;
    if (!entry.result) {
        QFile::remove(entry.temporaryPath);
    }
    entry.progress = {};
    entry.stage = Entry::Stage::Storing;
    m_idleTold = false;
    const TryAgain again{reason, notBeforeMs, entry.step, entry.kept.toText()};
    write(entry,
          StoreStep{[id, why, again](Repositories& repositories) {
                        return tryLater(repositories, id, why, again);
                    },
                    [this](Entry& current, const Job& job) {
                        current.stage = Entry::Stage::Waiting;
                        current.job = job;
                        wake();
                    },
                    true});
}

// A result that is no use is fetched again, where it can be; the order is not repeated.
void JobQueue::refuseResult(Entry& entry, const RunFailure& why)
{
    const bool isDownload = entry.step == stepFetching || entry.step == stepPolling;
    const bool isOfResult = why.errorClass == errorClassName(ErrorClass::ResultInvalid);
    if (!isDownload || !isOfResult || ++entry.kept.downloads >= mostDownloads) {
        fail(entry, why);
        return;
    }
    const bool isPolled =
        entry.called->model.document && (*entry.called->model.document)["steps"].contains("poll");
    if (isPolled) {
        entry.kept.item = {};
        entry.step = stepPolling;
    }
    postponeTo(entry, why, m_clock.nowMs() + downloadAgainMs, WaitReason::Retry);
}

void JobQueue::followCancel(Entry& entry)
{
    if (entry.remote) {
        entry.remote->cancel();
    } else {
        entry.job.notBeforeMs = 0; // its next turn asks the service to stop
    }
}

} // namespace raskadr
