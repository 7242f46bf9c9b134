#pragma once

#include "core/base/result.h"
#include "core/media/mediaformat.h"

namespace raskadr {

// What a file is by its content; its name plays no part. Reads its first kilobytes only, follows no
// reference and never waits for a pipe. Errors, with the file's name as subject: FileMissing,
// FileUnreadable, NotAFile (folder, pipe, device, socket), FileEmpty, PlaylistRefused, SvgRefused,
// HeicRefused, FormatUnsupported. Any thread.
Result<MediaFormat> sniffMedia(const QString& path);

class SourceFile;
// The same for a file that is open already.
Result<MediaFormat> sniffMedia(const SourceFile& file);

} // namespace raskadr
