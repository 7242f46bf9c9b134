#pragma once

#include "core/base/runasync.h"
#include "core/sharing/commentintake.h"
#include "core/sharing/shareservers.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QThreadPool>
#include <map>
#include <memory>

namespace raskadr {

// Whether what guests say comes in at once.
struct InboxState
{
    enum class Kind {
        Idle, // no link that guests could say something about
        Online,
        Offline,
        LoginNeeded,
    };
    Kind kind = Kind::Idle;
    qint64 sinceMs = 0; // of Offline
    ShareServerId serverId; // of LoginNeeded: where

    bool operator==(const InboxState&) const = default;
};

// Brings what guests say into the library: everything at the start, and then whenever a server
// rings. Where a bell cannot be kept open it asks by itself every few seconds. The rows and their
// cursor are the truth, so nothing is lost or doubled, whatever is cut off. Lives in the main
// thread. Destroying it ends all connections; the pool has to be drained before the store goes.
class CommentInbox final : public QObject
{
    Q_OBJECT

public:
    // All of them outlive it.
    CommentInbox(Store& store, ShareServers& servers, HttpClient& http, const Clock& clock,
                 QThreadPool& pool);
    ~CommentInbox() override;

    // From now on also what belongs to this account.
    void open(const AccountId& account);
    // Asks all servers now, also those that did not answer.
    void pullNow(const AccountId& account);
    InboxState state(const AccountId& account) const;

Q_SIGNALS:
    // Something that nobody here has seen before is in the library now.
    void arrived(const raskadr::AccountId& account, const QList<raskadr::CommentId>& comments);
    void stateChanged(const raskadr::AccountId& account);

private:
    using Key = std::pair<AccountId, ShareServerId>;
    struct Line; // to one server

    void follow(const AccountId& account);
    void listen(const Key& key);
    void hangUp(const Key& key, const ShareFailure& why);
    void pull(const Key& key);
    void pulled(const Key& key, const ShareResult<QList<CommentId>>& result);
    void setState(Line& line, const Key& key, InboxState::Kind kind);

    Store& m_store;
    ShareServers& m_servers;
    HttpClient& m_http;
    const Clock& m_clock;
    QThreadPool& m_pool;
    QSet<AccountId> m_accounts;
    std::map<Key, std::unique_ptr<Line>> m_lines;
};

} // namespace raskadr
