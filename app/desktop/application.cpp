#include "app/desktop/application.h"

#include "app/desktop/closingquestion.h"
#include "core/base/logging.h"
#include "core/settings/settings.h"
#include "ui/common/dialog.h"
#include "ui/common/errortext.h"
#include "ui/common/toast.h"
#include "ui/shell/actions.h"
#include "ui/shell/topbar.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTimer>
#include <algorithm>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestBlankMs = 500; // that the window waits for something to show

} // namespace

Application::Application(QApplication& application, MachineSettings& settings, Options options,
                         Parts parts)
    : m_settings(settings)
    , m_wishes(std::move(options))
    , m_parts(std::move(parts))
    , m_language(settings.value(settings::language))
    , m_appearance(application)
    , m_door(m_window)
    , m_entry(m_window, m_settings, m_parts.keychain.get())
{
    connect(&m_door, &LibraryDoor::opened, this, &Application::takeLibrary);
    connect(&m_door, &LibraryDoor::shown, this, &Application::present);
    connect(&m_door, &LibraryDoor::quitRequested, this, &Application::end);
    connect(&m_door, &LibraryDoor::foundOpenElsewhere, this, [this](const QString& folder) {
        if (LaunchChannel::call(folder, m_wishes)) {
            Q_EMIT quitRequested();
        }
    });
    connect(&m_channel, &LaunchChannel::called, this, &Application::follow);
    connect(&m_entry, &EntryFlow::libraryWanted, this, [this](const QString& folder) {
        m_firstRun = true;
        if (m_services && QFileInfo(folder) == QFileInfo(m_services->library().path())) {
            // A first try was refused, or the library came without an account.
            welcome();
        } else {
            m_door.open(folder, true);
        }
    });
    connect(&m_entry, &EntryFlow::folderChoiceRequested, this, [this](const QString& start) {
        m_door.chooseFolder(start, [this](const QString& folder) { m_entry.setFolder(folder); });
    });
    connect(&m_entry, &EntryFlow::shown, this, &Application::present);
    connect(&m_entry, &EntryFlow::entered, this, &Application::enter);
    connect(m_window.actions().lock, &QAction::triggered, this, &Application::lock);
    connect(m_window.actions().logOut, &QAction::triggered, this, &Application::logOut);
    connect(&m_window, &ui::MainWindow::closeRequested, this, &Application::askClosing);
    watchJobs();
}

Application::~Application()
{
    leaveLibrary();
}

QString Application::usualFolder()
{
    const QString videos = QStandardPaths::writableLocation(QStandardPaths::MoviesLocation);
    return (videos.isEmpty() ? QDir::homePath() : videos) + u'/' + tr("Raskadr");
}

void Application::start()
{
    m_appearance.apply(m_settings.value(settings::theme),
                       m_settings.value(settings::reducedMotion));
    m_window.restorePlace(m_settings.value(settings::windowGeometry));
    const QString last = m_settings.value(settings::libraryFolder);
    const QString folder = !m_wishes.libraryFolder.isEmpty() ? m_wishes.libraryFolder
        : !last.isEmpty()                                    ? last
                                                             : usualFolder();
    // What was open last time and is not there any more is missed; elsewhere one may begin.
    const bool missed = m_wishes.libraryFolder.isEmpty() && !last.isEmpty();
    if (Library::existsIn(folder) || missed || m_wishes.demo) {
        m_door.open(folder, m_wishes.demo);
        // What is quickly there comes up with the window.
        QTimer::singleShot(longestBlankMs, this, &Application::present);
    } else {
        m_entry.showFirstRun(folder);
    }
}

void Application::present()
{
    if (!m_window.isVisible()) {
        m_window.show();
    }
}

void Application::takeLibrary()
{
    leaveLibrary();
    m_services = std::make_unique<LibraryServices>(m_door.take(), m_parts.makeEngine(),
                                                   m_parts.passwordCost, m_parts.keychain.get());
    if (!m_services->isReadOnly()) {
        m_channel.listen(m_services->library().path());
        m_settings.set(settings::libraryFolder, m_services->library().path());
    }
    m_window.setBanner(banner());
    m_entry.setLibrary(m_services.get());
    connect(&m_services->jobs(), &JobQueue::finished, &m_grouper,
            [this](const GenerationId&, JobState state) {
                if (state == JobState::Done || state == JobState::Failed) {
                    m_grouper.noteResult(state == JobState::Done);
                }
            });
    connect(&m_services->jobs(), &JobQueue::idle, &m_grouper, &NoticeGrouper::noteIdle);
    connect(
        m_services.get(), &LibraryServices::foundDamaged, this,
        [this](const Error& error) {
            leaveLibrary();
            m_door.refuse(error);
        },
        Qt::QueuedConnection);
    m_services->start();
    welcome();
}

void Application::welcome()
{
    if (m_wishes.demo) {
        m_entry.enterDemo();
    } else if (std::exchange(m_firstRun, false)) {
        m_entry.createFirstAccount();
    } else {
        const auto accounts = m_services->store().read(
            AccountId(), [](const Repositories& r) { return r.accounts.all().size(); });
        if (accounts && *accounts == 0 && !m_services->isReadOnly()) {
            // A library without anybody, as the command line makes it.
            m_entry.showFirstRun(m_services->library().path());
        } else {
            m_entry.resume(m_settings.value(settings::lastLogin));
        }
    }
}

void Application::enter(const AccountId& id, const QString& login)
{
    if (m_workspace && m_workspace->account() == id) {
        // Behind the lock everything stayed as it was.
        m_window.showWork();
        fulfil();
        return;
    }
    dropWorkspace();
    const auto account =
        m_services->store().read(id, [&](const Repositories& r) { return r.accounts.find(id); });
    if (!account || !*account) {
        m_entry.showError(
            ui::errorText(account ? Error{ErrorKind::NotFound, {}, login, 0} : account.error()));
        return;
    }
    m_settings.set(settings::lastLogin, login);
    m_services->jobs().unlock(id);
    m_workspace =
        std::make_unique<Workspace>(m_window, *m_services, m_settings, **account, m_language);
    connect(m_workspace.get(), &Workspace::appearanceChanged, &m_appearance, &Appearance::apply);
    connect(m_workspace.get(), &Workspace::lockRequested, this, &Application::lock);
    if (!m_wishes.demo) {
        m_workspace->openLast();
    }
    m_window.showWork();
    present();
    fulfil();
}

void Application::fulfil()
{
    const Options wishes = std::exchange(m_wishes, {});
    if (wishes.demo && m_workspace) {
        m_workspace->openDemo();
    }
    m_workspace->bringIn(wishes.paths);
}

void Application::lock()
{
    if (!m_workspace || !m_window.isWorkShown()) {
        return;
    }
    m_workspace->keepState();
    m_entry.forget(m_workspace->account());
    if (m_closing) {
        m_closing->dismiss(); // nobody is there to answer
    }
    m_entry.showLogin(m_settings.value(settings::lastLogin));
}

void Application::logOut()
{
    if (m_workspace) {
        m_workspace->keepState();
        m_entry.forget(m_workspace->account());
        m_window.forgetWork();
        m_entry.showLogin({});
        // The page that is being left is still in the middle of its event.
        m_workspace.release()->deleteLater();
    }
}

void Application::leaveLibrary()
{
    if (m_workspace) {
        m_workspace->keepState();
        dropWorkspace();
    }
    m_entry.setLibrary(nullptr);
    m_services.reset();
}

void Application::dropWorkspace()
{
    if (m_workspace) {
        m_window.forgetWork();
        m_workspace.reset();
    }
}

void Application::follow(const Options& wishes)
{
    m_window.raiseToFront();
    m_wishes.demo |= wishes.demo;
    m_wishes.paths += wishes.paths;
    if (m_workspace && m_window.isWorkShown()) {
        if (m_wishes.demo) {
            // The demo belongs to an account of its own; who is logged in gets one in his own.
            m_workspace->openDemo();
            m_wishes.demo = false;
        }
        fulfil();
    }
}

void Application::askClosing()
{
    if (m_closing && m_closing->isVisible()) {
        return;
    }
    const QList<ui::Dialog*> dialogs = ui::Dialog::openIn(&m_window);
    const bool unsaved = std::any_of(dialogs.begin(), dialogs.end(),
                                     [](const ui::Dialog* dialog) { return dialog->hasUnsaved(); });
    if (!unsaved) {
        askToLeaveJobs();
        return;
    }
    m_closing =
        ui::Dialog::ask(&m_window, tr("Close without saving?"),
                        tr("Something is typed in an open window and not saved. It will be lost."),
                        tr("Close all the same"), ui::Button::Kind::Danger);
    connect(m_closing, &ui::Dialog::accepted, this, &Application::askToLeaveJobs);
}

void Application::askToLeaveJobs()
{
    const ClosingState state = m_services && m_workspace
        ? closingState(*m_services, m_workspace->account())
        : ClosingState();
    if (state.unanswered > 0) {
        // Money is at stake: this is asked each time.
        m_closing = ui::Dialog::ask(&m_window, tr("Close Raskadr now?"),
                                    tr("%n request(s) are being answered at this moment, and "
                                       "the service cannot be asked about "
                                       "them later. If you close now, their result stays "
                                       "unknown and may be charged for. The "
                                       "rest goes on at the next start.",
                                       nullptr, state.unanswered),
                                    tr("Close all the same"), ui::Button::Kind::Danger);
        connect(m_closing, &ui::Dialog::accepted, this, &Application::end);
        return;
    }
    if (!state.anyRunning || m_settings.value(settings::closingExplained)) {
        end();
        return;
    }
    m_closing = ui::Dialog::ask(
        &m_window, tr("Close Raskadr?"),
        tr("%n generation(s) are not finished. They go back into the queue and go on at the next "
           "start; nothing is lost.",
           nullptr, state.unfinished),
        tr("Close"));
    connect(m_closing, &ui::Dialog::accepted, this, [this] {
        m_settings.set(settings::closingExplained, true);
        end();
    });
}

void Application::end()
{
    m_settings.set(settings::windowGeometry, m_window.saveGeometry());
    if (m_workspace) {
        m_workspace->keepState();
    }
    if (auto kept = m_settings.flush(); !kept) {
        qCWarning(logUi) << "settings were not kept:" << kept.error().detail;
    }
    m_notice.withdraw();
    m_window.closeNow();
    Q_EMIT quitRequested();
}

void Application::watchJobs()
{
    connect(&m_window, &ui::MainWindow::activationChanged, this, [this](bool active) {
        m_grouper.setWatched(active);
        if (active) {
            m_notice.withdraw();
        }
    });
    connect(&m_grouper, &NoticeGrouper::noticeDue, &m_notice, &DesktopNotice::show);
    connect(&m_notice, &DesktopNotice::clicked, &m_window, &ui::MainWindow::raiseToFront);
}

QString Application::banner() const
{
    if (m_services->library().isSalvaged()) {
        return tr(
            "The library is damaged: this is what can still be read. Nothing can be changed, and "
            "some rows may be missing.");
    }
    if (m_services->isReadOnly()) {
        return tr("The library is open to look only. Nothing can be changed.");
    }
    return {};
}

} // namespace raskadr::desktop
