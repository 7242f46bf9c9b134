#pragma once

#include "core/edit/plannedcommand.h"

namespace raskadr {

// Makes an asset of the shot, outside of the trash, its headliner; a null id leaves it without one.
class SetHeadliner final : public PlannedCommand
{
public:
    SetHeadliner(const ShotId& shot, const AssetId& asset);

    CommandKind kind() const override;

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const ShotId m_shot;
    const AssetId m_asset;
};

// Gives each shot its newest asset that was not rejected. Shots without one are left alone.
class HeadlinersFromNewest final : public PlannedCommand
{
public:
    explicit HeadlinersFromNewest(QList<ShotId> shots);

    CommandKind kind() const override { return CommandKind::HeadlinersFromNewest; }

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const QList<ShotId> m_shots;
};

} // namespace raskadr
