#pragma once

#include "core/edit/plannedcommand.h"

namespace raskadr {

class SetFavourite final : public PlannedCommand
{
public:
    SetFavourite(QList<AssetId> assets, bool favourite);

    CommandKind kind() const override;

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const QList<AssetId> m_assets;
    const bool m_favourite;
};

class SetRejected final : public PlannedCommand
{
public:
    SetRejected(QList<AssetId> assets, bool rejected);

    CommandKind kind() const override;

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const QList<AssetId> m_assets;
    const bool m_rejected;
};

class EditNote final : public PlannedCommand
{
public:
    EditNote(const AssetId& asset, QString note);

    CommandKind kind() const override { return CommandKind::EditNote; }

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const AssetId m_asset;
    const QString m_note;
};

// What the user typed about files that were not generated here. What is not set stays; an empty
// text takes the fact away; a text that says the same keeps where it came from, and one that says
// what the file itself says is the file's.
struct ProvenanceChanges
{
    std::optional<QString> prompt;
    std::optional<QString> negativePrompt;
    std::optional<QString> model;
    std::optional<QString> seed;
    std::optional<QString> service;
    std::optional<QString> link;
};

class EditProvenance final : public PlannedCommand
{
public:
    EditProvenance(QList<AssetId> assets, ProvenanceChanges changes);

    CommandKind kind() const override { return CommandKind::EditProvenance; }

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const QList<AssetId> m_assets;
    const ProvenanceChanges m_changes;
};

// Takes over what the files say about themselves, as it can be read today. What was typed stays;
// generated assets and files that say nothing are left as they are.
class ReadFileProvenance final : public PlannedCommand
{
public:
    explicit ReadFileProvenance(QList<AssetId> assets);

    CommandKind kind() const override { return CommandKind::EditProvenance; }

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const QList<AssetId> m_assets;
};

// To another shot. A shot whose headliner moves away has none afterwards.
class MoveAssets final : public PlannedCommand
{
public:
    MoveAssets(QList<AssetId> assets, const ShotId& target);

    CommandKind kind() const override { return CommandKind::MoveAssets; }

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const QList<AssetId> m_assets;
    const ShotId m_target;
};

// New assets of the same files in another shot, as its newest.
class CopyAssets final : public PlannedCommand
{
public:
    CopyAssets(QList<AssetId> assets, const ShotId& target);

    CommandKind kind() const override { return CommandKind::CopyAssets; }

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const QList<AssetId> m_assets;
    const ShotId m_target;
};

// A shot whose headliner goes to the trash has none afterwards.
class TrashAssets final : public PlannedCommand
{
public:
    explicit TrashAssets(QList<AssetId> assets);

    CommandKind kind() const override { return CommandKind::TrashAssets; }

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const QList<AssetId> m_assets;
};

class RestoreAssets final : public PlannedCommand
{
public:
    explicit RestoreAssets(QList<AssetId> assets);

    CommandKind kind() const override { return CommandKind::RestoreAssets; }

protected:
    Result<Planned> plan(const Repositories& repositories, qint64 nowMs) const override;

private:
    const QList<AssetId> m_assets;
};

} // namespace raskadr
