#include "core/store/sharerepository.h"

#include "core/model/names.h"
#include "core/store/queryrows.h"
#include "core/store/repositories.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

#define SHARE_COLUMNS                                                                              \
    "share.id, share.project, share.way, share.server, share.name, share.url, share.remote_id, "   \
    "share.revision, share.options, share.expires, share.state, share.comment_cursor, "            \
    "share.visits, share.last_visit, share.published, share.created, share.changed"

#define SHARE_OF_ACCOUNT                                                                           \
    " FROM share JOIN project ON project.id = share.project AND project.account = :account "

// For what is written by the id of a link.
#define IS_OF_ACCOUNT                                                                              \
    " EXISTS (SELECT 1 FROM share JOIN project ON project.id = share.project "                     \
    "AND project.account = :account WHERE share.id = :share) "

#define SHARE_SHOT_COLUMNS                                                                         \
    "share_shot.share, share_shot.revision, share_shot.shot, share_shot.number, "                  \
    "share_shot.title, share_shot.media, share_shot.verdict, share_shot.verdict_author, "          \
    "share_shot.verdict_at, share_shot.published, share_shot.planned_duration"

#define SERVER_COLUMNS "id, way, address, login, local, token_expires, checked, created"

QString optionsText(const ShareOptions& options)
{
    QJsonArray selected;
    for (const ShotId& shot : options.selected) {
        selected.append(shot.toString());
    }
    const QJsonObject json{{u"title"_s, options.title},
                           {u"greeting"_s, options.greeting},
                           {u"producer"_s, options.producer},
                           {u"tail"_s, options.tail},
                           {u"scope"_s, nameOf(options.scope)},
                           {u"selected"_s, selected},
                           {u"canComment"_s, options.canComment},
                           {u"canDownload"_s, options.canDownload},
                           {u"hasPassword"_s, options.hasPassword}};
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

ShareOptions optionsOf(const QByteArray& text)
{
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    ShareOptions options;
    options.title = json[u"title"_s].toString();
    options.greeting = json[u"greeting"_s].toString();
    options.producer = json[u"producer"_s].toString();
    options.tail = json[u"tail"_s].toString();
    options.scope = fromName<ShareScope>(json[u"scope"_s].toString()).value_or(ShareScope::All);
    const QJsonArray selected = json[u"selected"_s].toArray();
    for (const QJsonValue& shot : selected) {
        options.selected.append(ShotId::fromString(shot.toString()));
    }
    options.canComment = json[u"canComment"_s].toBool(true);
    options.canDownload = json[u"canDownload"_s].toBool();
    options.hasPassword = json[u"hasPassword"_s].toBool();
    return options;
}

Share readShare(Query& row)
{
    Share share;
    share.id = row.id<ShareId>();
    share.projectId = row.id<ProjectId>();
    share.way = fromName<ShareWay>(row.text()).value_or(ShareWay::Server);
    share.serverId = row.id<ShareServerId>();
    share.name = row.text();
    share.url = row.text();
    share.remoteId = row.text();
    share.revision = row.number();
    share.options = optionsOf(row.utf8());
    share.expiresMs = row.integer();
    share.state = fromName<ShareState>(row.text()).value_or(ShareState::Revoked);
    share.commentCursor = row.integer();
    share.visits = row.integer();
    share.lastVisitMs = row.integer();
    share.publishedMs = row.integer();
    share.createdMs = row.integer();
    share.changedMs = row.integer();
    return share;
}

void bindShare(Query& query, const Share& share)
{
    query.bind(":id", share.id)
        .bind(":way", nameOf(share.way))
        .bind(":server", share.serverId)
        .bind(":name", share.name)
        .bind(":url", share.url)
        .bind(":remote_id", share.remoteId)
        .bind(":revision", share.revision)
        .bind(":options", optionsText(share.options))
        .bind(":expires", share.expiresMs)
        .bind(":state", nameOf(share.state))
        .bind(":comment_cursor", share.commentCursor)
        .bind(":visits", share.visits)
        .bind(":last_visit", share.lastVisitMs)
        .bind(":published", share.publishedMs)
        .bind(":changed", share.changedMs);
}

ShareShot readShareShot(Query& row)
{
    ShareShot shot;
    shot.shareId = row.id<ShareId>();
    shot.revision = row.number();
    shot.shotId = row.id<ShotId>();
    shot.number = row.number();
    shot.title = row.text();
    shot.sha256 = row.text();
    shot.verdict = fromName<Verdict>(row.text()).value_or(Verdict::None);
    shot.verdictAuthor = row.text();
    shot.verdictMs = row.integer();
    shot.publishedMs = row.integer();
    shot.plannedDurationMs = row.integer();
    return shot;
}

ShareServer readServer(Query& row)
{
    ShareServer server;
    server.id = row.id<ShareServerId>();
    server.way = fromName<ShareWay>(row.text()).value_or(ShareWay::Server);
    server.address = row.text();
    server.login = row.text();
    server.isLocal = row.boolean();
    server.tokenExpiresMs = row.integer();
    server.checkedMs = row.integer();
    server.createdMs = row.integer();
    return server;
}

} // namespace

ShareRepository::ShareRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_account(context.account)
    , m_changes(context.changes)
{
}

QList<Share> ShareRepository::all() const
{
    Query query(m_connection,
                "SELECT " SHARE_COLUMNS SHARE_OF_ACCOUNT "ORDER BY share.created, share.id");
    query.bind(":account", m_account);
    return readAll(query, readShare);
}

QList<Share> ShareRepository::ofProject(const ProjectId& project) const
{
    Query query(m_connection,
                "SELECT " SHARE_COLUMNS SHARE_OF_ACCOUNT
                "WHERE share.project = :project ORDER BY share.created, share.id");
    query.bind(":account", m_account).bind(":project", project);
    return readAll(query, readShare);
}

std::optional<Share> ShareRepository::find(const ShareId& id) const
{
    Query query(m_connection, "SELECT " SHARE_COLUMNS SHARE_OF_ACCOUNT "WHERE share.id = :id");
    query.bind(":account", m_account).bind(":id", id);
    return readOne(query, readShare);
}

QList<Share> ShareRepository::findByTail(const QString& tail) const
{
    Query query(m_connection,
                "SELECT " SHARE_COLUMNS SHARE_OF_ACCOUNT
                "WHERE substr(lower(hex(share.id)), -length(:tail)) = :tail");
    query.bind(":account", m_account).bind(":tail", tail.toLower());
    return readAll(query, readShare);
}

void ShareRepository::insert(const Share& share)
{
    Query query(m_connection,
                "INSERT INTO share (id, project, way, server, name, url, remote_id, revision, "
                "options, expires, state, comment_cursor, visits, last_visit, published, created, "
                "changed) SELECT :id, project.id, :way, :server, :name, :url, :remote_id, "
                ":revision, :options, :expires, :state, :comment_cursor, :visits, :last_visit, "
                ":published, :created, :changed FROM project WHERE project.id = :project AND "
                "project.account = :account");
    bindShare(query, share);
    query.bind(":project", share.projectId)
        .bind(":created", share.createdMs)
        .bind(":account", m_account);
    query.runOnOne();
    m_changes.shares.inserted.insert(share.id);
}

void ShareRepository::update(const Share& share)
{
    Query query(m_connection,
                "UPDATE share SET way = :way, server = :server, name = :name, url = :url, "
                "remote_id = :remote_id, revision = :revision, options = :options, "
                "expires = :expires, state = :state, comment_cursor = :comment_cursor, "
                "visits = :visits, last_visit = :last_visit, published = :published, "
                "changed = :changed WHERE id = :id "
                "AND EXISTS (SELECT 1 FROM project WHERE project.id = share.project "
                "AND project.account = :account)");
    bindShare(query, share);
    query.bind(":account", m_account);
    query.runOnOne();
    m_changes.shares.updated.insert(share.id);
}

void ShareRepository::setCursor(const ShareId& id, qint64 cursor)
{
    Query query(m_connection,
                "UPDATE share SET comment_cursor = max(comment_cursor, :cursor) "
                "WHERE id = :share AND" IS_OF_ACCOUNT);
    query.bind(":share", id).bind(":cursor", cursor).bind(":account", m_account);
    query.runOnOne();
    m_changes.shares.updated.insert(id);
}

void ShareRepository::setVisits(const ShareId& id, qint64 visits, qint64 lastVisitMs)
{
    Query query(m_connection,
                "UPDATE share SET visits = :visits, last_visit = :last_visit WHERE id = :share "
                "AND (visits <> :visits OR last_visit <> :last_visit) AND" IS_OF_ACCOUNT);
    query.bind(":share", id)
        .bind(":visits", visits)
        .bind(":last_visit", lastVisitMs)
        .bind(":account", m_account);
    if (query.run() > 0) {
        m_changes.shares.updated.insert(id);
    }
}

void ShareRepository::remove(const ShareId& id)
{
    Query comments(m_connection,
                   "SELECT comment.id, comment.shot FROM comment "
                   "WHERE share = :share AND" IS_OF_ACCOUNT);
    comments.bind(":share", id).bind(":account", m_account);
    while (comments.step()) {
        m_changes.comments.removed.insert(comments.id<CommentId>());
        if (const auto shot = comments.id<ShotId>()) {
            m_changes.shotContents.insert(shot);
        }
    }
    for (const ShareShot& shown : shots(id, find(id).value_or(Share{}).revision)) {
        m_changes.shotContents.insert(shown.shotId);
    }
    Query query(m_connection, "DELETE FROM share WHERE id = :share AND" IS_OF_ACCOUNT);
    query.bind(":share", id).bind(":account", m_account);
    query.runOnOne();
    m_changes.shares.removed.insert(id);
}

QList<ShareShot> ShareRepository::shots(const ShareId& share, int revision) const
{
    Query query(m_connection,
                "SELECT " SHARE_SHOT_COLUMNS " FROM share_shot "
                "WHERE share = :share AND revision = :revision AND" IS_OF_ACCOUNT
                "ORDER BY number");
    query.bind(":share", share).bind(":revision", revision).bind(":account", m_account);
    return readAll(query, readShareShot);
}

std::optional<ShareShot> ShareRepository::shot(const ShareId& share, int revision,
                                               const ShotId& shot) const
{
    Query query(m_connection,
                "SELECT " SHARE_SHOT_COLUMNS " FROM share_shot "
                "WHERE share = :share AND revision = :revision AND shot = :shot "
                "AND" IS_OF_ACCOUNT);
    query.bind(":share", share)
        .bind(":revision", revision)
        .bind(":shot", shot)
        .bind(":account", m_account);
    return readOne(query, readShareShot);
}

void ShareRepository::insertShots(const QList<ShareShot>& shots)
{
    for (const ShareShot& shot : shots) {
        Query query(
            m_connection,
            "INSERT INTO share_shot (share, revision, shot, number, title, media, verdict, "
            "verdict_author, verdict_at, published, planned_duration) SELECT :share, :revision, "
            "shot.id, :number, :title, (SELECT sha256 FROM media WHERE sha256 = :media), :verdict, "
            ":author, :at, :published, :planned_duration FROM shot WHERE shot.id = :shot "
            "AND" IS_OF_ACCOUNT);
        query.bind(":share", shot.shareId)
            .bind(":revision", shot.revision)
            .bind(":shot", shot.shotId)
            .bind(":number", shot.number)
            .bind(":title", shot.title)
            .bind(":media", shot.sha256)
            .bind(":verdict", shot.verdict == Verdict::None ? QString() : nameOf(shot.verdict))
            .bind(":author", shot.verdictAuthor)
            .bind(":at", shot.verdictMs)
            .bind(":published", shot.publishedMs)
            .bind(":planned_duration", shot.plannedDurationMs)
            .bind(":account", m_account);
        query.run();
        m_changes.shares.updated.insert(shot.shareId);
    }
}

void ShareRepository::setVerdict(const ShareId& share, const ShotId& shot, Verdict verdict,
                                 const QString& author, qint64 atMs)
{
    Query query(m_connection,
                "UPDATE share_shot SET verdict = :verdict, verdict_author = :author, "
                "verdict_at = :at WHERE share = :share AND shot = :shot AND revision = "
                "(SELECT revision FROM share WHERE id = :share) AND" IS_OF_ACCOUNT);
    query.bind(":share", share)
        .bind(":shot", shot)
        .bind(":verdict", verdict == Verdict::None ? QString() : nameOf(verdict))
        .bind(":author", author)
        .bind(":at", atMs)
        .bind(":account", m_account);
    if (query.run() > 0) {
        m_changes.shares.updated.insert(share);
        m_changes.shotContents.insert(shot);
    }
}

QHash<ShotId, QString> ShareRepository::shotNames(const ShareId& share) const
{
    QHash<ShotId, QString> names;
    Query query(m_connection,
                "SELECT shot, name FROM share_shot_name WHERE share = :share AND" IS_OF_ACCOUNT);
    query.bind(":share", share).bind(":account", m_account);
    while (query.step()) {
        const auto shot = query.id<ShotId>();
        names.insert(shot, query.text());
    }
    return names;
}

std::optional<ShotId> ShareRepository::shotOfName(const ShareId& share, const QString& name) const
{
    Query query(m_connection,
                "SELECT shot FROM share_shot_name WHERE share = :share "
                "AND name = :name AND" IS_OF_ACCOUNT);
    query.bind(":share", share).bind(":name", name).bind(":account", m_account);
    return query.step() ? std::optional(query.id<ShotId>()) : std::nullopt;
}

void ShareRepository::insertShotName(const ShareId& share, const ShotId& shot, const QString& name)
{
    Query query(m_connection,
                "INSERT INTO share_shot_name (share, shot, name) "
                "SELECT :share, :shot, :name WHERE" IS_OF_ACCOUNT);
    query.bind(":share", share).bind(":shot", shot).bind(":name", name).bind(":account", m_account);
    query.runOnOne();
}

ShareServerRepository::ShareServerRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_account(context.account)
    , m_changes(context.changes)
{
}

QList<ShareServer> ShareServerRepository::all() const
{
    Query query(m_connection,
                "SELECT " SERVER_COLUMNS
                " FROM share_server WHERE account = :account ORDER BY created, id");
    query.bind(":account", m_account);
    return readAll(query, readServer);
}

std::optional<ShareServer> ShareServerRepository::find(const ShareServerId& id) const
{
    Query query(m_connection,
                "SELECT " SERVER_COLUMNS
                " FROM share_server WHERE id = :id AND account = :account");
    query.bind(":account", m_account).bind(":id", id);
    return readOne(query, readServer);
}

void ShareServerRepository::put(const ShareServer& server)
{
    Query query(m_connection,
                "INSERT INTO share_server (id, account, way, address, login, local, token_expires, "
                "checked, created) VALUES (:id, :account, :way, :address, :login, :local, "
                ":token_expires, :checked, :created) ON CONFLICT (id) DO UPDATE SET "
                "address = :address, login = :login, local = :local, "
                "token_expires = :token_expires, checked = :checked WHERE account = :account");
    query.bind(":id", server.id)
        .bind(":account", m_account)
        .bind(":way", nameOf(server.way))
        .bind(":address", server.address)
        .bind(":login", server.login)
        .bind(":local", server.isLocal)
        .bind(":token_expires", server.tokenExpiresMs)
        .bind(":checked", server.checkedMs)
        .bind(":created", server.createdMs);
    query.runOnOne();
    m_changes.shareServers = true;
}

void ShareServerRepository::remove(const ShareServerId& id)
{
    Query query(m_connection, "DELETE FROM share_server WHERE id = :id AND account = :account");
    query.bind(":id", id).bind(":account", m_account);
    query.runOnOne();
    m_changes.shareServers = true;
}

} // namespace raskadr
