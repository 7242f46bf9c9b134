#pragma once

#include "core/model/asset.h"
#include "core/model/generation.h"
#include "core/model/job.h"
#include "core/store/changeset.h"
#include "core/store/connection.h"

#include <QList>
#include <QSet>
#include <functional>

namespace raskadr {

struct RepositoryContext;

// An asset with the facts of its file and, if it was generated here, how.
struct AssetRow
{
    Asset asset;
    Media media;
    std::optional<Generation> generation;
    std::optional<Job> job;

    bool operator==(const AssetRow&) const = default;
};

// As much of an asset as counting and naming a whole project take.
struct AssetOutline
{
    AssetId id;
    ShotId shotId;
    QString parentMimeType; // its MIME type if something was made from it, else empty
    QByteArray parameters; // of its generation; empty: none

    bool operator==(const AssetOutline&) const = default;
};

// What lies in the shots, alone and with its media, generations and jobs.
class AssetRepository
{
public:
    explicit AssetRepository(const RepositoryContext& context);

    std::optional<Asset> find(const AssetId& id) const;
    QList<Asset> findByTail(const QString& tail) const;
    // Newest first; without those in the trash.
    QList<Asset> ofShot(const ShotId& shot) const;
    QList<Asset> ofGeneration(const GenerationId& generation) const;
    // What the feed shows: newest first; either the untrashed or the trashed ones.
    QList<AssetRow> feed(const ShotId& shot, bool trash = false) const;
    std::optional<AssetRow> row(const AssetId& id) const;
    // Every untrashed asset of the untrashed shots, in story order, oldest first within a shot.
    QList<AssetRow> ofProject(const ProjectId& project) const;
    // The same, row by row for projects of any size; `visit` returns whether to go on.
    void visitProject(const ProjectId& project,
                      const std::function<bool(const AssetRow&)>& visit) const;
    // The same assets in the same order, in outline.
    void visitOutlines(const ProjectId& project,
                       const std::function<void(const AssetOutline&)>& visit) const;
    // Contents that the project holds already, outside of the trash.
    QSet<QString> hashesOfProject(const ProjectId& project) const;
    // What has this content in the project, outside of the trash; newest first.
    QList<Asset> ofContent(const ProjectId& project, const QString& sha256) const;
    // Contents that no account's asset uses outside of the trash may be emptied; these are used.
    QSet<QString> hashesOfAllAccounts() const;

    void insert(const Asset& asset);
    void update(const Asset& asset);

private:
    Connection& m_connection;
    AccountId m_account;
    ChangeSet& m_changes;
};

} // namespace raskadr
