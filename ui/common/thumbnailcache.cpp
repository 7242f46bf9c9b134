#include "ui/common/thumbnailcache.h"

#include <QFile>
#include <QImageReader>

namespace raskadr::ui {

namespace {

int costOf(const QImage& image)
{
    return static_cast<int>((image.sizeInBytes() + 1023) / 1024);
}

QImage readThumbnail(const QString& path)
{
    QImageReader reader(path);
    QImage image = reader.read();
    if (image.isNull()) {
        return {};
    }
    // The formats that a raster window paints without converting them again.
    const QImage::Format format =
        image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32;
    image.convertTo(format);
    return image;
}

} // namespace

int ThumbnailCache::levelFor(int devicePixels)
{
    for (const int level : levels) {
        if (level >= devicePixels) {
            return level;
        }
    }
    return levels.back();
}

ThumbnailCache::ThumbnailCache(std::function<QString(const QString&, int)> pathOf, QObject* parent,
                               qint64 maxBytes)
    : QObject(parent)
    , m_pathOf(std::move(pathOf))
    , m_images(static_cast<qsizetype>(maxBytes / 1024))
{
    m_pool.setMaxThreadCount(qBound(1, QThread::idealThreadCount() - 1, 4));
    m_pool.setThreadPriority(QThread::LowPriority);
}

ThumbnailCache::~ThumbnailCache()
{
    cancelAll();
    m_pool.waitForDone();
}

QImage ThumbnailCache::image(const QString& sha256, int level) const
{
    const QImage* found = m_images.object({sha256, level});
    return found ? *found : QImage();
}

QImage ThumbnailCache::nearest(const QString& sha256, int level) const
{
    for (const int candidate : levels) {
        if (candidate >= level) {
            if (const QImage* found = m_images.object({sha256, candidate})) {
                return *found;
            }
        }
    }
    for (auto candidate = levels.rbegin(); candidate != levels.rend(); ++candidate) {
        if (*candidate < level) {
            if (const QImage* found = m_images.object({sha256, *candidate})) {
                return *found;
            }
        }
    }
    return {};
}

void ThumbnailCache::request(const QString& sha256, int level, Priority priority)
{
    const Key key{sha256, level};
    const bool known = m_images.contains(key) && !m_stale.contains(key);
    if (sha256.isEmpty() || known || m_missing.contains(key)) {
        return;
    }
    const auto pending = m_pending.find(key);
    if (pending != m_pending.end() && pending->second.priority == priority) {
        return;
    }
    AsyncHandle handle = runAsync(
        m_pool, this,
        [path = m_pathOf(sha256, level)](const std::stop_token& stop) {
            return stop.stop_requested() ? QImage() : readThumbnail(path);
        },
        [this, key](const QImage& image) { finish(key, image); }, static_cast<int>(priority));
    // Replacing the handle drops the work that waited with the old priority.
    Pending& entry = m_pending[key];
    entry.handle = std::move(handle);
    entry.priority = priority;
}

void ThumbnailCache::finish(const Key& key, const QImage& image)
{
    m_pending.erase(key);
    m_stale.remove(key);
    if (image.isNull()) {
        m_missing.insert(key);
        Q_EMIT missing(key.sha256, key.level);
        return;
    }
    m_images.insert(key, new QImage(image), costOf(image));
    Q_EMIT ready(key.sha256, key.level);
}

void ThumbnailCache::cancel(const QString& sha256, int level)
{
    m_pending.erase({sha256, level});
}

void ThumbnailCache::cancelAll()
{
    m_pending.clear();
}

void ThumbnailCache::invalidate(const QString& sha256)
{
    for (const int level : levels) {
        const Key key{sha256, level};
        m_missing.remove(key);
        m_pending.erase(key);
        if (m_images.contains(key)) {
            m_stale.insert(key);
        }
    }
}

void ThumbnailCache::invalidateAll()
{
    cancelAll();
    m_missing.clear();
    const QList<Key> known = m_images.keys();
    m_stale = QSet<Key>(known.begin(), known.end());
}

qint64 ThumbnailCache::bytes() const
{
    return qint64(m_images.totalCost()) * 1024;
}

} // namespace raskadr::ui
