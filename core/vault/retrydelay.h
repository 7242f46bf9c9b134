#pragma once

#include <QtGlobal>

namespace raskadr {

// How long the next login attempt has to wait after so many wrong ones in a row: nothing for the
// first two, then 1 s, 2 s, 4 s … up to a minute.
qint64 retryDelayMs(int failures);

} // namespace raskadr
