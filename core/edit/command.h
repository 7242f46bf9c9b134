#pragma once

#include "core/base/result.h"
#include "core/store/repositories.h"

#include <memory>

namespace raskadr {

// What a command does, for «Отменить …». ui/common/labels names each with Command::count().
enum class CommandKind {
    None,
    // shots
    AddShots,
    RenameShots,
    EditScript,
    SetStatus,
    SetLabel,
    SetPlannedDuration,
    EditShots, // several fields at once
    MoveShots,
    DuplicateShots,
    TrashShots,
    RestoreShots,
    // headliners
    SetHeadliner,
    ClearHeadliner,
    HeadlinersFromNewest,
    // assets
    AddFavourite,
    RemoveFavourite,
    Reject,
    Unreject,
    EditNote,
    EditProvenance,
    MoveAssets,
    CopyAssets,
    TrashAssets,
    RestoreAssets,
    AddAssets,
    // projects
    CreateProject,
    RenameProject,
    EditProject,
    ArchiveProjects,
    UnarchiveProjects,
    TrashProjects,
    RestoreProjects,
    DuplicateProject,
    Import,
};

enum class Effect { Nothing, Changed };

// One step that the user can take back. It holds ids and values, never rows or pointers. apply and
// revert run in the store thread inside one transaction and may alternate any number of times;
// everything else is asked between them. Fails with NotFound when a row that it needs is gone.
class Command
{
public:
    Command() = default;
    virtual ~Command() = default;
    Command(const Command&) = delete;
    Command& operator=(const Command&) = delete;

    // Effect::Nothing: there was nothing to change, and the command is not worth recording.
    virtual Result<Effect> apply(Repositories& repositories, qint64 nowMs) = 0;
    virtual Result<> revert(Repositories& repositories, qint64 nowMs) = 0;

    virtual CommandKind kind() const = 0;
    // How many things were changed; known after the first apply.
    virtual int count() const = 0;

    // One step that stands for this one and, right after it, `next`; null if they stay two. Both
    // were applied. Neither is changed.
    virtual std::unique_ptr<Command> mergedWith(const Command& next) const;
};

} // namespace raskadr
