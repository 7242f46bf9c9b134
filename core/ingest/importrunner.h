#pragma once

#include "core/base/clock.h"
#include "core/ingest/importreport.h"
#include "core/ingest/walk.h"
#include "core/media/mediafolder.h"

#include <functional>
#include <stop_token>

namespace raskadr {

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

// Takes the files of a confirmed run in, or what an interrupted one left of them: each is copied
// and the copy examined (see examineMedia), some together are made durable, and then they get their
// rows. A file that cannot go in is named in the report and the others go on. Nothing is ever half
// in, and running it again adds nothing twice. A requested stop, a full disk or a failing library
// end it early
// (`stoppedBy`) and leave the run unfinished, so that it can go on later. Blocks; `progress` is
// called in the calling thread. Two threads of its own do the work; not for the main thread. Error:
// the run is not there.
Result<ImportReport> runImport(const ImportPlace& place, const AccountId& account,
                               const ImportRunId& run, std::stop_token stop = {},
                               const std::function<void(const ImportProgress&)>& progress = {});

// Gives up the files that were not taken in yet; what is in stays in. Blocks.
Result<> endImport(Store& store, const AccountId& account, const ImportRunId& run);

} // namespace raskadr
