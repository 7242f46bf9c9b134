#pragma once

#include "core/edit/editplan.h"

namespace raskadr {

// The rows of shots and of everything in them outside of the trash, as new rows of the same media.
struct ShotCopies
{
    QList<Shot> shots; // in the order asked for, with their headliners
    QList<Asset> assets; // parents before their children
};

// The copies belong to `project`. Their assets keep their times and with them their order.
ShotCopies copiesOfShots(const Repositories& repositories, const QList<Shot>& shots,
                         const ProjectId& project, qint64 nowMs);

} // namespace raskadr
