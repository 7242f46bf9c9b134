#pragma once

#include "core/media/mediafolder.h"
#include "core/store/store.h"

#include <stop_token>

namespace raskadr {

// Looks whether the originals of these media are there in their size, and writes down where that
// has changed; their contents are not read, so that one that was altered stays so. How many
// changed. Blocks; for a pool thread. Errors: those of the store, Cancelled.
Result<int> noteFileStates(Store& store, const MediaFolder& media, const QStringList& sha256,
                           const std::stop_token& stop = {});

} // namespace raskadr
