#pragma once

#include "core/base/clock.h"
#include "core/ingest/walk.h"
#include "core/media/mediafolder.h"
#include "core/model/importrun.h"
#include "core/store/store.h"

#include <QJsonObject>
#include <functional>
#include <optional>
#include <stop_token>

namespace raskadr {

// What became of an import, as a whole: of a run that was interrupted, the parts before and after.
struct ImportReport
{
    struct Refused
    {
        QString path;
        Error error;

        bool operator==(const Refused&) const = default;
    };

    ImportRun run;
    QList<ShotId> shots;   // that it made, in story order
    QList<AssetId> assets; // that it added, in the order of the files
    int skipped = 0;       // in the project already, or twice among the files
    int waiting = 0;       // not looked at (any more)
    QList<Refused> refused;
    std::optional<Error> stoppedBy; // Cancelled; DiskFull with the bytes that the rest needs; …

    QJsonObject toJson() const;
    bool operator==(const ImportReport&) const = default;
};

// Where an import puts things. All three outlive it.
struct ImportPlace
{
    Store& store;
    const MediaFolder& media;
    const Clock& clock;
};

struct ImportProgress
{
    int done = 0; // files
    int total = 0;
    qint64 bytesDone = 0;
    qint64 bytesTotal = 0;
};

// Writes down what was confirmed, before anything else is done: the run and each of its files with
// the ids that its asset and its shot will have. Paths that the walk could not read are refused at
// once. Returns the run with its id (kept if there is one). Errors: NotFound for the project, the
// shot to go into or the parent asset; those of the store. Blocks.
Result<ImportRun> confirmImport(Store& store, ImportRun run, const Walk& walk, qint64 nowMs);

// Takes the files of a confirmed run in, or what an interrupted one left of them: each is looked
// into, decoded, stored durably, and then gets its rows; a file that cannot go in is named in the
// report and the others go on. Nothing is ever half in, and running it again adds nothing twice. A
// requested stop, a full disk or a failing library end it early (`stoppedBy`) and leave the run
// unfinished, so that it can go on later. Blocks; `progress` is called in the calling thread. Two
// threads of its own do the work; not for the main thread. Error: the run is not there.
Result<ImportReport> runImport(const ImportPlace& place, const AccountId& account,
                               const ImportRunId& run, std::stop_token stop = {},
                               const std::function<void(const ImportProgress&)>& progress = {});

// Gives up the files that were not taken in yet; what is in stays in. Blocks.
Result<> endImport(Store& store, const AccountId& account, const ImportRunId& run);

// The report of a run as the library knows it.
Result<ImportReport> importReport(const Store& store, const AccountId& account, const ImportRunId& run);

} // namespace raskadr

Q_DECLARE_METATYPE(raskadr::ImportReport)
