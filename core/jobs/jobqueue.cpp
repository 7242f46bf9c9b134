#include "core/jobs/jobqueue.h"

#include "core/base/logging.h"
#include "core/jobs/builtinrunner.h"
#include "core/jobs/jobqueueentry.h"
#include "core/jobs/jobtransitions.h"
#include "core/providers/connections.h"

#include <QFile>
#include <QRandomGenerator>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

JobQueue::JobQueue(Store& store, const MediaFolder& media, const Clock& clock, QThreadPool& pool,
                   BuiltinEngine& engine, SeedSource seeds, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_media(media)
    , m_clock(clock)
    , m_pool(pool)
    , m_seeds(seeds ? std::move(seeds) : [] { return QRandomGenerator::system()->generate(); })
    , m_builtin(std::make_unique<BuiltinRunner>(engine, pool))
    , m_relay(makeRelay(thread()))
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &JobQueue::wake);
    connect(&m_store, &Store::changed, this, &JobQueue::noteChanges);
}

JobQueue::~JobQueue()
{
    for (const auto& [id, entry] : m_entries) {
        if (entry->stage == Entry::Stage::Waiting) {
            continue;
        }
        entry->work.stop();
        entry->remote.reset();
        const bool isHeld = entry->result && !entry->called->isBuiltin();
        m_store.write(entry->account,
                      [id = id, refused = entry->refused,
                       held = isHeld ? entry->kept.toText()
                                     : QByteArray()](Repositories& repositories) -> Result<Job> {
                          if (refused) {
                              if (auto written = refused->change(repositories); !written) {
                                  return written;
                              }
                          }
                          return requeueJob(repositories, id, held);
                      });
        if (entry->stage == Entry::Stage::Running && !entry->temporaryPath.isEmpty()) {
            QFile::remove(entry->temporaryPath);
        }
    }
}

void JobQueue::start()
{
    m_started = true;
    m_idleTold = false;
    reload();
    wake();
}

void JobQueue::startOnly(const QSet<GenerationId>& only)
{
    m_only = only;
    start();
}

void JobQueue::unlock(const AccountId& account)
{
    m_unlocked.insert(account);
    QList<GenerationId> waiting;
    for (const auto& [id, entry] : m_entries) {
        if (entry->account == account && entry->job.waitReason == WaitReason::Locked) {
            entry->job.waitReason = WaitReason::None;
            waiting.append(id);
        }
    }
    settle(waiting);
    wake();
}

void JobQueue::waitForRoom(RoomWatch& watch)
{
    m_room = &watch;
    connect(m_room, &RoomWatch::roomThere, this, &JobQueue::wake);
}

void JobQueue::reachServices(ServiceSender& sender, const Connections& connections)
{
    m_sender = &sender;
    m_connections = &connections;
}

Pending<QList<GenerationId>> JobQueue::submit(const AccountId& account,
                                              const GenerationRequest& request)
{
    return m_store.write(
        account, [request, seeds = m_seeds, now = m_clock.nowMs()](Repositories& repositories) {
            return insertRequested(repositories, request, seeds, now);
        });
}

Pending<QList<GenerationId>> JobQueue::submitAll(const AccountId& account,
                                                 const QList<GenerationRequest>& requests)
{
    return m_store.write(
        account, [requests, seeds = m_seeds, now = m_clock.nowMs()](Repositories& repositories) {
            return insertAllRequested(repositories, requests, seeds, now);
        });
}

Pending<QList<GenerationId>> JobQueue::repeat(const AccountId& account,
                                              const GenerationId& generation)
{
    return m_store.write(account, [generation, now = m_clock.nowMs()](Repositories& repositories) {
        return insertRepeated(repositories, generation, {}, now);
    });
}

Pending<QList<GenerationId>> JobQueue::repeatWithNewSeed(const AccountId& account,
                                                         const GenerationId& generation)
{
    return m_store.write(
        account, [generation, seeds = m_seeds, now = m_clock.nowMs()](Repositories& repositories) {
            return insertRepeated(repositories, generation, seeds, now);
        });
}

Pending<Job> JobQueue::cancel(const AccountId& account, const GenerationId& generation)
{
    return m_store.write(account, [generation, now = m_clock.nowMs()](Repositories& repositories) {
        return cancelJob(repositories, generation, now);
    });
}

Pending<Job> JobQueue::retry(const AccountId& account, const GenerationId& generation)
{
    return m_store.write(account, [generation, now = m_clock.nowMs()](Repositories& repositories) {
        return retryJob(repositories, generation, now);
    });
}

Pending<Job> JobQueue::forget(const AccountId& account, const GenerationId& generation)
{
    return m_store.write(account, [generation, now = m_clock.nowMs()](Repositories& repositories) {
        return forgetJob(repositories, generation, now);
    });
}

Pending<Job> JobQueue::check(const AccountId& account, const GenerationId& generation)
{
    return m_store.write(account, [generation](Repositories& repositories) {
        return checkJob(repositories, generation);
    });
}

bool JobQueue::isIdle() const
{
    return std::none_of(m_entries.begin(), m_entries.end(), [this](const auto& item) {
        const Entry& entry = *item.second;
        const bool isLeaving = isFinal(entry.job.state); // follow() has not told of its end
        return entry.stage != Entry::Stage::Waiting || isLeaving || mayRun(entry);
    });
}

JobCounts JobQueue::counts(const AccountId& account) const
{
    return m_counts.value(account);
}

std::optional<JobProgress> JobQueue::progress(const GenerationId& generation) const
{
    const auto entry = m_entries.find(generation);
    if (entry == m_entries.end() || entry->second->stage == Entry::Stage::Waiting) {
        return std::nullopt;
    }
    return entry->second->progress;
}

} // namespace raskadr
