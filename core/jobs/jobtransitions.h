#pragma once

#include "core/base/result.h"
#include "core/jobs/runner.h"
#include "core/media/mediafolder.h"
#include "core/media/probe.h"
#include "core/store/repositories.h"

namespace raskadr {

// The steps of a job, each one transaction: they look at the row as it is now, so that of two that
// meet (a result and «Отменить») the one that is committed first decides. A step that comes too
// late fails with Cancelled and changes nothing.

// queued → running. Counts the attempt.
Result<Job> beginJob(Repositories& repositories, const GenerationId& generation, qint64 nowMs);
// running → importing: the result is a file that is about to be taken in.
Result<Job> beginImport(Repositories& repositories, const GenerationId& generation);
// importing → done, with the file's facts, the output and the asset, exactly one for a generation.
Result<Job> finishJob(Repositories& repositories, const GenerationId& generation,
                      const Media& media, const RunOutput& output, qint64 nowMs);
// → failed.
Result<Job> failJob(Repositories& repositories, const GenerationId& generation,
                    const RunFailure& why, qint64 nowMs);
// Back to queued until what is in the way is gone; the row says what that is.
Result<Job> postponeJob(Repositories& repositories, const GenerationId& generation,
                        const RunFailure& why);
// Back to queued, since the program ends before the job does.
Result<Job> requeueJob(Repositories& repositories, const GenerationId& generation);
// → canceled; a job that is finished stays as it is.
Result<Job> cancelJob(Repositories& repositories, const GenerationId& generation, qint64 nowMs);
// failed, canceled or unknown → queued, the same row. InvalidInput for any other state.
Result<Job> retryJob(Repositories& repositories, const GenerationId& generation, qint64 nowMs);
// The user gives the result up; an unfinished job is canceled.
Result<Job> forgetJob(Repositories& repositories, const GenerationId& generation, qint64 nowMs);

// The row of `media` for a file that was taken in.
Media mediaOf(const StoredMedia& stored, const MediaFacts& facts, qint64 nowMs);

} // namespace raskadr
