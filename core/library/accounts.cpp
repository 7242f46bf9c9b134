#include "core/library/accounts.h"

#include "core/base/logging.h"
#include "core/settings/settings.h"
#include "core/vault/recoverycode.h"
#include "core/vault/retrydelay.h"
#include "core/vault/sealing.h"

#include <algorithm>
#include <limits>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

qsizetype characters(const QString& text)
{
    return text.toUcs4().size();
}

// The same letters from different keyboards and systems are the same password.
QString plainPassword(const QString& password)
{
    return password.normalized(QString::NormalizationForm_C);
}

Result<QString> validLogin(const QString& login)
{
    const QString plain = login.normalized(QString::NormalizationForm_C).trimmed();
    const bool printable = std::all_of(plain.begin(), plain.end(), [](QChar c) {
        return c.category() != QChar::Other_Control && c.category() != QChar::Other_Format;
    });
    if (plain.isEmpty() || characters(plain) > maxLoginLength || !printable) {
        return failure(ErrorKind::InvalidInput, u"a login has 1 to 64 printable characters"_s,
                       u"login"_s, maxLoginLength);
    }
    return plain;
}

Result<> validPassword(const QString& password)
{
    const qsizetype length = characters(plainPassword(password));
    if (length < minPasswordLength || length > maxPasswordLength) {
        return failure(ErrorKind::InvalidInput, u"a password has 6 to 512 characters"_s,
                       u"password"_s, minPasswordLength);
    }
    return {};
}

std::optional<Account> findIn(const Repositories& r, const QString& login)
{
    const QString folded = login.normalized(QString::NormalizationForm_C).trimmed().toCaseFolded();
    for (const Account& account : r.accounts.all()) {
        if (account.login.toCaseFolded() == folded) {
            return account;
        }
    }
    return std::nullopt;
}

const QString proofName = u"stayLoggedIn"_s;

// What is sealed to prove a vault key.
SecretBytes proofOf(const AccountId& account)
{
    return SecretBytes(account.uuid().toRfc4122());
}

struct WrappedKeys
{
    QString passwordHash;
    QByteArray byPassword;
};

Result<WrappedKeys> wrapped(const SecretBytes& key, const QString& password,
                            const PasswordCost& cost)
{
    auto hash = hashPassword(plainPassword(password), cost);
    if (!hash) {
        return failure(hash.error());
    }
    auto byPassword = wrapKey(key, plainPassword(password), cost);
    if (!byPassword) {
        return failure(byPassword.error());
    }
    return WrappedKeys{*hash, *byPassword};
}

} // namespace

Accounts::Accounts(Store& store, const Clock& clock, const PasswordCost& cost)
    : m_store(store)
    , m_clock(clock)
    , m_cost(cost)
{
}

Result<> checkNewAccount(const QString& login, const QString& password)
{
    if (const auto plain = validLogin(login); !plain) {
        return failure(plain.error());
    }
    return validPassword(password);
}

Result<NewSession> Accounts::create(const QString& login, const QString& name,
                                    const QString& password)
{
    if (auto valid = checkNewAccount(login, password); !valid) {
        return failure(valid.error());
    }
    const auto plain = validLogin(login);
    SecretBytes key = makeVaultKey();
    const QString code = makeRecoveryCode();
    const auto keys = wrapped(key, password, m_cost);
    if (!keys) {
        return failure(keys.error());
    }
    const auto byCode = wrapKey(key, normalisedRecoveryCode(code), m_cost);
    if (!byCode) {
        return failure(byCode.error());
    }
    Account account;
    account.id = AccountId::create();
    account.login = *plain;
    account.name = name.trimmed().isEmpty() ? *plain : name.trimmed();
    account.passwordHash = keys->passwordHash;
    account.keyByPassword = keys->byPassword;
    account.keyByRecoveryCode = *byCode;
    account.createdMs = m_clock.nowMs();
    const auto written = m_store
                             .write(account.id,
                                    [account](Repositories& r) -> Result<> {
                                        if (findIn(r, account.login)) {
                                            return failure(ErrorKind::AlreadyExists,
                                                           u"the login is taken"_s, account.login);
                                        }
                                        r.accounts.insert(account);
                                        return {};
                                    })
                             .wait();
    if (!written) {
        return failure(written.error());
    }
    return NewSession{Session{account.id, std::move(key)}, code};
}

Result<Session> Accounts::login(const QString& login, const QString& password)
{
    const auto account = find(login);
    if (!account && account.error().kind == ErrorKind::NotFound) {
        // As long as a wrong password takes, so that the time does not tell who works here.
        [[maybe_unused]] const auto hash = hashPassword(plainPassword(password), m_cost);
        return failure(ErrorKind::WrongPassword);
    }
    if (!account) {
        return failure(account.error());
    }
    if (auto over = waitIsOver(*account); !over) {
        return failure(over.error());
    }
    if (!verifyPassword(account->passwordHash, plainPassword(password))) {
        return failure(wrongAttempt(account->id));
    }
    auto key = unwrapKey(account->keyByPassword, plainPassword(password));
    if (!key) {
        qCWarning(logLibrary) << "the vault key of an account does not open";
    }
    Session session{account->id, key ? std::move(*key) : SecretBytes()};
    if (m_store.mode() == Store::Mode::ReadWrite) {
        if (account->failedLogins > 0) {
            if (auto settled = settle(account->id, [](Account&) {}); !settled) {
                return failure(settled.error());
            }
        }
        if (!session.vaultKey.isEmpty() && needsRehash(account->passwordHash, m_cost)) {
            improveHash(*account, password, session.vaultKey);
        }
    }
    return session;
}

Result<Session> Accounts::resetPassword(const QString& login, const QString& recoveryCode,
                                        const QString& newPassword)
{
    if (auto valid = validPassword(newPassword); !valid) {
        return failure(valid.error());
    }
    const auto account = find(login);
    if (!account && account.error().kind == ErrorKind::NotFound) {
        [[maybe_unused]] const auto hash =
            hashPassword(normalisedRecoveryCode(recoveryCode), m_cost);
        return failure(ErrorKind::WrongPassword);
    }
    if (!account) {
        return failure(account.error());
    }
    if (auto over = waitIsOver(*account); !over) {
        return failure(over.error());
    }
    auto key = unwrapKey(account->keyByRecoveryCode, normalisedRecoveryCode(recoveryCode));
    if (!key) {
        return failure(wrongAttempt(account->id));
    }
    const auto keys = wrapped(*key, newPassword, m_cost);
    if (!keys) {
        return failure(keys.error());
    }
    const auto settled = settle(account->id, [&](Account& row) {
        row.passwordHash = keys->passwordHash;
        row.keyByPassword = keys->byPassword;
    });
    if (!settled) {
        return failure(settled.error());
    }
    return Session{account->id, std::move(*key)};
}

Result<NewSession> Accounts::resetWithoutCode(const QString& login, const QString& newPassword)
{
    if (auto valid = validPassword(newPassword); !valid) {
        return failure(valid.error());
    }
    const auto account = find(login);
    if (!account) {
        return failure(account.error());
    }
    SecretBytes key = makeVaultKey();
    const QString code = makeRecoveryCode();
    const auto keys = wrapped(key, newPassword, m_cost);
    if (!keys) {
        return failure(keys.error());
    }
    const auto byCode = wrapKey(key, normalisedRecoveryCode(code), m_cost);
    if (!byCode) {
        return failure(byCode.error());
    }
    const auto settled = settle(account->id, [&](Account& row) {
        row.passwordHash = keys->passwordHash;
        row.keyByPassword = keys->byPassword;
        row.keyByRecoveryCode = *byCode;
    });
    if (!settled) {
        return failure(settled.error());
    }
    return NewSession{Session{account->id, std::move(key)}, code};
}

Result<> Accounts::changePassword(const AccountId& account, const QString& oldPassword,
                                  const QString& newPassword)
{
    if (auto valid = validPassword(newPassword); !valid) {
        return valid;
    }
    const auto row =
        m_store.read(account, [&](const Repositories& r) { return r.accounts.find(account); });
    if (!row) {
        return failure(row.error());
    }
    if (!*row) {
        return failure(ErrorKind::NotFound, u"no such account"_s, account.tail());
    }
    const auto session = login((*row)->login, oldPassword);
    if (!session) {
        return failure(session.error());
    }
    // A key that does not open under the old password is not covered up by a new one.
    if (session->vaultKey.isEmpty()) {
        return failure(ErrorKind::InputDamaged, u"the vault key does not open"_s);
    }
    const auto keys = wrapped(session->vaultKey, newPassword, m_cost);
    if (!keys) {
        return failure(keys.error());
    }
    return settle(account, [&](Account& changed) {
        changed.passwordHash = keys->passwordHash;
        changed.keyByPassword = keys->byPassword;
    });
}

Result<> Accounts::keepOpen(const Session& session)
{
    if (session.vaultKey.isEmpty()) {
        return failure(ErrorKind::InputDamaged, u"there is no vault key to come back with"_s);
    }
    const QByteArray proof = seal(proofOf(session.accountId), session.vaultKey, proofName);
    return writeProof(session.accountId, proof);
}

Result<Session> Accounts::resume(const QString& login, SecretBytes vaultKey)
{
    const auto account = find(login);
    if (!account) {
        return failure(account.error());
    }
    const auto proof = m_store.read(account->id, [](const Repositories& r) {
        return readSetting(r.settings, settings::stayProof);
    });
    if (!proof) {
        return failure(proof.error());
    }
    const auto opened = proof->isEmpty() || vaultKey.isEmpty()
        ? Result<SecretBytes>(failure(ErrorKind::Unauthorized))
        : unseal(*proof, vaultKey, proofName);
    if (!opened || !(*opened == proofOf(account->id))) {
        return failure(ErrorKind::Unauthorized, u"not kept logged in, or not with this key"_s);
    }
    return Session{account->id, std::move(vaultKey)};
}

Result<> Accounts::closeKept(const AccountId& account)
{
    return writeProof(account, {});
}

Result<> Accounts::writeProof(const AccountId& account, const QByteArray& proof)
{
    return m_store
        .write(account,
               [proof](Repositories& r) -> Result<> {
                   writeSetting(r.settings, settings::stayProof, proof);
                   return {};
               })
        .wait();
}

Result<Account> Accounts::find(const QString& login) const
{
    const auto account =
        m_store.read(AccountId(), [&](const Repositories& r) { return findIn(r, login); });
    if (!account) {
        return failure(account.error());
    }
    if (!*account) {
        return failure(ErrorKind::NotFound, u"no such login"_s, login);
    }
    return **account;
}

Result<> Accounts::waitIsOver(const Account& account) const
{
    const qint64 left = account.nextLoginMs - m_clock.nowMs();
    // More than the longest delay: the computer's clock was set back.
    const qint64 longest = retryDelayMs(std::numeric_limits<int>::max());
    if (left > 0 && left <= longest) {
        return failure(ErrorKind::AccountLocked, u"too soon after a wrong attempt"_s, account.login,
                       left);
    }
    return {};
}

Error Accounts::wrongAttempt(const AccountId& account)
{
    if (m_store.mode() == Store::Mode::ReadWrite) {
        const auto counted =
            m_store
                .write(account,
                       [account, now = m_clock.nowMs()](Repositories& r) -> Result<> {
                           auto row = r.accounts.find(account);
                           if (!row) {
                               return failure(ErrorKind::NotFound);
                           }
                           ++row->failedLogins;
                           row->nextLoginMs = now + retryDelayMs(row->failedLogins);
                           r.accounts.update(*row);
                           return {};
                       })
                .wait();
        if (!counted) {
            return counted.error();
        }
    }
    return {ErrorKind::WrongPassword, {}, {}, 0};
}

// Forgets wrong attempts along with the change, and with a new password who was kept logged in.
Result<> Accounts::settle(const AccountId& account, const std::function<void(Account&)>& change)
{
    return m_store
        .write(account,
               [account, change](Repositories& r) -> Result<> {
                   auto row = r.accounts.find(account);
                   if (!row) {
                       return failure(ErrorKind::NotFound, u"no such account"_s, account.tail());
                   }
                   const QString hashBefore = row->passwordHash;
                   change(*row);
                   if (row->passwordHash != hashBefore) {
                       writeSetting(r.settings, settings::stayProof, {});
                   }
                   row->failedLogins = 0;
                   row->nextLoginMs = 0;
                   r.accounts.update(*row);
                   return {};
               })
        .wait();
}

void Accounts::improveHash(const Account& account, const QString& password, const SecretBytes& key)
{
    const auto keys = wrapped(key, password, m_cost);
    if (!keys) {
        return;
    }
    const auto settled = settle(account.id, [&](Account& row) {
        if (row.passwordHash == account.passwordHash) {
            row.passwordHash = keys->passwordHash;
            row.keyByPassword = keys->byPassword;
        }
    });
    if (!settled) {
        qCWarning(logLibrary) << "a password hash was not brought up to date:"
                              << settled.error().detail;
    }
}

} // namespace raskadr
