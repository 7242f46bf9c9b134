#pragma once

// How a finished file gets into the library; internal to this module.

#include "core/jobs/runner.h"
#include "core/media/mediafolder.h"
#include "core/media/probe.h"

namespace raskadr {

struct TakenIn
{
    StoredMedia stored;
    MediaFacts facts;
};

// Looks whether the result is what the model promised, and takes it into the media folder. Blocks;
// for a pool thread.
tl::expected<TakenIn, RunFailure> takeIntoLibrary(const MediaFolder& media, const QString& path,
                                                  MediaKind promised, const std::stop_token& stop);

} // namespace raskadr
