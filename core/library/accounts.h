#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/model/account.h"
#include "core/store/store.h"
#include "core/vault/passwordhash.h"
#include "core/vault/secretbytes.h"

#include <QString>

namespace raskadr {

inline constexpr int maxLoginLength = 64; // characters
inline constexpr int minPasswordLength = 6; // characters
inline constexpr int maxPasswordLength = 512;

// Somebody who is logged in. The vault key is empty if the account's sealed key is damaged: then
// the projects open, and keys of services have to be typed again.
struct Session
{
    AccountId accountId;
    SecretBytes vaultKey;
};

// What is shown once, when an account or its vault key is made.
struct NewSession
{
    Session session;
    QString recoveryCode;
};

// What create() would refuse before it looks into the library. Error: InvalidInput, as there.
Result<> checkNewAccount(const QString& login, const QString& password);

// Who may work in a library, by login and password. Logins are told apart without regard to case;
// passwords are taken as they are. Every function takes up to a second, on purpose: for a pool
// thread. InvalidInput names the field as its subject: "login" or "password".
class Accounts
{
public:
    // Store and clock outlive it.
    Accounts(Store& store, const Clock& clock, const PasswordCost& cost = {});

    // Errors: InvalidInput, AlreadyExists (subject: the login). An empty name becomes the login.
    Result<NewSession> create(const QString& login, const QString& name, const QString& password);
    // Errors: WrongPassword, also for a login that does not exist; AccountLocked with the
    // milliseconds to wait in `amount`: after two wrong attempts each one delays the next. With a
    // store that only reads wrong attempts are not counted.
    Result<Session> login(const QString& login, const QString& password);
    // With the recovery code, which stays valid. Errors: as of login(), and InvalidInput.
    Result<Session> resetPassword(const QString& login, const QString& recoveryCode,
                                  const QString& newPassword);
    // Without password and code: the projects stay, what was sealed is lost, a new code is made.
    // Errors: NotFound, InvalidInput.
    Result<NewSession> resetWithoutCode(const QString& login, const QString& newPassword);
    // Errors: as of login(), NotFound, and InvalidInput.
    Result<> changePassword(const AccountId& account, const QString& oldPassword,
                            const QString& newPassword);

    // Staying logged in: whoever brings the vault key of an account that was kept open comes in
    // without a password, until closeKept() or a new password. Errors of resume(): Unauthorized if
    // it was not kept open or this is not its key; NotFound.
    Result<> keepOpen(const Session& session);
    Result<Session> resume(const QString& login, SecretBytes vaultKey);
    Result<> closeKept(const AccountId& account);
    // Who has this login. Error: NotFound.
    Result<Account> find(const QString& login) const;

private:
    Result<> writeProof(const AccountId& account, const QByteArray& proof);
    Result<> waitIsOver(const Account& account) const;
    // Counts the wrong attempt and gives the error to return.
    Error wrongAttempt(const AccountId& account);
    Result<> settle(const AccountId& account, const std::function<void(Account&)>& change);
    void improveHash(const Account& account, const QString& password, const SecretBytes& key);

    Store& m_store;
    const Clock& m_clock;
    const PasswordCost m_cost;
};

} // namespace raskadr
