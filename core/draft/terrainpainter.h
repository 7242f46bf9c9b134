#pragma once

// Internal to this module.

#include "core/draft/stage.h"

class QPainter;

namespace raskadr::draft {

struct Ridge
{
    float base = 0.6F; // the height around which the line runs
    float rise = 0.05F;
    float frequency = 2;
    float sharpness = 0; // 0: rolling hills, 1: edges of mountains
    float tilt = 0; // how much lower it is at the far side of the picture
    quint64 tag = 0;
};

// A line across the picture: the height of the ridge in each pixel column.
std::vector<float> ridgeLine(const Stage& stage, const Ridge& ridge);

struct Slope
{
    Color lit;
    Color shade;
    float relief = 0.5F; // how much the light models it
    float grain = 5; // the frequency of what it is made of
    float stretch = 1; // above 1: layers that lie, below 1: furrows that fall
    float snow = 0; // share covered by snow
    float hazeTop = 0; // how much of the air lies before its top
    float hazeBase = 0;
    float hazeDepth = 0.2F; // the length from top to base
    std::vector<float> feet; // where it ends in each pixel column, if above the picture's edge
};

// The ground below a line, lit from the sun's side.
void paintSlope(Stage& stage, FloatImage& image, const std::vector<float>& line,
                const Slope& slope);

void drawConifer(QPainter& painter, Rng& rng, float u, float base, float height);
// A tree with a round crown.
void drawLeafTree(QPainter& painter, Rng& rng, float u, float base, float height);
// Conifers side by side along a line.
void paintConiferRow(Stage& stage, FloatImage& image, const std::vector<float>& line, float height,
                     const Color& color, float softness, quint64 tag);
// Blades of grass out of the picture's lower edge; out of focus if soft.
void paintGrass(Stage& stage, FloatImage& image, float height, const Color& color, float softness,
                quint64 tag);

} // namespace raskadr::draft
