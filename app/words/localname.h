#pragma once

#include "core/providers/manifest.h"

namespace raskadr {

// A manifest's name in the language of the program. Any thread.
QString shownName(const LocalName& name);

} // namespace raskadr
