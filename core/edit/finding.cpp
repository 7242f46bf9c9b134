#include "core/edit/finding.h"

#include <QSet>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

template <class Row, class Id>
Result<QList<Row>> findEach(const Repositories& repositories, const QList<Id>& ids,
                            Result<Row> (*find)(const Repositories&, const Id&))
{
    QList<Row> rows;
    QSet<Id> seen;
    for (const Id& id : ids) {
        if (seen.contains(id)) {
            continue;
        }
        seen.insert(id);
        const auto row = find(repositories, id);
        if (!row) {
            return failure(row.error());
        }
        rows.append(*row);
    }
    return rows;
}

} // namespace

Result<Shot> findShot(const Repositories& repositories, const ShotId& id)
{
    const auto shot = repositories.shots.find(id);
    return shot ? Result<Shot>(*shot)
                : Result<Shot>(failure(ErrorKind::NotFound, u"no such shot"_s, id.tail()));
}

Result<Asset> findAsset(const Repositories& repositories, const AssetId& id)
{
    const auto asset = repositories.assets.find(id);
    return asset ? Result<Asset>(*asset)
                 : Result<Asset>(failure(ErrorKind::NotFound, u"no such asset"_s, id.tail()));
}

Result<QList<Shot>> findShots(const Repositories& repositories, const QList<ShotId>& ids)
{
    return findEach<Shot>(repositories, ids, findShot);
}

Result<QList<Asset>> findAssets(const Repositories& repositories, const QList<AssetId>& ids)
{
    return findEach<Asset>(repositories, ids, findAsset);
}

} // namespace raskadr
