#pragma once

// Internal to this module.

#include "core/draft/stage.h"

namespace raskadr::draft {

// Rain, snow and banks of fog before everything, as the scene's weather asks for.
void paintWeather(Stage& stage);

// A bank of fog around a height, thinning out over `spread`; behind what is painted next.
void paintFogBank(Stage& stage, FloatImage& image, float v, float spread, float strength,
                  quint64 tag);

// Lights far out of focus, as the lens draws them.
struct Bokeh
{
    int count = 30;
    float top = 0.1F;
    float bottom = 0.7F;
    float smallest = 0.012F;
    float largest = 0.05F;
    float strength = 0.5F;
    quint64 tag = 0;
};
void paintBokeh(Stage& stage, FloatImage& image, const Bokeh& bokeh,
                const std::vector<Color>& colors);

} // namespace raskadr::draft
