#pragma once

#include "core/base/result.h"
#include "core/store/store.h"

namespace raskadr {

// Puts the manifests that come with this version of the program into the library, common to all its
// accounts; one that says the same already makes no new revision. Blocks. Errors: those of the
// store.
Result<> putSeedManifests(Store& store);

} // namespace raskadr
