#pragma once

#include "core/base/error.h"
#include "core/library/manifestremoval.h"

namespace raskadr::cli {

class Context;

// What became of `model remove` and `provider remove`, in words and as JSON. Both give the exit
// status.
int tellRemoved(Context& context, const ManifestRemoval& removal);
int refuseRemoval(Context& context, const Error& error);

} // namespace raskadr::cli
