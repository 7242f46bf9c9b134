#pragma once

#include "core/base/result.h"

#include <QtGlobal>

#include <functional>

namespace raskadr {

// Calls `wait` with 0 … count − 1, each of which waits for the disk, some of them at the same time:
// the journal of a file system ends many waits with one write. All are called even if one fails;
// the error is that of the lowest number. `wait` is called from several threads at once.
Result<> waitTogether(qsizetype count, const std::function<Result<>(qsizetype)>& wait);

} // namespace raskadr
