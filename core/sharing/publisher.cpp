#include "core/sharing/publisher.h"

#include "core/sharing/backoff.h"
#include "core/sharing/linkoptions.h"

#include <QTimer>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Backoff publishAgain{5'000, 5 * 60'000};

} // namespace

struct Publisher::Active
{
    AsyncHandle handle;
    std::optional<PublishProgress> progress;
};

Publisher::Publisher(Library& library, ShareServers& servers, const Clock& clock, QThreadPool& pool)
    : m_library(library)
    , m_servers(servers)
    , m_clock(clock)
    , m_pool(pool)
    , m_relay(makeRelay(thread()))
{
    connect(&library.store(), &Store::changed, this, [this](const ChangeSet& changes) {
        if (!changes.shares.isEmpty()) {
            for (const AccountId& account : m_servers.unlockedAccounts()) {
                startWaiting(account);
            }
        }
    });
}

Publisher::~Publisher() = default;

Pending<ShareId> Publisher::publish(const AccountId& account, const PublishRequest& request)
{
    return m_library.store().write(
        account,
        [request, account, servers = &m_servers,
         now = m_clock.nowMs()](Repositories& r) -> Result<ShareId> {
            const auto share = beginLink(r, *servers, account, request, now);
            return share ? Result<ShareId>(share->id) : failure(share.error());
        });
}

Pending<void> Publisher::update(const AccountId& account, const ShareId& share)
{
    const auto before = m_library.store().read(
        account, [&](const Repositories& r) { return r.publications.find(share); });
    const bool isSent = before && *before && (*before)->sent;
    m_troubles.remove(share);
    m_tries.remove(share);
    if (m_runs.contains(share) || isSent) {
        m_again.insert(share);
    }
    return m_library.store().write(account,
                                   [share, isRunning = m_runs.contains(share),
                                    now = m_clock.nowMs()](Repositories& r) -> Result<> {
                                       if (isRunning) {
                                           return {};
                                       }
                                       const auto begun = beginRevision(r, share, now);
                                       return begun ? Result<>() : failure(begun.error());
                                   });
}

void Publisher::start(const AccountId& account, const ShareId& share)
{
    m_troubles.remove(share);
    const auto active = std::make_shared<Active>();
    m_runs.insert(share, active);
    const PublishProgressFn tell = [relay = m_relay, guard = QPointer(this),
                                    share](const PublishProgress& progress) {
        QMetaObject::invokeMethod(relay.get(), [guard, share, progress] {
            if (!guard) {
                return;
            }
            if (const auto run = guard->m_runs.constFind(share); run != guard->m_runs.constEnd()) {
                (*run)->progress = progress;
                Q_EMIT guard->progressed(share, progress);
            }
        });
    };
    active->handle = runAsync(
        m_pool, this,
        [library = &m_library, servers = &m_servers, clock = &m_clock, account, share,
         tell](const std::stop_token& stop) {
            return runPublication(*library, *servers, *clock, account, share, tell, stop);
        },
        [this, account, share](const ShareResult<PublishEnd>& end) {
            this->end(account, share, end);
        });
    Q_EMIT started(share);
}

void Publisher::end(const AccountId& account, const ShareId& share,
                    const ShareResult<PublishEnd>& end)
{
    m_runs.remove(share);
    if (end) {
        m_tries.remove(share);
    } else {
        m_troubles.insert(share, end.error());
        if (passesByItself(end.error().fault)) {
            tryLater(account, share);
        }
    }
    Q_EMIT finished(share, end);
    if (end && m_again.remove(share)) {
        update(account, share);
    }
}

void Publisher::tryLater(const AccountId& account, const ShareId& share)
{
    const int tries = m_tries[share]++;
    const int wait = int(publishAgain.after(tries));
    QTimer::singleShot(wait, this, [this, account, share] {
        if (const auto why = trouble(share); why && passesByItself(why->fault)) {
            m_troubles.remove(share);
            startWaiting(account);
        }
    });
}

void Publisher::goOn(const AccountId& account)
{
    m_troubles.removeIf([](const auto& entry) {
        return entry.value().fault == ShareFault::LoginNeeded
            || entry.value().fault == ShareFault::AccountLocked
            || passesByItself(entry.value().fault);
    });
    startWaiting(account);
}

void Publisher::startWaiting(const AccountId& account)
{
    const auto left =
        m_library.store().read(account, [](const Repositories& r) { return r.publications.all(); });
    if (!left) {
        return;
    }
    for (const Publication& publication : *left) {
        const ShareId& share = publication.shareId;
        if (!publication.paused && !m_runs.contains(share) && !m_troubles.contains(share)) {
            start(account, share);
        }
    }
}

void Publisher::stop(const ShareId& share)
{
    m_again.remove(share);
    if (const auto run = m_runs.take(share)) {
        run->handle.stop();
        // What it still writes does not begin it anew.
        m_troubles.insert(share, ShareFailure{ShareFault::Cancelled, {}, {}, 0, std::nullopt});
        Q_EMIT finished(share, shareFailure(ShareFault::Cancelled));
    }
}

void Publisher::cancel(const AccountId& account, const ShareId& share)
{
    stop(share);
    m_library.store().write(account, [share](Repositories& r) -> Result<> {
        if (auto publication = r.publications.find(share)) {
            publication->paused = true;
            r.publications.put(*publication);
        }
        return {};
    });
}

void Publisher::resume(const AccountId& account, const ShareId& share)
{
    m_tries.remove(share);
    m_troubles.remove(share);
    m_library.store().write(account, [share](Repositories& r) -> Result<> {
        auto publication = r.publications.find(share);
        if (!publication) {
            return failure(ErrorKind::NotFound, u"nothing is to be published"_s);
        }
        publication->paused = false;
        r.publications.put(*publication);
        return {};
    });
}

void Publisher::revoke(const AccountId& account, const ShareId& share, QObject* context,
                       Ended ended)
{
    stop(share);
    m_talks.push_back(runAsync(
        m_pool, context,
        [store = &m_library.store(), servers = &m_servers, clock = &m_clock, account,
         share](const std::stop_token& stop) {
            return revokeLink(*store, *servers, *clock, account, share, stop);
        },
        std::move(ended)));
}

void Publisher::change(const AccountId& account, const ShareId& share, const ShareChange& change,
                       QObject* context, Changed changed)
{
    m_talks.push_back(runAsync(
        m_pool, context,
        [store = &m_library.store(), servers = &m_servers, clock = &m_clock, account, share,
         change](const std::stop_token& stop) {
            return changeLink(*store, *servers, *clock, account, share, change, stop);
        },
        std::move(changed)));
}

Pending<void> Publisher::remove(const AccountId& account, const ShareId& share)
{
    stop(share);
    const auto row = m_library.store().read(
        account, [&](const Repositories& r) { return r.shares.find(share); });
    if (row && *row && (*row)->state == ShareState::Draft && !(*row)->remoteId.isEmpty()) {
        if (const auto client = m_servers.client(account, (*row)->serverId)) {
            m_talks.push_back(runAsync(
                m_pool, this,
                [client = *client, remoteId = (*row)->remoteId](const std::stop_token& stop) {
                    return client.revokeShare(remoteId, stop);
                },
                [](const ShareResult<>&) {}));
        }
    }
    return m_library.store().write(account, [share](Repositories& r) -> Result<> {
        const auto link = r.shares.find(share);
        if (!link) {
            return failure(ErrorKind::NotFound, u"no such link"_s);
        }
        if (link->state == ShareState::Published && link->way != ShareWay::Folder) {
            return failure(ErrorKind::InvalidInput, u"the link is published"_s, u"share"_s);
        }
        r.secrets.remove(ShareServers::ownerName(share), linkPasswordName);
        r.shares.remove(share);
        return {};
    });
}

std::optional<PublishProgress> Publisher::progress(const ShareId& share) const
{
    const auto run = m_runs.constFind(share);
    return run == m_runs.constEnd() ? std::nullopt : (*run)->progress;
}

std::optional<ShareFailure> Publisher::trouble(const ShareId& share) const
{
    const auto found = m_troubles.constFind(share);
    return found == m_troubles.constEnd() || found->fault == ShareFault::Cancelled
        ? std::nullopt
        : std::optional(*found);
}

} // namespace raskadr
