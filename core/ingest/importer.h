#pragma once

#include "core/base/roomwatch.h"
#include "core/ingest/importplan.h"
#include "core/ingest/importrunner.h"

#include <QObject>
#include <QThreadPool>
#include <atomic>
#include <map>
#include <memory>
#include <stop_token>

namespace raskadr {

// Runs imports beside the window, one after another. Lives in the main thread; the work happens in
// a pool thread. Destroying it interrupts what runs, waits for that, and leaves it unfinished for
// resumeUnfinished() of the next start.
class Importer final : public QObject
{
    Q_OBJECT

public:
    // Pictures that come without a file wait in `scratchFolder` until they are taken in.
    Importer(Store& store, const MediaFolder& media, const Clock& clock, QString scratchFolder,
             QObject* parent = nullptr);
    ~Importer() override;

    // Walks run.paths first. The id of the run is decided here and returned.
    ImportRunId start(ImportRun run);
    // With what a plan showed already.
    ImportRunId start(ImportRun run, const Walk& walk);
    // A picture from a drag or the clipboard, as its encoded bytes; `name` is what it is called.
    ImportRunId startPicture(ImportRun run, const QByteArray& bytes, const QString& name);
    // Goes on with what earlier processes did not finish.
    void resumeUnfinished(const AccountId& account);

    // From now on what a full disk stopped goes on by itself when the watch tells of room. The
    // watch outlives the importer.
    void waitForRoom(RoomWatch& watch);

    // Keeps what is in and gives the rest up.
    void cancel(const ImportRunId& run);
    bool isRunning() const { return !m_runs.empty(); }

Q_SIGNALS:
    void progressed(const raskadr::ImportRunId& run, const raskadr::ImportProgress& progress);
    // Once for each started or resumed run. If it came to nothing (the project is not there, the
    // walk was cancelled), the report has the run's id and account only, and `stoppedBy` says why.
    void finished(const raskadr::ImportReport& report);

private:
    struct Running
    {
        std::stop_source stop;
        std::atomic<bool> cancelled = false;
    };
    using Confirm = std::function<Result<ImportRun>(const std::stop_token&)>;

    // An import that a full disk stopped.
    struct Stalled
    {
        AccountId account;
        Confirm confirm;
    };

    void goOn();
    void noteStalled(const ImportReport& report, Confirm confirm);
    void enqueue(const ImportRunId& id, const AccountId& account, Confirm confirm);
    ImportReport work(const ImportRunId& id, const AccountId& account, const Confirm& confirm,
                      Running& running);
    void removeScratch(const ImportReport& report) const;

    Store& m_store;
    const MediaFolder m_media;
    const Clock& m_clock;
    const QString m_scratchFolder;
    std::map<ImportRunId, std::shared_ptr<Running>> m_runs;
    std::map<ImportRunId, Stalled> m_stalled;
    RoomWatch* m_room = nullptr; // none: the next start goes on
    QThreadPool m_pool;
};

} // namespace raskadr
