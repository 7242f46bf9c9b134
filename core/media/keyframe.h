#pragma once

// Internal to this module.

#include "core/media/avinput.h"

namespace raskadr {

// Decodes the next picture of the film that needs no other one; the decoder is ready for more
// afterwards. False: none came out by itself, as with films that refresh a part of each picture.
// Error: Cancelled.
Result<bool> decodeKeyFrame(AvInput& input, AVCodecContext* codec, AVFrame* frame);

} // namespace raskadr
