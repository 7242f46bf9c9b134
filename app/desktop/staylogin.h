#pragma once

#include "app/desktop/libraryservices.h"
#include "core/vault/keychain.h"

#include <QObject>

namespace raskadr::desktop {

// «Оставаться в системе»: keeps the vault key of an account in the system's keychain, so that the
// next start needs no password. Only where a keychain answers, and in a library that can be
// written. Main thread.
class StayLogin final : public QObject
{
    Q_OBJECT

public:
    // Null: there is no keychain. It outlives this object.
    explicit StayLogin(Keychain* keychain, QObject* parent = nullptr);

    void setLibrary(LibraryServices* services);
    bool isPossible() const;

    // Comes in without a password, if that was asked for: a session, or the error that says why
    // not.
    void resume(const QString& login, std::function<void(Result<Session>)> done);
    // The next start comes in as this one.
    void keep(const Session& session);
    // The next start asks for the password again.
    void forget(const AccountId& account);

Q_SIGNALS:
    void possibleChanged();
    // It was asked for and did not succeed: the next start will ask for the password.
    void failed();

private:
    void tryOut();

    Keychain* m_keychain;
    LibraryServices* m_services = nullptr;
    bool m_answers = false;
    AsyncHandle m_asking;
    AsyncHandle m_writing;
};

} // namespace raskadr::desktop
