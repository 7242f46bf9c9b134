#pragma once

#include "app/desktop/libraryservices.h"
#include "core/edit/commandstack.h"
#include "ui/shell/projectdialog.h"

#include <QObject>
#include <QTimer>

namespace raskadr::ui {
class MainWindow;
class ProjectsPage;
} // namespace raskadr::ui

namespace raskadr::desktop {

// What «Проекты» shows and what can be wished for there. Main thread.
class ProjectFlow final : public QObject
{
    Q_OBJECT

public:
    ProjectFlow(ui::MainWindow& window, ui::ProjectsPage& page, LibraryServices& services,
                CommandStack& commands, const AccountId& account, QObject* parent = nullptr);

    // Reads the cards and measures the library; when the page comes up.
    void refresh();

Q_SIGNALS:
    void projectWanted(const raskadr::ProjectId& project);
    void notified(const QString& text, bool undoable);

private:
    void create();
    void edit(const ProjectId& id);
    void duplicate(const ProjectId& id);
    void readProjects();
    void measure();
    void run(std::unique_ptr<Command> command, std::function<void()> done = {});
    std::optional<Project> find(const ProjectId& id) const;
    ui::ProjectMoney money(const ProjectId& id) const; // a null id: of a new one

    ui::MainWindow& m_window;
    ui::ProjectsPage& m_page;
    LibraryServices& m_services;
    CommandStack& m_commands;
    const AccountId m_account;
    QTimer m_reread;
    AsyncHandle m_measuring;
};

} // namespace raskadr::desktop
