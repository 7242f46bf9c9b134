#include "ui/storyboard/storyboardcontroller.h"

#include "core/edit/headlinercommands.h"

namespace raskadr::ui {

StoryboardController::StoryboardController(Store& store, const AccountId& account,
                                           CommandStack& commands, JobQueue& jobs, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_account(account)
    , m_commands(commands)
    , m_jobs(jobs)
{
    connect(&m_commands, &CommandStack::changed, this, &StoryboardController::followSteps);
    connect(&m_commands, &CommandStack::failed, this, [this](const Error& error) {
        // What is not there any more has nothing left to save.
        m_stepFailed |= error.kind != ErrorKind::NotFound;
    });
}

SaveState StoryboardController::saveState() const
{
    return m_commands.isBusy() ? SaveState::Saving
        : m_stepFailed         ? SaveState::Failed
                               : SaveState::Saved;
}

void StoryboardController::followSteps()
{
    if (m_commands.isBusy() && m_toldState != SaveState::Saving) {
        m_stepFailed = false;
    }
    if (const SaveState state = saveState(); state != m_toldState) {
        m_toldState = state;
        Q_EMIT saveStateChanged(state);
    }
}

void StoryboardController::run(std::unique_ptr<Command> command, std::function<void()> done)
{
    // The stack tells of failures itself.
    m_commands.run(std::move(command))
        .then(this, [this, done = std::move(done)](const Result<>& result) {
            if (!result) {
                Q_EMIT refused();
            } else if (done) {
                done();
            }
        });
}

void StoryboardController::addShots(const ProjectId& project, int index, const QList<Shot>& values)
{
    run(std::make_unique<AddShots>(project, index, values));
}

void StoryboardController::addEmptyShots(const ProjectId& project, int index, int count)
{
    addShots(project, index, QList<Shot>(count));
}

void StoryboardController::moveShots(const ProjectId& project, const QList<ShotId>& shots,
                                     int targetIndex)
{
    run(std::make_unique<MoveShots>(project, shots, targetIndex));
}

void StoryboardController::editShots(const QList<ShotId>& shots, const ShotChanges& changes)
{
    run(std::make_unique<EditShots>(shots, changes));
}

void StoryboardController::rename(const ShotId& shot, const QString& title)
{
    ShotChanges changes;
    changes.title = title;
    editShots({shot}, changes);
}

void StoryboardController::editScript(const ShotId& shot, const QString& script)
{
    ShotChanges changes;
    changes.script = script;
    editShots({shot}, changes);
}

void StoryboardController::setStatus(const QList<ShotId>& shots, ShotStatus status)
{
    ShotChanges changes;
    changes.status = status;
    editShots(shots, changes);
}

void StoryboardController::setLabel(const QList<ShotId>& shots, ShotLabel label)
{
    ShotChanges changes;
    changes.label = label;
    editShots(shots, changes);
}

void StoryboardController::setPlannedDuration(const QList<ShotId>& shots, qint64 ms)
{
    ShotChanges changes;
    changes.plannedDurationMs = ms;
    editShots(shots, changes);
}

void StoryboardController::duplicate(const ProjectId& project, const QList<ShotId>& shots)
{
    run(std::make_unique<DuplicateShots>(project, shots));
}

void StoryboardController::trash(const QList<ShotId>& shots)
{
    run(std::make_unique<TrashShots>(shots),
        [this, count = static_cast<int>(shots.size())] { Q_EMIT trashed(count); });
}

void StoryboardController::restore(const QList<ShotId>& shots)
{
    run(std::make_unique<RestoreShots>(shots));
}

void StoryboardController::setHeadlinerToNewest(const QList<ShotId>& shots)
{
    run(std::make_unique<HeadlinersFromNewest>(shots));
}

void StoryboardController::retryFailed(const QList<ShotId>& shots)
{
    const auto failedOnes = m_store.read(m_account, [&](const Repositories& repositories) {
        QList<GenerationId> generations;
        for (const ShotId& shot : shots) {
            for (const QueueRow& row : repositories.jobs.withoutResultOfShot(shot)) {
                if (row.job.state == JobState::Failed) {
                    generations.append(row.generation.id);
                }
            }
        }
        return generations;
    });
    if (!failedOnes) {
        Q_EMIT failed(failedOnes.error());
        return;
    }
    for (const GenerationId& generation : *failedOnes) {
        m_jobs.retry(m_account, generation).then(this, [this](const Result<Job>& result) {
            if (!result) {
                Q_EMIT failed(result.error());
            }
        });
    }
}

} // namespace raskadr::ui
