#include "app/desktop/entryflow.h"

#include "core/settings/settings.h"
#include "ui/common/errortext.h"
#include "ui/common/toast.h"
#include "ui/shell/firstrunpage.h"
#include "ui/shell/loginpage.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/recoverypage.h"

#include <algorithm>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

EntryFlow::EntryFlow(ui::MainWindow& window, MachineSettings& settings, Keychain* keychain,
                     QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_settings(settings)
    , m_stay(keychain)
{
    connect(&m_stay, &StayLogin::possibleChanged, this, [this] {
        if (m_loginPage) {
            m_loginPage->setStayOffered(m_stay.isPossible());
        }
    });
    connect(&m_stay, &StayLogin::failed, this, [this] {
        m_window.toasts().showOnEntry(
            ui::ToastKind::Error,
            tr("The system's keychain did not take the key. The next start asks for "
               "the password."));
    });
}

QString EntryFlow::demoLogin()
{
    return u"demo"_s;
}

QString EntryFlow::demoPassword()
{
    return u"demo-demo"_s;
}

void EntryFlow::setLibrary(LibraryServices* services)
{
    m_asking.stop();
    m_services = services;
    m_wereIn.clear();
    m_stay.setLibrary(services);
}

// Asks the accounts in the pool; meanwhile the page takes no second answer. Errors go to the page.
template <class T>
void EntryFlow::ask(std::function<Result<T>(Accounts&)> question, std::function<void(T)> answer)
{
    setBusy(true);
    m_asking = runAsync(
        m_services->pool(), this,
        [&accounts = m_services->accounts(),
         question = std::move(question)](const std::stop_token&) { return question(accounts); },
        [this, answer = std::move(answer)](Result<T> answered) {
            setBusy(false);
            if (!answered) {
                tell(answered.error());
                return;
            }
            answer(std::move(*answered));
        });
}

void EntryFlow::show(ui::EntryPage* page)
{
    // The page before is on its way out and has nothing to say any more.
    m_newcomer = qobject_cast<ui::FirstRunPage*>(page);
    m_loginPage = qobject_cast<ui::LoginPage*>(page);
    m_recovery = qobject_cast<ui::RecoveryPage*>(page);
    m_window.showEntry(page);
    Q_EMIT shown();
}

void EntryFlow::showFirstRun(const QString& folder)
{
    m_newcomer = new ui::FirstRunPage(ui::FirstRunPage::Purpose::FirstRun);
    m_newcomer->setLibraryFolder(folder);
    connect(m_newcomer, &ui::FirstRunPage::folderChoiceRequested, this,
            [this] { Q_EMIT folderChoiceRequested(m_newcomer->libraryFolder()); });
    connect(m_newcomer, &ui::FirstRunPage::submitted, this,
            [this](const QString& login, const QString& password, const QString& wanted) {
                if (wanted.isEmpty()) {
                    m_newcomer->setError(tr("Choose a folder for the library"));
                    return;
                }
                // A library that is there has its accounts already.
                const auto valid =
                    Library::existsIn(wanted) ? Result<>() : checkNewAccount(login, password);
                if (!valid) {
                    tellNewcomer(valid.error());
                    return;
                }
                m_firstLogin = login;
                m_firstPassword = password;
                setBusy(true);
                Q_EMIT libraryWanted(wanted);
            });
    show(m_newcomer);
}

void EntryFlow::setFolder(const QString& folder)
{
    if (m_newcomer) {
        m_newcomer->setLibraryFolder(folder);
    }
}

void EntryFlow::createFirstAccount()
{
    const auto known = m_services->store().read(
        AccountId(), [](const Repositories& r) { return r.accounts.all().size(); });
    if (known && *known > 0) {
        // The folder held a library already: who works there signs in.
        showLogin(m_firstLogin);
        m_window.toasts().showOnEntry(
            ui::ToastKind::Note,
            tr("This folder already holds a library. Sign in to it, or create an "
               "account of your own."));
        return;
    }
    create(m_firstLogin, m_firstPassword);
}

void EntryFlow::showLogin(const QString& login)
{
    m_loginPage = new ui::LoginPage;
    m_loginPage->setLogin(login);
    m_loginPage->setStay(m_settings.value(settings::stayLoggedIn));
    m_loginPage->setStayOffered(m_stay.isPossible());
    m_loginPage->setReadOnly(m_services->isReadOnly());
    m_loginPage->setWaiting(waitingResults());
    connect(m_loginPage, &ui::LoginPage::submitted, this, &EntryFlow::logIn);
    connect(m_loginPage, &ui::LoginPage::newAccountRequested, this, &EntryFlow::showNewAccount);
    connect(m_loginPage, &ui::LoginPage::recoveryRequested, this,
            [this] { showRecovery(m_loginPage->login()); });
    show(m_loginPage);
    m_loginPage->reset();
}

// What services were asked for and is still to come, of accounts that were not in yet: theirs goes
// on by itself.
int EntryFlow::waitingResults() const
{
    const auto open = m_services->store().read(
        AccountId(), [](const Repositories& r) { return r.jobs.unfinishedOfAllAccounts(); });
    if (!open) {
        return 0;
    }
    return static_cast<int>(std::count_if(open->begin(), open->end(), [this](const OpenJob& each) {
        const bool free = each.generation.costEstimated == 0.0;
        return !each.job.step.isEmpty() && !free && !m_wereIn.contains(each.accountId);
    }));
}

void EntryFlow::showNewAccount()
{
    m_newcomer = new ui::FirstRunPage(ui::FirstRunPage::Purpose::NewAccount);
    connect(m_newcomer, &ui::FirstRunPage::submitted, this,
            [this](const QString& login, const QString& password) { create(login, password); });
    connect(m_newcomer, &ui::FirstRunPage::backRequested, this, [this] { showLogin({}); });
    show(m_newcomer);
}

void EntryFlow::showRecovery(const QString& login)
{
    m_recovery = new ui::RecoveryPage(login);
    connect(m_recovery, &ui::RecoveryPage::submitted, this, &EntryFlow::recover);
    connect(m_recovery, &ui::RecoveryPage::backRequested, this,
            [this, login] { showLogin(login); });
    show(m_recovery);
}

void EntryFlow::showCode(const QString& code, const AccountId& account, const QString& login)
{
    m_wereIn.insert(account);
    auto* page = new ui::RecoveryCodePage(code);
    connect(page, &ui::RecoveryCodePage::continued, this,
            [this, account, login] { Q_EMIT entered(account, login); });
    show(page);
}

void EntryFlow::create(const QString& login, const QString& password)
{
    ask<NewSession>(
        [login, password](Accounts& accounts) { return accounts.create(login, {}, password); },
        [this, login](const NewSession& created) {
            m_firstPassword.clear();
            m_services->unlock(created.session);
            showCode(created.recoveryCode, created.session.accountId, login);
        });
}

void EntryFlow::logIn(const QString& login, const QString& password)
{
    const bool stay = m_loginPage->stay();
    ask<Session>([login, password](Accounts& accounts) { return accounts.login(login, password); },
                 [this, login, stay](const Session& session) {
                     if (m_stay.isPossible()) {
                         m_settings.set(settings::stayLoggedIn, stay);
                     }
                     if (stay) {
                         m_stay.keep(session);
                     } else {
                         m_stay.forget(session.accountId);
                     }
                     enter(session, login);
                 });
}

void EntryFlow::enter(const Session& session, const QString& login)
{
    m_services->unlock(session);
    m_wereIn.insert(session.accountId);
    Q_EMIT entered(session.accountId, login);
}

void EntryFlow::resume(const QString& login)
{
    if (login.isEmpty() || !m_settings.value(settings::stayLoggedIn)) {
        showLogin(login);
        return;
    }
    m_stay.resume(login, [this, login](const Result<Session>& session) {
        if (session) {
            enter(*session, login);
        } else if (!m_window.isWorkShown()) {
            showLogin(login);
        }
    });
}

void EntryFlow::recover(const QString& login, const QString& code, const QString& password)
{
    if (!code.isEmpty()) {
        ask<Session>(
            [login, code, password](Accounts& accounts) {
                return accounts.resetPassword(login, code, password);
            },
            [this, login](const Session& session) { enter(session, login); });
        return;
    }
    ask<NewSession>([login, password](
                        Accounts& accounts) { return accounts.resetWithoutCode(login, password); },
                    [this, login](const NewSession& made) {
                        m_services->unlock(made.session);
                        showCode(made.recoveryCode, made.session.accountId, login);
                    });
}

void EntryFlow::enterDemo()
{
    m_asking = runAsync(
        m_services->pool(), this,
        [&accounts = m_services->accounts()](const std::stop_token&) -> Result<Session> {
            const auto known = accounts.find(demoLogin());
            if (known) {
                return accounts.login(demoLogin(), demoPassword());
            }
            if (known.error().kind != ErrorKind::NotFound) {
                return failure(known.error());
            }
            auto created = accounts.create(demoLogin(), tr("Demo"), demoPassword());
            if (!created) {
                return failure(created.error());
            }
            return std::move(created->session);
        },
        [this](const Result<Session>& session) {
            if (!session) {
                showLogin(demoLogin());
                tell(session.error());
                return;
            }
            enter(*session, demoLogin());
        });
}

void EntryFlow::showError(const QString& sentence)
{
    if (m_newcomer) {
        m_newcomer->setError(sentence);
    } else if (m_loginPage) {
        m_loginPage->setError(sentence);
    } else if (m_recovery) {
        m_recovery->setError(sentence);
    } else if (m_services) {
        showLogin(m_firstLogin);
        m_loginPage->setError(sentence);
    }
}

void EntryFlow::tell(const Error& error)
{
    if (m_loginPage
        && (error.kind == ErrorKind::WrongPassword || error.kind == ErrorKind::AccountLocked)) {
        m_loginPage->refuse(error.amount);
    } else if (m_newcomer) {
        tellNewcomer(error);
    } else if (m_recovery) {
        tellRecovery(error);
    } else if (!m_loginPage && m_services && !m_firstLogin.isEmpty()) {
        // The first run's page had to give way while its library was opened.
        showFirstRun(m_services->library().path());
        m_newcomer->setLogin(m_firstLogin);
        tellNewcomer(error);
    } else {
        showError(ui::errorText(error));
    }
}

void EntryFlow::tellNewcomer(const Error& error)
{
    if (error.kind == ErrorKind::AlreadyExists) {
        m_newcomer->setLoginError(tr("There is such an account already. Choose another login."));
    } else if (error.kind != ErrorKind::InvalidInput) {
        m_newcomer->setError(ui::errorText(error));
    } else if (error.subject == u"login"_s) {
        m_newcomer->setLoginError(
            tr("A login has from 1 to %n printable character(s)", nullptr, maxLoginLength));
    } else {
        m_newcomer->setPasswordError(
            tr("A password has at least %n character(s)", nullptr, minPasswordLength));
    }
}

void EntryFlow::tellRecovery(const Error& error)
{
    switch (error.kind) {
    case ErrorKind::WrongPassword:
        m_recovery->setError(
            tr("The login or the recovery code is wrong. Check both and try again."));
        return;
    case ErrorKind::NotFound:
        m_recovery->setError(tr("There is no such account in this library."));
        return;
    case ErrorKind::InvalidInput:
        m_recovery->setError(
            tr("A password has at least %n character(s)", nullptr, minPasswordLength));
        return;
    default:
        m_recovery->setError(ui::errorText(error));
    }
}

void EntryFlow::setBusy(bool busy)
{
    if (m_newcomer) {
        m_newcomer->setBusy(busy);
    }
    if (m_loginPage) {
        m_loginPage->setBusy(busy);
    }
    if (m_recovery) {
        m_recovery->setBusy(busy);
    }
}

} // namespace raskadr::desktop
