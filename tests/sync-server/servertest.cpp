#include "tests/sync-server/httpclient.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace raskadr::server;
using namespace Qt::Literals::StringLiterals;

namespace {

const std::string health = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

QString binary()
{
    return qEnvironmentVariable("RASKADR_BIN") + u"/raskadr-sync-server"_s;
}

// A socket that listens, as systemd would keep it over the restarts of a service.
class PassedSocket final
{
public:
    PassedSocket()
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof(address));
        ::listen(m_socket, 100);
        socklen_t size = sizeof(address);
        ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size);
        m_port = ntohs(address.sin_port);
    }
    ~PassedSocket() { ::close(m_socket); }
    std::uint16_t port() const { return m_port; }
    int number() const { return m_socket; }

private:
    int m_socket = ::socket(AF_INET, SOCK_STREAM, 0);
    std::uint16_t m_port = 0;
};

} // namespace

// Drives the real program.
class ServerTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QProcess m_server;
    quint16 m_port = 0;

    void waitUntilItListens()
    {
        QVERIFY(m_server.waitForStarted());
        m_server.setReadChannel(QProcess::StandardError);
        QByteArray line;
        while (!line.startsWith("listening on ")) {
            while (!m_server.canReadLine()) {
                QVERIFY(m_server.waitForReadyRead(10'000));
            }
            line = m_server.readLine();
        }
        m_port = QRegularExpression(u":(\\d+)\\s*$"_s)
                     .match(QString::fromUtf8(line))
                     .captured(1)
                     .toUShort();
        QVERIFY(m_port > 0);
    }
    void start(const QStringList& more = {})
    {
        m_server.start(
            binary(),
            QStringList{u"--listen"_s, u"127.0.0.1:0"_s, u"--data"_s, m_folder.filePath(u"data"_s)}
                + more);
        waitUntilItListens();
    }
    // Through a shell, which can do before what systemd would.
    void startInShell(const QString& before, const QStringList& more = {})
    {
        m_server.start(u"sh"_s,
                       QStringList{u"-c"_s, before + u" exec \"$@\""_s, u"sh"_s, binary(),
                                   u"--data"_s, m_folder.filePath(u"data"_s), u"--listen"_s,
                                   u"127.0.0.1:0"_s}
                           + more);
        waitUntilItListens();
    }
    RawAnswer ask(const std::string& request = health) const
    {
        RawClient client(m_port);
        client.send(request);
        return client.answer();
    }
    void terminate() const { ::kill(static_cast<pid_t>(m_server.processId()), SIGTERM); }
    static int statusOf(const QStringList& arguments, QByteArray* said = nullptr)
    {
        QProcess process;
        process.start(binary(), arguments);
        if (!process.waitForFinished()) {
            return -1;
        }
        if (said != nullptr) {
            *said = process.readAllStandardOutput();
        }
        return process.exitCode();
    }

private Q_SLOTS:
    void cleanup()
    {
        m_server.kill();
        m_server.waitForFinished();
    }

    void saysThatItIsWell()
    {
        start();
        const RawAnswer answer = ask();
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.body.find("\"status\":\"ok\"") != std::string::npos);
    }
    void namesTheMethodsThatItTakes()
    {
        start();
        const RawAnswer answer = ask("DELETE /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(answer.status, 405);
        QCOMPARE(answer.fields.at("allow"), std::string("GET, HEAD"));
    }
    void knowsNoLinksThatDoNotExist()
    {
        start();
        QCOMPARE(ask("GET /s/secret HTTP/1.1\r\nHost: x\r\n\r\n").status, 404);
    }
    void writesNoTokenIntoItsLog()
    {
        start();
        m_server.setReadChannel(QProcess::StandardOutput);
        ask("GET /s/VerySecretTokenOfALinkThatNobodyMaySee0123456789 HTTP/1.1\r\nHost: "
            "x\r\nReferer: VerySecret\r\n\r\n");
        ask("GET /api/v1/uploads/VerySecretUpload0123456789?token=VerySecret HTTP/1.1\r\nHost: "
            "x\r\n"
            "Authorization: Bearer VerySecret\r\n\r\n");
        ask("VERYSECRET /VerySecretAddressWithoutARoute HTTP/1.1\r\nHost: x\r\n\r\n");
        QByteArray log;
        while (log.count('\n') < 3) {
            QVERIFY(m_server.waitForReadyRead(10'000));
            log += m_server.readAllStandardOutput();
        }
        QVERIFY2(!log.toLower().contains("verysecret"), log.constData());
        QVERIFY(log.contains(" GET /s/- 404 "));
    }
    void closesOnASlowSender()
    {
        start({u"--header-timeout-ms"_s, u"300"_s});
        RawClient client(m_port);
        client.send("GET /healthz HT");
        QVERIFY(client.waitForEnd());
    }
    void goesOnWhenItHasHadNoDescriptors()
    {
        startInShell(u"ulimit -n 48;"_s);
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 80; ++i) {
            clients.push_back(std::make_unique<RawClient>(m_port));
            clients.back()->send(health);
        }
        // Whoever goes makes room for one who waits.
        for (auto& client : clients) {
            QCOMPARE(client->answer().status, 200);
            client.reset();
        }
        const std::string metrics = ask("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n").body;
        QVERIFY(metrics.find("raskadr_accept_pauses_total") != std::string::npos);
        QVERIFY(metrics.find("raskadr_accept_pauses_total 0\n") == std::string::npos);
    }
    void endsInOrderWhenAskedTo()
    {
        start();
        RawClient idle(m_port);
        RawClient asked(m_port);
        asked.send(health);
        QCOMPARE(asked.answer().status, 200);
        terminate();
        QVERIFY(asked.waitForEnd());
        QVERIFY(m_server.waitForFinished(20'000));
        QCOMPARE(m_server.exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_server.exitCode(), 0);
    }
    void keepsTheQueueOfAPassedSocketOverARestart()
    {
        const PassedSocket passed;
        m_server.setChildProcessModifier([&passed] { ::dup2(passed.number(), 3); });
        const QString environment = u"export LISTEN_PID=$$ LISTEN_FDS=1;"_s;
        startInShell(environment);
        QCOMPARE(m_port, passed.port());
        QCOMPARE(ask().status, 200);
        terminate();
        QVERIFY(m_server.waitForFinished(20'000));
        RawClient early(passed.port());
        QVERIFY(early.isConnected());
        early.send(health);
        startInShell(environment);
        QCOMPARE(early.answer().status, 200);
        m_server.setChildProcessModifier({});
    }
    void readsAFileOfSettings()
    {
        QFile file(m_folder.filePath(u"server.conf"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("# of the test\nconnections = 1\n");
        file.close();
        start({u"--config"_s, file.fileName()});
        RawClient only(m_port);
        only.send(health);
        QCOMPARE(only.answer().status, 200);
        QCOMPARE(RawClient(m_port).answer().status, 503);
    }
    void tellsItsVersion()
    {
        QByteArray said;
        QCOMPARE(statusOf({u"--version"_s}, &said), 0);
        QVERIFY(said.startsWith("raskadr-sync-server "));
    }
    void listsItsRoutes()
    {
        QByteArray said;
        QCOMPARE(statusOf({u"--list-routes"_s}, &said), 0);
        QVERIFY(said.contains("GET /healthz loopback\n"));
    }
    void refusesAWrongCommandLine()
    {
        QCOMPARE(statusOf({u"--nonsense"_s}), 2);
        QCOMPARE(statusOf({u"--config"_s, u"/no/such/file"_s}), 2);
        QCOMPARE(statusOf({u"--listen"_s, u"nowhere:0"_s}), 1);
    }
};

QTEST_GUILESS_MAIN(ServerTest)
#include "servertest.moc"
