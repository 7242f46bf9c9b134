#pragma once

// Internal to this module.

#include "core/draft/stage.h"

namespace raskadr::draft {

struct Water
{
    float horizon = 0.6F;
    float roughness = 0.5F; // 0: a mirror, 1: a storm
    float glitter = 1; // of the sun on it
    float shore = 2; // where it ends, if inside of the picture
    Color deep;
};

// Water from the horizon down: it mirrors all layers there are so far, broken by its waves.
void paintWater(Stage& stage, FloatImage& image, const Water& water);

// Wet ground: mirrors what is above, blurred down the picture; `strength` is from 0 to 1.
void paintWetGround(Stage& stage, FloatImage& image, float horizon, const Color& ground,
                    float strength);

} // namespace raskadr::draft
