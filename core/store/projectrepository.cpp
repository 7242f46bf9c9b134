#include "core/store/projectrepository.h"

#include "core/model/names.h"
#include "core/store/queryrows.h"
#include "core/store/repositories.h"

namespace raskadr {

namespace {

#define PROJECT_COLUMNS                                                                            \
    "project.id, project.account, project.title, project.aspect, project.fps, project.budget, "    \
    "project.archived, project.trashed, project.music, project.music_offset, "                     \
    "project.music_volume, project.demo, project.created, project.changed"

Project readProject(Query& row)
{
    Project project;
    project.id = row.id<ProjectId>();
    project.accountId = row.id<AccountId>();
    project.title = row.text();
    project.aspect = fromName<Aspect>(row.text()).value_or(Aspect{});
    project.fps = row.real();
    project.budget = row.optionalReal();
    project.archived = row.boolean();
    project.trashedMs = row.integer();
    project.musicSha256 = row.text();
    project.musicOffsetMs = row.integer();
    project.musicVolume = row.real();
    project.demo = row.boolean();
    project.createdMs = row.integer();
    project.changedMs = row.integer();
    return project;
}

void bindProject(Query& query, const Project& project)
{
    query.bind(":id", project.id)
        .bind(":title", project.title)
        .bind(":aspect", nameOf(project.aspect))
        .bind(":fps", project.fps)
        .bind(":budget", project.budget)
        .bind(":archived", project.archived)
        .bind(":trashed", project.trashedMs)
        .bind(":music", project.musicSha256)
        .bind(":music_offset", project.musicOffsetMs)
        .bind(":music_volume", project.musicVolume)
        .bind(":demo", project.demo)
        .bind(":created", project.createdMs)
        .bind(":changed", project.changedMs);
}

} // namespace

ProjectRepository::ProjectRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_account(context.account)
    , m_changes(context.changes)
{
}

QList<Project> ProjectRepository::all() const
{
    Query query(m_connection,
                "SELECT " PROJECT_COLUMNS
                " FROM project WHERE account = :account ORDER BY changed DESC, id");
    query.bind(":account", m_account);
    return readAll(query, readProject);
}

std::optional<ProjectSummary> ProjectRepository::summary(const ProjectId& id) const
{
    const auto project = find(id);
    if (!project) {
        return std::nullopt;
    }
    ProjectSummary summary{*project, 0, 0, {}, 0};
    Query counts(m_connection,
                 "SELECT count(*), count(*) FILTER (WHERE status = 'done') FROM shot "
                 "WHERE project = :project AND trashed = 0");
    counts.bind(":project", id);
    if (counts.step()) {
        summary.shots = counts.number();
        summary.doneShots = counts.number();
    }
    Query covers(m_connection,
                 "SELECT asset.media FROM shot JOIN asset ON asset.id = shot.headliner "
                 "WHERE shot.project = :project AND shot.trashed = 0 "
                 "ORDER BY shot.position LIMIT 5");
    covers.bind(":project", id);
    while (covers.step()) {
        summary.covers.append(covers.text());
    }
    Query unread(m_connection,
                 "SELECT count(*) FROM share JOIN comment ON comment.share = share.id "
                 "AND comment.read = 0 AND comment.own = 0 AND comment.deleted = 0 "
                 "WHERE share.project = :project");
    unread.bind(":project", id);
    if (unread.step()) {
        summary.unreadComments = unread.number();
    }
    return summary;
}

QList<ProjectSummary> ProjectRepository::summaries() const
{
    QList<ProjectSummary> summaries;
    for (const Project& project : all()) {
        summaries.append(summary(project.id).value_or(ProjectSummary{project, 0, 0, {}, 0}));
    }
    return summaries;
}

std::optional<Project> ProjectRepository::find(const ProjectId& id) const
{
    Query query(m_connection,
                "SELECT " PROJECT_COLUMNS " FROM project WHERE id = :id AND account = :account");
    query.bind(":id", id).bind(":account", m_account);
    return readOne(query, readProject);
}

QList<Project> ProjectRepository::findByTail(const QString& tail) const
{
    Query query(m_connection,
                "SELECT " PROJECT_COLUMNS " FROM project WHERE account = :account "
                "AND substr(lower(hex(id)), -length(:tail)) = :tail");
    query.bind(":account", m_account).bind(":tail", tail.toLower());
    return readAll(query, readProject);
}

void ProjectRepository::insert(const Project& project)
{
    Query query(m_connection,
                "INSERT INTO project (id, account, title, aspect, fps, budget, archived, trashed, "
                "music, music_offset, music_volume, demo, created, changed) VALUES (:id, :account, "
                ":title, :aspect, :fps, :budget, :archived, :trashed, :music, :music_offset, "
                ":music_volume, :demo, :created, :changed)");
    bindProject(query, project);
    query.bind(":account", m_account);
    query.runOnOne();
    m_changes.projects.inserted.insert(project.id);
}

void ProjectRepository::update(const Project& project)
{
    Query query(
        m_connection,
        "UPDATE project SET title = :title, aspect = :aspect, fps = :fps, budget = :budget, "
        "archived = :archived, trashed = :trashed, music = :music, "
        "music_offset = :music_offset, music_volume = :music_volume, demo = :demo, "
        "created = :created, changed = :changed WHERE id = :id AND account = :account");
    bindProject(query, project);
    query.bind(":account", m_account);
    query.runOnOne();
    m_changes.projects.updated.insert(project.id);
}

void ProjectRepository::touch(const ProjectId& id, qint64 nowMs)
{
    Query query(
        m_connection,
        "UPDATE project SET changed = max(changed, :now) WHERE id = :id AND account = :account");
    query.bind(":id", id).bind(":account", m_account).bind(":now", nowMs);
    query.runOnOne();
    m_changes.projects.updated.insert(id);
}

} // namespace raskadr
