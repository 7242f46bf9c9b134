#include "app/desktop/workspace.h"

#include "app/desktop/bringin.h"
#include "app/desktop/bulkeditflow.h"
#include "app/desktop/bulkflow.h"
#include "app/desktop/commentflow.h"
#include "app/desktop/demolink.h"
#include "app/desktop/filemanager.h"
#include "app/desktop/idlelock.h"
#include "app/desktop/logfile.h"
#include "app/desktop/moneyflow.h"
#include "app/desktop/passportflow.h"
#include "app/desktop/projectflow.h"
#include "app/desktop/providersflow.h"
#include "app/desktop/queueflow.h"
#include "app/desktop/serversflow.h"
#include "app/desktop/sharingflow.h"
#include "app/desktop/smarteditflow.h"
#include "app/desktop/takeback.h"
#include "app/desktop/trashflow.h"
#include "app/desktop/undoflow.h"
#include "ui/common/button.h"
#include "ui/common/jobacts.h"
#include "ui/common/toast.h"
#include "ui/player/filmplayer.h"
#include "ui/player/filmview.h"
#include "ui/queue/queuepage.h"
#include "ui/settings/aboutsection.h"
#include "ui/settings/settingsconnections.h"
#include "ui/settings/settingspage.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/projectspage.h"
#include "ui/shell/topbar.h"
#include "ui/shot/shotheader.h"
#include "ui/shot/shotpage.h"
#include "ui/storyboard/deskpage.h"

#include <QAction>
#include <QDesktopServices>
#include <QMimeData>
#include <QUrl>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

Workspace::Workspace(ui::MainWindow& window, LibraryServices& services, MachineSettings& machine,
                     const Account& account, Language language, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_services(services)
    , m_account(account)
    , m_commands(services.store(), account.id, services.clock())
    , m_shotController({services.store(), services.library().media(), services.clock()}, account.id,
                       m_commands, services.jobs(), services.pool())
    , m_deskController(services.store(), account.id, m_commands, services.jobs())
    , m_settingsController(services.library(), services.accounts(), machine, services.clock(),
                           account.id, language)
    , m_projectsPage(new ui::ProjectsPage(services.thumbnails()))
    , m_desk(new ui::DeskPage(services.store(), account.id, m_deskController,
                              services.library().media(), services.library().cache(),
                              services.thumbnails(), services.outgoing()))
    , m_shot(new ui::ShotPage(services.store(), account.id, m_shotController,
                              services.library().media(), services.library().cache(),
                              services.thumbnails(), services.outgoing(), m_models.names()))
    , m_queuePage(new ui::QueuePage(services.thumbnails()))
    , m_settingsPage(new ui::SettingsPage)
    , m_crumbs(new ui::Crumbs(&window))
    , m_backLead(new ui::BackLead(tr("Projects"), &window))
    , m_projects(new ProjectFlow(window, *m_projectsPage, services, m_commands, account.id, this))
    , m_providers(new ProvidersFlow(window, *m_settingsPage, services, account.id, language, this))
    , m_queue(new QueueFlow(*m_queuePage, window.topBar(), services, m_models, account.id, this))
    , m_bulk(new BulkFlow(window, services, m_models, account.id, this))
    , m_passport(new PassportFlow(window, services, account.id, this))
    , m_money(new MoneyFlow(*m_settingsPage->money(), services, m_models, account.id, this))
    , m_comments(new CommentFlow(window, *m_shot, services, account.id, this))
    , m_servers(new ServersFlow(window, *m_settingsPage->server(), services, account.id, this))
    , m_sharing(new SharingFlow(window, *m_servers, services, account.id, this))
    , m_trash(new TrashFlow(window, services, account.id, this))
    , m_demo(new demo::DemoDirector(services.store(), services.library().media(), services.jobs(),
                                    services.clock(), services.pool(), account.id, this))
    , m_bringIn(new BringIn(window, services, m_commands, account.id, this))
    , m_takeBack(new TakeBack(services, account.id, m_shotController, this))
    , m_undo(new UndoFlow(window, m_commands, this))
    , m_idleLock(new IdleLock(this))
{
    for (QWidget* lead : {static_cast<QWidget*>(m_crumbs), static_cast<QWidget*>(m_backLead)}) {
        lead->hide();
    }
    for (QWidget* page : {static_cast<QWidget*>(m_projectsPage), static_cast<QWidget*>(m_desk),
                          static_cast<QWidget*>(m_shot), static_cast<QWidget*>(m_queuePage),
                          static_cast<QWidget*>(m_settingsPage)}) {
        m_window.addPage(page);
    }
    m_window.topBar().setAccountName(account.name.isEmpty() ? account.login : account.name);
    m_projectsPage->setReadOnly(m_services.isReadOnly());
    m_desk->setReadOnly(m_services.isReadOnly());
    m_shot->setReadOnly(m_services.isReadOnly());
    m_window.actions().demo->setVisible(!m_services.isReadOnly());
    if (!m_services.isReadOnly()) {
        m_edit =
            new SmartEditFlow(window, *m_shot, services, m_models, *m_takeBack, account.id, this);
        connect(m_edit, &SmartEditFlow::sent, m_undo, &UndoFlow::tellOfStep);
        connect(m_edit, &SmartEditFlow::providersWanted, this,
                [this] { openProviderSettings({}); });
        auto* bulkEdit =
            new BulkEditFlow(window, services, m_models, *m_takeBack, account.id, this);
        connect(bulkEdit, &BulkEditFlow::sent, m_undo, &UndoFlow::tellOfStep);
        connect(m_desk, &ui::DeskPage::editRequested, bulkEdit, &BulkEditFlow::ask);
        connect(bulkEdit, &BulkEditFlow::failed, this, &Workspace::tell);
    }
    offerModels();
    restoreWidths();
    connect(&m_services.store(), &Store::changed, this, &Workspace::noteChanges);
    connectCommands();
    connectActions();
    connectDesk();
    connectShot();
    connectSettings();
    connectSharing();
    connect(m_projects, &ProjectFlow::projectWanted, this, &Workspace::openProject);
    connect(m_projects, &ProjectFlow::notified, m_undo, &UndoFlow::tell);
    connect(m_demo, &demo::DemoDirector::ready, this, &Workspace::openProject);
    connect(m_demo, &demo::DemoDirector::failed, this, &Workspace::tell);
    if (const QString server = DemoLink::serverOfEnvironment(); !server.isEmpty()) {
        auto* link = new DemoLink(services, account.id, server, this);
        connect(m_demo, &demo::DemoDirector::completed, link, &DemoLink::publish);
        connect(m_demo, &demo::DemoDirector::ready, link, [this, link](const ProjectId& project) {
            if (!m_demo->isWorking()) {
                link->publish(project);
            }
        });
    }
    connect(m_queue, &QueueFlow::failed, this, &Workspace::tell);
    connect(m_takeBack, &TakeBack::failed, this, &Workspace::tell);
    connect(m_providers, &ProvidersFlow::failed, this, &Workspace::tell);
    connect(&m_bringIn->flow(), &ui::ImportFlow::projectCreated, this, &Workspace::openProject);
    connect(m_crumbs, &ui::Crumbs::projectsRequested, this, [this] { show(Place::Projects); });
    connect(m_backLead, &ui::BackLead::backRequested, this, &Workspace::goBack);
    connect(m_idleLock, &IdleLock::idled, this, &Workspace::lockRequested);
    connect(&m_window, &ui::MainWindow::workShownChanged, m_idleLock, &IdleLock::setWatching);
    m_idleLock->setBusy([this] {
        const auto* film = m_window.findChild<ui::FilmView*>(QString(), Qt::FindDirectChildrenOnly);
        return film && film->isVisible() && film->player().isPlaying();
    });
    connect(&m_services.room(), &RoomWatch::began, this, [this](qint64 bytes) {
        ui::Toast* toast = m_window.toasts().showError({ErrorKind::DiskFull, {}, {}, bytes});
        connect(&m_services.room(), &RoomWatch::roomThere, toast, &ui::Toast::dismiss);
    });
    if (!m_services.isReadOnly()) {
        m_bringIn->flow().resumeUnfinished();
        m_demo->resume();
    }
}

Workspace::~Workspace()
{
    m_window.topBar().setLead(nullptr);
    // Pages go before the controllers that they speak to.
    delete m_projectsPage;
    delete m_desk;
    delete m_shot;
    delete m_queuePage;
    delete m_settingsPage;
    delete m_crumbs;
    delete m_backLead;
}

void Workspace::connectActions()
{
    ui::Actions& actions = m_window.actions();
    connect(actions.back, &QAction::triggered, this, &Workspace::goBack);
    connect(actions.projects, &QAction::triggered, this, [this] { show(Place::Projects); });
    connect(actions.queue, &QAction::triggered, this, [this] { show(Place::Queue); });
    connect(actions.settings, &QAction::triggered, this, [this] { show(Place::Settings); });
    connect(actions.demo, &QAction::triggered, this, &Workspace::openDemo);
    const auto inProject = [this] {
        return m_project
            && (m_place == Place::Desk || m_place == Place::Shot || m_place == Place::Comments);
    };
    connect(actions.comments, &QAction::triggered, this, [this, inProject] {
        if (inProject()) {
            openComments({}, m_place == Place::Shot ? m_shot->shotId() : ShotId());
        }
    });
    connect(actions.share, &QAction::triggered, this, [this, inProject] {
        if (inProject()) {
            m_sharing->ask(m_project->id,
                           m_place == Place::Desk ? m_desk->selection() : QList<ShotId>());
        }
    });
    connect(actions.passport, &QAction::triggered, this, [this] {
        if (m_project && (m_place == Place::Desk || m_place == Place::Shot)) {
            m_passport->ask(m_project->id, m_desk->selection());
        }
    });
    connect(&m_window, &ui::MainWindow::escapePressed, this, [this] {
        // On the desk and among the projects Esc belongs to what is selected and typed.
        if (m_place == Place::Queue || m_place == Place::Settings || m_place == Place::Shot
            || m_place == Place::Comments) {
            goBack();
        }
    });
}

void Workspace::connectCommands()
{
    connect(&m_commands, &CommandStack::failed, this, &Workspace::tell);
    connect(&m_deskController, &ui::StoryboardController::failed, this, &Workspace::tell);
    JobQueue& jobs = m_services.jobs();
    connect(&jobs, &JobQueue::progressed, m_desk, &ui::DeskPage::setProgress);
    connect(&jobs, &JobQueue::progressed, m_shot, &ui::ShotPage::setProgress);
    connectJobActs(m_queue->acts());
    connectJobActs(m_shot->jobActs());
    connect(m_money, &MoneyFlow::failed, this, &Workspace::tell);
    connect(&m_queue->acts(), &ui::JobActs::requestWanted, this, [this](const QueueRow& row) {
        if (openShot(row.shot.id)) {
            m_shot->reuse(row);
        }
    });
    connect(&m_queue->acts(), &ui::JobActs::failed, this, &Workspace::tell);
}

void Workspace::connectJobActs(const ui::JobActs& acts)
{
    connect(&acts, &ui::JobActs::shotWanted, this,
            [this](const QueueRow& row) { openShot(row.shot.id); });
    connect(&acts, &ui::JobActs::providerWanted, this, &Workspace::openProviderSettings);
    connect(&acts, &ui::JobActs::moneyWanted, this, [this] {
        show(Place::Settings);
        m_settingsPage->showSection(ui::SettingsSection::Money);
    });
    connect(&acts, &ui::JobActs::folderWanted, this,
            [this] { showInFolder(m_services.library().path()); });
    connect(&acts, &ui::JobActs::addressWanted, this,
            [](const QString& address) { QDesktopServices::openUrl(QUrl(address)); });
}

void Workspace::connectDesk()
{
    connect(m_desk, &ui::DeskPage::shotOpened, this, &Workspace::openShot);
    connect(m_desk, &ui::DeskPage::failed, this, &Workspace::tell);
    connect(m_desk, &ui::DeskPage::mediaOffered, this,
            [this](const QMimeData* data, int insertAt, const ShotId& shot) {
                if (shot.isNull()) {
                    m_bringIn->offer(*data, insertAt);
                } else {
                    m_bringIn->offerToShot(*data, shot, {});
                }
            });
    connect(m_desk, &ui::DeskPage::importFilesRequested, this,
            [this](int insertAt) { m_bringIn->ask(false, insertAt); });
    connect(m_desk, &ui::DeskPage::importFolderRequested, this,
            [this](int insertAt) { m_bringIn->ask(true, insertAt); });
    connect(m_desk, &ui::DeskPage::passportRequested, this,
            [this](const QList<ShotId>& shots) { m_passport->ask(m_desk->projectId(), shots); });
    connect(m_desk, &ui::DeskPage::batchRequested, this,
            [this](ui::BatchPurpose purpose, const QList<ShotId>& shots) {
                m_bulk->ask(purpose, m_desk->projectId(), shots);
            });
    connect(m_bulk, &BulkFlow::failed, this, &Workspace::tell);
    connect(m_desk, &ui::DeskPage::headlinersFolderRequested, this,
            [this](const QList<ShotId>& shots) {
                m_passport->askHeadliners(m_desk->projectId(), shots);
            });
    connect(m_desk, &ui::DeskPage::deletionRequested, this, [this](const QList<ShotId>& shots) {
        m_trash->ask({{}, shots, {}});
    });
    connect(m_desk, &ui::DeskPage::notified, m_undo, &UndoFlow::tell);
    const auto prioritise = [this](const QStringList& sha256) { m_services.prioritise(sha256); };
    connect(m_desk, &ui::DeskPage::visibleMediaChanged, this, prioritise);
    connect(m_shot, &ui::ShotPage::visibleMediaChanged, this, prioritise);
    connect(m_projectsPage, &ui::ProjectsPage::demoRequested, this, &Workspace::openDemo);
    connect(m_projectsPage, &ui::ProjectsPage::deletionRequested, this,
            [this](const QList<ProjectId>& projects) {
                m_trash->ask({projects, {}, {}});
            });
    connect(m_projectsPage, &ui::ProjectsPage::importRequested, this,
            [this](const QStringList& paths) {
                if (paths.isEmpty()) {
                    m_bringIn->ask(true, -1);
                } else {
                    m_bringIn->offer(paths);
                }
            });
}

void Workspace::connectShot()
{
    // Queued: the page may find out in the middle of a change that its shot is gone, and leaving it
    // writes what is still to be kept.
    connect(
        m_shot, &ui::ShotPage::backRequested, this,
        [this] {
            if (m_place == Place::Shot) {
                goBack();
            }
        },
        Qt::QueuedConnection);
    connect(m_shot, &ui::ShotPage::neighbourRequested, this, &Workspace::openNeighbour);
    connect(m_shot, &ui::ShotPage::failed, this, &Workspace::tell);
    connect(m_shot, &ui::ShotPage::notified, m_undo, &UndoFlow::tell);
    connect(m_shot, &ui::ShotPage::assetRequested, this,
            [this](const ShotId& shot, const AssetId& asset) {
                if (openShot(shot)) {
                    m_shot->reveal(asset);
                }
            });
    connect(m_shot, &ui::ShotPage::deletionRequested, this, [this](const QList<AssetId>& assets) {
        m_trash->ask({{}, {}, assets});
    });
    connect(m_shot, &ui::ShotPage::shotChoiceRequested, this, &Workspace::chooseShotFor);
    connect(m_shot, &ui::ShotPage::mediaOffered, this,
            [this](const QMimeData* data, const ShotId& shot, const AssetId& parent) {
                m_bringIn->offerToShot(*data, shot, parent);
            });
    connect(&m_bringIn->flow(), &ui::ImportFlow::ended, this, [this](const ImportReport& report) {
        QList<AssetId> assets = report.assets;
        for (const ImportReport::Skipped& file : report.skipped) {
            assets.append(file.existing);
        }
        m_shot->noteImported(report.run.intoShotId, assets);
    });
    connect(m_shot, &ui::ShotPage::fileShown, this, &showInFolder);
    connect(m_shot, &ui::ShotPage::connectionRequested, this, [this] { openProviderSettings({}); });
}

void Workspace::connectSettings()
{
    ui::connectSettings(*m_settingsPage, m_settingsController);
    connect(m_settingsPage->about(), &ui::AboutSection::logRequested, this,
            [] { showInFolder(LogFile::usualPath()); });
    connect(m_settingsPage, &ui::SettingsPage::lockRequested, this, &Workspace::lockRequested);
    connect(&m_settingsController, &ui::SettingsController::failed, this, &Workspace::tell);
    connect(&m_settingsController.care(), &ui::LibraryCare::cacheCleared, &m_services.thumbnails(),
            &ui::ThumbnailCache::invalidateAll);
    connect(&m_settingsController, &ui::SettingsController::appearanceChanged, this,
            &Workspace::appearanceChanged);
    connect(&m_settingsController, &ui::SettingsController::stateChanged, this,
            [this](const ui::SettingsState& state) {
                m_idleLock->setPatience(std::chrono::minutes(state.autoLockMinutes));
                m_window.topBar().setAccountName(state.name.isEmpty() ? state.login : state.name);
            });
    m_idleLock->setPatience(std::chrono::minutes(m_settingsController.state().autoLockMinutes));
}

void Workspace::connectSharing()
{
    connect(m_comments, &CommentFlow::failed, this, &Workspace::tell);
    connect(m_comments, &CommentFlow::wanted, this,
            [this](const ProjectId& project, const CommentId& comment) {
                if (!m_project || m_project->id != project || m_place == Place::Projects) {
                    openProject(project);
                }
                if (m_project && m_project->id == project) {
                    openComments(comment, {});
                }
            });
    connect(m_comments, &CommentFlow::shotWanted, this, &Workspace::openShot);
    connect(m_comments, &CommentFlow::reworkWanted, this, [this](const ShotId& shot) {
        m_deskController.setStatus({shot}, ShotStatus::InProgress);
    });
    connect(m_comments, &CommentFlow::sharingWanted, m_window.actions().share, &QAction::trigger);
    connect(m_comments, &CommentFlow::serverWanted, this, [this] {
        show(Place::Settings);
        m_settingsPage->showSection(ui::SettingsSection::Server);
    });
}

void Workspace::noteChanges(const ChangeSet& changes)
{
    // The account has the rates, which prices are told by.
    if (changes.catalog || changes.accounts.touches(m_account.id)) {
        offerModels();
    }
    if (m_project && changes.projects.removed.contains(m_project->id)) {
        m_project.reset();
        leaveGoneProject();
    }
    if (m_project && changes.projects.touches(m_project->id)) {
        const auto project = m_services.store().read(
            m_account.id, [&](const Repositories& r) { return r.projects.find(m_project->id); });
        if (project && *project) {
            showProject(**project);
        }
    }
}

void Workspace::showProject(const Project& project)
{
    const bool gone = project.trashedMs > 0 && hasProject();
    m_project = project;
    m_bringIn->setProject(m_place == Place::Projects ? std::nullopt : m_project);
    if (gone) {
        leaveGoneProject();
    } else if (m_place == Place::Desk) {
        m_crumbs->setProject(project.title);
        m_window.setTitle(project.title);
    }
}

void Workspace::leaveGoneProject()
{
    if (m_place != Place::Projects) {
        // Leaving the desk writes, which a slot of `changed` must not.
        QMetaObject::invokeMethod(
            this, [this] { show(Place::Projects); }, Qt::QueuedConnection);
    }
}

void Workspace::offerModels()
{
    if (auto read = m_models.reload(m_services.store(), m_account.id); !read) {
        tell(read.error());
        return;
    }
    m_shot->setModels(m_models.composerModels());
}

void Workspace::tell(const Error& error)
{
    m_window.toasts().showError(error);
}

void Workspace::writeSetting(const QString& key, const QString& value)
{
    if (m_services.isReadOnly()) {
        return;
    }
    m_services.store().write(m_account.id, [key, value](Repositories& r) -> Result<> {
        r.settings.setValue(key, value);
        return {};
    });
}

} // namespace raskadr::desktop
