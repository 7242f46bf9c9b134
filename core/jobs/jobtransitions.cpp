#include "core/jobs/jobtransitions.h"

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

Result<Job> beginJob(Repositories& repositories, const GenerationId& generation, qint64 nowMs)
{
    auto job = findUnfinished(repositories, generation);
    if (!job) {
        return job;
    }
    job->state = JobState::Running;
    job->attempts += 1;
    job->startedMs = nowMs;
    job->notBeforeMs = 0;
    job->waitReason = WaitReason::None;
    job->errorClass.clear();
    job->errorDetail.clear();
    repositories.jobs.update(*job);
    return job;
}

Result<Job> beginImport(Repositories& repositories, const GenerationId& generation)
{
    auto job = findUnfinished(repositories, generation);
    if (!job) {
        return job;
    }
    job->state = JobState::Importing;
    repositories.jobs.update(*job);
    return job;
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
    auto job = findUnfinished(repositories, generation);
    if (!job) {
        return job;
    }
    if (!why.missingSha256.isEmpty()) {
        repositories.media.setState(why.missingSha256, MediaState::Missing);
    }
    job->state = JobState::Failed;
    job->errorClass = why.errorClass;
    job->errorDetail = why.detail;
    job->waitReason = WaitReason::None;
    job->finishedMs = nowMs;
    repositories.jobs.update(*job);
    return job;
}

Result<Job> postponeJob(Repositories& repositories, const GenerationId& generation,
                        const RunFailure& why)
{
    auto job = findUnfinished(repositories, generation);
    if (!job) {
        return job;
    }
    job->state = JobState::Queued;
    job->waitReason = WaitReason::Retry;
    job->errorClass = why.errorClass;
    job->errorDetail = why.detail;
    job->startedMs = 0;
    repositories.jobs.update(*job);
    return job;
}

Result<Job> requeueJob(Repositories& repositories, const GenerationId& generation)
{
    auto job = findUnfinished(repositories, generation);
    if (!job) {
        return job;
    }
    job->state = JobState::Queued;
    job->startedMs = 0;
    repositories.jobs.update(*job);
    return job;
}

Result<Job> cancelJob(Repositories& repositories, const GenerationId& generation, qint64 nowMs)
{
    auto job = findJob(repositories, generation);
    if (!job || isFinal(job->state)) {
        return job;
    }
    job->state = JobState::Canceled;
    job->cancelRequested = true;
    job->waitReason = WaitReason::None;
    job->errorClass.clear();
    job->errorDetail.clear();
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
    job->errorClass.clear();
    job->errorDetail.clear();
    job->lastAnswer.clear();
    job->forgotten = false;
    job->queuedMs = nowMs;
    job->startedMs = 0;
    job->finishedMs = 0;
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
