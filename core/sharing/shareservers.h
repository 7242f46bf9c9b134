#pragma once

#include "core/base/clock.h"
#include "core/base/runasync.h"
#include "core/library/accounts.h"
#include "core/library/providerconnections.h"
#include "core/sharing/shareclient.h"
#include "core/store/store.h"
#include "core/vault/secretbytes.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>
#include <memory>
#include <mutex>

namespace raskadr {

// What the user types to reach a share server.
struct ServerEntry
{
    QString address;
    QString login;
    Secret password;
    bool isConfirmed = false; // an address of the own network is meant
    ShareWay way = ShareWay::Server;
};

enum class ServerState {
    Ready, // there is a token, which was not refused yet
    LoginNeeded, // none, or one that is valid no more
    Locked, // nobody of the account has logged in to the library
};

// The accounts at share servers, and the one place where their tokens can be read: they lie in the
// library sealed under the vault key of the account, beside the keys of providers. Passwords are
// not kept. Lives in the main thread; state(), client() and the blocking functions may be called in
// any. Changes are announced by the store (ChangeSet::shareServers).
class ShareServers final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const ShareResult<ShareServer>&)>;

    // All of them outlive it; the pool is drained before they go.
    ShareServers(Store& store, HttpClient& http, const ProviderConnections& connections,
                 const Clock& clock, QThreadPool& pool);
    ~ShareServers() override;

    // From now on the tokens of the account can be read in this process. Main thread.
    void unlock(const Session& session);
    bool isUnlocked(const AccountId& account) const;
    QList<AccountId> unlockedAccounts() const;

    // Logs in there and keeps what lets us in; one login at one address is one server. Faults:
    // AddressInvalid, NotEncrypted, LocalUnconfirmed, WrongLogin, NotAShareServer, AccountLocked,
    // and those of having no answer. The second one blocks, for a pool thread and the command line.
    AsyncHandle logIn(const AccountId& account, const ServerEntry& entry, QObject* context,
                      Done done);
    ShareResult<ShareServer> logInNow(const AccountId& account, const ServerEntry& entry,
                                      std::stop_token stop = {});
    // Forgets the token, and the server, too, if no link needs it.
    Pending<void> forget(const AccountId& account, const ShareServerId& server);

    ServerState state(const AccountId& account, const ShareServerId& server) const;
    // LoginNeeded, AccountLocked.
    ShareResult<ShareClient> client(const AccountId& account, const ShareServerId& server) const;
    // The server refused the token: it is forgotten.
    void noteRefused(const AccountId& account, const ShareServerId& server);

    // Secrets that belong to a link or a server and to nobody else. AccountLocked; NotFound, also
    // for one that does not open.
    Result<> keepSecret(Repositories& r, const AccountId& account, const QString& owner,
                        const QString& name, const Secret& secret) const;
    Result<Secret> secret(const AccountId& account, const QString& owner,
                          const QString& name) const;
    // How the secrets of a server or of a link are filed.
    static QString ownerName(const ShareServerId& server);
    static QString ownerName(const ShareId& share);

Q_SIGNALS:
    // Its tokens can be read that could not before, or one came that lets in. Main thread.
    void becameReady(const raskadr::AccountId& account);

private:
    std::shared_ptr<const SecretBytes> vaultKey(const AccountId& account) const;
    ShareResult<ShareServer> keep(const AccountId& account, const ServerEntry& entry,
                                  const ShareAccess& access, const ShareLogin& login);

    Store& m_store;
    HttpClient& m_http;
    const ProviderConnections& m_connections;
    const Clock& m_clock;
    QThreadPool& m_pool;
    std::shared_ptr<QObject> m_relay; // takes what other threads tell into this one
    mutable std::mutex m_mutex;
    QHash<AccountId, std::shared_ptr<const SecretBytes>> m_keys; // under the mutex
};

} // namespace raskadr
