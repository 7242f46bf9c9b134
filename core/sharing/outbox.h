#pragma once

#include "core/base/runasync.h"
#include "core/sharing/outboxmessage.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace raskadr {

// What the producer says to guests: it is in the library at once, and told to the server as soon as
// that can be reached, once and in the order of the acts, also by a later process. Lives in the
// main thread. The pool has to be drained before the store goes.
class Outbox final : public QObject
{
    Q_OBJECT

public:
    // All of them outlive it.
    Outbox(Store& store, ShareServers& servers, const Clock& clock, QThreadPool& pool);
    ~Outbox() override;

    // Sends what waits; to be called when an account's tokens can be read.
    void open(const AccountId& account);

    // Errors: those of addAnswer(), setResolved() and dismissAnswer().
    Pending<CommentId> reply(const AccountId& account, const CommentId& parent,
                             const QString& text);
    Pending<void> resolve(const AccountId& account, const CommentId& comment, bool resolved);
    Pending<void> dismiss(const AccountId& account, const CommentId& answer);
    // Known to this library alone.
    Pending<void> markRead(const AccountId& account, const QList<CommentId>& comments,
                           bool read = true);

    // Why what waits does not go; nothing: nothing waits, or it is on its way.
    std::optional<ShareFailure> trouble(const AccountId& account) const;

Q_SIGNALS:
    // Something was sent, refused, or has to wait.
    void moved(const raskadr::AccountId& account);

private:
    struct Line;

    void send(const AccountId& account, bool all);

    Store& m_store;
    ShareServers& m_servers;
    const Clock& m_clock;
    QThreadPool& m_pool;
    QHash<AccountId, std::shared_ptr<Line>> m_lines;
};

} // namespace raskadr
