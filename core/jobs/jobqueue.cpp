#include "core/jobs/jobqueue.h"

#include "core/base/failpoint.h"
#include "core/base/logging.h"
#include "core/jobs/builtinrunner.h"
#include "core/jobs/jobtransitions.h"
#include "core/providers/errorclass.h"

#include <QFile>
#include <QRandomGenerator>
#include <atomic>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 progressEveryMs = 250;
// How long a job waits after the store or the disk refused it.
constexpr int storePauseMs = 10'000;
// An estimate from less than this is a guess.
constexpr double firstUsefulFraction = 0.02;

struct Imported
{
    StoredMedia stored;
    MediaFacts facts;
};

using ImportAnswer = tl::expected<Imported, RunFailure>;

tl::unexpected<RunFailure> badResult(const Error& error)
{
    const bool diskFull = error.kind == ErrorKind::DiskFull;
    return tl::unexpected(
        RunFailure{errorClassName(diskFull ? ErrorClass::DiskFull : ErrorClass::ResultInvalid),
                   errorKindName(error.kind) + u": "_s + error.detail,
                   {}});
}

// The inputs with their files, and what those were made from if it was the same provider.
QList<RunTask::Input> inputsOf(const Repositories& repositories, const Generation& generation,
                               const MediaFolder& media)
{
    QList<RunTask::Input> inputs;
    for (const GenerationInput& given : generation.inputs) {
        RunTask::Input input{given.slot, given.sha256, media.path(given.sha256), {}, {}};
        if (const auto row = repositories.assets.row(given.assetId); row && row->generation
            && row->asset.sha256 == given.sha256
            && row->generation->providerId == generation.providerId) {
            input.prompt = row->generation->prompt;
            input.seed = row->generation->seedSent;
        }
        inputs.append(input);
    }
    return inputs;
}

// Looks whether the result is what the model promised, and takes it into the library.
ImportAnswer takeIntoLibrary(const MediaFolder& media, const QString& path, MediaKind promised,
                             const std::stop_token& stop)
{
    const auto facts = probeMedia(path, stop);
    if (!facts) {
        return badResult(facts.error());
    }
    if (facts->kind != promised) {
        return badResult({ErrorKind::BadResponse, u"a result of another kind"_s, {}, 0});
    }
    if (const auto whole = verifyMedia(path, *facts, stop); !whole) {
        return badResult(whole.error());
    }
    const auto stored = media.adopt(path, stop);
    if (!stored) {
        return badResult(stored.error());
    }
    failpoint("generation-file-stored");
    return Imported{*stored, *facts};
}

} // namespace

struct JobQueue::Entry
{
    enum class Stage { Waiting, Beginning, Running, Storing };

    AccountId account;
    Generation generation;
    Job job;
    Stage stage = Stage::Waiting;
    quint64 turn = 0; // answers to earlier turns are not for this one
    AsyncHandle work;
    QString temporaryPath;
    qint64 runningSinceMs = 0;
    MediaKind promised = MediaKind::Picture;
    JobProgress progress;
};

// Lets a call through every quarter of a second. Any thread.
struct JobQueue::ProgressGate
{
    std::atomic<qint64> lastMs = std::numeric_limits<qint64>::min();

    bool admits(qint64 nowMs)
    {
        qint64 last = lastMs.load();
        const bool due =
            last == std::numeric_limits<qint64>::min() || nowMs - last >= progressEveryMs;
        return due && lastMs.compare_exchange_strong(last, nowMs);
    }
};

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
        m_store.write(entry->account, [id = id](Repositories& repositories) {
            return requeueJob(repositories, id);
        });
        if (entry->stage == Entry::Stage::Running) {
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
    if (m_unlocked.contains(account)) {
        return;
    }
    m_unlocked.insert(account);
    QList<GenerationId> waiting;
    for (const auto& [id, entry] : m_entries) {
        if (entry->account == account && entry->job.waitReason == WaitReason::Locked) {
            entry->job.waitReason = WaitReason::None;
            waiting.append(id);
        }
    }
    if (!waiting.isEmpty()) {
        settle(account, waiting);
    }
    wake();
}

Pending<QList<GenerationId>> JobQueue::submit(const AccountId& account,
                                              const GenerationRequest& request)
{
    return m_store.write(
        account, [request, seeds = m_seeds, now = m_clock.nowMs()](Repositories& repositories) {
            return insertRequested(repositories, request, seeds, now);
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

bool JobQueue::isIdle() const
{
    return std::none_of(m_entries.begin(), m_entries.end(), [this](const auto& item) {
        return item.second->stage != Entry::Stage::Waiting || mayRun(*item.second);
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
    const QString& provider = entry.generation.providerId;
    if (const auto known = m_limits.constFind(provider); known != m_limits.constEnd()) {
        return *known;
    }
    int limit = 1;
    const auto records = m_store.read(entry.account, [](const Repositories& repositories) {
        return repositories.catalog.providers();
    });
    if (records) {
        for (const ManifestRecord& record : *records) {
            const auto manifest = parseProvider(record.manifest);
            if (manifest && manifest->id == provider) {
                limit = manifest->concurrency;
            }
        }
    }
    m_limits.insert(provider, limit);
    return limit;
}

bool JobQueue::mayRun(const Entry& entry) const
{
    return m_unlocked.contains(entry.account) && (!m_only || m_only->contains(entry.generation.id));
}

// --- following the store

void JobQueue::noteChanges(const ChangeSet& changes)
{
    if (changes.catalog) {
        m_limits.clear();
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
            entry->job = **job;
            const JobState state = entry->job.state;
            if (isFinal(state)) {
                drop(id);
                Q_EMIT finished(id, state);
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
    QHash<AccountId, QList<GenerationId>> unsettled;
    for (const OpenJob& job : *open) {
        const GenerationId id = job.generation.id;
        if (find(id)) {
            continue;
        }
        auto entry = std::make_unique<Entry>();
        entry->account = job.accountId;
        entry->generation = job.generation;
        entry->job = job.job;
        // What an earlier process left in the middle begins again.
        entry->job.state = JobState::Queued;
        entry->job.waitReason =
            m_unlocked.contains(job.accountId) ? WaitReason::None : WaitReason::Locked;
        if (entry->job != job.job) {
            unsettled[job.accountId].append(id);
        }
        m_entries.emplace(id, std::move(entry));
        m_order.append(id);
        m_idleTold = false;
    }
    for (auto account = unsettled.cbegin(); account != unsettled.cend(); ++account) {
        settle(account.key(), *account);
    }
}

// Writes that these jobs wait, and for what.
void JobQueue::settle(const AccountId& account, const QList<GenerationId>& generations)
{
    const WaitReason reason = m_unlocked.contains(account) ? WaitReason::None : WaitReason::Locked;
    m_store.write(account, [generations, reason](Repositories& repositories) -> Result<> {
        for (const GenerationId& id : generations) {
            auto job = repositories.jobs.find(id);
            if (job && !isFinal(job->state)) {
                job->state = JobState::Queued;
                job->waitReason = reason;
                repositories.jobs.update(*job);
            }
        }
        return {};
    });
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
    QHash<QString, int> busy; // by provider
    for (const auto& [id, entry] : m_entries) {
        busy[entry->generation.providerId] +=
            entry->stage == Entry::Stage::Beginning || entry->stage == Entry::Stage::Running;
    }
    const qint64 now = m_clock.nowMs();
    qint64 nextMs = std::numeric_limits<qint64>::max();
    const QList<GenerationId> order = m_order;
    for (const GenerationId& id : order) {
        Entry* entry = find(id);
        if (entry->stage != Entry::Stage::Waiting || !mayRun(*entry)) {
            continue;
        }
        if (entry->job.notBeforeMs > now) {
            nextMs = std::min(nextMs, entry->job.notBeforeMs);
            continue;
        }
        int& used = busy[entry->generation.providerId];
        if (used < limitOf(*entry)) {
            ++used;
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

// --- the steps of a job

// Runs a step in the store and goes on with the entry, if it is still the same turn of it.
void JobQueue::write(Entry& entry, std::function<Result<Job>(Repositories&)> step,
                     std::function<void(Entry&)> next)
{
    const GenerationId id = entry.generation.id;
    m_store.write(entry.account, std::move(step))
        .then(this,
              [this, id, turn = entry.turn, next = std::move(next)](const Result<Job>& written) {
                  Entry* current = find(id);
                  if (!current || current->turn != turn) {
                      return;
                  }
                  if (written) {
                      next(*current);
                      return;
                  }
                  current->stage = Entry::Stage::Waiting;
                  current->work = {};
                  if (written.error().kind == ErrorKind::Cancelled
                      || written.error().kind == ErrorKind::NotFound) {
                      m_touched.insert(id); // the row says what became of it
                      wake();
                  } else {
                      qCWarning(logJobs)
                          << "a step could not be written:" << written.error().detail;
                      current->job.notBeforeMs = m_clock.nowMs() + storePauseMs;
                      wake();
                  }
              });
}

void JobQueue::begin(Entry& entry)
{
    const GenerationId id = entry.generation.id;
    entry.stage = Entry::Stage::Beginning;
    ++entry.turn;
    entry.progress = {};
    write(
        entry,
        [id, now = m_clock.nowMs()](Repositories& repositories) {
            return beginJob(repositories, id, now);
        },
        [this, id](Entry& current) {
            failpoint("generation-begun");
            run(current);
            Q_EMIT started(id);
        });
}

void JobQueue::run(Entry& entry)
{
    const GenerationId id = entry.generation.id;
    entry.stage = Entry::Stage::Running;
    entry.runningSinceMs = m_clock.nowMs();
    entry.temporaryPath = m_media.temporaryPath();
    RunTask task{entry.generation, {}, entry.temporaryPath};
    const auto model = m_store.read(entry.account, [&](const Repositories& repositories) {
        task.inputs = inputsOf(repositories, entry.generation, m_media);
        return repositories.catalog.model(entry.generation.modelId, entry.generation.modelRevision);
    });
    const auto manifest = model && *model ? parseModel((*model)->manifest)
                                          : Result<ModelManifest>(failure(ErrorKind::ModelGone));
    if (!manifest) {
        fail(entry, {errorClassName(ErrorClass::ModelGone), manifest.error().detail, {}});
        return;
    }
    entry.promised = manifest->produces == Produces::Video ? MediaKind::Video : MediaKind::Picture;
    auto gate = std::make_shared<ProgressGate>();
    // Called in another thread, where only the relay may be touched.
    const auto progress = [relay = m_relay, guard = QPointer<JobQueue>(this), gate, id,
                           clock = &m_clock](double fraction) {
        if (gate->admits(clock->nowMs())) {
            QMetaObject::invokeMethod(
                relay.get(),
                [guard, id, fraction] {
                    if (guard) {
                        guard->noteProgress(id, fraction);
                    }
                },
                Qt::QueuedConnection);
        }
    };
    entry.work = m_builtin->start(task, this, progress,
                                  [this, id, turn = entry.turn](const RunResult& result) {
                                      Entry* current = find(id);
                                      if (!current || current->turn != turn) {
                                          return;
                                      }
                                      if (result) {
                                          importResult(*current, *result);
                                      } else {
                                          fail(*current, result.error());
                                      }
                                  });
}

void JobQueue::noteProgress(const GenerationId& generation, double fraction)
{
    Entry* entry = find(generation);
    if (!entry || entry->stage != Entry::Stage::Running) {
        return;
    }
    entry->progress.fraction = std::clamp(fraction, 0.0, 1.0);
    if (entry->progress.fraction >= firstUsefulFraction) {
        const double elapsed = static_cast<double>(m_clock.nowMs() - entry->runningSinceMs);
        entry->progress.remainingMs = static_cast<qint64>(elapsed * (1 - entry->progress.fraction)
                                                          / entry->progress.fraction);
    }
    Q_EMIT progressed(generation, entry->progress.fraction, entry->progress.remainingMs);
}

void JobQueue::importResult(Entry& entry, const RunOutput& output)
{
    failpoint("generation-result-there");
    const GenerationId id = entry.generation.id;
    entry.stage = Entry::Stage::Storing;
    entry.progress = {1, 0};
    write(
        entry, [id](Repositories& repositories) { return beginImport(repositories, id); },
        [this, output](Entry& current) { takeIn(current, output); });
    startNext(); // the provider is free for the next one
}

void JobQueue::takeIn(Entry& entry, const RunOutput& output)
{
    const GenerationId id = entry.generation.id;
    entry.work = runAsync(
        m_pool, this,
        [media = m_media, path = entry.temporaryPath, promised = entry.promised](
            const std::stop_token& stop) { return takeIntoLibrary(media, path, promised, stop); },
        [this, id, turn = entry.turn, output](const ImportAnswer& answer) {
            Entry* current = find(id);
            if (!current || current->turn != turn) {
                return;
            }
            if (answer) {
                finish(*current, mediaOf(answer->stored, answer->facts, m_clock.nowMs()), output);
            } else {
                fail(*current, answer.error());
            }
        });
}

void JobQueue::finish(Entry& entry, const Media& media, const RunOutput& output)
{
    const GenerationId id = entry.generation.id;
    write(
        entry,
        [id, media, output, now = m_clock.nowMs()](Repositories& repositories) {
            return finishJob(repositories, id, media, output, now);
        },
        [](Entry&) { failpoint("generation-finished"); }); // follow() sees that it is done
}

void JobQueue::fail(Entry& entry, const RunFailure& why)
{
    const GenerationId id = entry.generation.id;
    entry.stage = Entry::Stage::Storing;
    qCWarning(logJobs) << "generation" << id.tail() << "failed:" << why.errorClass << why.detail;
    write(
        entry,
        [id, why, now = m_clock.nowMs()](Repositories& repositories) {
            return failJob(repositories, id, why, now);
        },
        [](Entry&) {}); // follow() sees that it failed
}

} // namespace raskadr
