#pragma once

#include "core/store/store.h"
#include "ui/sharing/shareline.h"

#include <QHash>

namespace raskadr::desktop {

// What the library says for «Поделиться»: the project that is shared and its links.
struct ShareReading
{
    ui::ShareGround ground;
    QList<ui::ShareLine> lines;
    QHash<ShotId, QString> covers; // SHA-256
};

// Blocks; any thread.
Result<ShareReading> readShares(const Store& store, const AccountId& account,
                                const ProjectId& project);

} // namespace raskadr::desktop
