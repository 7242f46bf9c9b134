// What the queue does with one job, from its first step to its last.

#include "core/base/failpoint.h"
#include "core/base/logging.h"
#include "core/jobs/jobentry.h"
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

} // namespace

// Runs a step in the store and goes on with the entry, if it is still the same turn of it.
void JobQueue::write(Entry& entry, std::function<Result<Job>(Repositories&)> step,
                     std::function<void(Entry&, const Job&)> next)
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
                      next(*current, *written);
                      return;
                  }
                  current->stage = Entry::Stage::Waiting;
                  current->work = {};
                  current->remote.reset();
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
    entry.stage = Entry::Stage::Beginning;
    ++entry.turn;
    entry.progress = {};
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

// Reads by which manifests it runs; fails the job if they are gone.
bool JobQueue::load(Entry& entry)
{
    const auto called =
        m_store.read(entry.account, [&](const Repositories& repositories) -> Result<CalledModel> {
            const auto record = repositories.catalog.model(entry.generation.modelId,
                                                           entry.generation.modelRevision);
            auto model = record ? parseModel(record->manifest)
                                : Result<ModelManifest>(failure(ErrorKind::ModelGone));
            if (!model) {
                return failure(model.error());
            }
            CalledModel result{{}, *model};
            for (const ManifestRecord& provider : repositories.catalog.providers()) {
                if (provider.id == entry.generation.providerId) {
                    auto manifest = parseProvider(provider.manifest);
                    if (!manifest) {
                        return failure(manifest.error());
                    }
                    result.provider = *manifest;
                }
            }
            return result;
        });
    if (!called) {
        fail(entry, {errorClassName(ErrorClass::ModelGone), called.error().detail});
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
        fail(entry, {errorClassName(ErrorClass::Internal), inputs.error().detail});
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
    entry.stage = Entry::Stage::Storing;
    entry.progress = {1, 0};
    lookAt(entry, entry.temporaryPath, output);
    startNext(); // the provider is free for the next one
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
         output](const tl::expected<LookedAt, RunFailure>& looked) {
            Entry* current = find(id);
            if (!current || current->turn != turn) {
                return;
            }
            if (!looked) {
                RunFailure why = looked.error();
                why.lastAnswer = output.lastAnswer;
                why.costCharged = output.costCharged;
                refuseResult(*current, why);
                return;
            }
            QByteArray variables;
            if (!current->called->isBuiltin()) {
                current->kept.result = looked->sha256;
                variables = current->kept.toText();
            }
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
        [this, id, turn = entry.turn, output](const tl::expected<TakenIn, RunFailure>& answer) {
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
        postpone(entry, why);
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

void JobQueue::postpone(Entry& entry, const RunFailure& why)
{
    const GenerationId id = entry.generation.id;
    qCInfo(logJobs) << "generation" << id.tail() << "waits for room on the disk:" << why.detail;
    QFile::remove(entry.temporaryPath);
    entry.stage = Entry::Stage::Waiting;
    entry.work = {};
    entry.progress = {};
    ++entry.turn;
    m_idleTold = false;
    m_room->waitFor(0);
    m_store.write(entry.account, [id, why](Repositories& repositories) {
        return postponeJob(repositories, id, why);
    });
    wake();
}

} // namespace raskadr
