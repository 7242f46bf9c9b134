#include "core/jobs/jobqueue.h"

#include "core/base/logging.h"
#include "core/jobs/builtinrunner.h"
#include "core/jobs/jobentry.h"
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
        m_store.write(entry->account, [id = id](Repositories& repositories) {
            return requeueJob(repositories, id);
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

JobQueue::Entry* JobQueue::find(const GenerationId& generation)
{
    const auto entry = m_entries.find(generation);
    return entry == m_entries.end() ? nullptr : entry->second.get();
}

int JobQueue::limitOf(const Entry& entry)
{
    const ProviderKey key = entry.provider();
    if (const auto known = m_limits.constFind(key); known != m_limits.constEnd()) {
        return *known;
    }
    int limit = 1;
    bool isBuiltin = true;
    const auto records = m_store.read(entry.account, [](const Repositories& repositories) {
        return repositories.catalog.providers();
    });
    if (records) {
        for (const ManifestRecord& record : *records) {
            const auto manifest = record.id == key.second
                ? parseProvider(record.manifest)
                : Result<ProviderManifest>(failure(ErrorKind::NotFound));
            if (manifest) {
                limit = manifest->concurrency;
                isBuiltin = manifest->isBuiltin();
            }
        }
    }
    if (!isBuiltin && m_connections) {
        const auto access = m_connections->access(entry.account, key.second);
        limit = access && access->concurrency > 0 ? access->concurrency : limit;
    }
    m_limits.insert(key, limit);
    return limit;
}

bool JobQueue::mayRun(const Entry& entry) const
{
    return m_unlocked.contains(entry.account) && !entry.isHeld() && !isFinal(entry.job.state)
        && (!m_only || m_only->contains(entry.generation.id));
}

// --- following the store

void JobQueue::noteChanges(const ChangeSet& changes)
{
    if (changes.catalog || !changes.connections.isEmpty()) {
        m_limits.clear();
        liftPauses(changes.connections);
        wake();
    }
    if (changes.catalog || !changes.accounts.isEmpty() || !changes.projects.isEmpty()) {
        m_budgetMoved = true;
        wake();
    }
    if (m_started && !changes.jobs.isEmpty()) {
        m_touched += changes.jobs.inserted + changes.jobs.updated + changes.jobs.removed;
        wake();
    }
}

void JobQueue::wake()
{
    if (m_started && !m_awake) {
        m_awake = true;
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_awake = false;
                follow();
                startNext();
            },
            Qt::QueuedConnection);
    }
}

void JobQueue::follow()
{
    bool strangers = std::exchange(m_unread, false);
    const QSet<GenerationId> touched = std::exchange(m_touched, {});
    for (const GenerationId& id : touched) {
        Entry* entry = find(id);
        if (!entry) {
            strangers = true;
            continue;
        }
        const auto job = m_store.read(entry->account, [&](const Repositories& repositories) {
            return repositories.jobs.find(id);
        });
        if (!job) {
            m_touched.insert(id); // could not be read now; looked at again with the next change
        } else if (!*job) {
            drop(id);
        } else {
            const bool wasToStop = entry->job.cancelRequested;
            entry->job = **job;
            const JobState state = entry->job.state;
            if (isFinal(state)) {
                drop(id);
                m_budgetMoved = true;
                Q_EMIT finished(id, state);
            } else if (entry->job.cancelRequested && !wasToStop) {
                followCancel(*entry);
            }
        }
    }
    if (strangers) {
        reload();
    }
}

void JobQueue::reload()
{
    const auto open = m_store.read(AccountId(), [](const Repositories& repositories) {
        return repositories.jobs.unfinishedOfAllAccounts();
    });
    if (!open) {
        qCWarning(logJobs) << "the queue could not be read:" << open.error().detail;
        m_unread = true;
        m_later.start(storePauseMs);
        return;
    }
    QList<GenerationId> unsettled;
    for (const OpenJob& job : *open) {
        const GenerationId id = job.generation.id;
        if (find(id)) {
            continue;
        }
        auto entry = std::make_unique<Entry>();
        entry->account = job.accountId;
        entry->generation = job.generation;
        entry->job = job.job;
        // What an earlier process left in the middle begins again, or goes on where a service has
        // it.
        entry->job.state = JobState::Queued;
        if (job.job.waitReason == WaitReason::ProviderPaused && !m_only) {
            m_pauses.pause(job.accountId, job.generation.providerId, job.job.errorClass);
        } else if (!m_unlocked.contains(job.accountId)) {
            entry->job.waitReason = WaitReason::Locked;
        } else if (job.job.waitReason == WaitReason::ProviderPaused
                   || (job.job.waitReason != WaitReason::Budget
                       && job.job.notBeforeMs <= m_clock.nowMs())) {
            entry->job.waitReason = WaitReason::None;
        }
        if (entry->job != job.job) {
            unsettled.append(id);
        }
        m_entries.emplace(id, std::move(entry));
        m_order.append(id);
        m_idleTold = false;
    }
    m_budgetMoved = true;
    settle(unsettled);
}

// Writes that these jobs wait, and for what.
void JobQueue::settle(const QList<GenerationId>& generations)
{
    QHash<AccountId, QList<Job>> waiting;
    for (const GenerationId& id : generations) {
        const Entry* entry = find(id);
        waiting[entry->account].append(entry->job);
    }
    for (auto account = waiting.cbegin(); account != waiting.cend(); ++account) {
        m_store.write(account.key(), [jobs = *account](Repositories& repositories) -> Result<> {
            for (const Job& wanted : jobs) {
                auto job = repositories.jobs.find(wanted.generationId);
                if (job && !isFinal(job->state)) {
                    job->state = JobState::Queued;
                    job->waitReason = wanted.waitReason;
                    if (wanted.waitReason == WaitReason::ProviderPaused) {
                        job->errorClass = wanted.errorClass;
                    }
                    repositories.jobs.update(*job);
                }
            }
            return {};
        });
    }
}

void JobQueue::drop(const GenerationId& generation)
{
    const auto entry = m_entries.find(generation);
    const QString temporaryPath = entry->second->temporaryPath;
    m_entries.erase(entry); // stops the work
    m_order.removeOne(generation);
    if (!temporaryPath.isEmpty()) {
        QFile::remove(temporaryPath);
    }
}

void JobQueue::startNext()
{
    hold();
    if (std::exchange(m_budgetMoved, false)) {
        askBudget();
    }
    QHash<ProviderKey, int> busy;
    for (const auto& [id, entry] : m_entries) {
        const bool isWaiting = entry->stage == Entry::Stage::Waiting;
        busy[entry->provider()] += entry->stage == Entry::Stage::Beginning
            || entry->stage == Entry::Stage::Running || (isWaiting && entry->isOrdered());
    }
    const qint64 now = m_clock.nowMs();
    qint64 nextMs = std::numeric_limits<qint64>::max();
    const bool full = m_room && m_room->isWaiting();
    const QList<GenerationId> order = full ? QList<GenerationId>() : m_order;
    for (const GenerationId& id : order) {
        Entry* entry = find(id);
        if (entry->stage != Entry::Stage::Waiting || !mayRun(*entry)) {
            continue;
        }
        const ProviderKey key = entry->provider();
        const qint64 slowUntilMs = entry->isOrdered() ? 0 : m_slowUntilMs.value(key);
        const qint64 notBeforeMs = std::max(entry->job.notBeforeMs, slowUntilMs);
        if (notBeforeMs > now) {
            nextMs = std::min(nextMs, notBeforeMs);
            continue;
        }
        if (entry->isOrdered()) {
            begin(*entry);
        } else if (busy[key] < limitOf(*entry)) {
            ++busy[key];
            begin(*entry);
        }
    }
    if (nextMs != std::numeric_limits<qint64>::max()) {
        m_later.start(static_cast<int>(std::min<qint64>(nextMs - now, 3'600'000)));
    }
    tellCounts();
    if (!m_idleTold && isIdle()) {
        m_idleTold = true;
        Q_EMIT idle();
    }
}

void JobQueue::tellCounts()
{
    QHash<AccountId, JobCounts> counts;
    for (const auto& [id, entry] : m_entries) {
        JobCounts& account = counts[entry->account];
        ++(entry->stage == Entry::Stage::Waiting ? account.waiting : account.running);
    }
    if (counts != m_counts) {
        m_counts = counts;
        Q_EMIT countsChanged();
    }
}

} // namespace raskadr
