#include "app/desktop/staylogin.h"

#include "core/base/logging.h"

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

// No secret has this name: whether there is a keychain shows in how it says so.
const QString nothing = u"probe"_s;

} // namespace

StayLogin::StayLogin(Keychain* keychain, QObject* parent)
    : QObject(parent)
    , m_keychain(keychain)
{
    if (m_keychain) {
        tryOut();
    }
}

void StayLogin::tryOut()
{
    m_keychain->read(nothing, this, [this](const Result<SecretBytes>& read) {
        m_answers = read || read.error().kind == ErrorKind::NotFound;
        if (m_answers) {
            Q_EMIT possibleChanged();
        }
    });
}

void StayLogin::setLibrary(LibraryServices* services)
{
    m_asking.stop();
    m_writing.stop();
    m_services = services;
}

bool StayLogin::isPossible() const
{
    return m_answers && m_services && !m_services->isReadOnly();
}

void StayLogin::resume(const QString& login, std::function<void(Result<Session>)> done)
{
    const auto account = m_services->accounts().find(login);
    if (!m_keychain || !account) {
        done(failure(ErrorKind::NotFound));
        return;
    }
    m_keychain->read(
        account->id.toString(), this,
        [this, login, done = std::move(done)](Result<SecretBytes> read) mutable {
            if (!read || !m_services) {
                done(failure(ErrorKind::NotFound));
                return;
            }
            auto key = std::make_shared<SecretBytes>(std::move(*read));
            m_asking = runAsync(
                m_services->pool(), this,
                [&accounts = m_services->accounts(), login, key](const std::stop_token&) {
                    return accounts.resume(login, std::move(*key));
                },
                [done = std::move(done)](Result<Session> session) { done(std::move(session)); });
        });
}

void StayLogin::keep(const Session& session)
{
    if (!isPossible() || session.vaultKey.isEmpty()) {
        return;
    }
    auto kept = std::make_shared<Session>(Session{session.accountId, session.vaultKey.clone()});
    m_writing = runAsync(
        m_services->pool(), this,
        [&accounts = m_services->accounts(), kept](const std::stop_token&) {
            return accounts.keepOpen(*kept);
        },
        [this, kept](const Result<>& noted) {
            if (!noted) {
                qCWarning(logUi) << "nobody stays logged in:" << noted.error().detail;
                Q_EMIT failed();
                return;
            }
            m_keychain->write(kept->accountId.toString(), kept->vaultKey, this,
                              [this](const Result<>& written) {
                                  if (!written) {
                                      qCWarning(logUi) << "the keychain did not take the key:"
                                                       << written.error().detail;
                                      Q_EMIT failed();
                                  }
                              });
        });
}

void StayLogin::forget(const AccountId& account)
{
    if (!m_keychain || !m_services || m_services->isReadOnly()) {
        return;
    }
    // The proof in the library counts: without it the key in the keychain opens nothing. It goes
    // even if the program ends at once.
    m_writing.stop();
    m_services->pool().start([&accounts = m_services->accounts(), account] {
        if (auto closed = accounts.closeKept(account); !closed) {
            qCWarning(logUi) << "somebody stays logged in:" << closed.error().detail;
        }
    });
    m_keychain->remove(account.toString(), this, [](const Result<>&) {});
}

} // namespace raskadr::desktop
