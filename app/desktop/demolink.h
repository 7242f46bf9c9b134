#pragma once

#include "app/desktop/libraryservices.h"

#include <QObject>

namespace raskadr::desktop {

// Publishes the demo film at the share server that `./dev run` starts beside the window, once for
// each library, and prints its address. There it logs in as the demo account does here. Main
// thread.
class DemoLink final : public QObject
{
    Q_OBJECT

public:
    // The services outlive it.
    DemoLink(LibraryServices& services, const AccountId& account, QString server, QObject* parent);

    // Where such a server is, as the environment says (RASKADR_DEMO_SERVER); empty: there is none.
    static QString serverOfEnvironment();

    // Once the film is complete.
    void publish(const ProjectId& project);

private:
    void make(const ProjectId& project, const ShareServer& server);
    void tell(const ShareId& share, const ShareResult<PublishEnd>& end);

    LibraryServices& m_services;
    const AccountId m_account;
    const QString m_server;
    ProjectId m_project; // that is being published
    AsyncHandle m_loggingIn;
};

} // namespace raskadr::desktop
