#pragma once

// Lighthouses, boats, houses; internal to this module.

#include "core/draft/stage.h"

namespace raskadr::draft {

struct Prop
{
    float u = 0.5F;
    float base = 0.6F;
    float height = 0.3F;
    float air = 0.1F; // how much of the haze lies before it
};

void paintLighthouse(Stage& stage, FloatImage& image, const Prop& prop);
// The lighthouse's light: its beams through the air and the glow of the lamp; nothing by day.
void paintBeams(Stage& stage, FloatImage& image, const Prop& prop);
// A boat on water, with its reflection below `base`.
void paintBoat(Stage& stage, FloatImage& image, const Prop& prop);
void paintHouse(Stage& stage, FloatImage& image, const Prop& prop);
// Piles and planks that run out into the water from one side of the picture.
void paintPier(Stage& stage, FloatImage& image, float base, float height);

} // namespace raskadr::draft
