#pragma once

#include "app/desktop/libraryservices.h"
#include "app/desktop/staylogin.h"
#include "core/settings/machinesettings.h"

#include <QObject>
#include <QPointer>
#include <QSet>

namespace raskadr::ui {
class EntryPage;
class FirstRunPage;
class LoginPage;
class MainWindow;
class RecoveryPage;
} // namespace raskadr::ui

namespace raskadr::desktop {

// Who comes in: first run, login, a new account, a new password. It shows the pages and asks the
// accounts, in the pool. Main thread.
class EntryFlow final : public QObject
{
    Q_OBJECT

public:
    // All outlive it; null: there is no keychain.
    EntryFlow(ui::MainWindow& window, MachineSettings& settings, Keychain* keychain,
              QObject* parent = nullptr);

    // The library whose accounts are asked; null: none is open.
    void setLibrary(LibraryServices* services);

    void showFirstRun(const QString& folder);
    // Once the library that first run asked for is open.
    void createFirstAccount();
    void showLogin(const QString& login);
    // Comes in without a page if this login was to stay; else shows it.
    void resume(const QString& login);
    // The next start asks for the password again.
    void forget(const AccountId& account) { m_stay.forget(account); }
    // Without a page: the account of the demo, which is made if need be.
    void enterDemo();
    // What the page that is shown has to say, for example that the library did not open.
    void showError(const QString& sentence);

    static QString demoLogin();
    static QString demoPassword();

Q_SIGNALS:
    // There is a page to see.
    void shown();
    // First run: make or open the library in this folder, then call createFirstAccount().
    void libraryWanted(const QString& folder);
    void folderChoiceRequested(const QString& start);
    void entered(const raskadr::AccountId& account, const QString& login);

public Q_SLOTS:
    void setFolder(const QString& folder);

private:
    template <class T>
    void ask(std::function<Result<T>(Accounts&)> question, std::function<void(T)> answer);

    void showNewAccount();
    void showRecovery(const QString& login);
    void showCode(const QString& code, const AccountId& account, const QString& login);
    void create(const QString& login, const QString& password);
    void logIn(const QString& login, const QString& password);
    void recover(const QString& login, const QString& code, const QString& password);
    void enter(const Session& session, const QString& login);
    int waitingResults() const;
    void tell(const Error& error);
    void tellNewcomer(const Error& error);
    void tellRecovery(const Error& error);
    void setBusy(bool busy);
    void show(ui::EntryPage* page);

    ui::MainWindow& m_window;
    MachineSettings& m_settings;
    StayLogin m_stay;
    LibraryServices* m_services = nullptr;
    // The page that is shown, if it is this one.
    QPointer<ui::FirstRunPage> m_newcomer;
    QPointer<ui::LoginPage> m_loginPage;
    QPointer<ui::RecoveryPage> m_recovery;
    QSet<AccountId> m_wereIn; // since the library was opened
    QString m_firstLogin;
    QString m_firstPassword;
    AsyncHandle m_asking;
};

} // namespace raskadr::desktop
