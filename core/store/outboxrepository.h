#pragma once

#include "core/model/comment.h"
#include "core/store/changeset.h"
#include "core/store/connection.h"

#include <QList>
#include <optional>

namespace raskadr {

struct RepositoryContext;

// What the producer said and the servers do not know yet.
class OutboxRepository
{
public:
    explicit OutboxRepository(const RepositoryContext& context);

    // In the order of the acts; without what was refused.
    QList<OutboxMessage> waiting() const;
    QList<OutboxMessage> ofComment(const CommentId& comment) const;

    void insert(const OutboxMessage& message);
    void update(const OutboxMessage& message);
    void remove(const OutboxMessage& message);

private:
    Connection& m_connection;
    AccountId m_account;
    ChangeSet& m_changes;
};

} // namespace raskadr
