#pragma once

#include "app/desktop/libraryservices.h"
#include "core/library/manifestremoval.h"
#include "ui/settings/providerwish.h"

#include <QObject>

namespace raskadr::ui {
class MainWindow;
}

namespace raskadr::desktop {

// Takes out what the user added to the catalogue or changed in it, after saying what goes with it.
// Main thread.
class RemovalFlow final : public QObject
{
    Q_OBJECT

public:
    // All outlive it.
    RemovalFlow(ui::MainWindow& window, LibraryServices& services, const AccountId& account,
                QObject* parent = nullptr);

    void ask(const ui::RemoveManifest& wish, const QString& providerName, const QString& modelName);

Q_SIGNALS:
    void failed(const raskadr::Error& error);

private:
    void refuse(const ManifestRemoval& removal, const QString& name);
    void remove(const ManifestRemoval& removal, const QString& name);

    ui::MainWindow& m_window;
    LibraryServices& m_services;
    const AccountId m_account;
};

} // namespace raskadr::desktop
