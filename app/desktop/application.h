#pragma once

#include "app/desktop/appearance.h"
#include "app/desktop/desktopnotice.h"
#include "app/desktop/entryflow.h"
#include "app/desktop/launchchannel.h"
#include "app/desktop/librarydoor.h"
#include "app/desktop/libraryservices.h"
#include "app/desktop/noticegrouper.h"
#include "app/desktop/options.h"
#include "app/desktop/workspace.h"
#include "core/settings/machinesettings.h"
#include "ui/shell/mainwindow.h"

namespace raskadr::desktop {

// What the program brings along and tests replace.
struct Parts
{
    std::function<std::unique_ptr<BuiltinEngine>()> makeEngine;
    PasswordCost passwordCost;
    std::unique_ptr<Keychain> keychain; // null: there is none
};

// Where everything is put together: the window, the library that is open in it, and who is logged
// in. It makes these and passes on what one tells the other. Main thread.
class Application final : public QObject
{
    Q_OBJECT

public:
    // The first two outlive it.
    Application(QApplication& application, MachineSettings& settings, Options options, Parts parts);
    ~Application() override;

    // Shows the window and opens what the options and the last time ask for.
    void start();

    // Keeps what is to be kept and ends without asking: the system or the terminal wants it.
    void end();

    ui::MainWindow& window() { return m_window; }
    // Null while no library is open; while nobody is logged in.
    LibraryServices* services() { return m_services.get(); }
    Workspace* workspace() { return m_workspace.get(); }

Q_SIGNALS:
    void quitRequested();

private:
    static QString usualFolder();

    void present();
    void takeLibrary();
    void welcome();
    void enter(const AccountId& account, const QString& login);
    void lock();
    void logOut();
    void leaveLibrary();
    void follow(const Options& wishes);
    void fulfil();
    void dropWorkspace();
    void askClosing();
    void askToLeaveJobs();
    void watchJobs();
    QString banner() const;

    MachineSettings& m_settings;
    Options m_wishes; // what is still to be done once somebody is logged in
    const Parts m_parts;
    const Language m_language;
    Appearance m_appearance;
    ui::MainWindow m_window;
    LaunchChannel m_channel;
    DesktopNotice m_notice;
    NoticeGrouper m_grouper;
    LibraryDoor m_door;
    EntryFlow m_entry;
    std::unique_ptr<LibraryServices> m_services;
    std::unique_ptr<Workspace> m_workspace;
    QPointer<ui::Dialog> m_closing; // the question whether to close
    bool m_firstRun = false;
};

} // namespace raskadr::desktop
