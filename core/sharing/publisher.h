#pragma once

#include "core/base/runasync.h"
#include "core/sharing/publishrun.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QThreadPool>
#include <memory>
#include <vector>

namespace raskadr {

// Publishes links, several at once, each in the pool. The rows are the truth: what a process leaves
// unfinished goes on after the next login, and a cut network is tried again by itself, at growing
// distances. Lives in the main thread. Destroying it stops what runs, which the next start
// continues; the pool has to be drained before the library goes.
class Publisher final : public QObject
{
    Q_OBJECT

public:
    using Ended = std::function<void(const ShareResult<>&)>;
    using Changed = std::function<void(const ShareResult<Share>&)>;

    // All of them outlive it.
    Publisher(Library& library, ShareServers& servers, const Clock& clock, QThreadPool& pool);
    ~Publisher() override;

    // Writes the link as a draft and begins. Errors: those of beginLink(); AccountLocked.
    Pending<ShareId> publish(const AccountId& account, const PublishRequest& request);
    // The same link with what is there now. Errors: those of beginRevision().
    Pending<void> update(const AccountId& account, const ShareId& share);
    // Stops it; it can be resumed. What the server knows by then stays there.
    void cancel(const AccountId& account, const ShareId& share);
    void resume(const AccountId& account, const ShareId& share);
    // The two answer in the main thread, unless the context is gone. Main thread.
    void revoke(const AccountId& account, const ShareId& share, QObject* context, Ended ended);
    void change(const AccountId& account, const ShareId& share, const ShareChange& change,
                QObject* context, Changed changed);
    // Takes a draft or a revoked link off the list, with its comments; a draft's link is revoked at
    // the server, if that can be reached. InvalidInput for a published one.
    Pending<void> remove(const AccountId& account, const ShareId& share);

    // Goes on with what was left or waits for a login, once the account's tokens can be read.
    void goOn(const AccountId& account);

    bool isRunning(const ShareId& share) const { return m_runs.contains(share); }
    // Of one that runs.
    std::optional<PublishProgress> progress(const ShareId& share) const;
    // Why it does not go on at the moment; nothing: it does, or nothing is to be done.
    std::optional<ShareFailure> trouble(const ShareId& share) const;

Q_SIGNALS:
    void started(const raskadr::ShareId& share);
    // Some four times a second.
    void progressed(const raskadr::ShareId& share, const raskadr::PublishProgress& progress);
    // The page is there, or why it is not; one that waits for the network is told of, too.
    void finished(const raskadr::ShareId& share,
                  const raskadr::ShareResult<raskadr::PublishEnd>& end);

private:
    struct Active;

    void start(const AccountId& account, const ShareId& share);
    void end(const AccountId& account, const ShareId& share, const ShareResult<PublishEnd>& end);
    void tryLater(const AccountId& account, const ShareId& share);
    void startWaiting(const AccountId& account);
    void stop(const ShareId& share);

    Library& m_library;
    ShareServers& m_servers;
    const Clock& m_clock;
    QThreadPool& m_pool;
    std::shared_ptr<QObject> m_relay;
    QHash<ShareId, std::shared_ptr<Active>> m_runs;
    QHash<ShareId, ShareFailure> m_troubles; // these are not begun by themselves
    QSet<ShareId> m_again; // something newer is to be shown once the present one is over
    QHash<ShareId, int> m_tries; // in vain, in a row
    std::vector<AsyncHandle> m_talks; // revoking and changing, until the end
};

} // namespace raskadr
