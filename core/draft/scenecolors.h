#pragma once

// Internal to this module.

#include "core/draft/floatimage.h"
#include "core/draft/scenewords.h"

namespace raskadr::draft {

// The colours of a scene: they follow from its description alone, so that variants share them.
struct SceneColors
{
    Color zenith;
    Color middle;
    Color horizon;
    Color sun; // or the moon: the light behind everything
    Color cloudLit;
    Color cloudShade;
    Color haze;
    Color ground; // what is near and unlit
    Color plants; // what grows in the light
    Color water;
    Color lamp; // windows and lanterns
    Color rim; // the edge of what stands against the light
    float sunStrength = 1;
    float lampStrength = 0; // 0 by day, 1 by night
    float starStrength = 0;
    float hazeAmount = 0.3F;
    float cloudCover = 0.4F;
    // For the grading.
    float exposure = 1;
    float contrast = 1;
    float saturation = 1;
    Color shadowTint;
    Color lightTint;

    static SceneColors of(const SceneDescription& scene);
};

// What the time of day is where the prompt does not say it: the light that suits the place.
SceneTime timeOf(const SceneDescription& scene);

} // namespace raskadr::draft
