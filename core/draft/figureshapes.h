#pragma once

// Outlines of people; internal to this module.

#include "core/draft/rng.h"

#include <QPainterPath>

namespace raskadr::draft {

enum class Build { Coat, Dress, Child };

struct Pose
{
    Build build = Build::Coat;
    float stride = 0; // 0: stands, 1: takes a long step
    float lean = 0; // of the weight to one side, -1 to 1
    bool umbrella = false;
    bool hat = false;
};

// Somebody seen from behind or in front, one unit tall: the feet are at (0, 0), up is negative.
QPainterPath standingFigure(const Pose& pose);

// Head and shoulders one unit tall down to the collar: the middle of the head is at (0, 0).
QPainterPath bustFromBehind(Build build, Rng& rng);
// The same from the side, looking to the right.
QPainterPath bustInProfile(Build build, Rng& rng);

} // namespace raskadr::draft
