#pragma once

#include "core/base/result.h"
#include "core/library/library.h"
#include "core/store/trashrepository.h"

#include <functional>
#include <stop_token>

namespace raskadr {

// What emptying would do, for the question before it.
struct TrashSize
{
    int projects = 0;
    int shots = 0; // those of the projects included
    int assets = 0; // those of the shots included
    qint64 bytes = 0; // of contents that nothing else uses
    int busy = 0; // picks that stay, because something is still being made for them

    bool operator==(const TrashSize&) const = default;
};

struct EmptiedTrash
{
    int projects = 0;
    int shots = 0;
    int assets = 0;
    int files = 0; // handed to the system's trash
    qint64 bytes = 0;
    int filesLeft = 0; // the system's trash did not take them; tried again at the next start
    int busy = 0;
};

// Takes a file away to where the system keeps what was deleted; false: it could not, and the file
// is where it was.
using TakeAway = std::function<bool(const QString& path)>;
bool toSystemTrash(const QString& path);

// Both block, for a pool thread. Error: those of reading.
Result<TrashSize> measureTrash(const Store& store, const AccountId& account, const TrashPick& pick);

// Deletes for good what of `pick` is in the account's trash, piece by piece, and hands the files
// that nothing uses any more to the system's trash under readable names. Rows go first, together
// with a note of the files, so that a process that is killed in between leaves nothing that is
// missing, and finishEmptying() does the rest. Not to be undone. Errors: those of writing,
// Cancelled between pieces; what is gone by then is gone.
Result<EmptiedTrash> emptyTrash(Library& library, const AccountId& account, const TrashPick& pick,
                                std::stop_token stop = {},
                                const TakeAway& takeAway = toSystemTrash);

// Hands over the files that an earlier process, or a trash that could not take them, left. To be
// called before anything is brought in. Returns how many are still left.
Result<int> finishEmptying(Library& library, std::stop_token stop = {},
                           const TakeAway& takeAway = toSystemTrash);

} // namespace raskadr
