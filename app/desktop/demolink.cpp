#include "app/desktop/demolink.h"

#include "app/desktop/entryflow.h"

#include <QTextStream>

#include <algorithm>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

DemoLink::DemoLink(LibraryServices& services, const AccountId& account, QString server,
                   QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_account(account)
    , m_server(std::move(server))
{
    connect(&m_services.sharing().publisher(), &Publisher::finished, this, &DemoLink::tell);
}

QString DemoLink::serverOfEnvironment()
{
    return qEnvironmentVariable("RASKADR_DEMO_SERVER");
}

void DemoLink::publish(const ProjectId& project)
{
    const auto links = m_services.store().read(
        m_account, [&](const Repositories& r) { return r.shares.ofProject(project); });
    const bool isThere =
        links && std::any_of(links->begin(), links->end(), [this](const Share& share) {
            return share.state == ShareState::Draft || share.url.startsWith(m_server);
        });
    if (!links || isThere || !m_project.isNull()) {
        return;
    }
    m_project = project;
    const ServerEntry entry{m_server, EntryFlow::demoLogin(),
                            Secret(EntryFlow::demoPassword().toUtf8()), true, ShareWay::Server};
    m_loggingIn = m_services.sharing().servers().logIn(
        m_account, entry, this, [this, project](const ShareResult<ShareServer>& server) {
            if (server) {
                make(project, *server);
            }
        });
}

void DemoLink::make(const ProjectId& project, const ShareServer& server)
{
    PublishRequest request;
    request.projectId = project;
    request.serverId = server.id;
    request.name = u"demo"_s;
    const auto author = m_services.store().read(
        m_account, [](const Repositories& r) { return r.accounts.current(); });
    request.options.producer = author && *author ? (*author)->name : QString();
    m_services.sharing().publisher().publish(m_account, request);
}

void DemoLink::tell(const ShareId&, const ShareResult<PublishEnd>& end)
{
    if (end && end->share.projectId == m_project) {
        QTextStream(stdout) << end->share.url << Qt::endl;
    }
}

} // namespace raskadr::desktop
