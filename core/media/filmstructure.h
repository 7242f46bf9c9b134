#pragma once

// What a film's container announces, read without the demuxer; internal to this module.

#include "core/base/result.h"
#include "core/media/sourcefile.h"

namespace raskadr {

// Whether the index is there, promises nothing impossible, and all parts lie inside the file.
// FileDamaged otherwise.
Result<> checkMp4(const SourceFile& file);
Result<> checkMatroska(const SourceFile& file);

} // namespace raskadr
