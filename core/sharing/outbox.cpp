#include "core/sharing/outbox.h"

namespace raskadr {

struct Outbox::Line
{
    AsyncHandle sending;
    QTimer later;
    bool isSending = false;
    bool again = false;
    std::optional<ShareFailure> trouble;
};

Outbox::Outbox(Store& store, ShareServers& servers, const Clock& clock, QThreadPool& pool)
    : m_store(store)
    , m_servers(servers)
    , m_clock(clock)
    , m_pool(pool)
{
}

Outbox::~Outbox() = default;

void Outbox::open(const AccountId& account)
{
    send(account, true);
}

Pending<CommentId> Outbox::reply(const AccountId& account, const CommentId& parent,
                                 const QString& text)
{
    auto pending = m_store.write(account, [parent, text, now = m_clock.nowMs()](Repositories& r) {
        const auto author = r.accounts.current();
        return addAnswer(r, parent, text, author ? author->name : QString(), now);
    });
    // Runs behind the write.
    QMetaObject::invokeMethod(
        this, [this, account] { send(account, true); }, Qt::QueuedConnection);
    return pending;
}

Pending<void> Outbox::resolve(const AccountId& account, const CommentId& comment, bool resolved)
{
    auto pending =
        m_store.write(account, [comment, resolved, now = m_clock.nowMs()](Repositories& r) {
            return setResolved(r, comment, resolved, now);
        });
    QMetaObject::invokeMethod(
        this, [this, account] { send(account, true); }, Qt::QueuedConnection);
    return pending;
}

Pending<void> Outbox::dismiss(const AccountId& account, const CommentId& answer)
{
    return m_store.write(account, [answer](Repositories& r) { return dismissAnswer(r, answer); });
}

Pending<void> Outbox::markRead(const AccountId& account, const QList<CommentId>& comments,
                               bool read)
{
    return m_store.write(account, [comments, read](Repositories& r) {
        return raskadr::markRead(r, comments, read);
    });
}

std::optional<ShareFailure> Outbox::trouble(const AccountId& account) const
{
    const auto line = m_lines.constFind(account);
    return line == m_lines.constEnd() ? std::nullopt : (*line)->trouble;
}

void Outbox::send(const AccountId& account, bool all)
{
    if (!m_servers.isUnlocked(account) || m_store.mode() == Store::Mode::ReadOnly) {
        return;
    }
    auto& line = m_lines[account];
    if (!line) {
        line = std::make_shared<Line>();
        line->later.setSingleShot(true);
        connect(&line->later, &QTimer::timeout, this, [this, account] { send(account, false); });
    }
    if (line->isSending) {
        line->again = true;
        return;
    }
    line->isSending = true;
    line->again = false;
    line->later.stop();
    line->sending = runAsync(
        m_pool, this,
        [store = &m_store, servers = &m_servers, clock = &m_clock, account,
         all](const std::stop_token& stop) {
            // What was said just now is to be among it.
            store->flush();
            return sendOutbox(*store, *servers, *clock, account, all, stop);
        },
        [this, account](const Result<OutboxEnd>& end) {
            const auto ended = m_lines.value(account);
            ended->isSending = false;
            ended->trouble = end ? end->failure : std::nullopt;
            if (end && end->nextMs > 0) {
                ended->later.start(
                    int(qBound(qint64(100), end->nextMs - m_clock.nowMs(), qint64(10 * 60'000))));
            }
            if (end && (end->sent > 0 || end->refused > 0 || end->left > 0)) {
                Q_EMIT moved(account);
            }
            if (ended->again) {
                send(account, true);
            }
        });
}

} // namespace raskadr
