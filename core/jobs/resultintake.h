#pragma once

// How a finished file gets into the library; internal to this module.

#include "core/jobs/runner.h"
#include "core/media/mediafolder.h"
#include "core/media/probe.h"

namespace raskadr {

// A finished file that is what the model promised.
struct LookedAt
{
    MediaFacts facts;
    QString sha256;
};

struct TakenIn
{
    StoredMedia stored;
    MediaFacts facts;
};

struct IntakeFailure
{
    RunFailure why;
    // The disk would not have it now; nothing is wrong with the file, which stays where it is.
    bool isOfDisk = false;
};

// Looks whether a result is whole and of the promised kind. Blocks; for a pool thread.
tl::expected<LookedAt, IntakeFailure> lookAtResult(const QString& path, MediaKind promised,
                                                   const std::stop_token& stop);
// Takes it into the media folder. Blocks; for a pool thread.
tl::expected<TakenIn, IntakeFailure> takeIntoLibrary(const MediaFolder& media, const QString& path,
                                                     const LookedAt& looked,
                                                     const std::stop_token& stop);

} // namespace raskadr
