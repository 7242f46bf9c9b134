#pragma once

// What of libav is let at files of the user's, by list; internal to this module.

#include "core/media/libav.h"
#include "core/media/mediaformat.h"
#include "core/media/sourcefile.h"

namespace raskadr {

bool isPictureDecoded(AVCodecID id);
bool isSoundDecoded(AVCodecID id);
// The demuxer of a film; null for a picture.
const char* demuxerOf(MediaFormat format);
// That of a sound file, by its first bytes; null: none is known. Films are found by sniffMedia().
const char* soundDemuxer(const SourceFile& file);

} // namespace raskadr
