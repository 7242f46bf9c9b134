#include "core/base/roomwatch.h"

#include <QStorageInfo>

namespace raskadr {

namespace {

constexpr qint64 leastBytes = 64 * 1024 * 1024; // what the database, its log and a picture take
// A quota can refuse where room is told of: then what was stopped is tried now and then only.
constexpr int looksBeforeTrial = 20;

} // namespace

RoomWatch::RoomWatch(QThreadPool& pool, FreeBytes freeBytes, int everyMs, QObject* parent)
    : QObject(parent)
    , m_pool(pool)
    , m_freeBytes(std::move(freeBytes))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(everyMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_asking = runAsync(
            m_pool, this, [ask = m_freeBytes](const std::stop_token&) { return ask(); },
            [this](qint64 bytes) { look(bytes); });
    });
}

RoomWatch::FreeBytes RoomWatch::freeBytesAt(const QString& path)
{
    return [path] { return QStorageInfo(path).bytesAvailable(); };
}

void RoomWatch::waitFor(qint64 bytes)
{
    const bool waited = isWaiting();
    m_needed = std::max({m_needed, bytes, leastBytes});
    if (!waited) {
        m_looks = 0;
        m_timer.start();
        Q_EMIT began(bytes);
    }
}

void RoomWatch::look(qint64 freeBytes)
{
    const bool tellsMore = freeBytes > m_notEnough || ++m_looks >= looksBeforeTrial;
    if (freeBytes < m_needed || !tellsMore) {
        m_timer.start();
        return;
    }
    m_notEnough = freeBytes;
    m_needed = 0;
    Q_EMIT roomThere();
}

} // namespace raskadr
