#include "core/base/failpoint.h"

#include <QByteArray>
#include <QtGlobal>

#include <atomic>
#include <cstdlib>

namespace raskadr {

namespace {

constexpr int killedStatus = 137; // as a shell reports SIGKILL

struct CrashPoint
{
    QByteArray name;
    int reaches = 1;
};

CrashPoint readCrashPoint()
{
    const QList<QByteArray> parts = qgetenv("RASKADR_CRASH_AT").split(':');
    return {parts.first(), parts.size() > 1 ? qMax(1, parts[1].toInt()) : 1};
}

} // namespace

void failpoint(const char* name)
{
    static const CrashPoint point = readCrashPoint();
    if (point.name.isEmpty() || point.name != name) {
        return;
    }
    static std::atomic<int> reached = 0;
    if (reached.fetch_add(1) + 1 == point.reaches) {
        std::_Exit(killedStatus);
    }
}

} // namespace raskadr
