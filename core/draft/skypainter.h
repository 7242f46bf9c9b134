#pragma once

// Internal to this module.

#include "core/draft/stage.h"

namespace raskadr::draft {

// The sky behind everything: its colours, the sun or the moon, clouds, stars.
void paintSky(Stage& stage);

// A flight of birds.
void paintBirds(Stage& stage, FloatImage& image);

// A bolt of lightning down to the horizon and its light in the clouds.
void paintLightning(Stage& stage, FloatImage& sky);

} // namespace raskadr::draft
