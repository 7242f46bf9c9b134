#pragma once

// The two records of a manifest, from JSON to values; internal to this module.

#include "core/providers/grammar.h"
#include "core/providers/manifest.h"

namespace raskadr {

Checked<ProviderManifest> readProvider(const nlohmann::json& object, const QString& place);
// Without its provider a model may name settings and secrets that are looked for later.
Checked<ModelManifest> readModel(const nlohmann::json& object, const QString& place,
                                 const nlohmann::json* provider);

} // namespace raskadr
