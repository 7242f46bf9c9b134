#pragma once

#include "core/passport/passportlabels.h"

namespace raskadr {

// The words of a passport in the language of the loaded translation. Any thread.
PassportLabels passportWords();

} // namespace raskadr
