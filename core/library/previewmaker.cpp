#include "core/library/previewmaker.h"

#include "core/base/logging.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <chrono>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int threadCount = 2;
constexpr int maxProxiesAtOnce = 1; // the other thread stays free for stills, which are quick
constexpr auto paletteDelay = 200ms;
constexpr int foundAtOnce = 1000;
constexpr int visibleUrgency = 10'000; // above any priority that a caller names
constexpr int kindStep = 1'000'000; // stills go before films, whatever else holds

QString kindName(PreviewKind kind)
{
    switch (kind) {
    case PreviewKind::Thumbnails:
        return u"thumbnails"_s;
    case PreviewKind::LargeThumbnails:
        return u"large"_s;
    case PreviewKind::HoverProxy:
        return u"proxy"_s;
    }
    return {};
}

// Whether trying again later makes no sense: it is about the file itself.
bool isLasting(const Error& error)
{
    switch (error.kind) {
    case ErrorKind::FileDamaged:
    case ErrorKind::FileEmpty:
    case ErrorKind::FormatUnsupported:
    case ErrorKind::PlaylistRefused:
    case ErrorKind::SvgRefused:
    case ErrorKind::HeicRefused:
    case ErrorKind::PictureTooLarge:
    case ErrorKind::VideoTooLong:
        return true;
    default:
        return false;
    }
}

std::optional<PreviewKind> kindOf(const QString& name)
{
    for (const PreviewKind kind :
         {PreviewKind::Thumbnails, PreviewKind::LargeThumbnails, PreviewKind::HoverProxy}) {
        if (name == kindName(kind)) {
            return kind;
        }
    }
    return std::nullopt;
}

} // namespace

PreviewMaker::PreviewMaker(Store& store, const MediaFolder& media, const CacheFolder& cache,
                           QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_media(media)
    , m_cache(cache)
{
    m_pool.setMaxThreadCount(threadCount);
    m_pool.setThreadPriority(QThread::LowestPriority);
    m_paletteTimer.setSingleShot(true);
    connect(&m_paletteTimer, &QTimer::timeout, this, &PreviewMaker::writePalettes);
    connect(&m_store, &Store::changed, this, [this](const ChangeSet& changes) {
        for (const QString& sha256 : changes.media) {
            follow(sha256);
        }
    });
    lookForMissing();
}

PreviewMaker::~PreviewMaker()
{
    m_search.stop();
    m_handles.clear(); // asks each to stop
    m_pool.clear();
    m_pool.waitForDone();
    writePalettes();
}

// Runs in the pool.
Result<PreviewMaker::Found> PreviewMaker::findMissing(const Store& store, const CacheFolder& cache,
                                                      const std::stop_token& stop)
{
    const auto media = store.read(AccountId(), [](const Repositories& r) { return r.media.all(); });
    if (!media) {
        return failure(media.error());
    }
    Found found;
    QList<Key> proxies;
    for (auto medium = media->crbegin(); medium != media->crend(); ++medium) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        if (medium->state == MediaState::Missing) {
            continue;
        }
        if (medium->palette.isEmpty() || !cache.hasThumbnails(medium->sha256)) {
            found.missing.append({medium->sha256, PreviewKind::Thumbnails});
        }
        if (medium->isVideo() && !cache.hasProxy(medium->sha256)) {
            proxies.append({medium->sha256, PreviewKind::HoverProxy});
        }
    }
    found.missing += proxies;
    QDirIterator marks(cache.path() + u"/failed"_s, QDir::Files, QDirIterator::Subdirectories);
    while (marks.hasNext()) {
        marks.next();
        if (const auto kind = kindOf(marks.fileName().section(u'_', 1))) {
            found.failed.append({marks.fileName().section(u'_', 0, 0), *kind});
        }
    }
    return found;
}

void PreviewMaker::lookForMissing()
{
    m_looking = true;
    m_search = runAsync(
        m_pool, this,
        [&store = m_store, cache = m_cache](const std::stop_token& stop) {
            return findMissing(store, cache, stop);
        },
        [this](const Result<Found>& found) {
            if (found) {
                m_found = found->missing;
                m_failed.unite(QSet<Key>(found->failed.begin(), found->failed.end()));
            }
            takeFound();
        });
}

// A library may lack very much; the window answers in between.
void PreviewMaker::takeFound()
{
    const QList<Key> some = m_found.mid(0, foundAtOnce);
    m_found.remove(0, some.size());
    for (const Key& key : some) {
        m_seen.insert(key.sha256);
        if (!m_running.contains(key) && !m_sinceSearch.contains(key)) {
            enqueue(key, 0);
        }
    }
    m_looking = !m_found.isEmpty();
    if (m_looking) {
        QMetaObject::invokeMethod(this, &PreviewMaker::takeFound, Qt::QueuedConnection);
    } else {
        m_sinceSearch.clear();
    }
    dispatch();
}

// New media, and those that a check or an import found to be well again.
void PreviewMaker::follow(const QString& sha256)
{
    bool healed = false;
    for (const PreviewKind kind :
         {PreviewKind::Thumbnails, PreviewKind::LargeThumbnails, PreviewKind::HoverProxy}) {
        if (m_failed.remove({sha256, kind})) {
            QFile::remove(failurePath({sha256, kind}));
            healed = true;
        }
    }
    if (healed || !m_seen.contains(sha256)) {
        m_seen.insert(sha256);
        enqueue({sha256, PreviewKind::Thumbnails}, 0);
    }
}

void PreviewMaker::request(const QString& sha256, PreviewKind kind, int priority)
{
    enqueue({sha256, kind}, std::clamp(priority, -visibleUrgency / 2, visibleUrgency / 2));
    dispatch();
}

void PreviewMaker::prioritise(const QList<QString>& visible)
{
    QHash<QString, int> now;
    for (qsizetype i = 0; i < visible.size(); ++i) {
        now.insert(visible[i], static_cast<int>(visible.size() - i));
    }
    const QHash<QString, int> before = std::exchange(m_visible, now);
    QSet<QString> moved(before.keyBegin(), before.keyEnd());
    moved.unite(QSet<QString>(now.keyBegin(), now.keyEnd()));
    for (const QString& sha256 : moved) {
        for (const PreviewKind kind :
             {PreviewKind::Thumbnails, PreviewKind::LargeThumbnails, PreviewKind::HoverProxy}) {
            const Key key{sha256, kind};
            if (const auto entry = m_waiting.find(key); entry != m_waiting.end()) {
                m_order.erase(entry->place);
                place(key, *entry);
            }
        }
    }
}

void PreviewMaker::makeWhatDidNotFit()
{
    for (const Key& key : std::exchange(m_didNotFit, {})) {
        m_failed.remove(key);
        enqueue(key, 0);
    }
    dispatch();
}

bool PreviewMaker::hasFailed(const QString& sha256, PreviewKind kind) const
{
    return m_failed.contains({sha256, kind});
}

void PreviewMaker::enqueue(const Key& key, int priority)
{
    if (m_media.path(key.sha256).isEmpty() || m_failed.contains(key)) {
        return;
    }
    if (m_running.contains(key)) {
        m_repeat.insert(key);
        return;
    }
    if (const auto entry = m_waiting.find(key); entry != m_waiting.end()) {
        if (priority > entry->priority) {
            m_order.erase(entry->place);
            entry->priority = priority;
            place(key, *entry);
        }
        return;
    }
    Entry& entry = m_waiting[key];
    entry.priority = priority;
    entry.number = m_nextNumber++;
    place(key, entry);
    m_busy = true;
    if (m_running.size() < threadCount) {
        QMetaObject::invokeMethod(this, &PreviewMaker::dispatch, Qt::QueuedConnection);
    }
}

// Somebody is waiting for large thumbnails; nobody can do without the small ones; films come last.
int PreviewMaker::urgencyOf(const Key& key, int priority) const
{
    const int byKind = key.kind == PreviewKind::HoverProxy ? 0 : kindStep;
    const auto visible = m_visible.constFind(key.sha256);
    return byKind + priority + (visible == m_visible.cend() ? 0 : visibleUrgency + *visible);
}

void PreviewMaker::place(const Key& key, Entry& entry)
{
    entry.place = {urgencyOf(key, entry.priority), entry.number, key};
    m_order.insert(entry.place);
}

void PreviewMaker::dispatch()
{
    int proxies = 0;
    for (const Key& key : std::as_const(m_running)) {
        proxies += key.kind == PreviewKind::HoverProxy ? 1 : 0;
    }
    for (auto next = m_order.begin(); next != m_order.end() && m_running.size() < threadCount;) {
        const Key key = next->key;
        if (key.kind == PreviewKind::HoverProxy && ++proxies > maxProxiesAtOnce) {
            break; // only proxies follow
        }
        next = m_order.erase(next);
        m_waiting.remove(key);
        start(key);
    }
    tellIfIdle();
}

void PreviewMaker::start(const Key& key)
{
    m_running.insert(key);
    PreviewJob job;
    job.sha256 = key.sha256;
    job.kind = key.kind;
    job.sourcePath = m_media.path(key.sha256);
    job.cachePath = m_cache.path();
    // The store is asked in the pool: reading may wait for the disk.
    m_handles[key] = runAsync(
        m_pool, this,
        [job, &store = m_store](const std::stop_token& stop) mutable -> Result<PreviewResult> {
            if (job.kind == PreviewKind::Thumbnails) {
                const auto media = store.read(
                    AccountId(), [&](const Repositories& r) { return r.media.find(job.sha256); });
                job.needsPalette = media && *media && (*media)->palette.isEmpty();
            }
            return runPreviewJob(job, stop);
        },
        [this, key](const Result<PreviewResult>& result) { finished(key, result); });
}

void PreviewMaker::finished(const Key& key, const Result<PreviewResult>& result)
{
    m_running.remove(key);
    m_handles.erase(key);
    if (m_looking) {
        m_sinceSearch.insert(key);
    }
    if (!result) {
        noteFailure(key, result.error());
    } else {
        if (!result->palette.isEmpty()) {
            m_palettes.insert(key.sha256, result->palette);
            if (!m_paletteTimer.isActive()) {
                m_paletteTimer.start(paletteDelay);
            }
        }
        // The search after the start may have begun with the proxy already.
        const Key proxy{key.sha256, PreviewKind::HoverProxy};
        if (key.kind == PreviewKind::Thumbnails && result->video && !m_running.contains(proxy)
            && !m_cache.hasProxy(key.sha256)) {
            enqueue(proxy, 0);
        }
        Q_EMIT ready(key.sha256, key.kind);
    }
    if (m_repeat.remove(key)) {
        enqueue(key, 0);
    }
    dispatch();
}

void PreviewMaker::noteFailure(const Key& key, const Error& error)
{
    qCInfo(logLibrary) << "no" << kindName(key.kind) << "of" << key.sha256.left(8) << ':'
                       << errorKindName(error.kind) << error.detail;
    if (error.kind == ErrorKind::FileMissing) {
        m_seen.remove(key.sha256); // made as soon as the file is back
    } else {
        m_failed.insert(key);
    }
    if (error.kind == ErrorKind::DiskFull) {
        m_didNotFit.insert(key);
    }
    if (isLasting(error)) {
        const QString path = failurePath(key);
        QDir().mkpath(QFileInfo(path).path());
        QFile mark(path);
        if (!mark.open(QIODevice::WriteOnly)) {
            qCInfo(logLibrary) << "the failure is remembered until the next start only";
        }
    }
    Q_EMIT failed(key.sha256, key.kind, error);
}

QString PreviewMaker::failurePath(const Key& key) const
{
    return m_cache.path() + u"/failed/"_s + key.sha256.left(2) + u'/' + key.sha256 + u'_'
        + kindName(key.kind);
}

void PreviewMaker::writePalettes()
{
    m_paletteTimer.stop();
    if (m_palettes.isEmpty()) {
        return;
    }
    ++m_palettesOnTheWay;
    const QHash<QString, QString> palettes = std::exchange(m_palettes, {});
    m_store
        .write(AccountId(),
               [palettes](Repositories& r) -> Result<> {
                   for (auto at = palettes.cbegin(); at != palettes.cend(); ++at) {
                       r.media.setPalette(at.key(), at.value());
                   }
                   return {};
               })
        .then(this, [this](const Result<>&) {
            --m_palettesOnTheWay;
            tellIfIdle();
        });
}

void PreviewMaker::tellIfIdle()
{
    if (m_busy && !m_looking && m_order.empty() && m_running.isEmpty() && m_palettes.isEmpty()
        && m_palettesOnTheWay == 0) {
        m_busy = false;
        Q_EMIT idle();
    }
}

} // namespace raskadr
