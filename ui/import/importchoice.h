#pragma once

#include "core/base/id.h"
#include "core/model/importrun.h"

#include <QString>

namespace raskadr::ui {

// Where an import goes. A null project: one is made when the import is confirmed, and not before.
struct ImportTarget
{
    ProjectId projectId;
    QString projectTitle; // of the project, or for the one to be made
    int insertAt = -1; // position of the first new shot; -1: at the end
    ShotId intoShotId; // null: new shots
    int intoShotNumber = 0; // as the user sees it
    AssetId parentAssetId; // what was dropped onto, kept as the parent

    bool isIntoShot() const { return !intoShotId.isNull(); }
};

// What the sheet asks.
struct ImportChoice
{
    ImportGrouping grouping = ImportGrouping::File;
    bool makeHeadliners = true;
    bool addAgain = false;

    bool operator==(const ImportChoice&) const = default;
};

} // namespace raskadr::ui
