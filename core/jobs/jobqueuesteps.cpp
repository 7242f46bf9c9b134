// What the queue does with one job, from its first step to its last.

#include "core/base/failpoint.h"
#include "core/base/logging.h"
#include "core/jobs/jobqueueentry.h"
#include "core/jobs/jobtransitions.h"
#include "core/jobs/resultintake.h"
#include "core/providers/errorclass.h"

#include <QFile>
#include <QFileInfo>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

// An estimate from less than this is a guess.
constexpr double firstUsefulFraction = 0.02;

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

// Else what is wrong with the manifests.
tl::expected<CalledModel, QString> calledBy(const Repositories& repositories,
                                            const Generation& generation)
{
    const auto record = repositories.catalog.model(generation.modelId, generation.modelRevision);
    const auto model = record ? parseModel(record->manifest)
                              : Result<ModelManifest>(failure(ErrorKind::ModelGone));
    if (!model) {
        return tl::unexpected(model.error().detail);
    }
    CalledModel called{{}, *model};
    for (const ManifestRecord& provider : repositories.catalog.providers()) {
        if (provider.id == generation.providerId) {
            const auto manifest = parseProvider(provider.manifest);
            if (!manifest) {
                return tl::unexpected(manifest.error().detail);
            }
            called.provider = *manifest;
        }
    }
    return called;
}

} // namespace

void JobQueue::write(Entry& entry, std::function<Result<Job>(Repositories&)> change,
                     std::function<void(Entry&, const Job&)> next)
{
    write(entry, StoreStep{std::move(change), std::move(next)});
}

// Runs a step in the store and goes on with the entry, if it is still the same turn of it.
void JobQueue::write(Entry& entry, const StoreStep& step)
{
    const GenerationId id = entry.generation.id;
    m_store.write(entry.account, step.change)
        .then(this, [this, id, turn = entry.turn, step](const Result<Job>& written) {
            Entry* current = find(id);
            if (!current || current->turn != turn) {
                return;
            }
            if (written) {
                step.next(*current, *written);
                return;
            }
            const ErrorKind kind = written.error().kind;
            const bool isTooLate = kind == ErrorKind::Cancelled || kind == ErrorKind::NotFound;
            if (!isTooLate) {
                qCWarning(logJobs) << "a step could not be written:" << written.error().detail;
            }
            if (!isTooLate && step.isRepeated) {
                current->refused = step;
                current->refused->dueMs = m_clock.steadyMs() + storePauseMs;
                wake();
                return;
            }
            waitForStore(*current);
            if (isTooLate) {
                current->job.notBeforeMs = 0;
                m_touched.insert(id); // the row says what became of it
            }
        });
}

// What the store would not take before. Returns how long the next one waits.
qint64 JobQueue::writeRefused(qint64 steadyMs)
{
    qint64 nextMs = std::numeric_limits<qint64>::max();
    for (const auto& [id, entry] : m_entries) {
        if (!entry->refused) {
            continue;
        }
        const qint64 waitMs = entry->refused->dueMs - steadyMs;
        if (waitMs > 0) {
            nextMs = std::min(nextMs, waitMs);
            continue;
        }
        const StoreStep step = *entry->refused;
        entry->refused.reset();
        write(*entry, step);
    }
    return nextMs;
}

// The store does not answer as it should: the job goes on later from what its row says.
void JobQueue::waitForStore(Entry& entry)
{
    entry.stage = Entry::Stage::Waiting;
    entry.work = {};
    entry.remote.reset();
    entry.job.notBeforeMs = m_clock.nowMs() + storePauseMs;
    m_idleTold = false;
    wake();
}

void JobQueue::begin(Entry& entry)
{
    entry.stage = Entry::Stage::Beginning;
    ++entry.turn;
    entry.progress = {};
    if (entry.result) {
        beginImporting(entry);
        return;
    }
    if (!load(entry)) {
        return;
    }
    if (!entry.called->isBuiltin()) {
        beginRemote(entry);
        return;
    }
    const GenerationId id = entry.generation.id;
    write(
        entry,
        [id, now = m_clock.nowMs()](Repositories& repositories) {
            return beginJob(repositories, id, now);
        },
        [this](Entry& current, const Job& job) {
            if (job.state == JobState::Queued) {
                wait(current, job);
            } else {
                run(current);
            }
        });
}

// Reads by which manifests it runs. If they are gone nothing can be ordered, and nobody can ask for
// what was.
bool JobQueue::load(Entry& entry)
{
    const auto read = m_store.read(entry.account, [&](const Repositories& repositories) {
        return calledBy(repositories, entry.generation);
    });
    if (!read) {
        qCWarning(logJobs) << "the manifests could not be read:" << read.error().detail;
        waitForStore(entry);
        return false;
    }
    const tl::expected<CalledModel, QString>& called = *read;
    if (!called) {
        const RunFailure why{errorClassName(ErrorClass::ModelGone), called.error()};
        entry.isOrdered() ? lose(entry, why) : fail(entry, why);
        return false;
    }
    entry.called = std::make_unique<CalledModel>(*called);
    entry.promised =
        called->model.produces == Produces::Video ? MediaKind::Video : MediaKind::Picture;
    return true;
}

// There was no room in the budget.
void JobQueue::wait(Entry& entry, const Job& job)
{
    entry.stage = Entry::Stage::Waiting;
    entry.job = job;
    wake();
}

void JobQueue::run(Entry& entry)
{
    const GenerationId id = entry.generation.id;
    failpoint("generation-begun");
    entry.stage = Entry::Stage::Running;
    entry.runningSinceMs = m_clock.steadyMs();
    if (!entry.temporaryPath.isEmpty()) {
        QFile::remove(entry.temporaryPath); // of an earlier turn
    }
    entry.temporaryPath = m_media.temporaryPath();
    if (entry.called->isBuiltin()) {
        runBuiltin(entry);
    } else {
        runRemote(entry);
    }
    Q_EMIT started(id);
}

void JobQueue::runBuiltin(Entry& entry)
{
    const GenerationId id = entry.generation.id;
    RunTask task{entry.generation, {}, entry.temporaryPath};
    const auto inputs = m_store.read(entry.account, [&](const Repositories& repositories) {
        return inputsOf(repositories, entry.generation, m_media);
    });
    if (!inputs) {
        qCWarning(logJobs) << "the inputs could not be read:" << inputs.error().detail;
        waitForStore(entry);
        return;
    }
    task.inputs = *inputs;
    auto gate = std::make_shared<ProgressGate>();
    // Called in another thread, where only the relay may be touched.
    const auto progress = [relay = m_relay, guard = QPointer<JobQueue>(this), gate, id,
                           clock = &m_clock](double fraction) {
        if (gate->admits(clock->steadyMs())) {
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
        const double elapsed = static_cast<double>(m_clock.steadyMs() - entry->runningSinceMs);
        entry->progress.remainingMs = static_cast<qint64>(elapsed * (1 - entry->progress.fraction)
                                                          / entry->progress.fraction);
    }
    Q_EMIT progressed(generation, entry->progress.fraction, entry->progress.remainingMs);
}

void JobQueue::importResult(Entry& entry, const RunOutput& output)
{
    failpoint("generation-result-there");
    entry.result = output;
    entry.kept.result.clear();
    entry.kept.file = QFileInfo(entry.temporaryPath).fileName();
    importHeld(entry);
    startNext(); // the provider is free for the next one
}

// An earlier turn has come as far as the result.
void JobQueue::beginImporting(Entry& entry)
{
    const GenerationId id = entry.generation.id;
    write(
        entry,
        [id, now = m_clock.nowMs()](Repositories& repositories) {
            return beginJob(repositories, id, now, JobState::Importing);
        },
        [this](Entry& current, const Job& job) {
            if (job.state == JobState::Queued) {
                wait(current, job);
            } else {
                current.job = job;
                importHeld(current);
            }
        });
}

void JobQueue::importHeld(Entry& entry)
{
    entry.stage = Entry::Stage::Storing;
    entry.progress = {1, 0};
    // It may have got its name in the library already.
    const bool isNamed = m_media.contains(entry.kept.result);
    lookAt(entry, isNamed ? m_media.path(entry.kept.result) : entry.temporaryPath, *entry.result);
}

void JobQueue::lookAt(Entry& entry, const QString& path, const RunOutput& output)
{
    const GenerationId id = entry.generation.id;
    entry.work = runAsync(
        m_pool, this,
        [path, promised = entry.promised](const std::stop_token& stop) {
            return lookAtResult(path, promised, stop);
        },
        [this, id, turn = entry.turn, path,
         output](const tl::expected<LookedAt, IntakeFailure>& looked) {
            Entry* current = find(id);
            if (!current || current->turn != turn) {
                return;
            }
            if (!looked) {
                takeResultBack(*current, looked.error());
                return;
            }
            current->kept.result = looked->sha256;
            const QByteArray variables =
                current->called->isBuiltin() ? QByteArray() : current->kept.toText();
            write(
                *current,
                [id, variables](Repositories& repositories) {
                    return beginImport(repositories, id, variables);
                },
                [this, path, output, looked = *looked](Entry& importing, const Job&) {
                    takeIn(importing, path, looked, output);
                });
        });
}

void JobQueue::takeIn(Entry& entry, const QString& path, const LookedAt& looked,
                      const RunOutput& output)
{
    const GenerationId id = entry.generation.id;
    if (path == m_media.path(looked.sha256)) { // where an earlier process has put it
        finish(
            entry,
            mediaOf({looked.sha256, QFileInfo(path).size(), true}, looked.facts, m_clock.nowMs()),
            output);
        return;
    }
    entry.work = runAsync(
        m_pool, this,
        [media = m_media, path, looked](const std::stop_token& stop) {
            return takeIntoLibrary(media, path, looked, stop);
        },
        [this, id, turn = entry.turn, output](const tl::expected<TakenIn, IntakeFailure>& answer) {
            Entry* current = find(id);
            if (!current || current->turn != turn) {
                return;
            }
            if (answer) {
                finish(*current, mediaOf(answer->stored, answer->facts, m_clock.nowMs()), output);
            } else {
                takeResultBack(*current, answer.error());
            }
        });
}

// It did not get into the library. What the disk would not take waits as a file, since it may be
// paid for and there nowhere else.
void JobQueue::takeResultBack(Entry& entry, const IntakeFailure& failed)
{
    RunFailure why = failed.why;
    why.lastAnswer = entry.result->lastAnswer;
    why.costCharged = entry.result->costCharged;
    const bool isFull = why.errorClass == errorClassName(ErrorClass::DiskFull);
    if (!failed.isOfDisk || (isFull && !m_room && entry.called->isBuiltin())) {
        entry.result.reset();
        entry.kept.file.clear();
        refuseResult(entry, why);
    } else if (entry.job.cancelRequested && !isFull) {
        endCanceled(entry, {false, why.lastAnswer});
    } else {
        postponeForDisk(entry, why);
    }
}

void JobQueue::finish(Entry& entry, const Media& media, const RunOutput& output)
{
    const GenerationId id = entry.generation.id;
    m_pauses.noteSuccess(entry.account, entry.generation.providerId);
    write(
        entry,
        [id, media, output, now = m_clock.nowMs()](Repositories& repositories) {
            return finishJob(repositories, id, media, output, now);
        },
        [](Entry& current, const Job& job) {
            failpoint("generation-finished");
            current.rest(job);
        });
}

void JobQueue::fail(Entry& entry, const RunFailure& why)
{
    const GenerationId id = entry.generation.id;
    if (m_room && why.errorClass == errorClassName(ErrorClass::DiskFull)) {
        postponeForDisk(entry, why);
        return;
    }
    entry.stage = Entry::Stage::Storing;
    qCWarning(logJobs) << "generation" << id.tail() << "failed:" << why.errorClass << why.detail;
    write(
        entry,
        [id, why, now = m_clock.nowMs()](Repositories& repositories) {
            return failJob(repositories, id, why, now);
        },
        [](Entry& current, const Job& job) { current.rest(job); });
}

// Until there is room, where somebody watches for it; else for a moment.
void JobQueue::postponeForDisk(Entry& entry, const RunFailure& why)
{
    const bool isWatched = m_room && why.errorClass == errorClassName(ErrorClass::DiskFull);
    if (isWatched) {
        m_room->waitFor(0);
    }
    postponeTo(entry, why, isWatched ? 0 : m_clock.nowMs() + storePauseMs, WaitReason::Retry);
}

} // namespace raskadr
