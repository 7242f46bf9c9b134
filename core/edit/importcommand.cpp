#include "core/edit/importcommand.h"

namespace raskadr {

AddImported::AddImported(const ProjectId& project, QList<ShotId> shots, QList<AssetId> assets)
    : m_project(project)
    , m_shots(std::move(shots))
    , m_assets(std::move(assets))
{
}

CommandKind AddImported::kind() const
{
    return m_shots.isEmpty() ? CommandKind::AddAssets : CommandKind::Import;
}

Result<PlannedCommand::Planned> AddImported::plan(const Repositories& repositories,
                                                  qint64 nowMs) const
{
    Planned planned;
    QSet<ShotId> made;
    for (const ShotId& id : m_shots) {
        const auto shot = repositories.shots.find(id);
        if (shot && shot->projectId == m_project && shot->trashedMs == 0 && !made.contains(id)) {
            made.insert(id);
            Shot without = *shot;
            without.trashedMs = nowMs;
            planned.plan.change(without, *shot);
        }
    }
    QSet<AssetId> added;
    for (const AssetId& id : m_assets) {
        const auto asset = repositories.assets.find(id);
        if (!asset || asset->trashedMs > 0 || added.contains(id)) {
            continue;
        }
        added.insert(id);
        if (made.contains(asset->shotId)) {
            continue; // goes and comes with its shot
        }
        Asset without = *asset;
        without.trashedMs = nowMs;
        planned.plan.change(without, *asset);
        const auto shot = repositories.shots.find(asset->shotId);
        if (shot && shot->headlinerId == id) {
            Shot bare = *shot;
            bare.headlinerId = {};
            planned.plan.change(bare, *shot);
        }
    }
    const QList<ShotId> now = repositories.shots.order(m_project);
    QList<ShotId> before;
    for (const ShotId& shot : now) {
        if (!made.contains(shot)) {
            before.append(shot);
        }
    }
    planned.plan.reorder(m_project, before, now);
    planned.plan.touch(m_project);
    planned.count = static_cast<int>(added.size());
    return planned;
}

} // namespace raskadr
