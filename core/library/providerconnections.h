#pragma once

#include "core/base/clock.h"
#include "core/library/accounts.h"
#include "core/providers/connections.h"
#include "core/providers/enteredconnection.h"
#include "core/providers/servicesender.h"
#include "core/store/store.h"
#include "core/vault/keychain.h"

#include <QObject>
#include <memory>
#include <mutex>

namespace raskadr {

enum class KeyState {
    Missing,
    Sealed, // in the library, under the account's vault key
    InKeychain, // of the system
    Waiting, // the keychain has not answered yet
    KeychainGone, // the keychain does not answer or has lost it: it has to be entered again
    Unreadable, // it is there and does not open: likewise
};

// One provider as its account sees it.
struct ConnectionState
{
    ProviderManifest provider;
    EnteredConnection entered;
    QHash<QString, KeyState> keys; // by name, for every key that is asked for or was entered
    ConnectionGaps gaps; // none: it can be called

    bool isConnected() const { return gaps.isEmpty(); }
};

// What accounts enter about providers, and the one place where their keys can be read. Keys lie in
// the library sealed under the vault key of their account, each bound to its provider and name, or
// in the system keychain; there is no third place. Lives in the main thread; access(), states and
// proxies may be asked for in any. Changes are announced by the store (ChangeSet::connections).
class ProviderConnections final : public QObject, public Connections
{
    Q_OBJECT

public:
    using Done = std::function<void(const Result<>&)>;

    // All of them outlive it. Without a keychain keys that lie in one cannot be read.
    ProviderConnections(Store& store, const Clock& clock, Keychain* keychain = nullptr);
    ~ProviderConnections() override;

    // From now on the keys of the account can be read in this process, also while the window is
    // locked. What the keychain has follows when it answers. Main thread.
    void unlock(const Session& session);
    bool isUnlocked(const AccountId& account) const;

    // AccountLocked also while the keychain has not answered. NotFound if anything is missing, with
    // its name as subject; a key that does not open is left out.
    Result<ProviderAccess> access(const AccountId& account,
                                  const QString& providerId) const override;
    // The ways to a provider, by its own record and then by each of its models, with its access();
    // the same errors.
    Result<QList<ServiceRoute>> routes(const AccountId& account, const QString& providerId) const;
    // The account's own way out, for what belongs to no provider. It counts for every provider with
    // ProxyUse::Global that is not local; access() has put it in already. AccountLocked if its
    // password cannot be read yet, Unauthorized if it does not open: nothing goes around it then.
    Result<std::optional<HttpProxy>> globalProxy(const AccountId& account) const;
    // "socks5h://name@host:port", without the password; empty: none.
    Result<QString> globalProxyText(const AccountId& account) const;

    // Every provider outside of the program, by name of its record; NotFound.
    Result<QList<ConnectionState>> states(const AccountId& account) const;
    Result<ConnectionState> state(const AccountId& account, const QString& providerId) const;

    // The changes. Their errors: AccountLocked; NotFound (no such provider, no such key); those of
    // the store; and as said.

    // Seals a key into the library; white space around it is left out. InvalidInput (subject: the
    // name) if it is empty, too long, or nothing that a request can carry; InputDamaged if the
    // account has no vault key to seal with.
    Pending<void> sealKey(const AccountId& account, const QString& providerId, const QString& name,
                          const SecretBytes& key);
    // Gives a key to the system keychain and takes it out of the library; Storage (subject:
    // "keychain") if the keychain refuses: then all stays as it was. Main thread; answers there,
    // unless the context is gone.
    void putIntoKeychain(const AccountId& account, const QString& providerId, const QString& name,
                         const SecretBytes& key, QObject* context, Done done);
    Pending<void> removeKey(const AccountId& account, const QString& providerId,
                            const QString& name);
    // Everything but the keys. `confirmed` is not looked at: an address that is typed anew is
    // confirmed by that. A proxy may have its password in it, which is sealed; without one an
    // unchanged proxy keeps the password that it has. InvalidInput (subject: "baseUrl", "proxy",
    // "concurrency", or the setting's name): a provider that is not local is reached at a public
    // https address only.
    Pending<void> enter(const AccountId& account, const QString& providerId,
                        const EnteredConnection& entered);
    // The user says that the provider may be called at its address.
    Pending<void> confirmAddress(const AccountId& account, const QString& providerId);
    // As a proxy of enter(); empty: none.
    Pending<void> enterGlobalProxy(const AccountId& account, const QString& proxy);

Q_SIGNALS:
    // Keys of this account can be read that could not before. Main thread.
    void unlocked(const raskadr::AccountId& account);

private:
    struct Vault;
    struct Rows;
    struct KeychainKey;

    std::shared_ptr<const SecretBytes> vaultKey(const AccountId& account) const;
    Result<Rows> read(const AccountId& account, const QString& providerId) const;
    ConnectionState stateOf(const AccountId& account, const Rows& rows) const;
    KeyState stateOf(const AccountId& account, const SecretRecord& record) const;
    Result<Secret> opened(const AccountId& account, const SecretRecord& record) const;
    Result<std::optional<HttpProxy>> proxyOf(const AccountId& account, const QString& providerId,
                                             const EnteredConnection& entered,
                                             const QList<SecretRecord>& secrets) const;
    Pending<void> refuse(const AccountId& account, const Error& error);
    Result<QByteArray> sealed(const AccountId& account, const QString& providerId,
                              const QString& name, const SecretBytes& secret) const;
    void askKeychain(const AccountId& account);
    void keepFromKeychain(const AccountId& account, const QString& providerId, const QString& name,
                          std::optional<Secret> secret);
    void tidyKeychain();

    Store& m_store;
    const Clock& m_clock;
    Keychain* const m_keychain;
    mutable std::mutex m_mutex;
    std::unique_ptr<Vault> m_vault; // under the mutex
};

} // namespace raskadr
