#include "core/library/connectioninput.h"
#include "core/library/connectionrows.h"
#include "core/library/providerconnections.h"
#include "core/vault/sealing.h"

// The part of ProviderConnections that writes.

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

// What is to become of the password of a proxy.
struct ProxyPassword
{
    QString text; // of the proxy
    QByteArray sealed; // empty: it is kept if the proxy stays the same
};

void writeProxyPassword(Repositories& r, const QString& providerId, const QString& oldText,
                        const ProxyPassword& password, qint64 nowMs)
{
    if (!password.sealed.isEmpty()) {
        r.secrets.put({providerId, proxySecret, password.sealed, nowMs});
    } else if (password.text != oldText) {
        r.secrets.remove(providerId, proxySecret);
    }
}

} // namespace

Pending<void> ProviderConnections::refuse(const AccountId& account, const Error& error)
{
    return m_store.write(account, [error](Repositories&) -> Result<> { return failure(error); });
}

Result<QByteArray> ProviderConnections::sealed(const AccountId& account, const QString& providerId,
                                               const QString& name, const SecretBytes& secret) const
{
    const auto key = vaultKey(account);
    if (!key) {
        return failure(ErrorKind::AccountLocked, u"nobody of this account has logged in"_s);
    }
    if (key->isEmpty()) {
        return failure(ErrorKind::InputDamaged, u"the vault key does not open"_s);
    }
    return seal(secret, *key, sealName(providerId, name));
}

Pending<void> ProviderConnections::sealKey(const AccountId& account, const QString& providerId,
                                           const QString& name, const SecretBytes& key)
{
    const auto typed = typedKey(key, name);
    if (!typed) {
        return refuse(account, typed.error());
    }
    const auto bytes = sealed(account, providerId, name, *typed);
    if (!bytes) {
        return refuse(account, bytes.error());
    }
    return m_store.write(account,
                         [record = SecretRecord{providerId, name, *bytes, m_clock.nowMs()}](
                             Repositories& r) -> Result<> {
                             if (auto known = knownKey(r, record.providerId, record.name); !known) {
                                 return known;
                             }
                             r.secrets.put(record);
                             return {};
                         });
}

Pending<void> ProviderConnections::removeKey(const AccountId& account, const QString& providerId,
                                             const QString& name)
{
    return m_store.write(account, [providerId, name](Repositories& r) -> Result<> {
        if (name == proxySecret || !r.secrets.find(providerId, name)) {
            return failure(ErrorKind::NotFound, u"no such key was entered"_s, name);
        }
        r.secrets.remove(providerId, name);
        return {};
    });
}

Pending<void> ProviderConnections::enter(const AccountId& account, const QString& providerId,
                                         const EnteredConnection& typed)
{
    auto proxy = typedProxy(typed.proxyUse == ProxyUse::Own ? typed.proxy : QString());
    if (proxy && typed.proxyUse == ProxyUse::Own && proxy->text.isEmpty()) {
        proxy = failure(ErrorKind::InvalidInput, u"there is no proxy"_s, u"proxy"_s);
    }
    if (!proxy) {
        return refuse(account, proxy.error());
    }
    if (typed.concurrency < 0 || typed.concurrency > maxConcurrency) {
        return refuse(account,
                      {ErrorKind::InvalidInput, u"0 to %1 jobs at once"_s.arg(maxConcurrency),
                       u"concurrency"_s, maxConcurrency});
    }
    ProxyPassword password{proxy->text, {}};
    if (!proxy->password.isEmpty()) {
        const auto bytes = sealed(account, providerId, proxySecret, proxy->password);
        if (!bytes) {
            return refuse(account, bytes.error());
        }
        password.sealed = *bytes;
    }
    return m_store.write(
        account, [providerId, typed, password, now = m_clock.nowMs()](Repositories& r) -> Result<> {
            const auto provider = findProvider(r, providerId);
            if (!provider) {
                return failure(provider.error());
            }
            const auto old = EnteredConnection::fromText(r.secrets.enteredText(providerId));
            const auto baseUrl = typedBaseUrl(typed.baseUrl, *provider);
            if (!baseUrl) {
                return failure(baseUrl.error());
            }
            const auto settings = typedSettings(typed.settings, knownSettings(r, *provider));
            if (!settings) {
                return failure(settings.error());
            }
            EnteredConnection entered = typed;
            entered.baseUrl = *baseUrl;
            entered.settings = *settings;
            entered.proxy = password.text;
            entered.confirmed =
                baseUrl->isEmpty() || *baseUrl == old.baseUrl ? old.confirmed : originOf(*baseUrl);
            writeProxyPassword(r, providerId, old.proxy, password, now);
            r.secrets.setEnteredText(providerId, entered.toText());
            return {};
        });
}

Pending<void> ProviderConnections::confirmAddress(const AccountId& account,
                                                  const QString& providerId)
{
    return m_store.write(account, [providerId](Repositories& r) -> Result<> {
        const auto provider = findProvider(r, providerId);
        if (!provider) {
            return failure(provider.error());
        }
        confirmIn(r, *provider);
        return {};
    });
}

Pending<void> ProviderConnections::enterGlobalProxy(const AccountId& account, const QString& typed)
{
    const auto proxy = typedProxy(typed);
    if (!proxy) {
        return refuse(account, proxy.error());
    }
    ProxyPassword password{proxy->text, {}};
    if (!proxy->password.isEmpty()) {
        const auto bytes = sealed(account, {}, proxySecret, proxy->password);
        if (!bytes) {
            return refuse(account, bytes.error());
        }
        password.sealed = *bytes;
    }
    return m_store.write(account, [password, now = m_clock.nowMs()](Repositories& r) -> Result<> {
        auto own = EnteredConnection::fromText(r.secrets.enteredText({}));
        writeProxyPassword(r, {}, own.proxy, password, now);
        own.proxy = password.text;
        own.proxyUse = own.proxy.isEmpty() ? ProxyUse::Global : ProxyUse::Own;
        r.secrets.setEnteredText({}, own.toText());
        return {};
    });
}

} // namespace raskadr
