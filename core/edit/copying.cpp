#include "core/edit/copying.h"

#include <functional>

namespace raskadr {

ShotCopies copiesOfShots(const Repositories& repositories, const QList<Shot>& shots,
                         const ProjectId& project, qint64 nowMs)
{
    ShotCopies copies;
    QList<Asset> originals;
    QHash<ShotId, ShotId> newShots;
    for (const Shot& shot : shots) {
        const QList<Asset> newestFirst = repositories.assets.ofShot(shot.id);
        originals.append(QList<Asset>(newestFirst.rbegin(), newestFirst.rend()));
        newShots.insert(shot.id, ShotId::create());
    }
    // Ids in the order of the originals keep the order of assets made in the same millisecond.
    QHash<AssetId, AssetId> newAssets;
    QHash<AssetId, qsizetype> indexes;
    for (qsizetype i = 0; i < originals.size(); ++i) {
        newAssets.insert(originals[i].id, AssetId::create());
        indexes.insert(originals[i].id, i);
    }
    QSet<AssetId> copied;
    const std::function<void(const Asset&)> copy = [&](const Asset& original) {
        if (copied.contains(original.id)) {
            return;
        }
        copied.insert(original.id);
        Asset asset = original;
        asset.id = newAssets.value(original.id);
        asset.shotId = newShots.value(original.shotId);
        if (const auto parent = indexes.constFind(original.parentId);
            parent != indexes.constEnd()) {
            copy(originals[*parent]);
            asset.parentId = newAssets.value(original.parentId);
        }
        copies.assets.append(asset);
    };
    std::for_each(originals.cbegin(), originals.cend(), copy);
    for (const Shot& original : shots) {
        Shot shot = original;
        shot.id = newShots.value(original.id);
        shot.projectId = project;
        shot.headlinerId = newAssets.value(original.headlinerId);
        shot.trashedMs = 0;
        shot.createdMs = nowMs;
        copies.shots.append(shot);
    }
    return copies;
}

} // namespace raskadr
