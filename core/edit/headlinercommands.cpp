#include "core/edit/headlinercommands.h"

#include "core/edit/finding.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

SetHeadliner::SetHeadliner(const ShotId& shot, const AssetId& asset)
    : m_shot(shot)
    , m_asset(asset)
{
}

CommandKind SetHeadliner::kind() const
{
    return m_asset.isNull() ? CommandKind::ClearHeadliner : CommandKind::SetHeadliner;
}

Result<PlannedCommand::Planned> SetHeadliner::plan(const Repositories& repositories, qint64) const
{
    const auto shot = findShot(repositories, m_shot);
    if (!shot) {
        return failure(shot.error());
    }
    if (m_asset) {
        const auto asset = findAsset(repositories, m_asset);
        if (!asset) {
            return failure(asset.error());
        }
        if (asset->shotId != m_shot || asset->trashedMs > 0) {
            return failure(ErrorKind::InvalidInput, u"the asset is not in this shot"_s,
                           m_asset.tail());
        }
    }
    Planned planned;
    Shot after = *shot;
    after.headlinerId = m_asset;
    planned.plan.change(*shot, after);
    planned.count = 1;
    return planned;
}

HeadlinersFromNewest::HeadlinersFromNewest(QList<ShotId> shots)
    : m_shots(std::move(shots))
{
}

Result<PlannedCommand::Planned> HeadlinersFromNewest::plan(const Repositories& repositories,
                                                           qint64) const
{
    const auto shots = findShots(repositories, m_shots);
    if (!shots) {
        return failure(shots.error());
    }
    Planned planned;
    for (const Shot& shot : *shots) {
        const QList<Asset> newestFirst = repositories.assets.ofShot(shot.id);
        const auto newest = std::find_if(newestFirst.begin(), newestFirst.end(),
                                         [](const Asset& asset) { return !asset.rejected; });
        if (newest != newestFirst.end()) {
            Shot after = shot;
            after.headlinerId = newest->id;
            planned.plan.change(shot, after);
            planned.count += after != shot;
        }
    }
    return planned;
}

} // namespace raskadr
