#include <QProcess>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QTest>
#include <csignal>

using namespace Qt::Literals::StringLiterals;

// Drives the real server over a socket.
class ServerTest : public QObject
{
    Q_OBJECT

private:
    QProcess m_server;
    quint16 m_port = 0;

    static QString binary() { return qEnvironmentVariable("RASKADR_BIN") + u"/raskadr-sync-server"_s; }

    void connectTo(QTcpSocket& socket)
    {
        socket.connectToHost(u"127.0.0.1"_s, m_port);
        QVERIFY(socket.waitForConnected());
    }
    // Sends and reads until the server closes the connection.
    QByteArray exchange(const QByteArray& request)
    {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, m_port);
        if (!socket.waitForConnected()) {
            return {};
        }
        socket.write(request);
        QByteArray answer;
        while (socket.waitForReadyRead(5000)) {
            answer += socket.readAll();
        }
        return answer + socket.readAll();
    }

private Q_SLOTS:
    void init()
    {
        m_server.start(binary(), {u"--listen"_s, u"127.0.0.1:0"_s, u"--request-timeout-ms"_s, u"700"_s});
        QVERIFY(m_server.waitForStarted());
        m_server.setReadChannel(QProcess::StandardError);
        while (!m_server.canReadLine()) {
            QVERIFY(m_server.waitForReadyRead(10'000));
        }
        const QString line = QString::fromUtf8(m_server.readLine());
        m_port = QRegularExpression(u":(\\d+)\\s*$"_s).match(line).captured(1).toUShort();
        QVERIFY(m_port > 0);
    }
    void cleanup()
    {
        m_server.kill();
        m_server.waitForFinished();
    }

    void saysThatItIsWell()
    {
        const QByteArray answer = exchange("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        QVERIFY(answer.startsWith("HTTP/1.1 200"));
        QVERIFY(answer.contains("\"status\":\"ok\""));
        QVERIFY(answer.contains("X-Content-Type-Options: nosniff"));
        QVERIFY(answer.contains("Cache-Control: no-store"));
    }
    void answersHeadWithoutABody()
    {
        const QByteArray answer = exchange("HEAD /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        QVERIFY(answer.startsWith("HTTP/1.1 200"));
        QVERIFY(answer.endsWith("\r\n\r\n"));
    }
    void knowsNothingElse()
    {
        QVERIFY(exchange("GET /s/secret HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").startsWith("HTTP/1.1 404"));
    }
    void namesTheMethodsThatItTakes()
    {
        const QByteArray answer = exchange("DELETE /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        QVERIFY(answer.startsWith("HTTP/1.1 405"));
        QVERIFY(answer.contains("Allow: GET, HEAD"));
    }
    void servesSeveralRequestsOnOneConnection()
    {
        const QByteArray one = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
        const QByteArray answer = exchange(one + one + "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        QCOMPARE(answer.count("HTTP/1.1 200"), 3);
    }
    void refusesHugeHeaders()
    {
        const QByteArray answer = exchange("GET /healthz HTTP/1.1\r\nX: " + QByteArray(40'000, 'x') + "\r\n\r\n");
        QVERIFY2(answer.startsWith("HTTP/1.1 431"), answer.left(60).constData());
    }
    void refusesNonsense()
    {
        QVERIFY(exchange("HELLO\r\n\r\n").startsWith("HTTP/1.1 400"));
    }
    void closesOnASlowSender()
    {
        QTcpSocket socket;
        connectTo(socket);
        socket.write("GET /healthz HT");
        QVERIFY(socket.waitForDisconnected(20'000));
    }
    void endsAtOnceWhenAskedTo()
    {
        QTcpSocket idle;
        connectTo(idle);
        ::kill(static_cast<pid_t>(m_server.processId()), SIGTERM);
        QVERIFY(m_server.waitForFinished(20'000));
        QCOMPARE(m_server.exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_server.exitCode(), 0);
    }
    void tellsItsVersion()
    {
        QProcess process;
        process.start(binary(), {u"--version"_s});
        QVERIFY(process.waitForFinished());
        QVERIFY(process.readAllStandardOutput().startsWith("raskadr-sync-server "));
        QCOMPARE(process.exitCode(), 0);
    }
    void refusesAWrongCommandLine()
    {
        QProcess process;
        process.start(binary(), {u"--nonsense"_s});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 2);
    }
};

QTEST_GUILESS_MAIN(ServerTest)
#include "servertest.moc"
