#pragma once

// Whether a file is whole, without decoding anything; internal to this module.

#include "core/base/result.h"
#include "core/media/mediaformat.h"
#include "core/media/sourcefile.h"

#include <stop_token>

namespace raskadr {

// Whether the parts that the file announces all lie inside it: finds every cut-off file without
// decoding. FileDamaged otherwise.
Result<> checkComplete(const SourceFile& file, MediaFormat format, std::stop_token stop);

// Whether the checksums of the parts that a picture needs are right, where the format has any (PNG).
// Reads the whole file. FileDamaged otherwise.
Result<> checkSums(const SourceFile& file, MediaFormat format, std::stop_token stop);

} // namespace raskadr
