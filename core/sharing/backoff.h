#pragma once

#include <QtGlobal>

namespace raskadr {

// How long to wait before something is tried again: twice as long after each try, up to an end.
// Milliseconds.
struct Backoff
{
    qint64 first = 0;
    qint64 longest = 0;

    // `tries`: how many failed before this one.
    constexpr qint64 after(int tries) const { return qMin(longest, first << qMin(tries, 10)); }
};

} // namespace raskadr
