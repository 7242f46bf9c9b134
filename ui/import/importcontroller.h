#pragma once

#include "core/edit/commandstack.h"
#include "core/ingest/importer.h"
#include "ui/import/importchoice.h"
#include "ui/import/offeredmedia.h"

#include <QObject>
#include <QThreadPool>
#include <functional>

namespace raskadr::ui {

// Starts imports and keeps their outcome: a finished one becomes one step that can be undone. No
// widgets; lives in the main thread.
class ImportController final : public QObject
{
    Q_OBJECT

public:
    // All outlive it.
    ImportController(Importer& importer, Store& store, CommandStack& commands, const Clock& clock,
                     const AccountId& account, QObject* parent = nullptr);
    ~ImportController() override;

    // Whether to look and ask first: folders and more than a handful of files do, a few files or a
    // picture go in at once.
    static bool asksFirst(const OfferedMedia& media);

    // At once: every file a shot with itself as headliner, or all into the target's shot. The
    // project exists.
    void start(const OfferedMedia& media, const ImportTarget& target);
    // What the sheet showed and asked. Makes the project if there is none yet.
    void start(const ImportPlan& plan, const QStringList& paths, const ImportTarget& target,
               const ImportChoice& choice);
    void cancel(const ImportRunId& run);
    // Goes on with what earlier starts or a full disk left.
    void resumeUnfinished();
    // Leaves an import that was stopped at what is in.
    void giveUp(const ImportReport& report);

    // Of an import into a shot: what has the content of files that were skipped, and lies in other
    // shots of the project.
    QList<AssetId> elsewhere(const ImportReport& report) const;
    void copyInto(const ShotId& shot, const QList<AssetId>& assets);

    bool isRunning() const { return m_importer.isRunning(); }

Q_SIGNALS:
    void projectCreated(const raskadr::ProjectId& project);
    void progressed(const raskadr::ImportRunId& run, const raskadr::ImportProgress& progress);
    void finished(const raskadr::ImportReport& report);
    void failed(const raskadr::Error& error); // nothing was started

private:
    ImportRun runFor(const ImportTarget& target, const ImportChoice& choice) const;
    // Calls `go` with the run, once its project exists.
    void withProject(const ImportTarget& target, ImportRun run,
                     std::function<void(const ImportRun&)> go);
    void startPicture(const OfferedMedia& media, const ImportRun& run);
    void take(const ImportReport& report);
    void record(const ImportReport& report);

    Importer& m_importer;
    Store& m_store;
    CommandStack& m_commands;
    const Clock& m_clock;
    const AccountId m_account;
    QThreadPool m_pool; // waited for before this object goes
};

} // namespace raskadr::ui
