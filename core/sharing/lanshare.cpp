#include "core/sharing/lanshare.h"

#include "core/base/childlife.h"
#include "core/base/localaddresses.h"
#include "core/sharing/wireids.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QUrl>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint16 firstPort = 8788;
constexpr int lookAtNetworkMs = 15'000;
constexpr int mostRestarts = 3;
constexpr int drainMs = 1'500;
constexpr int accountMs = 20'000;
constexpr qsizetype keptOutput = 4'096;

const QString serverName = u"raskadr-sync-server"_s;

QString findProgram(const QString& given)
{
    if (!given.isEmpty()) {
        return given;
    }
    const QString beside = QCoreApplication::applicationDirPath() + u'/' + serverName;
    return QFileInfo(beside).isExecutable() ? beside : QStandardPaths::findExecutable(serverName);
}

// Makes the account at the server, or gives the one that is there another password.
ShareResult<> giveAccount(const QString& program, const QString& data, const QString& login,
                          const QByteArray& password)
{
    QString said;
    for (const QString& act : {u"add"_s, u"password"_s}) {
        QProcess process;
        process.start(program, {u"--data"_s, data, u"account"_s, act, login});
        if (!process.waitForStarted(accountMs)) {
            return shareFailure(ShareFault::ProgramMissing, process.errorString());
        }
        process.write(password + '\n');
        process.closeWriteChannel();
        if (!process.waitForFinished(accountMs)) {
            process.kill();
            process.waitForFinished();
            return shareFailure(ShareFault::ServerFailed, u"no account in time"_s);
        }
        if (process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0) {
            return {};
        }
        said = QString::fromUtf8(process.readAllStandardError()).left(keptOutput);
    }
    return shareFailure(ShareFault::ServerFailed, said);
}

QString loginOf(const AccountId& account)
{
    return u"raskadr-"_s + account.tail();
}

// The links of the account lead to where the server is now.
Result<> moveLinks(Repositories& r, const ShareServerId& id, const QString& address)
{
    auto server = r.shareServers.find(id);
    if (!server) {
        return failure(ErrorKind::NotFound);
    }
    if (server->address != address) {
        server->address = address;
        r.shareServers.put(*server);
    }
    const QList<Share> shares = r.shares.all();
    for (Share share : shares) {
        const QUrl url(share.url);
        if (share.serverId != id || share.url.isEmpty()) {
            continue;
        }
        const QString now = address + url.path(QUrl::FullyEncoded);
        if (share.url != now) {
            share.url = now;
            r.shares.update(share);
        }
    }
    return {};
}

} // namespace

LanShare::LanShare(Library& library, ShareServers& servers, QThreadPool& pool, QString program)
    : m_library(library)
    , m_servers(servers)
    , m_pool(pool)
    , m_program(std::move(program))
{
    m_network.setInterval(lookAtNetworkMs);
    connect(&m_network, &QTimer::timeout, this, &LanShare::watchNetwork);
    connect(&m_library.store(), &Store::changed, this, [this](const ChangeSet& changes) {
        if (changes.shares.isEmpty() || !m_process) {
            return;
        }
        // The last link in the network has gone.
        const bool needed = !m_waiting.isEmpty()
            || std::any_of(m_accounts.begin(), m_accounts.end(),
                           [this](const AccountId& account) { return isNeeded(account); });
        if (!needed && m_state.kind == LanState::Kind::Running
            && !changes.shares.removed.isEmpty()) {
            m_process->terminate();
        }
    });
}

LanShare::~LanShare()
{
    if (m_process) {
        m_process->disconnect(this);
        m_process->terminate();
        if (!m_process->waitForFinished(drainMs)) {
            m_process->kill();
            m_process->waitForFinished(drainMs);
        }
    }
}

QStringList LanShare::addresses()
{
    return localAddresses();
}

bool LanShare::isNeeded(const AccountId& account) const
{
    const auto needed = m_library.store().read(account, [](const Repositories& r) {
        const QList<Share> shares = r.shares.all();
        return std::any_of(shares.begin(), shares.end(), [](const Share& share) {
            return share.way == ShareWay::Lan && share.state != ShareState::Revoked;
        });
    });
    return needed.value_or(false);
}

void LanShare::open(const AccountId& account)
{
    m_accounts.insert(account);
    if (isNeeded(account)) {
        prepare(account, this, {});
    }
}

void LanShare::prepare(const AccountId& account, QObject* context, Ready ready)
{
    const Waiting waiting{account, context, std::move(ready)};
    if (m_state.kind == LanState::Kind::Running) {
        admit(waiting);
        return;
    }
    m_waiting.append(waiting);
    if (m_state.kind != LanState::Kind::Starting) {
        m_restarts = 0;
        start(usualPort());
    }
}

// The port of the last time: links that were given out go on working.
quint16 LanShare::usualPort() const
{
    for (const Waiting& waiting : m_waiting) {
        const auto servers = m_library.store().read(
            waiting.account, [](const Repositories& r) { return r.shareServers.all(); });
        for (const ShareServer& server : servers.value_or(QList<ShareServer>())) {
            if (server.way == ShareWay::Lan) {
                return quint16(QUrl(server.address).port(firstPort));
            }
        }
    }
    return firstPort;
}

void LanShare::start(quint16 port)
{
    const QString program = findProgram(m_program);
    if (program.isEmpty()) {
        fail(ShareFault::ProgramMissing, serverName);
        return;
    }
    const QStringList here = addresses();
    if (here.isEmpty()) {
        fail(ShareFault::NoNetwork, {});
        m_network.start(); // it may come
        return;
    }
    m_address = here.contains(m_address) ? m_address : here.first();
    m_port = port;
    m_output.clear();
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    endWithParent(*m_process);
    connect(m_process.get(), &QProcess::readyRead, this, &LanShare::readOutput);
    connect(m_process.get(), &QProcess::finished, this,
            [this](int exitCode) { stopped(exitCode); });
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            fail(ShareFault::ProgramMissing, m_process->errorString());
        }
    });
    setState({LanState::Kind::Starting, {}, {}, {}});
    m_process->start(program,
                     {u"--data"_s, m_library.path() + u"/lan-server"_s, u"--listen"_s,
                      u"%1:%2"_s.arg(m_address).arg(port)});
    m_network.start();
}

void LanShare::readOutput()
{
    m_output.append(m_process->readAll());
    if (m_state.kind == LanState::Kind::Starting) {
        static const QRegularExpression line(u"listening on (http://[0-9.]+:[0-9]+)"_s);
        const auto found = line.match(QString::fromUtf8(m_output));
        if (found.hasMatch()) {
            run(found.captured(1));
        }
    }
    m_output = m_output.right(keptOutput);
}

void LanShare::run(const QString& url)
{
    m_restarts = 0;
    setState({LanState::Kind::Running, url, {}, {}});
    const QList<Waiting> waiting = std::exchange(m_waiting, {});
    for (const Waiting& one : waiting) {
        admit(one);
    }
}

void LanShare::stopped(int exitCode)
{
    const bool wasRunning = m_state.kind == LanState::Kind::Running;
    const QString said = QString::fromUtf8(m_output).trimmed();
    m_process.release()->deleteLater();
    if (wasRunning && exitCode == 0 && m_waiting.isEmpty()
        && std::none_of(m_accounts.begin(), m_accounts.end(),
                        [this](const AccountId& account) { return isNeeded(account); })) {
        m_network.stop();
        setState({});
        return;
    }
    if (++m_restarts > mostRestarts) {
        fail(ShareFault::ServerFailed, said);
        return;
    }
    if (wasRunning) {
        for (const AccountId& account : std::as_const(m_accounts)) {
            if (isNeeded(account)) {
                m_waiting.append({account, this, {}});
            }
        }
    }
    // Whoever has the port now, keeps it.
    start(!wasRunning && m_restarts > 1 ? 0 : m_port);
}

void LanShare::fail(ShareFault fault, const QString& detail)
{
    setState({LanState::Kind::Failed, {}, fault, detail});
    const QList<Waiting> waiting = std::exchange(m_waiting, {});
    for (const Waiting& one : waiting) {
        if (one.ready && one.context) {
            one.ready(shareFailure(fault, detail));
        }
    }
}

void LanShare::admit(const Waiting& waiting)
{
    m_accounts.insert(waiting.account);
    const QString program = findProgram(m_program);
    const QString data = m_library.path() + u"/lan-server"_s;
    m_admissions.push_back(runAsync(
        m_pool, this,
        [&store = m_library.store(), servers = &m_servers, account = waiting.account,
         url = m_state.url, program,
         data](const std::stop_token& stop) -> ShareResult<ShareServer> {
            const auto known =
                store.read(account, [](const Repositories& r) { return r.shareServers.all(); });
            for (const ShareServer& server : known.value_or(QList<ShareServer>())) {
                if (server.way != ShareWay::Lan) {
                    continue;
                }
                const auto moved =
                    store
                        .write(account,
                               [&](Repositories& r) { return moveLinks(r, server.id, url); })
                        .wait();
                if (!moved) {
                    return shareFailure(moved.error());
                }
                const auto client = servers->client(account, server.id);
                if (client && client->check(stop)) {
                    ShareServer now = server;
                    now.address = url;
                    return now;
                }
            }
            // Nobody has to know this password ever again: who may log in here may set another one.
            const QByteArray password = randomWireId();
            if (auto given = giveAccount(program, data, loginOf(account), password); !given) {
                return shareFailure(given.error());
            }
            return servers->logInNow(
                account, {url, loginOf(account), Secret(password), true, ShareWay::Lan}, stop);
        },
        [this, waiting](const ShareResult<ShareServer>& server) {
            if (server) {
                Q_EMIT becameReady(waiting.account);
            }
            if (waiting.ready && waiting.context) {
                waiting.ready(server);
            }
        }));
}

// Somebody carried the computer into another network.
void LanShare::watchNetwork()
{
    const QStringList here = addresses();
    if (m_state.kind == LanState::Kind::Running && !here.contains(m_address)) {
        m_process->terminate();
    } else if (m_state.kind == LanState::Kind::Failed && m_state.fault == ShareFault::NoNetwork
               && !here.isEmpty()) {
        m_restarts = 0;
        for (const AccountId& account : std::as_const(m_accounts)) {
            if (isNeeded(account)) {
                prepare(account, this, {});
            }
        }
    }
}

void LanShare::setState(const LanState& state)
{
    if (m_state != state) {
        m_state = state;
        Q_EMIT stateChanged();
    }
}

} // namespace raskadr
