#include "core/vault/retrydelay.h"

#include <algorithm>

namespace raskadr {

qint64 retryDelayMs(int failures)
{
    if (failures < 2) {
        return 0;
    }
    return std::min<qint64>(1000LL << std::min(failures - 2, 10), 60'000);
}

} // namespace raskadr
