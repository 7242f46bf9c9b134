#pragma once

// The records that programs keep as JSON, told apart by their shape; internal to this folder.

#include "core/media/provenance/factcollector.h"
#include "core/media/provenance/jsontext.h"

namespace raskadr {

// InvokeAI, Fooocus, SwarmUI, NovelAI, Draw Things, Easy Diffusion, ComfyUI and what
// VideoHelperSuite packs around its graphs, Replicate's media-provenance. Whether it is one of
// them.
bool readJsonRecord(const Json& json, bool isFilm, FactCollector& facts);

} // namespace raskadr
