#pragma once

#include "core/sharing/commentinbox.h"
#include "core/sharing/lanshare.h"
#include "core/sharing/outbox.h"
#include "core/sharing/publisher.h"
#include "core/sharing/shareservers.h"

#include <QThreadPool>
#include <memory>

namespace raskadr {

// Everything about links in one open library: the servers, publishing, what guests say, what is
// answered, and the server in the own network. Main thread. Destroying it stops the work; what is
// not done goes on with the next start.
class Sharing final : public QObject
{
    Q_OBJECT

public:
    // All of them outlive it. Without a program of the server the installed one is taken.
    Sharing(Library& library, HttpClient& http, const ProviderConnections& connections,
            const Clock& clock, const QString& serverProgram = {});
    ~Sharing() override;

    // After every login: the account's links come to life.
    void unlock(const Session& session);

    ShareServers& servers() { return m_servers; }
    Publisher& publisher() { return *m_publisher; }
    CommentInbox& inbox() { return *m_inbox; }
    Outbox& outbox() { return *m_outbox; }
    LanShare& lan() { return *m_lan; }

private:
    void open(const AccountId& account);

    const bool m_readOnly;
    QThreadPool m_pool; // of its own: copies of films take long
    ShareServers m_servers;
    std::unique_ptr<Publisher> m_publisher;
    std::unique_ptr<CommentInbox> m_inbox;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<LanShare> m_lan;
};

} // namespace raskadr
