#pragma once

#include "core/base/runasync.h"
#include "core/library/previewjob.h"
#include "core/media/cachefolder.h"
#include "core/media/mediafolder.h"
#include "core/model/media.h"
#include "core/store/store.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QThreadPool>
#include <QTimer>
#include <map>
#include <set>
#include <vector>

namespace raskadr {

// Sees to it that every medium can be shown: makes thumbnails, posters and palettes, then the
// moving proxies of films, in two pool threads; what is visible first. On start it looks for what
// is missing in the cache, and it follows what comes in. A medium that cannot be decoded is tried
// once and noted in the cache. Lives in the main thread; destroying it drops what is not done,
// which the next start finds again.
class PreviewMaker final : public QObject
{
    Q_OBJECT

public:
    // All three outlive it; palettes are written into the store.
    PreviewMaker(Store& store, const MediaFolder& media, const CacheFolder& cache,
                 QObject* parent = nullptr);
    ~PreviewMaker() override;

    // Makes it (again) if the cache lacks it, for example because a file turned out to be gone.
    // Higher priorities go first; at the same priority stills come before films.
    void request(const QString& sha256, PreviewKind kind, int priority = 0);
    // What is on the screen now, in the order of importance: it goes before all the rest.
    void prioritise(const QList<QString>& visible);
    // There is room on the disk again: what did not fit on it is made now.
    void makeWhatDidNotFit();
    // Whether it could not be made, now or, as far as the search after the start has got, earlier.
    bool hasFailed(const QString& sha256, PreviewKind kind) const;
    // Pieces of work that are known and not done yet.
    qsizetype waiting() const { return static_cast<qsizetype>(m_order.size()) + m_running.size(); }

Q_SIGNALS:
    // The files of this kind lie in the cache from now on.
    void ready(const QString& sha256, raskadr::PreviewKind kind);
    void failed(const QString& sha256, raskadr::PreviewKind kind, const raskadr::Error& error);
    // There was something to do, and it is done; palettes are in the store.
    void idle();

private:
    struct Key
    {
        QString sha256;
        PreviewKind kind = PreviewKind::Thumbnails;

        bool operator==(const Key&) const = default;
        friend bool operator<(const Key& a, const Key& b)
        {
            return a.kind != b.kind ? a.kind < b.kind : a.sha256 < b.sha256;
        }
        friend size_t qHash(const Key& key, size_t seed = 0)
        {
            return qHashMulti(seed, key.sha256, static_cast<int>(key.kind));
        }
    };
    // Sorts the most urgent first, then the one that has waited longest.
    struct Place
    {
        int urgency = 0;
        quint64 number = 0;
        Key key;

        friend bool operator<(const Place& a, const Place& b)
        {
            return a.urgency != b.urgency ? a.urgency > b.urgency : a.number < b.number;
        }
    };
    struct Entry
    {
        int priority = 0;
        quint64 number = 0;
        Place place;
    };

    struct Found
    {
        QList<Key> missing; // thumbnails first, newest media first
        QList<Key> failed; // noted by earlier processes
    };
    static Result<Found> findMissing(const Store& store, const CacheFolder& cache,
                                     const std::stop_token& stop);

    void lookForMissing();
    void takeFound();
    void follow(const QString& sha256);
    void enqueue(const Key& key, int priority);
    int urgencyOf(const Key& key, int priority) const;
    void place(const Key& key, Entry& entry);
    void dispatch();
    void start(const Key& key);
    void finished(const Key& key, const Result<PreviewResult>& result);
    void noteFailure(const Key& key, const Error& error);
    QString failurePath(const Key& key) const;
    void writePalettes();
    void tellIfIdle();

    Store& m_store;
    const MediaFolder& m_media;
    const CacheFolder& m_cache;
    QHash<Key, Entry> m_waiting;
    std::set<Place> m_order;
    QSet<Key> m_running;
    QSet<Key> m_repeat; // asked for again while they ran
    QSet<Key> m_didNotFit; // of m_failed: because the disk was full
    QSet<Key> m_failed;
    QSet<QString> m_seen; // media that were looked at since the start
    QHash<QString, int> m_visible;
    quint64 m_nextNumber = 0;
    QList<Key> m_found; // to be taken up a few at a time
    bool m_looking = false;
    QSet<Key>
        m_sinceSearch; // done while the search was under way, which may still find them missing
    bool m_busy = false;
    QHash<QString, QString> m_palettes; // to be written
    int m_palettesOnTheWay = 0;
    QTimer m_paletteTimer;
    AsyncHandle m_search;
    std::map<Key, AsyncHandle> m_handles;
    QThreadPool m_pool;
};

} // namespace raskadr
