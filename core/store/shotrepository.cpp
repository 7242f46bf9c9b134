#include "core/store/shotrepository.h"

#include "core/model/names.h"
#include "core/store/queryrows.h"
#include "core/store/repositories.h"

namespace raskadr {

namespace {

#define SHOT_COLUMNS                                                                               \
    "shot.id, shot.project, shot.position, shot.title, shot.script, shot.status, shot.label, "     \
    "shot.planned_duration, shot.headliner, shot.trashed, shot.created"

// Every read goes through the project, so that no query crosses accounts.
#define SHOT_OF_ACCOUNT                                                                            \
    " FROM shot JOIN project ON project.id = shot.project AND project.account = :account "

Shot readShot(Query& row)
{
    Shot shot;
    shot.id = row.id<ShotId>();
    shot.projectId = row.id<ProjectId>();
    shot.position = row.number();
    shot.title = row.text();
    shot.script = row.text();
    shot.status = fromName<ShotStatus>(row.text()).value_or(ShotStatus::Waiting);
    shot.label = fromName<ShotLabel>(row.text()).value_or(ShotLabel::None);
    shot.plannedDurationMs = row.integer();
    shot.headlinerId = row.id<AssetId>();
    shot.trashedMs = row.integer();
    shot.createdMs = row.integer();
    return shot;
}

void bindShot(Query& query, const Shot& shot)
{
    query.bind(":id", shot.id)
        .bind(":project", shot.projectId)
        .bind(":position", shot.position)
        .bind(":title", shot.title)
        .bind(":script", shot.script)
        .bind(":status", nameOf(shot.status))
        .bind(":label", nameOf(shot.label))
        .bind(":planned_duration", shot.plannedDurationMs)
        .bind(":headliner", shot.headlinerId)
        .bind(":trashed", shot.trashedMs)
        .bind(":created", shot.createdMs);
}

// A headliner that lies in the trash is none; the newest asset that was not rejected stands in.
#define BOARD_SELECT                                                                               \
    "SELECT " SHOT_COLUMNS ", cover.id, cover.id IS shot.headliner, cover.kind, media.sha256, "    \
    "media.duration, media.fps, media.width, media.height, media.state, media.palette, "           \
    "media.audio_codec IS NOT '' AND media.audio_codec IS NOT NULL, "                              \
    "(SELECT count(*) FROM asset WHERE asset.shot = shot.id AND asset.trashed = 0), "              \
    "(SELECT count(*) FROM generation JOIN job ON job.generation = generation.id "                 \
    " WHERE generation.shot = shot.id AND job.state = 'queued'), "                                 \
    "(SELECT count(*) FROM generation JOIN job ON job.generation = generation.id "                 \
    " WHERE generation.shot = shot.id "                                                            \
    " AND job.state NOT IN ('queued', 'done', 'failed', 'canceled', 'unknown')), "                 \
    "(SELECT count(*) FROM generation JOIN job ON job.generation = generation.id "                 \
    " WHERE generation.shot = shot.id AND job.state IN ('failed', 'unknown') "                     \
    " AND job.forgotten = 0), "                                                                    \
    "(SELECT count(*) FROM comment WHERE comment.shot = shot.id AND read = 0 AND own = 0 "         \
    " AND deleted = 0), "                                                                          \
    "(SELECT count(*) FROM comment WHERE comment.shot = shot.id AND kind = 'comment' "             \
    " AND deleted = 0) " SHOT_OF_ACCOUNT "LEFT JOIN asset cover ON cover.id = coalesce("           \
    " (SELECT id FROM asset WHERE asset.id = shot.headliner AND asset.trashed = 0), "              \
    " (SELECT id FROM asset WHERE asset.shot = shot.id AND asset.trashed = 0 "                     \
    "  ORDER BY rejected, created DESC, id DESC LIMIT 1)) "                                        \
    "LEFT JOIN media ON media.sha256 = cover.media "

BoardRow readBoardRow(Query& row)
{
    BoardRow board;
    board.shot = readShot(row);
    board.coverAssetId = row.id<AssetId>();
    board.coverIsHeadliner = row.boolean();
    board.coverKind = fromName<AssetKind>(row.text()).value_or(AssetKind::Image);
    board.coverSha256 = row.text();
    board.coverDurationMs = row.integer();
    board.coverFps = row.real();
    board.coverWidth = row.number();
    board.coverHeight = row.number();
    board.coverState = fromName<MediaState>(row.text()).value_or(MediaState::Present);
    board.coverPalette = row.text();
    board.coverHasSound = row.boolean();
    board.assets = row.number();
    board.queuedJobs = row.number();
    board.runningJobs = row.number();
    board.failedJobs = row.number();
    board.unreadComments = row.number();
    board.comments = row.number();
    if (board.coverAssetId.isNull()) {
        board.coverIsHeadliner = false;
    }
    return board;
}

#define VERDICT_SELECT                                                                             \
    "SELECT share_shot.shot, share.id, share.name, share_shot.verdict, "                           \
    "share_shot.verdict_author, share_shot.verdict_at FROM share "                                 \
    "JOIN project ON project.id = share.project AND project.account = :account "                   \
    "JOIN share_shot ON share_shot.share = share.id AND share_shot.revision = share.revision "     \
    "WHERE share.project = :project AND share.state = 'published' AND share_shot.verdict <> '' "

ShareVerdict readVerdict(Query& row)
{
    ShareVerdict verdict;
    verdict.shareId = row.id<ShareId>();
    verdict.shareName = row.text();
    verdict.verdict = fromName<Verdict>(row.text()).value_or(Verdict::None);
    verdict.author = row.text();
    verdict.atMs = row.integer();
    return verdict;
}

} // namespace

ShotRepository::ShotRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_account(context.account)
    , m_changes(context.changes)
{
}

QList<Shot> ShotRepository::ofProject(const ProjectId& project) const
{
    Query query(m_connection,
                "SELECT " SHOT_COLUMNS SHOT_OF_ACCOUNT
                "WHERE shot.project = :project AND shot.trashed = 0 "
                "ORDER BY shot.position, shot.id");
    query.bind(":account", m_account).bind(":project", project);
    return readAll(query, readShot);
}

QList<Shot> ShotRepository::trashedOfProject(const ProjectId& project) const
{
    Query query(m_connection,
                "SELECT " SHOT_COLUMNS SHOT_OF_ACCOUNT
                "WHERE shot.project = :project AND shot.trashed > 0 "
                "ORDER BY shot.trashed DESC, shot.position");
    query.bind(":account", m_account).bind(":project", project);
    return readAll(query, readShot);
}

QList<ShotId> ShotRepository::order(const ProjectId& project) const
{
    Query query(m_connection,
                "SELECT shot.id" SHOT_OF_ACCOUNT
                "WHERE shot.project = :project AND shot.trashed = 0 "
                "ORDER BY shot.position, shot.id");
    query.bind(":account", m_account).bind(":project", project);
    return readIds<ShotId>(query);
}

std::optional<Shot> ShotRepository::find(const ShotId& id) const
{
    Query query(m_connection, "SELECT " SHOT_COLUMNS SHOT_OF_ACCOUNT "WHERE shot.id = :id");
    query.bind(":account", m_account).bind(":id", id);
    return readOne(query, readShot);
}

QList<Shot> ShotRepository::findByTail(const QString& tail) const
{
    Query query(m_connection,
                "SELECT " SHOT_COLUMNS SHOT_OF_ACCOUNT
                "WHERE substr(lower(hex(shot.id)), -length(:tail)) = :tail");
    query.bind(":account", m_account).bind(":tail", tail.toLower());
    return readAll(query, readShot);
}

int ShotRepository::countOfProject(const ProjectId& project) const
{
    Query query(m_connection,
                "SELECT count(*)" SHOT_OF_ACCOUNT
                "WHERE shot.project = :project AND shot.trashed = 0");
    query.bind(":account", m_account).bind(":project", project);
    return query.step() ? query.number() : 0;
}

QList<BoardRow> ShotRepository::board(const ProjectId& project, bool trash) const
{
    if (trash) {
        Query query(m_connection,
                    BOARD_SELECT "WHERE shot.project = :project AND shot.trashed > 0 "
                                 "ORDER BY shot.trashed DESC, shot.position");
        query.bind(":account", m_account).bind(":project", project);
        return readAll(query, readBoardRow);
    }
    Query query(m_connection,
                BOARD_SELECT "WHERE shot.project = :project AND shot.trashed = 0 "
                             "ORDER BY shot.position, shot.id");
    query.bind(":account", m_account).bind(":project", project);
    QList<BoardRow> rows = readAll(query, readBoardRow);
    QHash<ShotId, QList<ShareVerdict>> verdicts;
    Query verdictQuery(m_connection, VERDICT_SELECT "ORDER BY share.created, share.id");
    verdictQuery.bind(":account", m_account).bind(":project", project);
    while (verdictQuery.step()) {
        const auto shot = verdictQuery.id<ShotId>();
        verdicts[shot].append(readVerdict(verdictQuery));
    }
    if (!verdicts.isEmpty()) {
        for (BoardRow& row : rows) {
            row.verdicts = verdicts.value(row.shot.id);
        }
    }
    return rows;
}

std::optional<BoardRow> ShotRepository::boardRow(const ShotId& id) const
{
    Query query(m_connection, BOARD_SELECT "WHERE shot.id = :id");
    query.bind(":account", m_account).bind(":id", id);
    if (!query.step()) {
        return std::nullopt;
    }
    BoardRow row = readBoardRow(query);
    Query verdicts(m_connection,
                   VERDICT_SELECT "AND share_shot.shot = :shot "
                                  "ORDER BY share.created, share.id");
    verdicts.bind(":account", m_account).bind(":project", row.shot.projectId).bind(":shot", id);
    while (verdicts.step()) {
        verdicts.skip(1);
        row.verdicts.append(readVerdict(verdicts));
    }
    return row;
}

void ShotRepository::insert(const Shot& shot)
{
    Query query(m_connection,
                "INSERT INTO shot (id, project, position, title, script, status, label, "
                "planned_duration, headliner, trashed, created) SELECT :id, project.id, :position, "
                ":title, :script, :status, :label, :planned_duration, :headliner, :trashed, "
                ":created FROM project WHERE project.id = :project AND project.account = :account");
    bindShot(query, shot);
    query.bind(":account", m_account);
    query.runOnOne();
    m_changes.shots.inserted.insert(shot.id);
    m_changes.shotOrders.insert(shot.projectId);
}

void ShotRepository::update(const Shot& shot)
{
    const auto before = find(shot.id);
    if (!before) {
        throw RowMissing();
    }
    Query query(m_connection,
                "UPDATE shot SET project = :project, position = :position, title = :title, "
                "script = :script, status = :status, label = :label, "
                "planned_duration = :planned_duration, headliner = :headliner, trashed = :trashed, "
                "created = :created WHERE id = :id AND EXISTS (SELECT 1 FROM project "
                "WHERE project.id = :project AND project.account = :account)");
    bindShot(query, shot);
    query.bind(":account", m_account);
    query.runOnOne();
    m_changes.shots.updated.insert(shot.id);
    if (before->trashedMs != shot.trashedMs || before->position != shot.position) {
        m_changes.shotOrders.insert(shot.projectId);
    }
}

void ShotRepository::setOrder(const ProjectId& project, const QList<ShotId>& order)
{
    // One id after the other: a list that SQLite walks once and looks up by key.
    QByteArray ids;
    ids.reserve(order.size() * 16);
    for (const ShotId& id : order) {
        ids.append(id.uuid().toRfc4122());
    }
    Query query(m_connection,
                "WITH RECURSIVE numbered (place, id) AS ("
                " SELECT 0, substr(:ids, 1, 16) WHERE length(:ids) > 0 UNION ALL"
                " SELECT place + 1, substr(:ids, (place + 1) * 16 + 1, 16) FROM numbered"
                " WHERE (place + 2) * 16 <= length(:ids)) "
                "UPDATE shot SET position = numbered.place FROM numbered "
                "WHERE shot.id = numbered.id AND shot.project = :project "
                "AND shot.position IS NOT numbered.place "
                "AND EXISTS (SELECT 1 FROM project WHERE id = :project AND account = :account)");
    query.bind(":account", m_account).bind(":project", project).bind(":ids", ids);
    if (query.run() > 0) {
        m_changes.shotOrders.insert(project);
    }
}

} // namespace raskadr
