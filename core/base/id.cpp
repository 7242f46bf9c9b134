#include "core/base/id.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <mutex>

namespace raskadr {

QUuid makeUuidV7()
{
    static std::mutex mutex;
    static quint64 lastStamp = 0; // milliseconds << 12 | counter

    quint64 stamp = static_cast<quint64>(QDateTime::currentMSecsSinceEpoch()) << 12
        | (QRandomGenerator::system()->generate() & 0x3ff);
    {
        const std::scoped_lock lock(mutex);
        stamp = std::max(stamp, lastStamp + 1);
        lastStamp = stamp;
    }
    const quint64 milliseconds = stamp >> 12;
    const quint64 random = QRandomGenerator::system()->generate64();
    const auto byte = [random](int index) { return static_cast<uchar>(random >> (8 * index)); };
    return QUuid(static_cast<uint>(milliseconds >> 16), static_cast<ushort>(milliseconds),
                 static_cast<ushort>(0x7000 | (stamp & 0xfff)),
                 static_cast<uchar>(0x80 | (byte(0) & 0x3f)), byte(1), byte(2), byte(3), byte(4),
                 byte(5), byte(6), byte(7));
}

QString uuidTail(const QUuid& uuid)
{
    return uuid.toString(QUuid::WithoutBraces).right(8);
}

} // namespace raskadr
