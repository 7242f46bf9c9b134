#pragma once

#include "core/base/result.h"

#include <QString>
#include <stop_token>

namespace raskadr {

// The SHA-256 of a file in lower-case hex, as the media folder names it. Reads the file once, in the
// calling thread. Errors: FileMissing, FileUnreadable, Cancelled. To be called for regular files.
Result<QString> hashOfFile(const QString& path, std::stop_token stop = {});

} // namespace raskadr
