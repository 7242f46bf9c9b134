#include "core/sharing/sharing.h"

namespace raskadr {

namespace {

constexpr int threads = 8; // they wait for the network most of the time

} // namespace

Sharing::Sharing(Library& library, HttpClient& http, const ProviderConnections& connections,
                 const Clock& clock, const QString& serverProgram)
    : m_readOnly(library.mode() == Library::Mode::ReadOnly)
    , m_servers(library.store(), http, connections, clock, m_pool)
    , m_publisher(std::make_unique<Publisher>(library, m_servers, clock, m_pool))
    , m_inbox(std::make_unique<CommentInbox>(library.store(), m_servers, http, clock, m_pool))
    , m_outbox(std::make_unique<Outbox>(library.store(), m_servers, clock, m_pool))
    , m_lan(std::make_unique<LanShare>(library, m_servers, m_pool, serverProgram))
{
    m_pool.setMaxThreadCount(threads);
    connect(&m_servers, &ShareServers::becameReady, this, &Sharing::open);
    connect(m_lan.get(), &LanShare::becameReady, this, &Sharing::open);
}

Sharing::~Sharing()
{
    m_lan.reset();
    m_outbox.reset();
    m_inbox.reset();
    m_publisher.reset();
    m_pool.waitForDone();
}

void Sharing::unlock(const Session& session)
{
    m_servers.unlock(session);
    if (!m_readOnly) {
        m_lan->open(session.accountId);
    }
}

void Sharing::open(const AccountId& account)
{
    if (m_readOnly) {
        return;
    }
    m_publisher->goOn(account);
    m_inbox->open(account);
    m_outbox->open(account);
}

} // namespace raskadr
