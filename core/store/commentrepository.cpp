#include "core/store/commentrepository.h"

#include "core/model/names.h"
#include "core/store/queryrows.h"
#include "core/store/repositories.h"

namespace raskadr {

namespace {

#define COMMENT_COLUMNS                                                                            \
    "comment.id, comment.share, comment.shot, comment.revision, comment.remote_id, comment.kind, " \
    "comment.verdict, comment.reply_to, comment.author, comment.own, comment.text, comment.at, "   \
    "comment.read, comment.resolved, comment.edited, comment.deleted, comment.created, "           \
    "comment.seen_number, comment.seen_title"

#define COMMENT_OF_ACCOUNT                                                                         \
    " FROM comment JOIN share ON share.id = comment.share "                                        \
    "JOIN project ON project.id = share.project AND project.account = :account "

// What was not sent yet has no id of the server's. Its own stands in, so that the two together are
// always unique.
const QString unsentPrefix = QStringLiteral("unsent:");

Comment readComment(Query& row)
{
    Comment comment;
    comment.id = row.id<CommentId>();
    comment.shareId = row.id<ShareId>();
    comment.shotId = row.id<ShotId>();
    comment.revision = row.number();
    comment.remoteId = row.text();
    if (comment.remoteId.startsWith(unsentPrefix)) {
        comment.remoteId.clear();
    }
    comment.kind = fromName<CommentKind>(row.text()).value_or(CommentKind::Comment);
    comment.verdict = fromName<Verdict>(row.text()).value_or(Verdict::None);
    comment.replyTo = row.text();
    comment.author = row.text();
    comment.own = row.boolean();
    comment.text = row.text();
    comment.atMs = row.integer();
    comment.read = row.boolean();
    comment.resolved = row.boolean();
    comment.editedMs = row.integer();
    comment.deletedMs = row.integer();
    comment.createdMs = row.integer();
    comment.seenNumber = row.number();
    comment.seenTitle = row.text();
    return comment;
}

void bindComment(Query& query, const Comment& comment)
{
    query.bind(":id", comment.id)
        .bind(":shot", comment.shotId)
        .bind(":revision", comment.revision)
        .bind(":remote_id",
              comment.remoteId.isEmpty() ? unsentPrefix + comment.id.toString() : comment.remoteId)
        .bind(":kind", nameOf(comment.kind))
        .bind(":verdict", comment.verdict == Verdict::None ? QString() : nameOf(comment.verdict))
        .bind(":reply_to", comment.replyTo)
        .bind(":author", comment.author)
        .bind(":own", comment.own)
        .bind(":text", comment.text)
        .bind(":at", comment.atMs)
        .bind(":read", comment.read)
        .bind(":resolved", comment.resolved)
        .bind(":edited", comment.editedMs)
        .bind(":deleted", comment.deletedMs)
        .bind(":created", comment.createdMs)
        .bind(":seen_number", comment.seenNumber)
        .bind(":seen_title", comment.seenTitle);
}

#define ROW_SELECT                                                                                 \
    "SELECT " COMMENT_COLUMNS ", share.name, "                                                     \
    "(SELECT count(*) FROM outbox WHERE outbox.comment = comment.id), "                            \
    "(SELECT max(refusal) FROM outbox WHERE outbox.comment = comment.id), "                        \
    "parent.id, parent.author, seen.media, coalesce(seen.published, 0), shot.trashed = 0, "        \
    "shot.position, shot.title, shot.status, headliner.media, headliner.kind, "                    \
    "media.duration " COMMENT_OF_ACCOUNT                                                           \
    "LEFT JOIN comment parent ON parent.share = comment.share "                                    \
    "AND parent.remote_id = comment.reply_to AND comment.reply_to <> '' "                          \
    "LEFT JOIN share_shot seen ON seen.share = comment.share "                                     \
    "AND seen.revision = comment.revision AND seen.shot = comment.shot "                           \
    "LEFT JOIN shot ON shot.id = comment.shot "                                                    \
    "LEFT JOIN asset headliner ON headliner.id = shot.headliner AND headliner.trashed = 0 "        \
    "LEFT JOIN media ON media.sha256 = headliner.media "

CommentRow readRow(Query& row)
{
    CommentRow result;
    result.comment = readComment(row);
    result.shareName = row.text();
    const bool waits = row.number() > 0;
    result.refusal = row.text();
    result.delivery = !result.refusal.isEmpty() ? CommentDelivery::Refused
        : waits                                 ? CommentDelivery::Waiting
                                                : CommentDelivery::Sent;
    result.parentId = row.id<CommentId>();
    result.parentAuthor = row.text();
    result.seenSha256 = row.text();
    result.seenPublishedMs = row.integer();
    const bool isThere = row.boolean();
    const int position = row.number();
    result.number = isThere ? position + 1 : 0;
    result.title = row.text();
    result.status = fromName<ShotStatus>(row.text()).value_or(ShotStatus::Waiting);
    result.headlinerSha256 = row.text();
    result.headlinerKind = fromName<AssetKind>(row.text()).value_or(AssetKind::Image);
    result.headlinerDurationMs = row.integer();
    result.isCurrent = result.seenSha256 == result.headlinerSha256;
    return result;
}

} // namespace

CommentRepository::CommentRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_account(context.account)
    , m_changes(context.changes)
{
}

QList<CommentRow> CommentRepository::ofProject(const ProjectId& project) const
{
    Query query(m_connection,
                ROW_SELECT "WHERE share.project = :project "
                           "ORDER BY comment.created DESC, comment.id DESC");
    query.bind(":account", m_account).bind(":project", project);
    return readAll(query, readRow);
}

QList<CommentRow> CommentRepository::ofShot(const ShotId& shot) const
{
    Query query(m_connection,
                ROW_SELECT "WHERE comment.shot = :shot "
                           "ORDER BY comment.created, comment.id");
    query.bind(":account", m_account).bind(":shot", shot);
    return readAll(query, readRow);
}

std::optional<CommentRow> CommentRepository::row(const CommentId& id) const
{
    Query query(m_connection, ROW_SELECT "WHERE comment.id = :id");
    query.bind(":account", m_account).bind(":id", id);
    return readOne(query, readRow);
}

std::optional<Comment> CommentRepository::find(const CommentId& id) const
{
    Query query(m_connection,
                "SELECT " COMMENT_COLUMNS COMMENT_OF_ACCOUNT "WHERE comment.id = :id");
    query.bind(":account", m_account).bind(":id", id);
    return readOne(query, readComment);
}

QList<Comment> CommentRepository::findByTail(const QString& tail) const
{
    Query query(m_connection,
                "SELECT " COMMENT_COLUMNS COMMENT_OF_ACCOUNT
                "WHERE substr(lower(hex(comment.id)), -length(:tail)) = :tail");
    query.bind(":account", m_account).bind(":tail", tail.toLower());
    return readAll(query, readComment);
}

std::optional<Comment> CommentRepository::ofRemoteId(const ShareId& share,
                                                     const QString& remoteId) const
{
    Query query(m_connection,
                "SELECT " COMMENT_COLUMNS COMMENT_OF_ACCOUNT
                "WHERE comment.share = :share AND comment.remote_id = :remote_id");
    query.bind(":account", m_account).bind(":share", share).bind(":remote_id", remoteId);
    return readOne(query, readComment);
}

std::optional<Comment> CommentRepository::unsentAnswer(const ShareId& share, const QString& replyTo,
                                                       const QString& text) const
{
    Query query(m_connection,
                "SELECT " COMMENT_COLUMNS COMMENT_OF_ACCOUNT
                "WHERE comment.share = :share AND comment.own = 1 "
                "AND comment.remote_id LIKE 'unsent:%' "
                "AND comment.reply_to = :reply_to AND comment.text = :text "
                "ORDER BY comment.created LIMIT 1");
    query.bind(":account", m_account)
        .bind(":share", share)
        .bind(":reply_to", replyTo)
        .bind(":text", text);
    return readOne(query, readComment);
}

int CommentRepository::unread(const ProjectId& project) const
{
    Query query(m_connection,
                "SELECT count(*)" COMMENT_OF_ACCOUNT
                "WHERE share.project = :project AND comment.read = 0 "
                "AND comment.own = 0 AND comment.deleted = 0");
    query.bind(":account", m_account).bind(":project", project);
    return query.step() ? query.number() : 0;
}

void CommentRepository::insert(const Comment& comment)
{
    Query query(m_connection,
                "INSERT INTO comment (id, share, shot, revision, remote_id, kind, verdict, "
                "reply_to, author, own, text, at, read, resolved, edited, deleted, created, "
                "seen_number, seen_title) SELECT :id, share.id, :shot, :revision, :remote_id, "
                ":kind, :verdict, :reply_to, :author, :own, :text, :at, :read, :resolved, "
                ":edited, :deleted, :created, :seen_number, :seen_title FROM share "
                "JOIN project ON project.id = share.project AND project.account = :account "
                "WHERE share.id = :share");
    bindComment(query, comment);
    query.bind(":share", comment.shareId).bind(":account", m_account);
    query.runOnOne();
    m_changes.comments.inserted.insert(comment.id);
    note(comment);
}

void CommentRepository::update(const Comment& comment)
{
    Query query(m_connection,
                "UPDATE comment SET shot = :shot, revision = :revision, remote_id = :remote_id, "
                "kind = :kind, verdict = :verdict, reply_to = :reply_to, author = :author, "
                "own = :own, text = :text, at = :at, read = :read, resolved = :resolved, "
                "edited = :edited, deleted = :deleted, created = :created, "
                "seen_number = :seen_number, seen_title = :seen_title WHERE id = :id "
                "AND EXISTS (SELECT 1 FROM share JOIN project ON project.id = share.project "
                "AND project.account = :account WHERE share.id = comment.share)");
    bindComment(query, comment);
    query.bind(":account", m_account);
    query.runOnOne();
    m_changes.comments.updated.insert(comment.id);
    note(comment);
}

void CommentRepository::remove(const CommentId& id)
{
    const auto comment = find(id);
    if (!comment) {
        throw RowMissing();
    }
    Query query(m_connection, "DELETE FROM comment WHERE id = :id");
    query.bind(":id", id);
    query.runOnOne();
    m_changes.comments.removed.insert(id);
    note(*comment);
}

// Boxes and cards of projects show how much there is.
void CommentRepository::note(const Comment& comment)
{
    if (!comment.shotId.isNull()) {
        m_changes.shotContents.insert(comment.shotId);
    }
    Query query(m_connection, "SELECT project FROM share WHERE id = :share");
    query.bind(":share", comment.shareId);
    if (query.step()) {
        m_changes.projects.updated.insert(query.id<ProjectId>());
    }
}

} // namespace raskadr
