#pragma once

#include "core/model/shot.h"

#include <functional>

namespace raskadr::ui {

class PopupMenu;

// What can be done with shots of the desk, wherever it is offered: bulk bar, context menu, keys.
enum class ShotAct {
    Enter,
    Rename,
    EditScript,
    MoveToNumber,
    Duplicate,
    HeadlinerFromNewest,
    Generate,
    AnimateHeadliners,
    EditInWords,
    RetryFailed,
    ExportPassport,
    ExportHeadliners,
    CopyFiles,
    Play,
    Trash,
    Restore,
    DeleteForGood,
};

using StatusChosen = std::function<void(ShotStatus)>;
using LabelChosen = std::function<void(ShotLabel)>;
using ActChosen = std::function<void(ShotAct)>;

// They fill a menu that lives in the main thread; `chosen` is called with what was picked.
void addStatusItems(PopupMenu& menu, const StatusChosen& chosen);
void addLabelItems(PopupMenu& menu, const LabelChosen& chosen);
void addExportItems(PopupMenu& menu, const ActChosen& chosen);

// The context menu of shots: of one, or of several at once.
struct ShotMenuContext
{
    bool single = true;
    bool trashed = false;
    bool readOnly = false; // nothing can be changed
    bool hasFailed = false; // a generation in them failed
    bool hasAssets = false;
    bool hasHeadliner = false;
};
// In the trash of a library that is only read nothing is left of it.
void fillShotMenu(PopupMenu& menu, const ShotMenuContext& context, const StatusChosen& status,
                  const LabelChosen& label, const ActChosen& act);

} // namespace raskadr::ui
