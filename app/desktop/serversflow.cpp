#include "app/desktop/serversflow.h"

#include "ui/common/serverlogin.h"
#include "ui/common/sharetext.h"
#include "ui/common/toast.h"
#include "ui/settings/serversection.h"
#include "ui/shell/mainwindow.h"

#include <QPointer>

namespace raskadr::desktop {

ServersFlow::ServersFlow(ui::MainWindow& window, ui::ServerSection& section,
                         LibraryServices& services, const AccountId& account, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_section(section)
    , m_services(services)
    , m_account(account)
{
    connect(&m_services.store(), &Store::changed, this, [this](const ChangeSet& changes) {
        if (changes.shareServers) {
            refresh();
        }
    });
    Sharing& sharing = services.sharing();
    connect(&sharing.lan(), &LanShare::stateChanged, this, &ServersFlow::refresh);
    connect(&sharing.servers(), &ShareServers::becameReady, this, &ServersFlow::refresh);
    connect(&section, &ui::ServerSection::forgetRequested, this, &ServersFlow::forget);
    serve(section.login());
}

void ServersFlow::serve(ui::ServerLogin& login)
{
    connect(&login, &ui::ServerLogin::entered, this,
            [this,
             field = QPointer<ui::ServerLogin>(&login)](const QString& address, const QString& name,
                                                        const QString& password, bool confirmed) {
                if (field) {
                    logIn(*field,
                          {address, name, Secret(password.toUtf8()), confirmed, ShareWay::Server});
                }
            });
}

void ServersFlow::logIn(ui::ServerLogin& login, const ServerEntry& entry)
{
    m_loggingIn = m_services.sharing().servers().logIn(
        m_account, entry, this,
        [this, field = QPointer<ui::ServerLogin>(&login)](const ShareResult<ShareServer>& server) {
            if (!field) {
                return;
            }
            if (server) {
                field->showEntered();
                refresh();
                Q_EMIT signedIn(server->id);
                return;
            }
            const QString sentence = ui::shareFailureText(server.error());
            switch (server.error().fault) {
            case ShareFault::LocalUnconfirmed:
                field->askLocal(sentence);
                break;
            case ShareFault::WrongLogin:
            case ShareFault::TooManyAttempts:
                field->showFailure(sentence, ui::ServerLogin::Place::Password);
                break;
            default:
                field->showFailure(sentence, ui::ServerLogin::Place::Address);
                break;
            }
        });
}

void ServersFlow::forget(const ShareServerId& server)
{
    m_services.sharing()
        .servers()
        .forget(m_account, server)
        .then(this, [this](const Result<>& gone) {
            if (!gone) {
                m_window.toasts().showError(gone.error());
            }
        });
}

void ServersFlow::refresh()
{
    const auto servers = m_services.store().read(
        m_account, [](const Repositories& r) { return r.shareServers.all(); });
    if (!servers) {
        return;
    }
    QList<ui::LinkServer> shown;
    for (const ShareServer& server : *servers) {
        if (server.way == ShareWay::Server) {
            shown.append(
                {server,
                 m_services.sharing().servers().state(m_account, server.id) == ServerState::Ready});
        }
    }
    m_section.setServers(shown);
    m_section.setLan(lanSentence());
}

QString ServersFlow::lanSentence() const
{
    const LanState& state = m_services.sharing().lan().state();
    switch (state.kind) {
    case LanState::Kind::Off:
        return tr("Off. It starts with the first link “In this network”, and runs while Raskadr is "
                  "open.");
    case LanState::Kind::Starting:
        return tr("Starting…");
    case LanState::Kind::Running:
        return tr("Running at %1 while Raskadr is open.").arg(state.url);
    case LanState::Kind::Failed:
        return ui::shareFailureText({state.fault, state.detail, {}, 0, {}});
    }
    return {};
}

} // namespace raskadr::desktop
