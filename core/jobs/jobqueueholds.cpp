// What keeps jobs from beginning although it is their turn: paused providers, the budget.

#include "core/jobs/budget.h"
#include "core/jobs/jobqueueentry.h"

namespace raskadr {

namespace {

// How many are asked about at once: the answer takes the main thread.
constexpr int mostAsked = 4;

} // namespace

QList<PausedProvider> JobQueue::pausedProviders(const AccountId& account) const
{
    return m_pauses.of(account);
}

void JobQueue::resumeProvider(const AccountId& account, const QString& providerId)
{
    if (!m_pauses.lift(account, providerId)) {
        return;
    }
    QList<GenerationId> released;
    for (const auto& [id, entry] : m_entries) {
        if (entry->provider() == ProviderKey(account, providerId)
            && entry->job.waitReason == WaitReason::ProviderPaused) {
            entry->job.waitReason = WaitReason::None;
            released.append(id);
        }
    }
    settle(released);
    m_idleTold = false;
    wake();
    Q_EMIT pausesChanged();
}

// Their keys or addresses are new.
void JobQueue::liftPauses(const QSet<QString>& providers)
{
    QSet<AccountId> accounts;
    for (const auto& [id, entry] : m_entries) {
        accounts.insert(entry->account);
    }
    accounts += m_unlocked;
    for (const AccountId& account : std::as_const(accounts)) {
        for (const PausedProvider& paused : m_pauses.of(account)) {
            if (providers.contains(paused.providerId)) {
                // Not now: who hears of a change must not write.
                QMetaObject::invokeMethod(
                    this, [this, account, id = paused.providerId] { resumeProvider(account, id); },
                    Qt::QueuedConnection);
            }
        }
    }
}

// Jobs at a paused provider say so. What a service has already goes on.
void JobQueue::hold()
{
    QList<GenerationId> held;
    for (const auto& [id, entry] : m_entries) {
        const PausedProvider* paused = m_pauses.find(entry->account, entry->generation.providerId);
        if (paused && entry->stage == Entry::Stage::Waiting && !entry->isOrdered()
            && !entry->isHeld()) {
            entry->job.waitReason = WaitReason::ProviderPaused;
            entry->job.errorClass = paused->errorClass;
            held.append(id);
        }
    }
    settle(held);
}

// The first that wait of some shots: what has room is begun, and those behind it are asked about
// when it is over.
void JobQueue::askBudget()
{
    QSet<ShotId> asked;
    for (const GenerationId& id : std::as_const(m_order)) {
        Entry* entry = find(id);
        if (entry->job.waitReason != WaitReason::Budget || asked.contains(entry->generation.shotId)
            || !m_unlocked.contains(entry->account)) {
            continue;
        }
        if (asked.size() == mostAsked) {
            break;
        }
        asked.insert(entry->generation.shotId);
        const auto stop = m_store.read(entry->account, [&](const Repositories& repositories) {
            return budgetStop(repositories, id, m_clock.nowMs());
        });
        if (stop && !*stop) {
            entry->job.waitReason = WaitReason::None; // the row follows when it begins
        }
    }
}

} // namespace raskadr
