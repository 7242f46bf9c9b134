#pragma once

// Internal to this module.

#include "core/media/avinput.h"

namespace raskadr {

// Decodes the next picture of the film that needs no other one; the decoder is ready for more
// afterwards. False: none came out by itself, as with films that refresh a part of each picture.
// Error: Cancelled.
Result<bool> decodeKeyFrame(AvInput& input, AVCodecContext* codec, AVFrame* frame);

// Whether a decoder gets anything out of such a picture: of H.264, the most frequent by far, its
// first rows have to come out; of the rest, or where they do not, a whole one. The decoder is of no
// use for other pictures afterwards. Error: Cancelled.
Result<bool> beginKeyFrame(AvInput& input, AVCodecContext* codec);

} // namespace raskadr
