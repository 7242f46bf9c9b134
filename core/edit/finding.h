#pragma once

// The rows that a command was asked for; internal to this module. NotFound if one is not there.

#include "core/base/result.h"
#include "core/store/repositories.h"

namespace raskadr {

Result<Shot> findShot(const Repositories& repositories, const ShotId& id);
Result<Asset> findAsset(const Repositories& repositories, const AssetId& id);
// Each once, in the order asked for.
Result<QList<Shot>> findShots(const Repositories& repositories, const QList<ShotId>& ids);
Result<QList<Asset>> findAssets(const Repositories& repositories, const QList<AssetId>& ids);

} // namespace raskadr
