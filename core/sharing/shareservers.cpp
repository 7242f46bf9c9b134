#include "core/sharing/shareservers.h"

#include "core/vault/sealing.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString tokenName = u"token"_s;

QString sealName(const QString& owner, const QString& name)
{
    return u"share/%1/%2"_s.arg(owner, name);
}

} // namespace

ShareServers::ShareServers(Store& store, HttpClient& http, const ProviderConnections& connections,
                           const Clock& clock, QThreadPool& pool)
    : m_store(store)
    , m_http(http)
    , m_connections(connections)
    , m_clock(clock)
    , m_pool(pool)
    , m_relay(makeRelay(thread()))
{
}

ShareServers::~ShareServers() = default;

QString ShareServers::ownerName(const ShareServerId& server)
{
    return u"share-server:"_s + server.toString();
}

QString ShareServers::ownerName(const ShareId& share)
{
    return u"share:"_s + share.toString();
}

void ShareServers::unlock(const Session& session)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_keys.insert(session.accountId,
                      std::make_shared<const SecretBytes>(session.vaultKey.clone()));
    }
    Q_EMIT becameReady(session.accountId);
}

bool ShareServers::isUnlocked(const AccountId& account) const
{
    return vaultKey(account) != nullptr;
}

QList<AccountId> ShareServers::unlockedAccounts() const
{
    const std::scoped_lock lock(m_mutex);
    return m_keys.keys();
}

std::shared_ptr<const SecretBytes> ShareServers::vaultKey(const AccountId& account) const
{
    const std::scoped_lock lock(m_mutex);
    return m_keys.value(account);
}

Result<> ShareServers::keepSecret(Repositories& r, const AccountId& account, const QString& owner,
                                  const QString& name, const Secret& secret) const
{
    const auto key = vaultKey(account);
    if (!key || key->isEmpty()) {
        return failure(ErrorKind::AccountLocked, u"there is no vault key to seal with"_s);
    }
    r.secrets.put({owner, name, seal(SecretBytes(secret.reveal()), *key, sealName(owner, name)),
                   m_clock.nowMs()});
    return {};
}

Result<Secret> ShareServers::secret(const AccountId& account, const QString& owner,
                                    const QString& name) const
{
    const auto key = vaultKey(account);
    if (!key) {
        return failure(ErrorKind::AccountLocked, u"nobody of this account has logged in"_s);
    }
    const auto record =
        m_store.read(account, [&](const Repositories& r) { return r.secrets.find(owner, name); });
    if (!record) {
        return failure(record.error());
    }
    if (!*record || key->isEmpty()) {
        return failure(ErrorKind::NotFound, u"there is no such secret"_s, name);
    }
    const auto bytes = unseal((*record)->sealed, *key, sealName(owner, name));
    if (!bytes) {
        return failure(ErrorKind::NotFound, u"what was sealed does not open"_s, name);
    }
    return Secret(QByteArray(reinterpret_cast<const char*>(bytes->data()), bytes->size()));
}

AsyncHandle ShareServers::logIn(const AccountId& account, const ServerEntry& entry,
                                QObject* context, Done done)
{
    return runAsync(
        m_pool, context,
        [this, account, entry](const std::stop_token& stop) {
            return logInNow(account, entry, stop);
        },
        std::move(done));
}

ShareResult<ShareServer> ShareServers::logInNow(const AccountId& account, const ServerEntry& entry,
                                                std::stop_token stop)
{
    if (!isUnlocked(account)) {
        return shareFailure(ShareFault::AccountLocked);
    }
    const QString login = entry.login.trimmed();
    if (login.isEmpty() || entry.password.isEmpty()) {
        return shareFailure(ShareFault::InvalidInput, u"nothing was typed"_s,
                            login.isEmpty() ? u"login"_s : u"password"_s);
    }
    auto access = accessTo(entry.address, entry.isConfirmed);
    if (!access) {
        return shareFailure(access.error());
    }
    if (!leadsInside(access->address)) {
        const auto proxy = m_connections.globalProxy(account);
        if (!proxy) {
            return shareFailure(proxy.error());
        }
        access->proxy = *proxy;
    }
    const auto answer = ShareClient(m_http, *access).logIn(login, entry.password, stop);
    if (!answer) {
        return shareFailure(answer.error());
    }
    return keep(account, entry, *access, *answer);
}

ShareResult<ShareServer> ShareServers::keep(const AccountId& account, const ServerEntry& entry,
                                            const ShareAccess& access, const ShareLogin& login)
{
    const QString address = addressText(access.address);
    const QString name = entry.login.trimmed();
    const qint64 now = m_clock.nowMs();
    const auto kept =
        m_store
            .write(account,
                   [=, this](Repositories& r) -> Result<ShareServer> {
                       ShareServer server;
                       for (const ShareServer& known : r.shareServers.all()) {
                           // The address of the own network may be another one each day.
                           if (known.login == name && known.way == entry.way
                               && (known.address == address || entry.way == ShareWay::Lan)) {
                               server = known;
                           }
                       }
                       if (server.id.isNull()) {
                           server.id = ShareServerId::create();
                           server.createdMs = now;
                       }
                       server.way = entry.way;
                       server.address = address;
                       server.login = name;
                       server.isLocal = access.isLocal;
                       server.tokenExpiresMs = login.expiresMs;
                       server.checkedMs = now;
                       r.shareServers.put(server);
                       if (const auto sealed =
                               keepSecret(r, account, ownerName(server.id), tokenName, login.token);
                           !sealed) {
                           return failure(sealed.error());
                       }
                       return server;
                   })
            .wait();
    if (!kept) {
        return shareFailure(kept.error());
    }
    QMetaObject::invokeMethod(m_relay.get(), [this, account, guard = QPointer(this)] {
        if (guard) {
            Q_EMIT becameReady(account);
        }
    });
    return *kept;
}

Pending<void> ShareServers::forget(const AccountId& account, const ShareServerId& server)
{
    return m_store.write(account, [server](Repositories& r) -> Result<> {
        auto known = r.shareServers.find(server);
        if (!known) {
            return failure(ErrorKind::NotFound, u"no such share server"_s);
        }
        r.secrets.remove(ownerName(server), tokenName);
        const QList<Share> shares = r.shares.all();
        const bool needed = std::any_of(shares.begin(), shares.end(), [&](const Share& share) {
            return share.serverId == server && share.state != ShareState::Revoked;
        });
        if (needed) {
            known->tokenExpiresMs = 0;
            r.shareServers.put(*known);
        } else {
            r.shareServers.remove(server);
        }
        return {};
    });
}

ServerState ShareServers::state(const AccountId& account, const ShareServerId& server) const
{
    if (!isUnlocked(account)) {
        return ServerState::Locked;
    }
    return client(account, server) ? ServerState::Ready : ServerState::LoginNeeded;
}

ShareResult<ShareClient> ShareServers::client(const AccountId& account,
                                              const ShareServerId& server) const
{
    const auto known =
        m_store.read(account, [&](const Repositories& r) { return r.shareServers.find(server); });
    if (!known) {
        return shareFailure(known.error());
    }
    if (!*known) {
        return shareFailure(ShareFault::LoginNeeded, u"the share server is not known any more"_s);
    }
    const auto token = secret(account, ownerName(server), tokenName);
    if (!token && token.error().kind != ErrorKind::NotFound) {
        return shareFailure(token.error());
    }
    const qint64 expires = (*known)->tokenExpiresMs;
    if (!token || (expires > 0 && expires <= m_clock.nowMs())) {
        return shareFailure(ShareFault::LoginNeeded, u"there is no token that is valid"_s,
                            (*known)->address);
    }
    auto access = accessTo((*known)->address, (*known)->isLocal);
    if (!access) {
        return shareFailure(access.error());
    }
    access->token = *token;
    if (!leadsInside(access->address)) {
        const auto proxy = m_connections.globalProxy(account);
        if (!proxy) {
            return shareFailure(proxy.error());
        }
        access->proxy = *proxy;
    }
    return ShareClient(m_http, *std::move(access));
}

void ShareServers::noteRefused(const AccountId& account, const ShareServerId& server)
{
    m_store.write(account, [server](Repositories& r) -> Result<> {
        auto known = r.shareServers.find(server);
        if (!known) {
            return failure(ErrorKind::NotFound);
        }
        r.secrets.remove(ownerName(server), tokenName);
        known->tokenExpiresMs = 0;
        r.shareServers.put(*known);
        return {};
    });
}

} // namespace raskadr
