#pragma once

#include "core/base/result.h"
#include "core/jobs/remotejob.h"
#include "core/media/mediafolder.h"
#include "core/media/probe.h"
#include "core/store/repositories.h"

namespace raskadr {

// The steps of a job, each one transaction: they look at the row as it is now, so that of two that
// meet (a result and «Отменить») the one that is committed first decides. A step that comes too
// late fails with Cancelled and changes nothing.

// queued → what `as` says. Counts the attempt. A try that is going to be ordered asks the budget
// first; if that has no room, the job that is given back is still queued.
Result<Job> beginJob(Repositories& repositories, const GenerationId& generation, qint64 nowMs,
                     JobState as = JobState::Running);
// From one step at a service to the next.
Result<Job> keepStep(Repositories& repositories, const GenerationId& generation,
                     const RemoteStep& step);
// → importing: the result is a file that is about to be taken in. What a service gave is remembered
// by its file and its SHA-256, so that it is not lost with the process.
Result<Job> beginImport(Repositories& repositories, const GenerationId& generation,
                        const QByteArray& variables = {});
// → done, with the file's facts, the output and the asset, exactly one for a generation.
Result<Job> finishJob(Repositories& repositories, const GenerationId& generation,
                      const Media& media, const RunOutput& output, qint64 nowMs);
// → failed.
Result<Job> failJob(Repositories& repositories, const GenerationId& generation,
                    const RunFailure& why, qint64 nowMs);
// → unknown: nothing more is sent by itself.
Result<Job> loseJob(Repositories& repositories, const GenerationId& generation,
                    const RunFailure& why, qint64 nowMs);
// → canceled, as the service answered. Its step stays where it may go on and charge.
Result<Job> endCancel(Repositories& repositories, const GenerationId& generation,
                      const RemoteCanceled& canceled, qint64 nowMs);
// Back to queued, for a moment that is written down.
struct TryAgain
{
    WaitReason reason = WaitReason::Retry;
    qint64 notBeforeMs = 0;
    QString step;
    QByteArray variables;
};
Result<Job> tryLater(Repositories& repositories, const GenerationId& generation,
                     const RunFailure& why, const TryAgain& again);
// Back to queued, since the program ends before the job does. What a service gave is remembered.
Result<Job> requeueJob(Repositories& repositories, const GenerationId& generation,
                       const QByteArray& variables = {});
// → canceled; a job that is finished stays as it is. One that a service has, or may have, is only
// marked: the queue asks the service to stop, and a result that is faster is kept.
Result<Job> cancelJob(Repositories& repositories, const GenerationId& generation, qint64 nowMs);
// failed, canceled or unknown → queued, the same row. InvalidInput for any other state.
Result<Job> retryJob(Repositories& repositories, const GenerationId& generation, qint64 nowMs);
// unknown → running: the service is asked. InvalidInput if it is in another state, or the service
// cannot tell.
Result<Job> checkJob(Repositories& repositories, const GenerationId& generation);
// The user gives the result up; an unfinished job is canceled.
Result<Job> forgetJob(Repositories& repositories, const GenerationId& generation, qint64 nowMs);

// The row of `media` for a file that was taken in.
Media mediaOf(const StoredMedia& stored, const MediaFacts& facts, qint64 nowMs);

} // namespace raskadr
