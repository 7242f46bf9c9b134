#pragma once

// The part of an import that needs no database; internal to this module.

#include "core/ingest/importplan.h"
#include "core/media/mediafolder.h"
#include "core/model/asset.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace raskadr {

// A file that was looked into and copied, or why not.
struct PreparedFile
{
    enum class Outcome { Copied, Duplicate, Refused };
    Outcome outcome = Outcome::Refused;
    std::optional<MediaCopy> copy; // of a copied one: to be named
    Media media; // likewise, its palette and creation time apart
    Provenance provenance; // likewise: what it says of itself
    bool video = false;
    qint64 modifiedMs = 0; // of the file
    QString sha256; // of a duplicate
    Error error; // of a refused one
};

// Whether the error is about the library or its disk, so that the next file would meet it, too.
bool stopsImport(const Error& error);

// Looks into files and copies them, two at a time and a little ahead of who takes them; they are
// taken in the order given. Made, used and destroyed by one thread; destroying it stops the work.
class Preparation
{
public:
    struct Source
    {
        QString path;
        qint64 size = 0;
    };
    // Without `known`, nothing counts as a duplicate.
    Preparation(const MediaFolder& media, QList<Source> sources,
                std::optional<KnownContents> known);
    ~Preparation();
    Preparation(const Preparation&) = delete;
    Preparation& operator=(const Preparation&) = delete;

    // The next `limit` ones, or the rest of them; fewer, or none, if no more got ready within
    // `waitMs`.
    std::vector<PreparedFile> take(size_t limit, int waitMs);
    // Bytes read so far, those of taken and of half-read files included.
    qint64 bytesDone() const { return m_bytesDone.load(std::memory_order_relaxed); }
    // Whether this content counts as a duplicate from now on; false if it did not before.
    bool isKnown(const QString& sha256, qint64 size);

private:
    void work(const std::stop_token& stop);
    PreparedFile prepare(const Source& source, const std::stop_token& stop);
    std::optional<QString> knownContentOf(const Source& source, const std::stop_token& stop);

    const MediaFolder& m_media;
    const QList<Source> m_sources;
    std::atomic<qint64> m_bytesDone = 0;

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::optional<KnownContents> m_known;
    qsizetype m_next = 0; // to be started
    qsizetype m_taken = 0; // handed out
    std::map<qsizetype, PreparedFile> m_ready;
    std::vector<std::jthread> m_threads;
};

} // namespace raskadr
