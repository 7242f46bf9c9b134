#pragma once

#include "app/demo/demodirector.h"
#include "app/desktop/libraryservices.h"
#include "app/desktop/modeloffer.h"
#include "core/edit/commandstack.h"
#include "core/model/account.h"
#include "core/settings/machinesettings.h"
#include "ui/settings/settingscontroller.h"
#include "ui/shot/shotcontroller.h"
#include "ui/storyboard/storyboardcontroller.h"

#include <QObject>
#include <QPointer>

namespace raskadr::ui {
class BackLead;
class Crumbs;
class DeskPage;
class JobActs;
class MainWindow;
class ProjectsPage;
class QueuePage;
class SettingsPage;
class ShotPage;
} // namespace raskadr::ui

namespace raskadr::desktop {

class BringIn;
class BulkFlow;
class CommentFlow;
class IdleLock;
class MoneyFlow;
class PassportFlow;
class ProjectFlow;
class ProvidersFlow;
class QueueFlow;
class ServersFlow;
class SharingFlow;
class SmartEditFlow;
class TakeBack;
class TrashFlow;
class UndoFlow;

// What exists for one account that is logged in: its pages with what stands behind them, and the
// way from one to the other. Lives as long as the account is logged in, also behind a locked
// window. Main thread.
class Workspace final : public QObject
{
    Q_OBJECT

public:
    // All outlive it.
    Workspace(ui::MainWindow& window, LibraryServices& services, MachineSettings& machine,
              const Account& account, Language language, QObject* parent = nullptr);
    ~Workspace() override;

    const AccountId& account() const { return m_account.id; }
    // The project that was open last, else «Проекты».
    void openLast();
    void openDemo();
    // Into the open project, else as a new one.
    void bringIn(const QStringList& paths);
    // The settings at this provider, with the keyboard at what is missing there; an empty id: the
    // list.
    void openProviderSettings(const QString& providerId);
    // Keeps what is being typed and where one is.
    void keepState();

Q_SIGNALS:
    void appearanceChanged(raskadr::ThemeChoice theme, bool reducedMotion);
    void lockRequested();

private:
    enum class Place { Projects, Desk, Shot, Comments, Queue, Settings };

    void connectActions();
    void connectCommands();
    void connectJobActs(const ui::JobActs& acts);
    void connectDesk();
    void connectShot();
    void connectSettings();
    void connectSharing();
    void restoreWidths();
    void leavePlace();
    // A page of a project that is gone leads to «Проекты».
    void show(Place place);
    void goBack();
    void showDesk();
    // Whether it is there and open now; else it has been said why not.
    bool openProject(const ProjectId& project);
    // The same, with the project that it belongs to.
    bool openShot(const ShotId& shot);
    void openNeighbour(int direction);
    void openComments(const CommentId& comment, const ShotId& shot);
    void chooseShotFor(const QList<AssetId>& assets, bool copy);
    bool hasProject() const { return m_project && m_project->trashedMs == 0; }
    void leaveGoneProject();
    void noteChanges(const ChangeSet& changes);
    void offerModels();
    void showProject(const Project& project);
    void tell(const Error& error);
    void writeSetting(const QString& key, const QString& value);

    ui::MainWindow& m_window;
    LibraryServices& m_services;
    const Account m_account;

    CommandStack m_commands;
    ModelOffer m_models;
    ui::ShotController m_shotController;
    ui::StoryboardController m_deskController;
    ui::SettingsController m_settingsController;

    ui::ProjectsPage* m_projectsPage;
    ui::DeskPage* m_desk;
    ui::ShotPage* m_shot;
    ui::QueuePage* m_queuePage;
    ui::SettingsPage* m_settingsPage;
    ui::Crumbs* m_crumbs;
    ui::BackLead* m_backLead;

    ProjectFlow* m_projects;
    ProvidersFlow* m_providers;
    QueueFlow* m_queue;
    BulkFlow* m_bulk;
    PassportFlow* m_passport;
    MoneyFlow* m_money;
    CommentFlow* m_comments;
    ServersFlow* m_servers;
    SharingFlow* m_sharing;
    TrashFlow* m_trash;
    SmartEditFlow* m_edit = nullptr; // none in a library that is only read
    demo::DemoDirector* m_demo;
    BringIn* m_bringIn;
    TakeBack* m_takeBack;
    UndoFlow* m_undo;
    IdleLock* m_idleLock;

    std::optional<Project> m_project; // the one on the desk
    Place m_place = Place::Projects;
    Place m_before = Place::Projects; // where queue and settings lead back to
    Place m_beforeComments = Place::Desk;
};

} // namespace raskadr::desktop
