#pragma once

// What the painters of one scene share; internal to this module.

#include "core/draft/canvas.h"
#include "core/draft/noise.h"
#include "core/draft/scenecolors.h"

#include <deque>
#include <optional>

namespace raskadr::draft {

// A part of the scene at one distance: 0 is infinitely far, 1 is where the near things are.
struct Layer
{
    FloatImage image;
    float depth = 0;
};

// Where a figure may stand.
struct Standing
{
    float u = 0.5F;
    float foot = 0.9F;
    float height = 0.3F;
    float depth = 0.8F;
};

struct Stage
{
    Stage(const SceneDescription& description, quint64 seed, const QSize& size);

    SceneDescription scene;
    SceneColors colors;
    SceneTime time;
    ShotSize shot;
    Canvas canvas;
    Rng rng;
    Noise noise;

    float horizon = 0.6F;
    float sunU = 0.5F;
    float sunV = 0.5F;
    float reach = 1; // above 1: a long lens draws the distance near; below: a wide one sends it off
    bool mirrored = false; // the picture's weight is on its right side
    float wetness = 0; // how much the ground mirrors those who stand on it
    std::optional<Standing> standing;
    std::deque<Layer> layers;

    float aspect() const { return canvas.aspect(); }
    // A place across the picture for something that leans to one side: 0 is the edge of that side.
    float side(float share) const { return aspect() * (mirrored ? 1 - share : share); }
    // Lengths that have to fit into upright pictures too.
    float unit() const { return std::min(1.0F, aspect() / 1.1F); }
    // How much of the haze lies before something at this depth.
    float air(float depth) const { return colors.hazeAmount * (1 - depth); }
    bool dark() const { return time == SceneTime::Night || time == SceneTime::Dusk; }

    // A new layer before the others; it stays where it is until one is inserted.
    FloatImage& add(float depth);
    // All layers so far in one picture.
    FloatImage flattened() const;
    // Puts the layers so far out of focus; a length.
    void defocus(float softness);
};

} // namespace raskadr::draft
