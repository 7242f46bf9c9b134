#pragma once

#include "app/desktop/addressflow.h"
#include "app/desktop/libraryservices.h"
#include "core/model/project.h"
#include "ui/import/importflow.h"

#include <QObject>
#include <optional>

namespace raskadr::ui {
class MainWindow;
}

namespace raskadr::desktop {

// Where files go that are dropped, pasted, chosen or named on the command line: into the project
// that is open, else into a new one. Main thread.
class BringIn final : public QObject
{
    Q_OBJECT

public:
    BringIn(ui::MainWindow& window, LibraryServices& services, CommandStack& commands,
            const AccountId& account, QObject* parent = nullptr);

    ui::ImportFlow& flow() { return m_flow; }
    // The project that is open; none among the projects.
    void setProject(const std::optional<Project>& project) { m_project = project; }

    void offer(const QStringList& paths, int insertAt = -1);
    void offer(const QMimeData& data, int insertAt);
    void offerToShot(const QMimeData& data, const ShotId& shot, const AssetId& parent);
    void ask(bool folder, int insertAt);

private:
    ui::ImportTarget target(int insertAt) const;

    ui::MainWindow& m_window;
    LibraryServices& m_services;
    const AccountId m_account;
    ui::ImportFlow m_flow;
    AddressFlow m_addresses;
    std::optional<Project> m_project;
};

} // namespace raskadr::desktop
