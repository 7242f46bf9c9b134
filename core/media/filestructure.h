#pragma once

// Whether a file is whole, without decoding anything; internal to this module.

#include "core/base/result.h"
#include "core/media/mediaformat.h"
#include "core/media/sourcefile.h"
#include "core/media/structurescan.h"

#include <stop_token>

namespace raskadr {

// Whether the parts that the file announces all lie inside it: finds every cut-off file without
// decoding. Reads a JPEG whole, and with its sums a PNG too. Errors: FileDamaged, FileUnreadable,
// Cancelled.
Result<> checkComplete(const SourceFile& file, MediaFormat format, Sums sums, std::stop_token stop);

} // namespace raskadr
