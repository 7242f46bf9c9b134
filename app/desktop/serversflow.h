#pragma once

#include "app/desktop/libraryservices.h"
#include "core/sharing/sharing.h"

#include <QObject>

namespace raskadr::ui {
class MainWindow;
class ServerLogin;
class ServerSection;
} // namespace raskadr::ui

namespace raskadr::desktop {

// The section «Сервер ссылок», and signing in at a server wherever it is asked for. Main thread.
class ServersFlow final : public QObject
{
    Q_OBJECT

public:
    ServersFlow(ui::MainWindow& window, ui::ServerSection& section, LibraryServices& services,
                const AccountId& account, QObject* parent = nullptr);

    // Signs in with what is entered there.
    void serve(ui::ServerLogin& login);
    // The settings come up.
    void refresh();

Q_SIGNALS:
    void signedIn(const raskadr::ShareServerId& server);

private:
    void logIn(ui::ServerLogin& login, const ServerEntry& entry);
    void forget(const ShareServerId& server);
    QString lanSentence() const;

    ui::MainWindow& m_window;
    ui::ServerSection& m_section;
    LibraryServices& m_services;
    const AccountId m_account;
    AsyncHandle m_loggingIn;
};

} // namespace raskadr::desktop
