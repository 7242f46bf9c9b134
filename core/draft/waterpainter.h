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

// The ground of a street between two rows of houses; wet, it mirrors them, drawn out towards the
// camera.
struct Ground
{
    float horizon = 0.6F;
    float vanishU = 0.9F;
    float slope = 0.2F; // of the line where it meets the houses
    float mirror = 1; // 0: dry
    Color color;
};
void paintGround(Stage& stage, FloatImage& image, const Ground& ground);

} // namespace raskadr::draft
