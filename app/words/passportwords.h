#pragma once

#include "core/passport/passportlabels.h"
#include "core/providers/catalog.h"

namespace raskadr {

// The words of a passport in the language of the loaded translation, with the names that the
// catalogue gives to models and providers. Any thread.
PassportLabels passportWords(const Catalog& catalog);

} // namespace raskadr
