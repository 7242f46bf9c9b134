#include "core/ingest/preparation.h"

#include "core/base/failpoint.h"
#include "core/media/embeddedmetadata.h"
#include "core/media/filehash.h"
#include "core/media/probe.h"
#include "core/media/provenance/fileprovenance.h"
#include "core/media/sidecartexts.h"

#include <QDateTime>
#include <QFileInfo>

#include <chrono>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int threadCount = 2;
constexpr qsizetype lookAhead = 64; // files copied before they are taken

qint64 modifiedMsOf(const QString& path)
{
    return QFileInfo(path).lastModified().toMSecsSinceEpoch();
}

Error refusal(Error error, const QString& path)
{
    // What is wrong with the library is not said of the file.
    error.subject = stopsImport(error) ? QString() : path.section(u'/', -1);
    return error;
}

} // namespace

bool stopsImport(const Error& error)
{
    switch (error.kind) {
    case ErrorKind::Cancelled:
    case ErrorKind::DiskFull:
    case ErrorKind::LibraryReadOnly:
    case ErrorKind::LibraryMissing:
    case ErrorKind::LibraryDamaged:
    case ErrorKind::Storage:
    case ErrorKind::Internal:
        return true;
    default:
        return false;
    }
}

Preparation::Preparation(const MediaFolder& media, QList<Source> sources,
                         std::optional<KnownContents> known)
    : m_media(media)
    , m_sources(std::move(sources))
    , m_known(std::move(known))
{
    for (int i = 0; i < std::min<qsizetype>(threadCount, m_sources.size()); ++i) {
        m_threads.emplace_back([this](const std::stop_token& stop) { work(stop); });
    }
}

Preparation::~Preparation()
{
    for (std::jthread& thread : m_threads) {
        thread.request_stop();
    }
    m_threads.clear();
}

void Preparation::work(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (m_next < m_sources.size()) {
        if (!m_changed.wait(lock, stop, [this] { return m_next < m_taken + lookAhead; })) {
            return;
        }
        if (m_next == m_sources.size() || stop.stop_requested()) {
            return;
        }
        const qsizetype index = m_next++;
        lock.unlock();
        PreparedFile prepared = prepare(m_sources[index], stop);
        lock.lock();
        m_ready.emplace(index, std::move(prepared));
        m_changed.notify_all();
    }
}

std::vector<PreparedFile> Preparation::take(size_t limit, int waitMs)
{
    std::vector<PreparedFile> files;
    std::unique_lock lock(m_mutex);
    const qsizetype wanted = std::min(qsizetype(limit), m_sources.size() - m_taken);
    m_changed.wait_for(lock, std::chrono::milliseconds(waitMs), [&] {
        qsizetype ready = 0;
        while (ready < wanted && m_ready.contains(m_taken + ready)) {
            ++ready;
        }
        return ready == wanted;
    });
    while (files.size() < limit && m_ready.contains(m_taken)) {
        files.push_back(std::move(m_ready.extract(m_taken).mapped()));
        ++m_taken;
    }
    m_changed.notify_all();
    return files;
}

bool Preparation::isKnown(const QString& sha256, qint64 size)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_known) {
        return false;
    }
    const bool known = m_known->hasContent(sha256);
    m_known->add(sha256, size);
    return known;
}

// Files of a size that occurs are hashed first, so that a duplicate is not copied to find it out.
std::optional<QString> Preparation::knownContentOf(const Source& source,
                                                   const std::stop_token& stop)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_known || !m_known->hasSize(source.size)) {
            return std::nullopt;
        }
    }
    const auto sha256 = hashOfFile(source.path, stop);
    const std::scoped_lock lock(m_mutex);
    return sha256 && m_known->hasContent(*sha256) ? std::optional(*sha256) : std::nullopt;
}

PreparedFile Preparation::prepare(const Source& source, const std::stop_token& stop)
{
    PreparedFile prepared;
    prepared.modifiedMs = modifiedMsOf(source.path);
    const auto refuse = [&](const Error& error) {
        prepared.outcome = PreparedFile::Outcome::Refused;
        prepared.error = refusal(error, source.path);
        return std::move(prepared);
    };
    // What its headers refuse is not copied first.
    if (const auto headers = readMediaHeaders(source.path, stop); !headers) {
        return refuse(headers.error());
    }
    if (const auto known = knownContentOf(source, stop)) {
        prepared.outcome = PreparedFile::Outcome::Duplicate;
        prepared.sha256 = *known;
        m_bytesDone += source.size;
        return prepared;
    }
    qint64 counted = 0;
    auto copy = m_media.copy(source.path, stop, [&](qint64 done, qint64) {
        m_bytesDone += done - counted;
        counted = done;
    });
    if (!copy) {
        return refuse(copy.error());
    }
    m_bytesDone += copy->size() - counted;
    failpoint("import-file-copied");
    // Nobody writes to the copy any more: what is looked into is what is taken.
    const auto facts = examineMedia(*copy, stop);
    if (!facts) {
        return refuse(facts.error());
    }
    prepared.outcome = PreparedFile::Outcome::Copied;
    prepared.media = mediaOf(copy->sha256(), *facts);
    QMap<QString, QString> texts = readSidecarTexts(source.path, facts->format, stop);
    if (const auto embedded = readEmbeddedMetadata(copy->path(), facts->format, stop)) {
        texts.insert(*embedded);
    }
    prepared.media.embedded = embeddedMetadataJson(texts);
    prepared.provenance = fileProvenance(texts, source.path.section(u'/', -1)).fields;
    prepared.video = facts->kind == MediaKind::Video;
    prepared.copy = std::move(*copy);
    return prepared;
}

} // namespace raskadr
