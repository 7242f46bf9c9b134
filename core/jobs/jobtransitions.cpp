#include "core/jobs/jobtransitions.h"

#include "core/jobs/budget.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<Job> findJob(const Repositories& repositories, const GenerationId& generation)
{
    const auto job = repositories.jobs.find(generation);
    if (!job) {
        return failure(ErrorKind::NotFound, u"no such job"_s, generation.tail());
    }
    return *job;
}

Result<Job> findUnfinished(const Repositories& repositories, const GenerationId& generation)
{
    auto job = findJob(repositories, generation);
    if (job && isFinal(job->state)) {
        return failure(ErrorKind::Cancelled, u"the job is over"_s, generation.tail());
    }
    return job;
}

// One step of a job that is not over: `change` alters its row, which is written then.
template <class Change>
Result<Job> changed(Repositories& repositories, const GenerationId& generation, Change change)
{
    auto job = findUnfinished(repositories, generation);
    if (job) {
        change(*job);
        repositories.jobs.update(*job);
    }
    return job;
}

void noteError(Job& job, const RunFailure& why)
{
    job.errorClass = why.errorClass;
    job.errorDetail = why.detail;
    job.errorParameter = why.parameter;
}

void clearError(Job& job)
{
    job.errorClass.clear();
    job.errorDetail.clear();
    job.errorParameter.clear();
}

void noteEnd(Job& job, const RunFailure& why, qint64 nowMs)
{
    noteError(job, why);
    job.lastAnswer = why.lastAnswer;
    job.costCharged = why.costCharged ? why.costCharged : job.costCharged;
    job.waitReason = WaitReason::None;
    job.finishedMs = nowMs;
}

// The picture that was animated or edited: the first input, else what the parent generation gave.
AssetId parentOf(const Repositories& repositories, const Generation& generation)
{
    for (const GenerationInput& input : generation.inputs) {
        if (repositories.assets.find(input.assetId)) {
            return input.assetId;
        }
    }
    if (generation.parentId) {
        const QList<Asset> results = repositories.assets.ofGeneration(generation.parentId);
        if (!results.isEmpty()) {
            return results.first().id;
        }
    }
    return {};
}

} // namespace

Result<Job> beginJob(Repositories& repositories, const GenerationId& generation, qint64 nowMs,
                     JobState as)
{
    auto job = findUnfinished(repositories, generation);
    if (!job) {
        return job;
    }
    const bool goesOn = !job->step.isEmpty();
    if (!goesOn && budgetStop(repositories, generation, nowMs)) {
        if (job->state != JobState::Queued || job->waitReason != WaitReason::Budget) {
            job->state = JobState::Queued;
            job->waitReason = WaitReason::Budget;
            repositories.jobs.update(*job);
        }
        return job;
    }
    job->state = as;
    job->attempts += 1;
    job->startedMs = goesOn && job->startedMs > 0 ? job->startedMs : nowMs;
    job->notBeforeMs = 0;
    job->waitReason = WaitReason::None;
    clearError(*job);
    repositories.jobs.update(*job);
    return job;
}

Result<Job> keepStep(Repositories& repositories, const GenerationId& generation,
                     const RemoteStep& step)
{
    auto job = findUnfinished(repositories, generation);
    if (!job) {
        return job;
    }
    job->state = step.state;
    job->step = step.step;
    job->variables = step.kept.toText();
    repositories.jobs.update(*job);
    if (step.output) {
        Output output = *step.output;
        output.generationId = generation;
        repositories.jobs.putOutput(output);
    }
    return job;
}

Result<Job> beginImport(Repositories& repositories, const GenerationId& generation,
                        const QByteArray& variables)
{
    return changed(repositories, generation, [&](Job& job) {
        job.state = JobState::Importing;
        job.variables = variables.isEmpty() ? job.variables : variables;
    });
}

Result<Job> finishJob(Repositories& repositories, const GenerationId& generation,
                      const Media& media, const RunOutput& output, qint64 nowMs)
{
    auto job = findUnfinished(repositories, generation);
    if (!job) {
        return job;
    }
    const auto asked = repositories.generations.find(generation);
    if (!asked) {
        return failure(ErrorKind::NotFound, u"no such generation"_s, generation.tail());
    }
    repositories.media.insert(media);
    repositories.jobs.putOutput({generation, 0, {}, 0, OutputState::Stored, media.sha256});
    if (repositories.assets.ofGeneration(generation).isEmpty()) {
        Asset asset;
        asset.id = AssetId::create();
        asset.shotId = asked->shotId;
        asset.sha256 = media.sha256;
        asset.kind = media.isVideo() ? AssetKind::Video : AssetKind::Image;
        asset.origin = AssetOrigin::Generated;
        asset.generationId = generation;
        asset.parentId = parentOf(repositories, *asked);
        asset.createdMs = nowMs;
        repositories.assets.insert(asset);
    }
    job->state = JobState::Done;
    job->step.clear();
    job->variables.clear();
    job->lastAnswer = output.lastAnswer;
    job->seedReturned = output.seedReturned;
    job->costCharged = output.costCharged;
    job->finishedMs = nowMs;
    repositories.jobs.update(*job);
    if (const auto shot = repositories.shots.find(asked->shotId)) {
        repositories.projects.touch(shot->projectId, nowMs);
    }
    return job;
}

Result<Job> failJob(Repositories& repositories, const GenerationId& generation,
                    const RunFailure& why, qint64 nowMs)
{
    return changed(repositories, generation, [&](Job& job) {
        if (!why.missingSha256.isEmpty()) {
            repositories.media.setState(why.missingSha256, MediaState::Missing);
        }
        job.state = JobState::Failed;
        if (why.order == OrderState::None) {
            job.step.clear(); // else the books take it for paid
        }
        noteEnd(job, why, nowMs);
    });
}

Result<Job> loseJob(Repositories& repositories, const GenerationId& generation,
                    const RunFailure& why, qint64 nowMs)
{
    return changed(repositories, generation, [&](Job& job) {
        job.state = JobState::Unknown;
        noteEnd(job, why, nowMs);
    });
}

Result<Job> endCancel(Repositories& repositories, const GenerationId& generation,
                      const RemoteCanceled& canceled, qint64 nowMs)
{
    return changed(repositories, generation, [&](Job& job) {
        job.state = JobState::Canceled;
        job.cancelRequested = true;
        if (canceled.confirmed) {
            job.step.clear();
        }
        job.waitReason = WaitReason::None;
        clearError(job);
        job.lastAnswer = canceled.lastAnswer;
        job.finishedMs = nowMs;
    });
}

Result<Job> tryLater(Repositories& repositories, const GenerationId& generation,
                     const RunFailure& why, const TryAgain& again)
{
    return changed(repositories, generation, [&](Job& job) {
        job.state = JobState::Queued;
        job.waitReason = again.reason;
        job.notBeforeMs = again.notBeforeMs;
        job.step = again.step;
        job.variables = again.variables;
        noteError(job, why);
        job.lastAnswer = why.lastAnswer;
        job.startedMs = again.step.isEmpty() ? 0 : job.startedMs;
    });
}

Result<Job> requeueJob(Repositories& repositories, const GenerationId& generation,
                       const QByteArray& variables)
{
    return changed(repositories, generation, [&](Job& job) {
        job.state = JobState::Queued;
        job.variables = variables.isEmpty() ? job.variables : variables;
        job.startedMs = job.step.isEmpty() ? 0 : job.startedMs;
    });
}

Result<Job> cancelJob(Repositories& repositories, const GenerationId& generation, qint64 nowMs)
{
    auto job = findJob(repositories, generation);
    if (!job || isFinal(job->state)) {
        return job;
    }
    if (!job->step.isEmpty()) {
        job->cancelRequested = true;
        repositories.jobs.update(*job);
        return job;
    }
    job->state = JobState::Canceled;
    job->cancelRequested = true;
    job->waitReason = WaitReason::None;
    clearError(*job);
    job->finishedMs = nowMs;
    repositories.jobs.update(*job);
    return job;
}

Result<Job> retryJob(Repositories& repositories, const GenerationId& generation, qint64 nowMs)
{
    auto job = findJob(repositories, generation);
    if (!job) {
        return job;
    }
    if (!isFinal(job->state) || job->state == JobState::Done) {
        return failure(ErrorKind::InvalidInput, u"only a job without a result is tried again"_s,
                       generation.tail());
    }
    job->state = JobState::Queued;
    job->step.clear();
    job->variables.clear();
    job->notBeforeMs = 0;
    job->cancelRequested = false;
    clearError(*job);
    job->lastAnswer.clear();
    job->costCharged.reset();
    job->seedReturned.reset();
    job->forgotten = false;
    job->queuedMs = nowMs;
    job->startedMs = 0;
    job->finishedMs = 0;
    repositories.jobs.update(*job);
    return job;
}

Result<Job> checkJob(Repositories& repositories, const GenerationId& generation)
{
    auto job = findJob(repositories, generation);
    const auto asked = repositories.generations.find(generation);
    if (!job || !asked) {
        return job;
    }
    const auto record = repositories.catalog.model(asked->modelId, asked->modelRevision);
    const auto model = record ? parseModel(record->manifest)
                              : Result<ModelManifest>(failure(ErrorKind::ModelGone));
    const bool hasStep = model && model->document && model->document->contains("steps");
    const bool tells = isAccepted(*job)
        || (job->step == stepSubmitting && hasStep
            && (*model->document)["steps"]["submit"].contains("recover"));
    if (job->state != JobState::Unknown || !tells) {
        return failure(ErrorKind::InvalidInput, u"the service cannot be asked"_s,
                       generation.tail());
    }
    job->state = JobState::Running;
    job->finishedMs = 0;
    job->notBeforeMs = 0;
    job->cancelRequested = false;
    clearError(*job);
    job->forgotten = false;
    repositories.jobs.update(*job);
    return job;
}

Result<Job> forgetJob(Repositories& repositories, const GenerationId& generation, qint64 nowMs)
{
    auto job = cancelJob(repositories, generation, nowMs);
    if (!job || job->forgotten) {
        return job;
    }
    job->forgotten = true;
    repositories.jobs.update(*job);
    return job;
}

Media mediaOf(const StoredMedia& stored, const MediaFacts& facts, qint64 nowMs)
{
    Media media = mediaOf(stored.sha256, facts);
    media.createdMs = nowMs;
    return media;
}

} // namespace raskadr
