#pragma once

#include "core/edit/plannedcommand.h"

namespace raskadr {

// Puts what was added to a project already (a finished import, frames taken out of a video) on the
// stack as one step. Taking it back trashes the shots that were made, with all that is in them, and
// the assets that came into other shots; applying it again brings those back.
class AddImported final : public PlannedCommand
{
public:
    AddImported(const ProjectId& project, QList<ShotId> shots, QList<AssetId> assets);

    // Import if shots were made, else AddAssets.
    CommandKind kind() const override;

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const ProjectId m_project;
    const QList<ShotId> m_shots;
    const QList<AssetId> m_assets;
};

} // namespace raskadr
