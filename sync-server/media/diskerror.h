#pragma once

#include "sync-server/media/mediastore.h"

namespace raskadr::server {

// The error that errno names, of the step that failed.
MediaError diskError(const char* step);

} // namespace raskadr::server
