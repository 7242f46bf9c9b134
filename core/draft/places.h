#pragma once

// One composition for each kind of place: they paint the layers of a scene from back to front, up
// to where people stand; internal to this module.

#include "core/draft/stage.h"

namespace raskadr::draft {

void composeSea(Stage& stage);
void composeMountains(Stage& stage);
void composeField(Stage& stage);
void composeForest(Stage& stage);
void composeCity(Stage& stage);
void composeStreet(Stage& stage);
void composeRoom(Stage& stage);

// A road from the picture's lower edge to a point on the horizon.
struct Road
{
    float vanishU = 0.5F;
    float horizon = 0.6F;
    float from = 0; // painted below this height only
    bool paved = false;
};
void paintRoad(Stage& stage, FloatImage& image, const Road& road);

} // namespace raskadr::draft
