#pragma once

#include "core/base/runasync.h"

#include <QTimer>
#include <functional>

namespace raskadr {

// Work that met a full disk waits here until there is room again. Lives in the main thread; the
// disk is asked in the pool, since one that does not answer must not hold anything up.
class RoomWatch final : public QObject
{
    Q_OBJECT

public:
    using FreeBytes = std::function<qint64()>; // called in the pool

    RoomWatch(QThreadPool& pool, FreeBytes freeBytes, int everyMs = 3000,
              QObject* parent = nullptr);

    // Of the disk that a file or folder lies on.
    static FreeBytes freeBytesAt(const QString& path);

    // What needs so many bytes was stopped; of several needs the largest counts.
    void waitFor(qint64 bytes);
    bool isWaiting() const { return m_needed > 0; }

Q_SIGNALS:
    void began(qint64 bytes);
    void roomThere();

private:
    void look(qint64 freeBytes);

    QThreadPool& m_pool;
    const FreeBytes m_freeBytes;
    QTimer m_timer;
    AsyncHandle m_asking;
    qint64 m_needed = 0; // 0: nothing waits
    qint64 m_notEnough = 0; // what was free when waiting ended last
    int m_looks = 0;
};

} // namespace raskadr
