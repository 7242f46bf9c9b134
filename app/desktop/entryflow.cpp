#include "app/desktop/entryflow.h"

#include "ui/common/errortext.h"
#include "ui/common/toast.h"
#include "ui/shell/firstrunpage.h"
#include "ui/shell/loginpage.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/recoverypage.h"

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

EntryFlow::EntryFlow(ui::MainWindow& window, QObject* parent)
    : QObject(parent)
    , m_window(window)
{
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
}

void EntryFlow::show(ui::EntryPage* page)
{
    // The page before is on its way out and has nothing to say any more.
    m_newcomer = qobject_cast<ui::FirstRunPage*>(page);
    m_loginPage = qobject_cast<ui::LoginPage*>(page);
    m_recovery = qobject_cast<ui::RecoveryPage*>(page);
    m_window.showEntry(page);
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
                m_firstLogin = login;
                m_firstPassword = password;
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
    const auto known = m_services->store().read(AccountId(), [](const Repositories& r) {
        return r.accounts.all().size();
    });
    if (known && *known > 0) {
        // The folder held a library already: who works there signs in.
        showLogin(m_firstLogin);
        m_window.toasts().show(ui::ToastKind::Note,
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
    connect(m_loginPage, &ui::LoginPage::submitted, this, &EntryFlow::logIn);
    connect(m_loginPage, &ui::LoginPage::newAccountRequested, this, &EntryFlow::showNewAccount);
    connect(m_loginPage, &ui::LoginPage::recoveryRequested, this,
            [this] { showRecovery(m_loginPage->login()); });
    show(m_loginPage);
    m_loginPage->reset();
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
    connect(m_recovery, &ui::RecoveryPage::backRequested, this, [this, login] { showLogin(login); });
    show(m_recovery);
}

void EntryFlow::showCode(const QString& code, const AccountId& account, const QString& login)
{
    auto* page = new ui::RecoveryCodePage(code);
    connect(page, &ui::RecoveryCodePage::continued, this,
            [this, account, login] { Q_EMIT entered(account, login); });
    show(page);
}

void EntryFlow::create(const QString& login, const QString& password)
{
    setBusy(true);
    m_asking = runAsync(
        m_services->pool(), this,
        [&accounts = m_services->accounts(), login, password](const std::stop_token&) {
            return accounts.create(login, {}, password);
        },
        [this, login](Result<NewSession> created) {
            setBusy(false);
            m_firstPassword.clear();
            if (!created) {
                tell(created.error());
                return;
            }
            showCode(created->recoveryCode, created->session.accountId, login);
        });
}

void EntryFlow::logIn(const QString& login, const QString& password)
{
    setBusy(true);
    m_asking = runAsync(
        m_services->pool(), this,
        [&accounts = m_services->accounts(), login, password](const std::stop_token&) {
            return accounts.login(login, password);
        },
        [this, login](Result<Session> session) {
            setBusy(false);
            if (!session) {
                tell(session.error());
                return;
            }
            Q_EMIT entered(session->accountId, login);
        });
}

void EntryFlow::recover(const QString& login, const QString& code, const QString& password)
{
    setBusy(true);
    if (!code.isEmpty()) {
        m_asking = runAsync(
            m_services->pool(), this,
            [&accounts = m_services->accounts(), login, code, password](const std::stop_token&) {
                return accounts.resetPassword(login, code, password);
            },
            [this, login](Result<Session> session) {
                setBusy(false);
                if (!session) {
                    tell(session.error());
                    return;
                }
                Q_EMIT entered(session->accountId, login);
            });
        return;
    }
    m_asking = runAsync(
        m_services->pool(), this,
        [&accounts = m_services->accounts(), login, password](const std::stop_token&) {
            return accounts.resetWithoutCode(login, password);
        },
        [this, login](Result<NewSession> made) {
            setBusy(false);
            if (!made) {
                tell(made.error());
                return;
            }
            showCode(made->recoveryCode, made->session.accountId, login);
        });
}

void EntryFlow::enterDemo()
{
    m_asking = runAsync(
        m_services->pool(), this,
        [services = m_services](const std::stop_token&) -> Result<Session> {
            Accounts& accounts = services->accounts();
            const auto known = services->store().read(AccountId(), [](const Repositories& r) {
                return r.accounts.findByLogin(demoLogin()).has_value();
            });
            if (!known) {
                return failure(known.error());
            }
            if (*known) {
                return accounts.login(demoLogin(), demoPassword());
            }
            auto created = accounts.create(demoLogin(), tr("Demo"), demoPassword());
            if (!created) {
                return failure(created.error());
            }
            return std::move(created->session);
        },
        [this](Result<Session> session) {
            if (!session) {
                showLogin(demoLogin());
                tell(session.error());
                return;
            }
            Q_EMIT entered(session->accountId, demoLogin());
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
    }
}

void EntryFlow::tell(const Error& error)
{
    if (m_loginPage && (error.kind == ErrorKind::WrongPassword || error.kind == ErrorKind::AccountLocked)) {
        m_loginPage->refuse(error.amount);
        return;
    }
    if (error.kind == ErrorKind::InvalidInput && m_newcomer) {
        if (error.subject == u"login"_s) {
            m_newcomer->setLoginError(tr("A login has from 1 to %n printable character(s)", nullptr,
                                         maxLoginLength));
        } else {
            m_newcomer->setPasswordError(tr("A password has at least %n character(s)", nullptr,
                                            minPasswordLength));
        }
        return;
    }
    if (error.kind == ErrorKind::AlreadyExists && m_newcomer) {
        m_newcomer->setLoginError(tr("There is such an account already. Choose another login."));
        return;
    }
    if (m_recovery) {
        switch (error.kind) {
        case ErrorKind::WrongPassword:
            m_recovery->setError(tr("The login or the recovery code is wrong. Check both and try again."));
            return;
        case ErrorKind::NotFound:
            m_recovery->setError(tr("There is no such account in this library."));
            return;
        case ErrorKind::InvalidInput:
            m_recovery->setError(tr("A password has at least %n character(s)", nullptr,
                                    minPasswordLength));
            return;
        default:
            break;
        }
    }
    showError(ui::errorText(error));
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
