// Whose turn it is: what the rows say is followed, and what may run begins.

#include "core/base/logging.h"
#include "core/jobs/jobqueueentry.h"
#include "core/jobs/jobtransitions.h"
#include "core/providers/connections.h"

#include <QFile>

namespace raskadr {

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
    if (!records) {
        return limit;
    }
    for (const ManifestRecord& record : *records) {
        const auto manifest = record.id == key.second
            ? parseProvider(record.manifest)
            : Result<ProviderManifest>(failure(ErrorKind::NotFound));
        if (manifest) {
            limit = manifest->concurrency;
            isBuiltin = manifest->isBuiltin();
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
    QStringList files{entry->second->temporaryPath};
    if (const auto& answer = entry->second->kept.answer) {
        files.append(m_media.temporaryPath(answer->path));
    }
    m_entries.erase(entry); // stops the work
    m_order.removeOne(generation);
    for (const QString& file : std::as_const(files)) {
        if (!file.isEmpty()) {
            QFile::remove(file);
        }
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
    const qint64 now = m_clock.steadyMs();
    qint64 nextMs = writeRefused(now);
    const bool full = m_room && m_room->isWaiting();
    const QList<GenerationId> order = full ? QList<GenerationId>() : m_order;
    for (const GenerationId& id : order) {
        Entry* entry = find(id);
        if (entry->stage != Entry::Stage::Waiting || !mayRun(*entry)) {
            continue;
        }
        const ProviderKey key = entry->provider();
        const qint64 slowMs = entry->isOrdered() ? 0 : m_slowUntilMs.value(key, now) - now;
        const qint64 waitMs = std::max(entry->waitsMs(m_clock), slowMs);
        if (waitMs > 0) {
            nextMs = std::min(nextMs, waitMs);
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
        m_later.start(static_cast<int>(std::min<qint64>(nextMs, 3'600'000)));
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
