#pragma once

// What a file's own headers say, read without decoding anything; internal to this module.

#include "core/base/result.h"
#include "core/media/mediaformat.h"
#include "core/media/sourcefile.h"

#include <QSize>
#include <functional>
#include <stop_token>

namespace raskadr {

struct StillHeader
{
    QSize size; // as stored, before the orientation is applied
    int bitsPerChannel = 8;
    bool alpha = false;
    bool animated = false;
    int orientation = 1; // EXIF's, 1 to 8
};

// A picture's header. FileDamaged if there is none.
Result<StillHeader> readStillHeader(const SourceFile& file, MediaFormat format);

// Whether the parts that the file announces all lie inside it: finds every cut-off file without
// decoding. FileDamaged otherwise.
Result<> checkComplete(const SourceFile& file, MediaFormat format, std::stop_token stop);

// The parts of a picture file from its beginning. `visit` gets the part's name ("tEXt", "APP1",
// "EXIF"), the offset and the length of its contents, and stops the walk by returning false. The
// walk ends at the first part that does not fit. A JPEG is walked to the start of its pixels.
using PartVisitor = std::function<bool(const QByteArray& name, qint64 offset, qint64 length)>;
void walkParts(const SourceFile& file, MediaFormat format, const PartVisitor& visit);

} // namespace raskadr
