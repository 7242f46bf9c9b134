#pragma once

#include "core/base/runasync.h"

#include <QCache>
#include <QHash>
#include <QImage>
#include <QObject>
#include <QSet>
#include <QThreadPool>
#include <array>
#include <functional>
#include <map>
#include <tuple>

namespace raskadr::ui {

// Decoded thumbnails by medium and level, within a limit of bytes. Main thread; files are read in a
// pool of its own, what is visible first. It never makes thumbnails: it says which are missing.
class ThumbnailCache final : public QObject
{
    Q_OBJECT

public:
    // The longer side of a thumbnail in pixels.
    static constexpr std::array levels{120, 240, 480, 960, 1920};
    // The smallest level that is sharp at this many device pixels.
    static int levelFor(int devicePixels);

    enum class Priority { Prefetch, Near, Visible };

    // `pathOf` names the file of a thumbnail, whether or not it exists; called in the main thread.
    explicit ThumbnailCache(std::function<QString(const QString& sha256, int level)> pathOf,
                            QObject* parent = nullptr, qint64 maxBytes = 256LL << 20);
    ~ThumbnailCache() override;

    // What is in memory; null otherwise. Asks for nothing.
    QImage image(const QString& sha256, int level) const;
    // The level asked for, else the nearest larger, else the nearest smaller one in memory.
    QImage nearest(const QString& sha256, int level) const;

    // Answered later by `ready` or `missing`; does nothing for what is in memory or known to be
    // missing. Asking again changes the priority.
    void request(const QString& sha256, int level, Priority priority = Priority::Visible);
    void cancel(const QString& sha256, int level);
    void cancelAll();

    // A thumbnail was made or changed: it may be asked for again. What is in memory stays until the
    // new one is there.
    void invalidate(const QString& sha256);
    // All the files are gone.
    void invalidateAll();
    qint64 bytes() const;

Q_SIGNALS:
    void ready(const QString& sha256, int level);
    // There is no such file, or it cannot be read. Said once until invalidate().
    void missing(const QString& sha256, int level);

private:
    struct Key
    {
        QString sha256;
        int level = 0;

        friend bool operator==(const Key&, const Key&) = default;
        friend bool operator<(const Key& a, const Key& b)
        {
            return std::tie(a.sha256, a.level) < std::tie(b.sha256, b.level);
        }
        friend size_t qHash(const Key& key, size_t seed = 0)
        {
            return qHashMulti(seed, key.sha256, key.level);
        }
    };
    struct Pending
    {
        AsyncHandle handle;
        Priority priority = Priority::Visible;
    };

    void finish(const Key& key, const QImage& image);

    std::function<QString(const QString&, int)> m_pathOf;
    QCache<Key, QImage> m_images; // cost in KiB
    std::map<Key, Pending> m_pending;
    QSet<Key> m_missing;
    QSet<Key> m_stale; // in memory, and to be read again
    QThreadPool m_pool;
};

} // namespace raskadr::ui
