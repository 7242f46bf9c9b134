#pragma once

#include "sync-server/media/mediastore.h"

namespace raskadr::server {

// Reads a file once for its hash, tells its type by its first bytes and holds its structure to the
// list of what may be published. Blocks; any thread.
MediaResult<ArrivedFile> examineFile(const std::filesystem::path& path);

} // namespace raskadr::server
