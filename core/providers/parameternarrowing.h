#pragma once

// What several rules leave of one parameter together; internal to this module.

#include "core/providers/parameterschema.h"

namespace raskadr {

// Both hold: the choices that they share, the narrower bounds, needed if either needs it. Words
// come from `by`. The default is that of `by`, or else the one that there was, if it still fits.
// Where the two leave no choice at all those of `field` stay, and check() says what is wrong.
ParameterField narrowed(const ParameterField& field, const ParameterField& by);

} // namespace raskadr
