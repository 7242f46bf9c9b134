#include "core/edit/headlinercommands.h"

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
    const auto shot = repositories.shots.find(m_shot);
    if (!shot) {
        return failure(ErrorKind::NotFound, u"no such shot"_s, m_shot.tail());
    }
    if (m_asset) {
        const auto asset = repositories.assets.find(m_asset);
        if (!asset) {
            return failure(ErrorKind::NotFound, u"no such asset"_s, m_asset.tail());
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
    Planned planned;
    QSet<ShotId> seen;
    for (const ShotId& id : m_shots) {
        if (seen.contains(id)) {
            continue;
        }
        seen.insert(id);
        const auto shot = repositories.shots.find(id);
        if (!shot) {
            return failure(ErrorKind::NotFound, u"no such shot"_s, id.tail());
        }
        const QList<Asset> newestFirst = repositories.assets.ofShot(id);
        const auto newest = std::find_if(newestFirst.begin(), newestFirst.end(),
                                         [](const Asset& asset) { return !asset.rejected; });
        if (newest != newestFirst.end()) {
            Shot after = *shot;
            after.headlinerId = newest->id;
            planned.plan.change(*shot, after);
            planned.count += after != *shot;
        }
    }
    return planned;
}

} // namespace raskadr
