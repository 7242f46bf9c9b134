#pragma once

// The text that Stable Diffusion WebUI writes, and many after it; internal to this folder.

#include "core/media/provenance/factcollector.h"

namespace raskadr {

// A prompt, a line "Negative prompt: …" and a last line of at least three pairs "Key: value".
// Whether the text is one: nothing is offered otherwise.
bool readInfotext(const QString& text, FactCollector& facts);

} // namespace raskadr
