#include "core/base/logging.h"
#include "core/library/connectioninput.h"
#include "core/library/connectionrows.h"
#include "core/library/connectionvault.h"

#include <QPointer>

#include <algorithm>

// The part of ProviderConnections that speaks with the system keychain.

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

QString keychainName(const AccountId& account, const QString& providerId, const QString& name)
{
    return u"provider/%1/%2/%3"_s.arg(account.toString(), providerId, name);
}

} // namespace

void ProviderConnections::askKeychain(const AccountId& account)
{
    const auto secrets =
        m_store.read(account, [](const Repositories& r) { return r.secrets.all(); });
    if (!secrets) {
        return; // whoever asks for a key will be told
    }
    for (const SecretRecord& secret : *secrets) {
        if (!secret.isInKeychain()) {
            continue;
        }
        const Vault::Name name(secret.providerId, secret.name);
        {
            const std::scoped_lock lock(m_mutex);
            KeychainKey& known = m_vault->accounts[account].inKeychain[name];
            if (known.secret) {
                continue;
            }
            known.answered = !m_keychain;
        }
        if (!m_keychain) {
            continue;
        }
        m_keychain->read(keychainName(account, name.first, name.second), this,
                         [this, account, name](Result<SecretBytes> answer) {
                             if (!answer) {
                                 qCWarning(logLibrary)
                                     << "the keychain did not give a key:" << answer.error().detail;
                             }
                             keepFromKeychain(account, name.first, name.second,
                                              answer ? std::optional(secretOf(*answer))
                                                     : std::nullopt);
                             Q_EMIT unlocked(account);
                         });
    }
}

void ProviderConnections::keepFromKeychain(const AccountId& account, const QString& providerId,
                                           const QString& name, std::optional<Secret> secret)
{
    const std::scoped_lock lock(m_mutex);
    m_vault->accounts[account].inKeychain[{providerId, name}] = {true, std::move(secret)};
}

// What the library does not look for in the keychain any more goes from there.
void ProviderConnections::tidyKeychain()
{
    QHash<AccountId, QList<Vault::Name>> kept;
    {
        const std::scoped_lock lock(m_mutex);
        for (auto each = m_vault->accounts.cbegin(); each != m_vault->accounts.cend(); ++each) {
            if (!each->inKeychain.isEmpty()) {
                kept.insert(each.key(), each->inKeychain.keys());
            }
        }
    }
    for (auto account = kept.cbegin(); account != kept.cend(); ++account) {
        const auto secrets =
            m_store.read(account.key(), [](const Repositories& r) { return r.secrets.all(); });
        if (!secrets) {
            continue;
        }
        for (const Vault::Name& name : account.value()) {
            const bool isThere =
                std::any_of(secrets->begin(), secrets->end(), [&](const SecretRecord& secret) {
                    return secret.isInKeychain() && secret.providerId == name.first
                        && secret.name == name.second;
                });
            if (isThere) {
                continue;
            }
            {
                const std::scoped_lock lock(m_mutex);
                m_vault->accounts[account.key()].inKeychain.remove(name);
            }
            if (m_keychain) {
                m_keychain->remove(keychainName(account.key(), name.first, name.second), this,
                                   [](const Result<>&) {});
            }
        }
    }
}

void ProviderConnections::putIntoKeychain(const AccountId& account, const QString& providerId,
                                          const QString& name, const SecretBytes& key,
                                          QObject* context, Done done)
{
    const auto answer = [context = QPointer<QObject>(context),
                         done = std::move(done)](const Result<>& result) {
        if (context) {
            done(result);
        }
    };
    if (!isUnlocked(account)) {
        answer(failure(ErrorKind::AccountLocked, u"nobody of this account has logged in"_s));
        return;
    }
    if (!m_keychain) {
        answer(failure(ErrorKind::Storage, u"there is no keychain"_s, u"keychain"_s));
        return;
    }
    auto typed = typedKey(key, name);
    if (!typed) {
        answer(failure(typed.error()));
        return;
    }
    const auto known =
        m_store.read(account, [&](const Repositories& r) { return knownKey(r, providerId, name); });
    if (!known) {
        answer(failure(known.error()));
        return;
    }
    const SecretRecord record{providerId, name, {}, m_clock.nowMs()};
    const Secret secret = secretOf(*typed);
    m_keychain->write(
        keychainName(account, providerId, name), *typed, this,
        [this, account, record, secret, answer](const Result<>& written) {
            if (!written) {
                Error refused = written.error();
                refused.subject = u"keychain"_s;
                answer(failure(refused));
                return;
            }
            m_store
                .write(account,
                       [record](Repositories& r) -> Result<> {
                           r.secrets.put(record);
                           return {};
                       })
                .then(this, [this, account, record, secret, answer](const Result<>& noted) {
                    if (noted) {
                        keepFromKeychain(account, record.providerId, record.name, secret);
                    }
                    answer(noted);
                });
        });
}

} // namespace raskadr
