#pragma once

#include "core/ingest/importrunner.h"
#include "core/media/cachefolder.h"

#include <variant>

namespace raskadr {

// Which picture of a film: its first, its last, or the one that is shown at this millisecond.
using FrameMoment = std::variant<FilmEnd, qint64>;

// Takes a picture out of a film, in its full size, and adds it to the film's shot as an asset whose
// parent is the film. Blocks; not for the main thread. Errors: those of decoding, of the media
// folder and of the store, NotFound (the shot is gone), Cancelled.
Result<AssetId> addFrame(const ImportPlace& place, const AccountId& account, const Asset& film,
                         const FrameMoment& moment, std::stop_token stop = {});

} // namespace raskadr
