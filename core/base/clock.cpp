#include "core/base/clock.h"

#include <QDateTime>

namespace raskadr {

qint64 SystemClock::nowMs() const
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace raskadr
