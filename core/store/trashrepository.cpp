#include "core/store/trashrepository.h"

#include "core/store/queryrows.h"
#include "core/store/repositories.h"

namespace raskadr {

namespace {

#define UNFINISHED "job.state NOT IN ('done', 'failed', 'canceled', 'unknown')"

} // namespace

TrashRepository::TrashRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_account(context.account)
    , m_changes(context.changes)
{
}

TrashPick TrashRepository::deletable(const TrashPick& pick) const
{
    const auto those = [this]<class Id>(const QList<Id>& ids, const char* isDeletable) {
        QList<Id> result;
        for (const Id& id : ids) {
            Query query(m_connection, isDeletable);
            query.bind(":id", id).bind(":account", m_account);
            if (query.step()) {
                result.append(id);
            }
        }
        return result;
    };
    return {
        those(pick.projects,
              "SELECT 1 FROM project WHERE id = :id AND account = :account AND trashed > 0 "
              "AND NOT EXISTS (SELECT 1 FROM import_run WHERE project = :id AND finished = 0) "
              "AND NOT EXISTS (SELECT 1 FROM shot JOIN generation ON generation.shot = shot.id "
              "JOIN job ON job.generation = generation.id AND " UNFINISHED
              " WHERE shot.project = :id)"),
        those(pick.shots,
              "SELECT 1 FROM shot JOIN project ON project.id = shot.project "
              "AND project.account = :account WHERE shot.id = :id AND shot.trashed > 0 "
              "AND NOT EXISTS (SELECT 1 FROM generation JOIN job "
              "ON job.generation = generation.id AND " UNFINISHED " WHERE generation.shot = :id)"),
        those(pick.assets,
              "SELECT 1 FROM asset JOIN shot ON shot.id = asset.shot JOIN project "
              "ON project.id = shot.project AND project.account = :account "
              "WHERE asset.id = :id AND asset.trashed > 0"),
    };
}

QList<AssetId> TrashRepository::assetsOfShot(const ShotId& shot) const
{
    Query query(m_connection,
                "SELECT asset.id FROM asset JOIN shot ON shot.id = asset.shot "
                "JOIN project ON project.id = shot.project "
                "AND project.account = :account WHERE asset.shot = :shot");
    query.bind(":account", m_account).bind(":shot", shot);
    return readIds<AssetId>(query);
}

QList<ShotId> TrashRepository::shotsOfProject(const ProjectId& project) const
{
    Query query(m_connection,
                "SELECT shot.id FROM shot JOIN project ON project.id = shot.project "
                "AND project.account = :account WHERE shot.project = :project");
    query.bind(":account", m_account).bind(":project", project);
    return readIds<ShotId>(query);
}

QString TrashRepository::contentOf(const AssetId& asset) const
{
    Query query(m_connection,
                "SELECT asset.media FROM asset JOIN shot ON shot.id = asset.shot "
                "JOIN project ON project.id = shot.project "
                "AND project.account = :account WHERE asset.id = :asset");
    query.bind(":account", m_account).bind(":asset", asset);
    return query.step() ? query.text() : QString();
}

int TrashRepository::usesOf(const QString& sha256) const
{
    Query query(m_connection, "SELECT count(*) FROM asset WHERE media = :sha256");
    query.bind(":sha256", sha256);
    return query.step() ? query.number() : 0;
}

QHash<GenerationId, ShotId> TrashRepository::neededElsewhere(const ShotId& shot) const
{
    QHash<GenerationId, ShotId> needed;
    Query query(m_connection, R"(
        WITH RECURSIVE needed (id, home) AS (
            SELECT g.id, asset.shot FROM generation g JOIN asset ON asset.generation = g.id
            WHERE g.shot = :shot AND asset.shot <> :shot
            UNION
            SELECT g.id, child.shot FROM generation g JOIN generation child ON child.parent = g.id
            WHERE g.shot = :shot AND child.shot <> :shot
            UNION
            SELECT parent.id, needed.home FROM needed JOIN generation g ON g.id = needed.id
            JOIN generation parent ON parent.id = g.parent WHERE parent.shot = :shot
        )
        SELECT needed.id, min(needed.home) FROM needed JOIN shot ON shot.id = :shot
        JOIN project ON project.id = shot.project AND project.account = :account
        GROUP BY needed.id)");
    query.bind(":shot", shot).bind(":account", m_account);
    while (query.step()) {
        const auto generation = query.id<GenerationId>();
        needed.insert(generation, query.id<ShotId>());
    }
    return needed;
}

// Rows of others that name this asset and are about to forget it.
void TrashRepository::noteDependents(const AssetId& asset)
{
    Query children(m_connection, "SELECT id, shot FROM asset WHERE parent = :asset");
    children.bind(":asset", asset);
    while (children.step()) {
        m_changes.assets.updated.insert(children.id<AssetId>());
        m_changes.shotContents.insert(children.id<ShotId>());
    }
    Query shots(m_connection, "SELECT id FROM shot WHERE headliner = :asset");
    shots.bind(":asset", asset);
    while (shots.step()) {
        m_changes.shots.updated.insert(shots.id<ShotId>());
    }
}

QString TrashRepository::removeAsset(const AssetId& asset)
{
    Query find(m_connection,
               "SELECT asset.media, asset.shot, asset.generation FROM asset "
               "JOIN shot ON shot.id = asset.shot JOIN project ON project.id = shot.project "
               "AND project.account = :account WHERE asset.id = :asset AND asset.trashed > 0");
    find.bind(":account", m_account).bind(":asset", asset);
    if (!find.step()) {
        throw RowMissing();
    }
    const QString sha256 = find.text();
    const auto shot = find.id<ShotId>();
    const auto generation = find.id<GenerationId>();
    noteDependents(asset);
    Query remove(m_connection, "DELETE FROM asset WHERE id = :asset");
    remove.bind(":asset", asset);
    remove.runOnOne();
    m_changes.assets.removed.insert(asset);
    m_changes.shotContents.insert(shot);
    if (!generation.isNull()) {
        removeGeneration(generation);
    }
    return sha256;
}

// What something else was made from stays as history, without its result.
void TrashRepository::removeGeneration(const GenerationId& generation)
{
    Query remove(
        m_connection,
        "DELETE FROM generation WHERE id = :generation "
        "AND NOT EXISTS (SELECT 1 FROM asset WHERE asset.generation = :generation) "
        "AND NOT EXISTS (SELECT 1 FROM generation child WHERE child.parent = :generation)");
    remove.bind(":generation", generation);
    if (remove.run() > 0) {
        m_changes.jobs.removed.insert(generation);
        return;
    }
    Query forget(m_connection,
                 "UPDATE output SET media = NULL WHERE generation = :generation "
                 "AND NOT EXISTS (SELECT 1 FROM asset WHERE asset.generation = :generation "
                 "AND asset.media = output.media)");
    forget.bind(":generation", generation);
    forget.run();
}

QStringList TrashRepository::removeShot(const ShotId& shot)
{
    // What is needed elsewhere is missing only until it is inserted again.
    m_connection.execute("PRAGMA defer_foreign_keys = ON");
    QStringList contents;
    for (const AssetId& asset : assetsOfShot(shot)) {
        contents.append(contentOf(asset));
        noteDependents(asset);
        m_changes.assets.removed.insert(asset);
    }
    Query generations(m_connection, "SELECT id FROM generation WHERE shot = :shot");
    generations.bind(":shot", shot);
    while (generations.step()) {
        m_changes.jobs.removed.insert(generations.id<GenerationId>());
    }
    Query find(m_connection,
               "SELECT shot.project FROM shot JOIN project ON project.id = shot.project "
               "AND project.account = :account "
               "WHERE shot.id = :shot AND (shot.trashed > 0 OR project.trashed > 0)");
    find.bind(":account", m_account).bind(":shot", shot);
    if (!find.step()) {
        throw RowMissing();
    }
    m_changes.shotOrders.insert(find.id<ProjectId>());
    Query remove(m_connection, "DELETE FROM shot WHERE id = :shot");
    remove.bind(":shot", shot);
    remove.runOnOne();
    m_changes.shots.removed.insert(shot);
    return contents;
}

void TrashRepository::removeProject(const ProjectId& project)
{
    Query remove(m_connection,
                 "DELETE FROM project WHERE id = :project AND account = :account AND trashed > 0 "
                 "AND NOT EXISTS (SELECT 1 FROM shot WHERE shot.project = :project)");
    remove.bind(":project", project).bind(":account", m_account);
    remove.runOnOne();
    m_changes.projects.removed.insert(project);
}

QList<FreedMedia> TrashRepository::freeMedia(const QHash<QString, QString>& nameOfContent)
{
    QList<FreedMedia> freed;
    for (auto at = nameOfContent.cbegin(); at != nameOfContent.cend(); ++at) {
        Query size(m_connection, "SELECT size FROM media WHERE sha256 = :sha256");
        size.bind(":sha256", at.key());
        if (!size.step()) {
            continue;
        }
        const qint64 bytes = size.integer();
        Query remove(m_connection,
                     "DELETE FROM media WHERE sha256 = :sha256 "
                     "AND NOT EXISTS (SELECT 1 FROM asset WHERE media = :sha256) "
                     "AND NOT EXISTS (SELECT 1 FROM output WHERE media = :sha256) "
                     "AND NOT EXISTS (SELECT 1 FROM share_shot WHERE media = :sha256) "
                     "AND NOT EXISTS (SELECT 1 FROM project WHERE music = :sha256) "
                     "AND NOT EXISTS (SELECT 1 FROM import_item JOIN import_run "
                     "ON import_run.id = import_item.run AND import_run.finished = 0 "
                     "WHERE import_item.media = :sha256) "
                     "AND NOT EXISTS (SELECT 1 FROM job JOIN generation "
                     "ON generation.id = job.generation WHERE " UNFINISHED
                     " AND instr(generation.inputs, :sha256) > 0)");
        remove.bind(":sha256", at.key());
        if (remove.run() > 0) {
            m_changes.media.insert(at.key());
            freed.append({at.key(), at.value(), bytes});
        }
    }
    return freed;
}

} // namespace raskadr
