#include "core/store/outboxrepository.h"

#include "core/store/queryrows.h"
#include "core/store/repositories.h"

namespace raskadr {

namespace {

#define MESSAGE_SELECT                                                                             \
    "SELECT outbox.n, outbox.share, outbox.comment, outbox.message, outbox.key, outbox.attempts, " \
    "outbox.not_before, outbox.refusal, outbox.created FROM outbox "                               \
    "JOIN share ON share.id = outbox.share "                                                       \
    "JOIN project ON project.id = share.project AND project.account = :account "

#define MESSAGE_IS_OF_ACCOUNT                                                                      \
    " EXISTS (SELECT 1 FROM share JOIN project ON project.id = share.project "                     \
    "AND project.account = :account WHERE share.id = outbox.share) "

OutboxMessage readMessage(Query& row)
{
    OutboxMessage message;
    message.number = row.integer();
    message.shareId = row.id<ShareId>();
    message.commentId = row.id<CommentId>();
    message.message = row.utf8();
    message.key = row.utf8();
    message.attempts = row.number();
    message.notBeforeMs = row.integer();
    message.refusal = row.text();
    message.createdMs = row.integer();
    return message;
}

} // namespace

OutboxRepository::OutboxRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_account(context.account)
    , m_changes(context.changes)
{
}

QList<OutboxMessage> OutboxRepository::waiting() const
{
    Query query(m_connection, MESSAGE_SELECT "WHERE outbox.refusal = '' ORDER BY outbox.n");
    query.bind(":account", m_account);
    return readAll(query, readMessage);
}

QList<OutboxMessage> OutboxRepository::ofComment(const CommentId& comment) const
{
    Query query(m_connection, MESSAGE_SELECT "WHERE outbox.comment = :comment ORDER BY outbox.n");
    query.bind(":account", m_account).bind(":comment", comment);
    return readAll(query, readMessage);
}

void OutboxRepository::insert(const OutboxMessage& message)
{
    Query query(m_connection,
                "INSERT INTO outbox (share, comment, message, key, attempts, not_before, refusal, "
                "created) SELECT share.id, :comment, :message, :key, :attempts, :not_before, "
                ":refusal, :created FROM share JOIN project ON project.id = share.project "
                "AND project.account = :account WHERE share.id = :share");
    query.bind(":share", message.shareId)
        .bind(":comment", message.commentId)
        .bind(":message", QString::fromUtf8(message.message))
        .bind(":key", QString::fromLatin1(message.key))
        .bind(":attempts", message.attempts)
        .bind(":not_before", message.notBeforeMs)
        .bind(":refusal", message.refusal)
        .bind(":created", message.createdMs)
        .bind(":account", m_account);
    query.runOnOne();
    m_changes.comments.updated.insert(message.commentId);
}

void OutboxRepository::update(const OutboxMessage& message)
{
    Query query(m_connection,
                "UPDATE outbox SET attempts = :attempts, not_before = :not_before, "
                "refusal = :refusal WHERE n = :n AND" MESSAGE_IS_OF_ACCOUNT);
    query.bind(":n", message.number)
        .bind(":attempts", message.attempts)
        .bind(":not_before", message.notBeforeMs)
        .bind(":refusal", message.refusal)
        .bind(":account", m_account);
    query.runOnOne();
    m_changes.comments.updated.insert(message.commentId);
}

void OutboxRepository::remove(const OutboxMessage& message)
{
    Query query(m_connection, "DELETE FROM outbox WHERE n = :n AND" MESSAGE_IS_OF_ACCOUNT);
    query.bind(":n", message.number).bind(":account", m_account);
    query.runOnOne();
    m_changes.comments.updated.insert(message.commentId);
}

} // namespace raskadr
