#pragma once

#include "core/edit/plannedcommand.h"

namespace raskadr {

// New shots before the shot at `index` (-1: at the end). Title, script, status, label and planned
// duration are taken from the values given; ids are made at once, so that the caller knows them.
class AddShots final : public PlannedCommand
{
public:
    AddShots(const ProjectId& project, int index, const QList<Shot>& values);

    QList<ShotId> shotIds() const;
    CommandKind kind() const override { return CommandKind::AddShots; }

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const ProjectId m_project;
    const int m_index;
    QList<Shot> m_shots;
};

// What to write into shots; what is not set stays as it is.
struct ShotChanges
{
    std::optional<QString> title;
    std::optional<QString> script;
    std::optional<ShotStatus> status;
    std::optional<ShotLabel> label;
    std::optional<qint64> plannedDurationMs; // 0: none
};

// The same changes in one shot or in many. Repeated changes of the planned duration become one
// step.
class EditShots final : public PlannedCommand
{
public:
    EditShots(QList<ShotId> shots, ShotChanges changes);

    CommandKind kind() const override;
    std::unique_ptr<Command> mergedWith(const Command& next) const override;

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const QList<ShotId> m_shots;
    const ShotChanges m_changes;
};

// Moves shots of one project together, in their story order, so that the first of them has the
// position `targetIndex` afterwards (counted from zero; a larger one means the end).
class MoveShots final : public PlannedCommand
{
public:
    MoveShots(const ProjectId& project, QList<ShotId> shots, int targetIndex);

    CommandKind kind() const override { return CommandKind::MoveShots; }

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const ProjectId m_project;
    const QList<ShotId> m_shots;
    const int m_targetIndex;
};

// Copies with everything in them outside of the trash, behind the last of the originals.
class DuplicateShots final : public PlannedCommand
{
public:
    DuplicateShots(const ProjectId& project, QList<ShotId> shots);

    CommandKind kind() const override { return CommandKind::DuplicateShots; }

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const ProjectId m_project;
    const QList<ShotId> m_shots;
};

class TrashShots final : public PlannedCommand
{
public:
    explicit TrashShots(QList<ShotId> shots);

    CommandKind kind() const override { return CommandKind::TrashShots; }

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const QList<ShotId> m_shots;
};

// Out of the trash, to the position that each had.
class RestoreShots final : public PlannedCommand
{
public:
    explicit RestoreShots(QList<ShotId> shots);

    CommandKind kind() const override { return CommandKind::RestoreShots; }

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const QList<ShotId> m_shots;
};

} // namespace raskadr
