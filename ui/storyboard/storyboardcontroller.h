#pragma once

#include "core/edit/commandstack.h"
#include "core/edit/shotcommands.h"
#include "core/jobs/jobqueue.h"
#include "ui/storyboard/deskrows.h"

#include <QObject>
#include <functional>

namespace raskadr::ui {

// What a user can wish for on the desk: one function each. It changes the library and lets the
// views follow. A step that fails is told by the command stack; `failed` tells of everything else.
// Main thread.
class StoryboardController final : public QObject
{
    Q_OBJECT

public:
    StoryboardController(Store& store, const AccountId& account, CommandStack& commands,
                         JobQueue& jobs, QObject* parent = nullptr);

    // Shots with these values before the one at `index`; -1: at the end.
    void addShots(const ProjectId& project, int index, const QList<Shot>& values);
    void addEmptyShots(const ProjectId& project, int index, int count);
    // Together and in story order, the first of them to this index.
    void moveShots(const ProjectId& project, const QList<ShotId>& shots, int targetIndex);
    void editShots(const QList<ShotId>& shots, const ShotChanges& changes);
    void rename(const ShotId& shot, const QString& title);
    void editScript(const ShotId& shot, const QString& script);
    void setStatus(const QList<ShotId>& shots, ShotStatus status);
    void setLabel(const QList<ShotId>& shots, ShotLabel label);
    void setPlannedDuration(const QList<ShotId>& shots, qint64 ms); // 0: none
    void duplicate(const ProjectId& project, const QList<ShotId>& shots);
    void trash(const QList<ShotId>& shots);
    void restore(const QList<ShotId>& shots);
    void setHeadlinerToNewest(const QList<ShotId>& shots);
    // Asks again for what failed in these shots, and for nothing else.
    void retryFailed(const QList<ShotId>& shots);

    // Of all steps of the account, wherever they were asked for.
    SaveState saveState() const;

Q_SIGNALS:
    void failed(const raskadr::Error& error);
    // The library stayed as it was: what was dragged goes back, what was typed is shown no more.
    void refused();
    void trashed(int shots);
    void saveStateChanged(raskadr::ui::SaveState state);

private:
    void followSteps();
    void run(std::unique_ptr<Command> command, std::function<void()> done = {});

    Store& m_store;
    const AccountId m_account;
    CommandStack& m_commands;
    JobQueue& m_jobs;
    SaveState m_toldState = SaveState::Saved;
    bool m_stepFailed = false; // since all was saved last
};

} // namespace raskadr::ui
