#include "core/store/assetrepository.h"

#include "core/model/names.h"
#include "core/store/queryrows.h"
#include "core/store/repositories.h"
#include "core/store/rowreaders.h"

#include <algorithm>

namespace raskadr {

namespace {

#define ASSET_OF_ACCOUNT                                                                           \
    " JOIN shot ON shot.id = asset.shot "                                                          \
    " JOIN project ON project.id = shot.project AND project.account = :account "

#define ASSET_ROW_SELECT                                                                           \
    "SELECT " ASSET_COLUMNS ", " JOINED_MEDIA_COLUMNS ", " GENERATION_COLUMNS ", " JOB_COLUMNS     \
    " FROM asset" ASSET_OF_ACCOUNT "JOIN media ON media.sha256 = asset.media "                     \
    "LEFT JOIN generation ON generation.id = asset.generation "                                    \
    "LEFT JOIN job ON job.generation = asset.generation "

#define OF_STORY                                                                                   \
    "WHERE shot.project = :project AND shot.trashed = 0 AND asset.trashed = 0 "                    \
    "ORDER BY shot.position, asset.created"

AssetRow readAssetRow(Query& row)
{
    AssetRow result;
    result.asset = readAsset(row);
    result.media = readJoinedMedia(row);
    Generation generation = readGeneration(row);
    Job job = readJob(row);
    if (!generation.id.isNull()) {
        result.generation = std::move(generation);
    }
    if (!job.generationId.isNull()) {
        result.job = std::move(job);
    }
    return result;
}

void bindAsset(Query& query, const Asset& asset)
{
    query.bind(":id", asset.id)
        .bind(":shot", asset.shotId)
        .bind(":media", asset.sha256)
        .bind(":kind", nameOf(asset.kind))
        .bind(":origin", nameOf(asset.origin))
        .bind(":source_name", asset.sourceName)
        .bind(":parent", asset.parentId)
        .bind(":generation", asset.generationId)
        .bind(":favourite", asset.favourite)
        .bind(":rejected", asset.rejected)
        .bind(":note", asset.note)
        .bind(":provenance", provenanceText(asset.provenance))
        .bind(":trashed", asset.trashedMs)
        .bind(":created", asset.createdMs);
}

} // namespace

AssetRepository::AssetRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_account(context.account)
    , m_changes(context.changes)
{
}

std::optional<Asset> AssetRepository::find(const AssetId& id) const
{
    Query query(m_connection,
                "SELECT " ASSET_COLUMNS " FROM asset" ASSET_OF_ACCOUNT "WHERE asset.id = :id");
    query.bind(":account", m_account).bind(":id", id);
    return readOne(query, readAsset);
}

QList<Asset> AssetRepository::findByTail(const QString& tail) const
{
    Query query(m_connection,
                "SELECT " ASSET_COLUMNS " FROM asset" ASSET_OF_ACCOUNT
                "WHERE substr(lower(hex(asset.id)), -length(:tail)) = :tail");
    query.bind(":account", m_account).bind(":tail", tail.toLower());
    return readAll(query, readAsset);
}

QList<Asset> AssetRepository::ofShot(const ShotId& shot) const
{
    Query query(m_connection,
                "SELECT " ASSET_COLUMNS " FROM asset" ASSET_OF_ACCOUNT
                "WHERE asset.shot = :shot AND asset.trashed = 0 "
                "ORDER BY asset.created DESC, asset.id DESC");
    query.bind(":account", m_account).bind(":shot", shot);
    return readAll(query, readAsset);
}

QList<Asset> AssetRepository::ofGeneration(const GenerationId& generation) const
{
    Query query(m_connection,
                "SELECT " ASSET_COLUMNS " FROM asset" ASSET_OF_ACCOUNT
                "WHERE asset.generation = :generation");
    query.bind(":account", m_account).bind(":generation", generation);
    return readAll(query, readAsset);
}

QList<AssetRow> AssetRepository::feed(const ShotId& shot, bool trash) const
{
    Query query(m_connection,
                ASSET_ROW_SELECT "WHERE asset.shot = :shot AND (asset.trashed > 0) = :trash "
                                 "ORDER BY asset.created DESC, asset.id DESC");
    query.bind(":account", m_account).bind(":shot", shot).bind(":trash", trash);
    return readAll(query, readAssetRow);
}

std::optional<AssetRow> AssetRepository::row(const AssetId& id) const
{
    Query query(m_connection, ASSET_ROW_SELECT "WHERE asset.id = :id");
    query.bind(":account", m_account).bind(":id", id);
    return readOne(query, readAssetRow);
}

QList<AssetRow> AssetRepository::ofProject(const ProjectId& project) const
{
    QList<AssetRow> rows;
    visitProject(project, [&rows](const AssetRow& row) {
        rows.append(row);
        return true;
    });
    return rows;
}

void AssetRepository::visitProject(const ProjectId& project,
                                   const std::function<bool(const AssetRow&)>& visit) const
{
    Query query(m_connection, ASSET_ROW_SELECT OF_STORY);
    query.bind(":account", m_account).bind(":project", project);
    // The indexes give this order. Of what was made in the same millisecond the ids decide, here:
    // the database would put every row as a whole through a sorter for them.
    QList<AssetRow> sameMoment;
    const auto visitThese = [&] {
        std::sort(sameMoment.begin(), sameMoment.end(),
                  [](const AssetRow& a, const AssetRow& b) { return a.asset.id < b.asset.id; });
        const bool goOn = std::all_of(sameMoment.begin(), sameMoment.end(), visit);
        sameMoment.clear();
        return goOn;
    };
    while (query.step()) {
        AssetRow row = readAssetRow(query);
        if (!sameMoment.isEmpty()
            && (sameMoment.first().asset.shotId != row.asset.shotId
                || sameMoment.first().asset.createdMs != row.asset.createdMs)
            && !visitThese()) {
            return;
        }
        sameMoment.append(std::move(row));
    }
    visitThese();
}

void AssetRepository::visitOutlines(const ProjectId& project,
                                    const std::function<void(const AssetOutline&)>& visit) const
{
    Query query(m_connection,
                "SELECT asset.id, asset.shot, generation.parameters, "
                "CASE WHEN EXISTS (SELECT 1 FROM asset child WHERE child.parent = asset.id) "
                "THEN media.mime END FROM asset" ASSET_OF_ACCOUNT
                "JOIN media ON media.sha256 = asset.media "
                "LEFT JOIN generation ON generation.id = asset.generation " OF_STORY ", asset.id");
    query.bind(":account", m_account).bind(":project", project);
    AssetOutline outline;
    while (query.step()) {
        outline.id = query.id<AssetId>();
        outline.shotId = query.id<ShotId>();
        outline.parameters = query.utf8();
        outline.parentMimeType = query.text();
        visit(outline);
    }
}

QSet<QString> AssetRepository::hashesOfProject(const ProjectId& project) const
{
    Query query(m_connection,
                "SELECT DISTINCT asset.media FROM asset" ASSET_OF_ACCOUNT
                "WHERE shot.project = :project AND shot.trashed = 0 "
                "AND asset.trashed = 0");
    query.bind(":account", m_account).bind(":project", project);
    return readTexts(query);
}

QList<Asset> AssetRepository::ofContent(const ProjectId& project, const QString& sha256) const
{
    Query query(m_connection,
                "SELECT " ASSET_COLUMNS " FROM asset" ASSET_OF_ACCOUNT
                "WHERE asset.media = :media AND shot.project = :project "
                "AND shot.trashed = 0 AND asset.trashed = 0 "
                "ORDER BY asset.created DESC, asset.id DESC");
    query.bind(":account", m_account).bind(":project", project).bind(":media", sha256);
    return readAll(query, readAsset);
}

QSet<QString> AssetRepository::hashesOfAllAccounts() const
{
    Query query(m_connection, "SELECT DISTINCT media FROM asset");
    return readTexts(query);
}

void AssetRepository::insert(const Asset& asset)
{
    Query query(
        m_connection,
        "INSERT INTO asset (id, shot, media, kind, origin, source_name, parent, generation, "
        "favourite, rejected, note, provenance, trashed, created) SELECT :id, shot.id, "
        ":media, :kind, :origin, :source_name, :parent, :generation, :favourite, :rejected, "
        ":note, :provenance, :trashed, :created FROM shot JOIN project "
        "ON project.id = shot.project AND project.account = :account WHERE shot.id = :shot");
    bindAsset(query, asset);
    query.bind(":account", m_account);
    query.runOnOne();
    m_changes.assets.inserted.insert(asset.id);
    m_changes.shotContents.insert(asset.shotId);
}

void AssetRepository::update(const Asset& asset)
{
    const auto before = find(asset.id);
    if (!before) {
        throw RowMissing();
    }
    Query query(
        m_connection,
        "UPDATE asset SET shot = :shot, media = :media, kind = :kind, origin = :origin, "
        "source_name = :source_name, parent = :parent, generation = :generation, "
        "favourite = :favourite, rejected = :rejected, note = :note, "
        "provenance = :provenance, trashed = :trashed, created = :created "
        "WHERE id = :id AND EXISTS (SELECT 1 FROM shot JOIN project "
        "ON project.id = shot.project AND project.account = :account WHERE shot.id = :shot)");
    bindAsset(query, asset);
    query.bind(":account", m_account);
    query.runOnOne();
    m_changes.assets.updated.insert(asset.id);
    m_changes.shotContents.insert(asset.shotId);
    m_changes.shotContents.insert(before->shotId);
}

} // namespace raskadr
