#pragma once

// What a picture's own header says; internal to this module.

#include "core/base/result.h"
#include "core/media/mediaformat.h"
#include "core/media/sourcefile.h"

#include <QSize>

namespace raskadr {

struct StillHeader
{
    QSize size; // as stored, before the orientation is applied
    int bitsPerChannel = 8;
    bool alpha = false;
    bool animated = false;
    int orientation = 1; // EXIF's, 1 to 8
};

// FileDamaged if there is no header. Decodes nothing.
Result<StillHeader> readStillHeader(const SourceFile& file, MediaFormat format);

} // namespace raskadr
