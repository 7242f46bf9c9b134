#include "core/store/importrepository.h"

#include "core/model/names.h"
#include "core/store/queryrows.h"
#include "core/store/repositories.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace raskadr {

namespace {

#define RUN_COLUMNS                                                                                \
    "id, account, project, paths, grouping, make_headliners, add_again, into_shot, "               \
    "parent_asset, insert_at, finished, created"

ImportRun readRun(Query& row)
{
    ImportRun run;
    run.id = row.id<ImportRunId>();
    run.accountId = row.id<AccountId>();
    run.projectId = row.id<ProjectId>();
    const QJsonArray paths = QJsonDocument::fromJson(row.text().toUtf8()).array();
    for (const QJsonValue& path : paths) {
        run.paths.append(path.toString());
    }
    run.grouping = fromName<ImportGrouping>(row.text()).value_or(ImportGrouping::File);
    run.makeHeadliners = row.boolean();
    run.addAgain = row.boolean();
    run.intoShotId = row.id<ShotId>();
    run.parentAssetId = row.id<AssetId>();
    run.insertAt = row.number();
    run.finished = row.boolean();
    run.createdMs = row.integer();
    return run;
}

void bindItem(Query& query, const ImportRunId& run, const ImportItem& item)
{
    query.bind(":run", run)
        .bind(":index", item.index)
        .bind(":path", item.path)
        .bind(":group", item.group)
        .bind(":state", nameOf(item.state))
        .bind(":media", item.sha256)
        .bind(":asset", item.assetId)
        .bind(":shot", item.shotId)
        .bind(":error_kind", item.errorKind)
        .bind(":error_amount", item.errorAmount);
}

ImportItem readItem(Query& row)
{
    ImportItem item;
    item.index = row.number();
    item.path = row.text();
    item.group = row.number();
    item.state = fromName<ImportItemState>(row.text()).value_or(ImportItemState::Waiting);
    item.sha256 = row.text();
    item.assetId = row.id<AssetId>();
    item.shotId = row.id<ShotId>();
    item.errorKind = row.text();
    item.errorAmount = row.integer();
    return item;
}

} // namespace

ImportRepository::ImportRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_account(context.account)
    , m_changes(context.changes)
{
}

std::optional<ImportRun> ImportRepository::find(const ImportRunId& id) const
{
    Query query(m_connection,
                "SELECT " RUN_COLUMNS " FROM import_run WHERE id = :id AND account = :account");
    query.bind(":account", m_account).bind(":id", id);
    return readOne(query, readRun);
}

QList<ImportRun> ImportRepository::unfinished() const
{
    Query query(m_connection,
                "SELECT " RUN_COLUMNS " FROM import_run WHERE account = :account "
                "AND finished = 0 ORDER BY created, id");
    query.bind(":account", m_account);
    return readAll(query, readRun);
}

QList<ImportItem> ImportRepository::items(const ImportRunId& run) const
{
    Query query(m_connection,
                "SELECT \"index\", path, \"group\", state, media, asset, shot, error_kind, "
                "error_amount FROM import_item WHERE run = :run AND EXISTS (SELECT 1 "
                "FROM import_run WHERE id = :run AND account = :account) ORDER BY \"index\"");
    query.bind(":account", m_account).bind(":run", run);
    return readAll(query, readItem);
}

void ImportRepository::insert(const ImportRun& run, const QList<ImportItem>& items)
{
    QJsonArray paths;
    for (const QString& path : run.paths) {
        paths.append(path);
    }
    Query query(m_connection,
                "INSERT INTO import_run (" RUN_COLUMNS ") SELECT :id, project.account, project.id, "
                ":paths, :grouping, :make_headliners, :add_again, :into_shot, :parent_asset, "
                ":insert_at, :finished, :created FROM project "
                "WHERE project.id = :project AND project.account = :account");
    query.bind(":account", m_account)
        .bind(":id", run.id)
        .bind(":project", run.projectId)
        .bind(":paths", QString::fromUtf8(QJsonDocument(paths).toJson(QJsonDocument::Compact)))
        .bind(":grouping", nameOf(run.grouping))
        .bind(":make_headliners", run.makeHeadliners)
        .bind(":add_again", run.addAgain)
        .bind(":into_shot", run.intoShotId)
        .bind(":parent_asset", run.parentAssetId)
        .bind(":insert_at", run.insertAt)
        .bind(":finished", run.finished)
        .bind(":created", run.createdMs);
    query.runOnOne();
    for (const ImportItem& item : items) {
        Query insertion(m_connection,
                        "INSERT INTO import_item (run, \"index\", path, \"group\", state, media, "
                        "asset, shot, error_kind, error_amount) VALUES (:run, :index, :path, "
                        ":group, :state, :media, :asset, :shot, :error_kind, :error_amount)");
        bindItem(insertion, run.id, item);
        insertion.runOnOne();
    }
    m_changes.imports.inserted.insert(run.id);
}

void ImportRepository::updateItem(const ImportRunId& run, const ImportItem& item)
{
    Query query(m_connection,
                "UPDATE import_item SET path = :path, \"group\" = :group, state = :state, "
                "media = :media, asset = :asset, shot = :shot, error_kind = :error_kind, "
                "error_amount = :error_amount WHERE run = :run AND \"index\" = :index AND EXISTS "
                "(SELECT 1 FROM import_run WHERE id = :run AND account = :account)");
    bindItem(query, run, item);
    query.bind(":account", m_account);
    query.runOnOne();
    m_changes.imports.updated.insert(run);
}

void ImportRepository::finish(const ImportRunId& run)
{
    Query query(m_connection,
                "UPDATE import_run SET finished = 1 WHERE id = :run AND account = :account");
    query.bind(":account", m_account).bind(":run", run);
    query.runOnOne();
    m_changes.imports.updated.insert(run);
}

} // namespace raskadr
