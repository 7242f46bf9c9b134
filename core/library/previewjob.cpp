#include "core/library/previewjob.h"

#include "core/media/cachefolder.h"
#include "core/media/probe.h"
#include "core/media/proxies.h"
#include "core/media/thumbnailer.h"

namespace raskadr {

namespace {

Result<PreviewResult> makeStills(const PreviewJob& job, const MediaFacts& facts,
                                 const CacheFolder& cache, PreviewResult result,
                                 const std::stop_token& stop)
{
    const QList<int> levels = job.kind == PreviewKind::Thumbnails ? CacheFolder::importLevels()
                                                                  : CacheFolder::largeLevels();
    if (cache.hasThumbnails(job.sha256, levels) && !job.needsPalette) {
        return result;
    }
    const auto made = makeThumbnails(job.sourcePath, facts, cache, job.sha256, levels, stop);
    if (!made) {
        return failure(made.error());
    }
    result.made = true;
    result.palette = job.needsPalette ? made->palette.toString() : QString();
    return result;
}

} // namespace

Result<PreviewResult> runPreviewJob(const PreviewJob& job, std::stop_token stop)
{
    const CacheFolder cache(job.cachePath);
    const auto facts = probeMedia(job.sourcePath, stop);
    if (!facts) {
        return failure(facts.error());
    }
    PreviewResult result;
    result.sha256 = job.sha256;
    result.kind = job.kind;
    result.video = facts->kind == MediaKind::Video;
    if (job.kind != PreviewKind::HoverProxy) {
        return makeStills(job, *facts, cache, result, stop);
    }
    if (!result.video || cache.hasProxy(job.sha256)) {
        return result;
    }
    if (auto made = makeHoverProxy(job.sourcePath, cache, job.sha256, stop); !made) {
        return failure(made.error());
    }
    result.made = true;
    return result;
}

} // namespace raskadr
