#pragma once

#include "core/base/clock.h"
#include "core/base/roomwatch.h"
#include "core/jobs/generationrequest.h"
#include "core/jobs/jobcounts.h"
#include "core/jobs/providerpauses.h"
#include "core/jobs/remotejob.h"
#include "core/jobs/submit.h"
#include "core/media/mediafolder.h"
#include "core/providers/builtinengine.h"
#include "core/store/store.h"

#include <QSet>
#include <QTimer>
#include <map>

namespace raskadr {

class Connections;
struct IntakeFailure;
struct LookedAt;

// Runs the generations of all accounts, as many at once as each provider allows. The rows in the
// store are the truth and are written before each step; what lies in memory follows them. So a
// process that ends at any moment loses nothing, and the next one gives every generation one asset.
// The functions that change something may be called before start() and whenever the store may be
// written; their answers come from the store. Lives in the main thread. Destroying it stops what
// runs and puts it back into the queue; the pool has to be drained before the engine and the media
// folder go.
class JobQueue final : public QObject
{
    Q_OBJECT

public:
    // Without a source of seeds the system's random numbers are taken.
    JobQueue(Store& store, const MediaFolder& media, const Clock& clock, QThreadPool& pool,
             BuiltinEngine& engine, SeedSource seeds = {}, QObject* parent = nullptr);
    ~JobQueue() override;

    // Takes up what earlier processes left unfinished, and works from then on. With `only`, nothing
    // but these generations is run, as the command line does for what it queued itself; they are
    // tried at paused providers, too.
    void start();
    void startOnly(const QSet<GenerationId>& only);
    // Jobs of an account wait until it has logged in once in this process.
    void unlock(const AccountId& account);
    // From now on a full disk does not fail a job: all wait until the watch tells of room. The
    // watch outlives the queue.
    void waitForRoom(RoomWatch& watch);
    // How services are reached; to be told before start(), and both outlive the queue. Without it
    // only what runs inside of the program goes through.
    void reachServices(ServiceSender& sender, const Connections& connections);

    // Writes a generation and a job for each variant, in order. Errors: NotFound (the shot, an
    // input), ModelGone, InvalidInput with the parameter or slot as subject.
    Pending<QList<GenerationId>> submit(const AccountId& account, const GenerationRequest& request);
    // The same for many requests, in one write: all or none. The Error's amount is the place of the
    // request that was refused.
    Pending<QList<GenerationId>> submitAll(const AccountId& account,
                                           const QList<GenerationRequest>& requests);
    // New rows that ask for the same again, with the same seed or with a fresh one.
    Pending<QList<GenerationId>> repeat(const AccountId& account, const GenerationId& generation);
    Pending<QList<GenerationId>> repeatWithNewSeed(const AccountId& account,
                                                   const GenerationId& generation);
    // A job that is over already stays as it is. One that a service has is asked to be stopped
    // there; a result that is faster is kept. Canceled with a step: it may still be charged.
    Pending<Job> cancel(const AccountId& account, const GenerationId& generation);
    // Puts a failed, canceled or unknown job back into the queue; InvalidInput for others.
    Pending<Job> retry(const AccountId& account, const GenerationId& generation);
    Pending<Job> forget(const AccountId& account, const GenerationId& generation);
    // Asks the service what became of an unknown job; InvalidInput where it cannot tell.
    Pending<Job> check(const AccountId& account, const GenerationId& generation);

    // Where nothing new is begun after failures of money or key. A new key lifts it, and so does
    // the user.
    QList<PausedProvider> pausedProviders(const AccountId& account) const;
    void resumeProvider(const AccountId& account, const QString& providerId);

    // Nothing is under way and nothing that may run is waiting.
    bool isIdle() const;
    JobCounts counts(const AccountId& account) const;
    // Of a job that is running.
    std::optional<JobProgress> progress(const GenerationId& generation) const;

Q_SIGNALS:
    void started(const raskadr::GenerationId& generation);
    // At most four times a second for each generation. -1: the time is not known yet.
    void progressed(const raskadr::GenerationId& generation, double fraction,
                    qint64 estimatedRemainingMs);
    // After the row and the asset are there.
    void finished(const raskadr::GenerationId& generation, raskadr::JobState state);
    void countsChanged();
    void pausesChanged();
    // Once each time when the queue becomes idle, and after a start that finds nothing to do.
    void idle();

private:
    struct Entry;
    struct StoreStep;
    struct ProgressGate;
    using ProviderKey = std::pair<AccountId, QString>;

    Entry* find(const GenerationId& generation);
    int limitOf(const Entry& entry);
    bool mayRun(const Entry& entry) const;

    void noteChanges(const ChangeSet& changes);
    void wake();
    void follow();
    void reload();
    void settle(const QList<GenerationId>& generations);
    void startNext();
    void hold();
    void askBudget();
    void liftPauses(const QSet<QString>& providers);
    void followCancel(Entry& entry);
    void drop(const GenerationId& generation);

    void begin(Entry& entry);
    bool load(Entry& entry);
    void wait(Entry& entry, const Job& job);
    void run(Entry& entry);
    void runBuiltin(Entry& entry);
    void beginRemote(Entry& entry);
    void runRemote(Entry& entry);
    void keep(Entry& entry, const RemoteStep& step, const std::function<void()>& proceed);
    void endRemote(Entry& entry, const RemoteEnd& end);
    void endCanceled(Entry& entry, const RemoteCanceled& canceled);
    void lose(Entry& entry, const RunFailure& why);
    void noteFailure(const Entry& entry, const RunFailure& why);
    void tryAgainOrFail(Entry& entry, const RunFailure& why);
    void postponeTo(Entry& entry, const RunFailure& why, qint64 notBeforeMs, WaitReason reason);
    void postponeForDisk(Entry& entry, const RunFailure& why);
    void importResult(Entry& entry, const RunOutput& output);
    void beginImporting(Entry& entry);
    void importHeld(Entry& entry);
    void lookAt(Entry& entry, const QString& path, const RunOutput& output);
    void takeIn(Entry& entry, const QString& path, const LookedAt& looked, const RunOutput& output);
    void takeResultBack(Entry& entry, const IntakeFailure& failed);
    void refuseResult(Entry& entry, const RunFailure& why);
    void finish(Entry& entry, const Media& media, const RunOutput& output);
    void fail(Entry& entry, const RunFailure& why);
    void write(Entry& entry, std::function<Result<Job>(Repositories&)> change,
               std::function<void(Entry&, const Job&)> next);
    void write(Entry& entry, const StoreStep& step);
    qint64 writeRefused(qint64 steadyMs);
    void waitForStore(Entry& entry);
    void noteProgress(const GenerationId& generation, double fraction);
    void tellCounts();

    Store& m_store;
    const MediaFolder& m_media;
    const Clock& m_clock;
    QThreadPool& m_pool;
    const SeedSource m_seeds;
    std::unique_ptr<Runner> m_builtin;
    RoomWatch* m_room = nullptr; // none: a full disk fails the job
    ServiceSender* m_sender = nullptr; // with m_connections
    const Connections* m_connections = nullptr;

    std::map<GenerationId, std::unique_ptr<Entry>> m_entries;
    QList<GenerationId> m_order; // of the queue: who waits longest comes first
    QSet<AccountId> m_unlocked;
    std::optional<QSet<GenerationId>> m_only;
    QSet<GenerationId> m_touched; // changed in the store since follow()
    QHash<AccountId, JobCounts> m_counts;
    QHash<ProviderKey, int> m_limits; // jobs at once, of those asked for so far
    ProviderPauses m_pauses;
    QHash<ProviderKey, qint64> m_slowUntilMs; // by the steady clock: nothing new is begun before
    bool m_budgetMoved = false; // what waits for the budget may have room now
    QTimer m_later; // for jobs that may not run yet, and after the store refused a write
    std::shared_ptr<QObject> m_relay; // takes what other threads tell into this one
    bool m_started = false;
    bool m_unread = false; // the store could not be read
    bool m_awake = false;
    bool m_idleTold = false;
};

} // namespace raskadr
