#pragma once

#include "core/base/runasync.h"
#include "core/library/library.h"
#include "core/sharing/shareservers.h"

#include <QObject>
#include <QProcess>
#include <QSet>
#include <QThreadPool>
#include <QTimer>
#include <memory>

namespace raskadr {

struct LanState
{
    enum class Kind { Off, Starting, Running, Failed };
    Kind kind = Kind::Off;
    QString url; // of Running: "http://192.168.1.5:8788"
    ShareFault fault = ShareFault::Failed; // of Failed
    QString detail; // likewise, English

    bool operator==(const LanState&) const = default;
};

// The share server that this program runs in the own network while it is open, as a process with
// its data in `<library>/lan-server`. It runs while an account that is logged in has a link in the
// network. Its addresses are kept from one day to the next as far as the network allows; links
// follow to another one. Lives in the main thread. Destroying it ends the process.
class LanShare final : public QObject
{
    Q_OBJECT

public:
    using Ready = std::function<void(const ShareResult<ShareServer>&)>;

    // The program of the server; empty: the one beside this program, else the installed one.
    LanShare(Library& library, ShareServers& servers, QThreadPool& pool, QString program = {});
    ~LanShare() override;

    // Starts it if a link of this account needs it.
    void open(const AccountId& account);
    // Starts it for a first link, and answers with the account at it that links are made with.
    // Faults: NoNetwork, ProgramMissing, PortTaken, those of logging in.
    void prepare(const AccountId& account, QObject* context, Ready ready);

    const LanState& state() const { return m_state; }
    // Where it could be reached; empty: this computer is in no network.
    static QStringList addresses();

Q_SIGNALS:
    void stateChanged();
    // Links of this account can be published and asked for what guests said.
    void becameReady(const raskadr::AccountId& account);

private:
    struct Waiting
    {
        AccountId account;
        QPointer<QObject> context;
        Ready ready; // empty: nobody waits for the answer
    };

    bool isNeeded(const AccountId& account) const;
    void start(quint16 port);
    void readOutput();
    void stopped(int exitCode);
    void fail(ShareFault fault, const QString& detail);
    void run(const QString& url);
    void admit(const Waiting& waiting);
    void watchNetwork();
    void setState(const LanState& state);
    quint16 usualPort() const;

    Library& m_library;
    ShareServers& m_servers;
    QThreadPool& m_pool;
    const QString m_program;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_output;
    QString m_address;
    quint16 m_port = 0;
    LanState m_state;
    QSet<AccountId> m_accounts;
    QList<Waiting> m_waiting; // for the server to run
    std::vector<AsyncHandle> m_admissions;
    QTimer m_network;
    int m_restarts = 0; // in a row, without having run
};

} // namespace raskadr
