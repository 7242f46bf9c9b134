#pragma once

// Internal to this module.

#include "core/draft/stage.h"

namespace raskadr::draft {

// People against the light, as the shot's size wants them: small and whole in a wide one, from the
// knees in a medium one, head and shoulders in a close one. Adds a layer if there is anybody.
void paintFigures(Stage& stage);

// Whether the scene has people: said in the prompt, implied by the shot's size, or left to chance.
bool hasFigures(const Stage& stage);

} // namespace raskadr::draft
