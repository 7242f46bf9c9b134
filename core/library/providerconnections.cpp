#include "core/library/providerconnections.h"

#include "core/library/connectioninput.h"
#include "core/library/connectionrows.h"
#include "core/library/connectionvault.h"
#include "core/vault/sealing.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

struct ProviderConnections::Rows
{
    ProviderManifest provider;
    QList<SecretRecord> secrets; // of the provider and of the account itself
    EnteredConnection entered;
    EnteredConnection own; // of the account itself
};

namespace {

QSet<QString> namesOf(const QList<SecretRecord>& secrets, const QString& providerId)
{
    QSet<QString> names;
    for (const SecretRecord& secret : secrets) {
        if (secret.providerId == providerId) {
            names.insert(secret.name);
        }
    }
    return names;
}

Error gapError(const ConnectionGaps& gaps)
{
    const QString subject = !gaps.keys.isEmpty() ? gaps.keys.first()
        : !gaps.settings.isEmpty()               ? gaps.settings.first()
                                                 : QString();
    return {ErrorKind::NotFound,
            gaps.confirmation ? u"nobody confirmed the provider's address"_s
                              : u"something about the connection was not entered"_s,
            subject, 0};
}

} // namespace

ProviderConnections::ProviderConnections(Store& store, const Clock& clock, Keychain* keychain)
    : m_store(store)
    , m_clock(clock)
    , m_keychain(keychain)
    , m_vault(std::make_unique<Vault>())
{
    connect(&m_store, &Store::changed, this, [this](const ChangeSet& changes) {
        if (!changes.connections.isEmpty()) {
            tidyKeychain();
        }
    });
}

ProviderConnections::~ProviderConnections() = default;

void ProviderConnections::unlock(const Session& session)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_vault->accounts[session.accountId].key =
            std::make_shared<const SecretBytes>(session.vaultKey.clone());
    }
    askKeychain(session.accountId);
    Q_EMIT unlocked(session.accountId);
}

bool ProviderConnections::isUnlocked(const AccountId& account) const
{
    const std::scoped_lock lock(m_mutex);
    return m_vault->accounts.contains(account);
}

std::shared_ptr<const SecretBytes> ProviderConnections::vaultKey(const AccountId& account) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_vault->accounts.constFind(account);
    return found == m_vault->accounts.constEnd() ? nullptr : found->key;
}

Result<Secret> ProviderConnections::opened(const AccountId& account,
                                           const SecretRecord& record) const
{
    if (record.isInKeychain()) {
        const std::scoped_lock lock(m_mutex);
        const auto vault = m_vault->accounts.constFind(account);
        if (vault == m_vault->accounts.constEnd()) {
            return failure(ErrorKind::AccountLocked, u"nobody of this account has logged in"_s);
        }
        const KeychainKey known = vault->inKeychain.value({record.providerId, record.name});
        if (!known.answered) {
            return failure(ErrorKind::AccountLocked, u"the keychain has not answered"_s);
        }
        return known.secret
            ? Result<Secret>(*known.secret)
            : failure(ErrorKind::Unauthorized, u"the keychain does not have it"_s, record.name);
    }
    const auto key = vaultKey(account);
    if (!key) {
        return failure(ErrorKind::AccountLocked, u"nobody of this account has logged in"_s);
    }
    const auto bytes = key->isEmpty()
        ? Result<SecretBytes>(failure(ErrorKind::WrongPassword))
        : unseal(record.sealed, *key, sealName(record.providerId, record.name));
    if (!bytes) {
        return failure(ErrorKind::Unauthorized, u"what was sealed does not open"_s, record.name);
    }
    return secretOf(*bytes);
}

Result<ProviderConnections::Rows> ProviderConnections::read(const AccountId& account,
                                                            const QString& providerId) const
{
    return m_store.read(account, [&](const Repositories& r) -> Result<Rows> {
        auto provider = findProvider(r, providerId);
        if (!provider) {
            return failure(provider.error());
        }
        return Rows{std::move(*provider), r.secrets.all(),
                    EnteredConnection::fromText(r.secrets.enteredText(providerId)),
                    EnteredConnection::fromText(r.secrets.enteredText({}))};
    });
}

Result<std::optional<HttpProxy>>
ProviderConnections::proxyOf(const AccountId& account, const QString& providerId,
                             const EnteredConnection& entered,
                             const QList<SecretRecord>& secrets) const
{
    if (entered.proxyUse != ProxyUse::Own || entered.proxy.isEmpty()) {
        return std::nullopt;
    }
    QByteArray password;
    for (const SecretRecord& secret : secrets) {
        if (secret.providerId == providerId && secret.name == proxySecret) {
            const auto read = opened(account, secret);
            if (!read) {
                return failure(read.error());
            }
            password = read->reveal();
        }
    }
    const auto proxy = proxyFrom(entered.proxy, password);
    if (!proxy) {
        return failure(ErrorKind::Unauthorized, proxy.error().detail, u"proxy"_s);
    }
    return *proxy;
}

Result<ProviderAccess> ProviderConnections::access(const AccountId& account,
                                                   const QString& providerId) const
{
    if (!isUnlocked(account)) {
        return failure(ErrorKind::AccountLocked, u"nobody of this account has logged in"_s);
    }
    const auto rows = read(account, providerId);
    if (!rows) {
        return failure(rows.error());
    }
    const EnteredConnection& entered = rows->entered;
    const auto gaps = gapsOf(rows->provider, entered, namesOf(rows->secrets, providerId));
    if (!gaps.isEmpty()) {
        return failure(gapError(gaps));
    }
    ProviderAccess access;
    access.connection.baseUrl = entered.baseUrl;
    access.connection.settings = entered.settings;
    access.concurrency = entered.concurrency;
    QHash<QString, Secret> keys;
    for (const SecretRecord& record : rows->secrets) {
        if (record.providerId != providerId || record.name == proxySecret) {
            continue;
        }
        const auto key = opened(account, record);
        if (!key && key.error().kind == ErrorKind::AccountLocked) {
            return failure(key.error());
        }
        if (key) {
            keys.insert(record.name, *key);
            access.connection.secrets.insert(record.name);
        }
    }
    access.secrets = [keys](const SecretText::Piece& piece) -> std::optional<QByteArray> {
        const auto key = keys.constFind(piece.text);
        return piece.kind == SecretText::Kind::Secret && key != keys.constEnd()
            ? std::optional(key->reveal())
            : std::nullopt;
    };
    if (rows->provider.local) {
        const auto url = HttpUrl::parse(effectiveBaseUrl(rows->provider, entered));
        access.localHost = url ? url->host() : QByteArray();
    }
    access.proxyUse = entered.proxyUse;
    const bool isGlobal = entered.proxyUse == ProxyUse::Global && !rows->provider.local;
    const auto proxy = isGlobal ? proxyOf(account, {}, rows->own, rows->secrets)
                                : proxyOf(account, providerId, entered, rows->secrets);
    if (!proxy) {
        return failure(proxy.error());
    }
    if (*proxy) {
        access.proxyUse = ProxyUse::Own;
        access.proxy = *proxy;
    }
    return access;
}

Result<QList<ServiceRoute>> ProviderConnections::routes(const AccountId& account,
                                                        const QString& providerId) const
{
    const auto reached = access(account, providerId);
    if (!reached) {
        return failure(reached.error());
    }
    return m_store.read(account, [&](const Repositories& r) -> Result<QList<ServiceRoute>> {
        const auto provider = findProvider(r, providerId);
        if (!provider) {
            return failure(provider.error());
        }
        QList<ServiceRoute> routes;
        routes.append(ServiceRoute::of(account, *provider, {}, *reached));
        for (const ModelManifest& model : modelsOf(r, providerId)) {
            routes.append(ServiceRoute::of(account, *provider, model, *reached));
        }
        return routes;
    });
}

Result<std::optional<HttpProxy>> ProviderConnections::globalProxy(const AccountId& account) const
{
    struct Own
    {
        EnteredConnection entered;
        QList<SecretRecord> secrets;
    };
    const auto own = m_store.read(account, [](const Repositories& r) {
        return Own{EnteredConnection::fromText(r.secrets.enteredText({})), r.secrets.all()};
    });
    return own ? proxyOf(account, {}, own->entered, own->secrets)
               : Result<std::optional<HttpProxy>>(failure(own.error()));
}

Result<QString> ProviderConnections::globalProxyText(const AccountId& account) const
{
    return m_store.read(account, [](const Repositories& r) {
        return EnteredConnection::fromText(r.secrets.enteredText({})).proxy;
    });
}

KeyState ProviderConnections::stateOf(const AccountId& account, const SecretRecord& record) const
{
    const auto key = opened(account, record);
    if (!key) {
        return key.error().kind == ErrorKind::AccountLocked ? KeyState::Waiting
            : record.isInKeychain()                         ? KeyState::KeychainGone
                                                            : KeyState::Unreadable;
    }
    return record.isInKeychain() ? KeyState::InKeychain : KeyState::Sealed;
}

ConnectionState ProviderConnections::stateOf(const AccountId& account, const Rows& rows) const
{
    const QString& id = rows.provider.id;
    ConnectionState state{rows.provider,
                          rows.entered,
                          {},
                          gapsOf(rows.provider, rows.entered, namesOf(rows.secrets, id))};
    for (const QString& name : rows.provider.secrets) {
        state.keys.insert(name, KeyState::Missing);
    }
    for (const SecretRecord& record : rows.secrets) {
        if (record.providerId == id && record.name != proxySecret) {
            state.keys.insert(record.name, stateOf(account, record));
        }
    }
    return state;
}

Result<ConnectionState> ProviderConnections::state(const AccountId& account,
                                                   const QString& providerId) const
{
    const auto rows = read(account, providerId);
    return rows ? Result<ConnectionState>(stateOf(account, *rows)) : failure(rows.error());
}

Result<QList<ConnectionState>> ProviderConnections::states(const AccountId& account) const
{
    const auto all = m_store.read(account, [](const Repositories& r) {
        const QList<SecretRecord> secrets = r.secrets.all();
        const auto texts = r.secrets.enteredTexts();
        QList<Rows> rows;
        for (const ManifestRecord& record : r.catalog.providers()) {
            auto provider = parseProvider(record.manifest);
            if (provider && !provider->isBuiltin()) {
                rows.append({std::move(*provider),
                             secrets,
                             EnteredConnection::fromText(texts.value(record.id)),
                             {}});
            }
        }
        return rows;
    });
    if (!all) {
        return failure(all.error());
    }
    QList<ConnectionState> states;
    for (const Rows& rows : *all) {
        states.append(stateOf(account, rows));
    }
    return states;
}

} // namespace raskadr
