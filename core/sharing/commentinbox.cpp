#include "core/sharing/commentinbox.h"

#include "core/sharing/backoff.h"
#include <QPointer>
#include <QTimer>

namespace raskadr {

namespace {

constexpr Backoff listenAgain{1'000, 60'000};
constexpr int askEveryMs = 8'000; // while no bell is kept open
constexpr int askAnywayMs = 2 * 60'000; // visits ring no bell
constexpr int gatherMs = 100; // several rings are answered once

} // namespace

struct CommentInbox::Line
{
    AsyncHandle bell;
    AsyncHandle pulling;
    QTimer later; // until the next try to listen
    QTimer asking; // by itself
    QTimer gather;
    bool isListening = false;
    bool isPulling = false;
    bool again = false; // something rang while it was pulling
    int tries = 0; // in vain, in a row
    InboxState::Kind kind = InboxState::Kind::Idle;
    qint64 sinceMs = 0;
};

CommentInbox::CommentInbox(Store& store, ShareServers& servers, HttpClient& http,
                           const Clock& clock, QThreadPool& pool)
    : m_store(store)
    , m_servers(servers)
    , m_http(http)
    , m_clock(clock)
    , m_pool(pool)
{
    connect(&m_store, &Store::changed, this, [this](const ChangeSet& changes) {
        if (!changes.shares.isEmpty() || changes.shareServers) {
            for (const AccountId& account : std::as_const(m_accounts)) {
                follow(account);
            }
        }
    });
}

CommentInbox::~CommentInbox() = default;

void CommentInbox::open(const AccountId& account)
{
    m_accounts.insert(account);
    follow(account);
    for (auto& [key, line] : m_lines) {
        // What lets in may have come.
        if (key.first == account && !line->isListening) {
            line->tries = 0;
            listen(key);
        }
    }
}

// A line to each server that has a link which guests may talk about.
void CommentInbox::follow(const AccountId& account)
{
    const auto shares = m_store.read(account, [](const Repositories& r) { return r.shares.all(); });
    if (!shares) {
        return;
    }
    QSet<ShareServerId> wanted;
    for (const Share& share : *shares) {
        if (share.state == ShareState::Published && !share.serverId.isNull()) {
            wanted.insert(share.serverId);
        }
    }
    bool changed = false;
    for (auto line = m_lines.begin(); line != m_lines.end();) {
        const bool isOver = line->first.first == account && !wanted.contains(line->first.second);
        changed = changed || isOver;
        line = isOver ? m_lines.erase(line) : std::next(line);
    }
    for (const ShareServerId& server : std::as_const(wanted)) {
        const Key key{account, server};
        if (m_lines.count(key) != 0) {
            continue;
        }
        auto& line = *(m_lines[key] = std::make_unique<Line>());
        line.later.setSingleShot(true);
        line.gather.setSingleShot(true);
        line.gather.setInterval(gatherMs);
        connect(&line.later, &QTimer::timeout, this, [this, key] { listen(key); });
        connect(&line.gather, &QTimer::timeout, this, [this, key] { pull(key); });
        connect(&line.asking, &QTimer::timeout, this, [this, key] { pull(key); });
        line.asking.start(askEveryMs);
        listen(key);
        pull(key);
        changed = true;
    }
    if (changed) {
        Q_EMIT stateChanged(account);
    }
}

void CommentInbox::listen(const Key& key)
{
    const auto found = m_lines.find(key);
    if (found == m_lines.end() || found->second->isListening) {
        return;
    }
    Line& line = *found->second;
    line.later.stop();
    const auto client = m_servers.client(key.first, key.second);
    if (!client) {
        hangUp(key, client.error());
        return;
    }
    HttpEvents events;
    events.message = [this, key](const StreamMessage&) {
        const auto ringing = m_lines.find(key);
        if (ringing == m_lines.end()) {
            return;
        }
        ringing->second->tries = 0;
        if (!ringing->second->gather.isActive()) {
            ringing->second->gather.start();
        }
    };
    events.finished = [this, key](const HttpResult& result) {
        ShareFailure why{ShareFault::Offline, {}, {}, 0, std::nullopt};
        if (!result) {
            why = shareFailure(result.error()).value();
        } else if (result->status == 401) {
            why.fault = ShareFault::LoginNeeded;
        } else if (!result->isSuccess()) {
            why.fault = ShareFault::ServerFailed;
        } else {
            why.fault = ShareFault::Timeout; // it ends by itself after some minutes
            if (const auto ended = m_lines.find(key); ended != m_lines.end()) {
                ended->second->tries = 0;
            }
        }
        hangUp(key, why);
    };
    line.isListening = true;
    line.asking.start(askAnywayMs);
    line.bell = sendAsync(m_http, client->bell(), this, std::move(events));
    // What happened before it rang for the first time.
    pull(key);
}

void CommentInbox::hangUp(const Key& key, const ShareFailure& why)
{
    const auto found = m_lines.find(key);
    if (found == m_lines.end()) {
        return;
    }
    Line& line = *found->second;
    line.isListening = false;
    if (why.fault == ShareFault::LoginNeeded || why.fault == ShareFault::AccountLocked) {
        line.asking.stop();
        setState(line, key, InboxState::Kind::LoginNeeded);
        return; // open() goes on
    }
    line.asking.start(askEveryMs);
    const int wait = int(listenAgain.after(line.tries++));
    line.later.start(wait);
}

void CommentInbox::pull(const Key& key)
{
    const auto found = m_lines.find(key);
    if (found == m_lines.end()) {
        return;
    }
    Line& line = *found->second;
    if (line.isPulling) {
        line.again = true;
        return;
    }
    line.isPulling = true;
    line.again = false;
    line.pulling = runAsync(
        m_pool, this,
        [store = &m_store, servers = &m_servers, clock = &m_clock,
         key](const std::stop_token& stop) {
            return pullServer(*store, *servers, *clock, key.first, key.second, {}, stop);
        },
        [this, key](const ShareResult<QList<CommentId>>& result) { pulled(key, result); });
}

void CommentInbox::pulled(const Key& key, const ShareResult<QList<CommentId>>& result)
{
    const auto found = m_lines.find(key);
    if (found == m_lines.end()) {
        return;
    }
    Line& line = *found->second;
    line.isPulling = false;
    if (result) {
        setState(line, key, InboxState::Kind::Online);
    } else if (result.error().fault == ShareFault::LoginNeeded
               || result.error().fault == ShareFault::AccountLocked) {
        setState(line, key, InboxState::Kind::LoginNeeded);
    } else {
        setState(line, key, InboxState::Kind::Offline);
    }
    if (line.again) {
        line.gather.start();
    }
    if (result && !result->isEmpty()) {
        Q_EMIT arrived(key.first, *result);
    }
}

void CommentInbox::setState(Line& line, const Key& key, InboxState::Kind kind)
{
    if (line.kind != kind) {
        line.kind = kind;
        line.sinceMs = m_clock.nowMs();
        Q_EMIT stateChanged(key.first);
    }
}

void CommentInbox::pullNow(const AccountId& account)
{
    QList<Key> keys;
    for (const auto& [key, line] : m_lines) {
        if (key.first == account) {
            keys.append(key);
        }
    }
    for (const Key& key : keys) {
        m_lines[key]->tries = 0;
        listen(key);
        pull(key);
    }
}

InboxState CommentInbox::state(const AccountId& account) const
{
    InboxState state;
    for (const auto& [key, line] : m_lines) {
        // The worst of them is what the user has to know.
        if (key.first == account && line->kind > state.kind) {
            state = {line->kind, line->sinceMs, key.second};
        }
    }
    return state;
}

} // namespace raskadr
