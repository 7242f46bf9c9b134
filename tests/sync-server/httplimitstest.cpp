#include "tests/sync-server/httpclient.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <ctime>
#include <nlohmann/json.hpp>

using namespace raskadr::server;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int filmBytes = 32 * 1024 * 1024;

std::size_t answersIn(const std::string& text)
{
    std::size_t count = 0;
    for (std::size_t at = text.find("HTTP/1.1 "); at != std::string::npos;
         at = text.find("HTTP/1.1 ", at + 1)) {
        // An answer begins its line; the words of a request that is repeated would not.
        count += at == 0 || text[at - 1] == '\n' || text[at - 1] == '}' ? 1 : 0;
    }
    return count;
}

// Once: every question is a connection more.
bool isServedInTheEnd(const ServerUnderTest& server)
{
    for (int i = 0; i < 2000; ++i) {
        if (server.get("/healthz").status == 200) {
            return true;
        }
    }
    return false;
}

// A byte now and then until the server has had enough of it.
std::string trickle(RawClient& client, char byte)
{
    std::string answer;
    for (int i = 0; i < 2000; ++i) {
        if (!client.send(std::string(1, byte)) || client.isReadable(10)) {
            return client.everything();
        }
    }
    return "the server never had enough";
}

} // namespace

// What a client may not: take its time, say two things at once, be many.
class HttpLimitsTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::atomic<int> m_smuggled = 0;

    std::string filmPath() const { return m_folder.filePath(u"film"_s).toStdString(); }

    void addRoutes(Router& router)
    {
        Route note;
        note.method = "POST";
        note.pattern = "/note";
        note.maxBody = 100'000;
        note.handler = [](const Request&) { return noContent(); };
        router.add(note);
        Route film;
        film.method = "GET";
        film.pattern = "/film";
        film.handler = [this](const Request&) { return file(filmPath(), "video/mp4", "tag"); };
        router.add(film);
        Route smuggled;
        smuggled.method = "GET";
        smuggled.pattern = "/smuggled";
        smuggled.handler = [this](const Request&) {
            ++m_smuggled;
            return noContent();
        };
        router.add(smuggled);
    }
    std::unique_ptr<ServerUnderTest> serve(const Limits& limits)
    {
        return std::make_unique<ServerUnderTest>([this](Router& router) { addRoutes(router); },
                                                 limits);
    }

    // A byte now and then does not keep a client in.
    void dropsWhoTrickles(const Limits& limits, const std::string& begun)
    {
        const auto server = serve(limits);
        RawClient client(server->port());
        client.send(begun);
        const std::string answer = trickle(client, 'x');
        QVERIFY2(answer.empty() || answer.starts_with("HTTP/1.1 408"),
                 answer.substr(0, 40).c_str());
        QVERIFY(server->metric("raskadr_timeouts_total") >= 1);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile film(QString::fromStdString(filmPath()));
        QVERIFY(film.open(QIODevice::WriteOnly) && film.resize(filmBytes));
    }

    void answersNothingThatWasSmuggledIn_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QFile file(qEnvironmentVariable("RASKADR_SOURCE") + u"/tests/sync-server/smuggling.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        for (const auto& row : nlohmann::json::parse(file.readAll().toStdString())) {
            QTest::newRow(row["name"].get<std::string>().c_str())
                << QByteArray::fromStdString(row["raw"].get<std::string>());
        }
    }
    void answersNothingThatWasSmuggledIn()
    {
        QFETCH(QByteArray, raw);
        Limits limits;
        limits.linger = 200ms;
        limits.bodyRead = 200ms;
        const auto server = serve(limits);
        m_smuggled = 0;
        const std::string answer = server->exchange(raw.toStdString());
        QCOMPARE(answersIn(answer), std::size_t(1));
        QVERIFY2(answer.starts_with("HTTP/1.1 400") || answer.starts_with("HTTP/1.1 501"),
                 answer.substr(0, 40).c_str());
        QVERIFY(answer.find("Connection: close\r\n") != std::string::npos);
        QCOMPARE(m_smuggled.load(), 0);
    }
    void refusesWhatIsNoRequest_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<int>("status");
        const QByteArray rest = " HTTP/1.1\r\nHost: x\r\n\r\n";
        QTest::newRow("words") << QByteArray("HELLO\r\n\r\n") << 400;
        QTest::newRow("HTTP/0.9") << QByteArray("GET /healthz\r\n\r\n") << 400;
        QTest::newRow("HTTP/2.0") << QByteArray("GET /healthz HTTP/2.0\r\nHost: x\r\n\r\n") << 505;
        QTest::newRow("preface of HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << 505;
        QTest::newRow("TLS") << QByteArray::fromHex("16030100c8010000c40303") + QByteArray(64, '\0')
                             << 400;
        QTest::newRow("zero byte") << QByteArray("GET /\0x HTTP/1.1\r\nHost: x\r\n\r\n", 29) << 400;
        QTest::newRow("a way to another host") << "CONNECT evil:443" + rest << 400;
        QTest::newRow("star") << "OPTIONS *" + rest << 400;
        QTest::newRow("fragment") << "GET /a#b" + rest << 400;
        QTest::newRow("query with a zero byte") << "GET /healthz?a=%00" + rest << 400;
        QTest::newRow("unknown method") << "BREW /healthz" + rest << 405;
        QTest::newRow("another expectation") << QByteArray(
            "POST /note HTTP/1.1\r\nHost: x\r\nExpect: tea\r\nContent-Length: 1\r\n\r\n")
                                             << 417;
        QTest::newRow("body where none is taken")
            << QByteArray("POST /film HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n") << 405;
        QTest::newRow("long address") << "GET /" + QByteArray(9000, 'a') + rest << 414;
        QTest::newRow("large fields")
            << QByteArray("GET / HTTP/1.1\r\nHost: x\r\nX: ") + QByteArray(9000, 'a') + "\r\n\r\n"
            << 431;
        QTest::newRow("many fields") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n")
                + QByteArray("X: y\r\n").repeated(200)
                + "\r\n" << 431;
        QTest::newRow("10,000 fields") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n")
                + QByteArray("X:y\r\n").repeated(10'000)
                + "\r\n" << 431;
        QTest::newRow("endless chunk extension")
            << QByteArray("POST /note HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;")
                + QByteArray(100'000, 'e')
            << 400;
    }
    void refusesWhatIsNoRequest()
    {
        QFETCH(QByteArray, raw);
        QFETCH(int, status);
        Limits limits;
        limits.linger = 200ms;
        limits.idle = 200ms;
        const auto server = serve(limits);
        const std::string answer = server->exchange(raw.toStdString());
        QVERIFY2(answer.starts_with("HTTP/1.1 " + std::to_string(status)),
                 answer.substr(0, 40).c_str());
        QCOMPARE(answersIn(answer), std::size_t(1));
    }

    void dropsASlowHead()
    {
        Limits limits;
        limits.header = 200ms;
        dropsWhoTrickles(limits, "GET /healthz HTTP/1.1\r\nHost: x\r\nX: ");
    }
    void dropsABodyThatStops()
    {
        Limits limits;
        limits.bodyRead = 200ms;
        const auto server = serve(limits);
        const RawAnswer answer =
            server->request("POST /note HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhel");
        QCOMPARE(answer.status, 408);
    }
    void dropsABodyThatTrickles()
    {
        Limits limits;
        limits.bodyWindow = 300ms;
        dropsWhoTrickles(limits, "POST /note HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n");
    }
    void letsABodyTakeItsTimeThatIsFastEnough()
    {
        Limits limits;
        limits.bodyWindow = 50ms;
        limits.bodyRate = 100;
        const auto server = serve(limits);
        RawClient client(server->port());
        client.send("POST /note HTTP/1.1\r\nHost: x\r\nContent-Length: 20000\r\n\r\n");
        for (int i = 0; i < 20; ++i) {
            QVERIFY(client.send(std::string(1000, 'x')));
            client.isReadable(10);
        }
        QCOMPARE(client.answer().status, 204);
    }
    void noChunkPaysForWhatWaitsBehindIt()
    {
        const auto server = serve({});
        RawClient client(server->port());
        // Of the whole process, so that what else runs on the machine does not count.
        const auto costOf = [&](int requests, std::size_t chunks) {
            std::string text =
                "POST /note HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
            for (std::size_t i = 0; i < chunks; ++i) {
                text += "1\r\nx\r\n";
            }
            text += "0\r\n\r\n";
            const std::clock_t before = std::clock();
            for (int i = 0; i < requests; ++i) {
                client.send(text);
                if (client.answer().status != 204) {
                    return -1.0;
                }
            }
            return double(std::clock() - before);
        };
        QVERIFY(costOf(1, 1) >= 0);
        const double apart = costOf(256, 256);
        const double together = costOf(1, 65'536);
        QVERIFY(apart > 0 && together > 0);
        QVERIFY2(together < 2 * apart, qPrintable(u"%1 against %2"_s.arg(together).arg(apart)));
    }
    void closesWhatIsIdle()
    {
        Limits limits;
        limits.idle = 200ms;
        const auto server = serve(limits);
        RawClient silent(server->port());
        QCOMPARE(silent.everything(), std::string());
        RawClient once(server->port());
        once.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(once.answer().status, 200);
        QCOMPARE(once.everything(), std::string());
    }
    void dropsAReaderThatDoesNotRead()
    {
        Limits limits;
        limits.write = 300ms;
        const auto server = serve(limits);
        RawClient client(server->port(), 4096);
        client.send("GET /film HTTP/1.1\r\nHost: x\r\n\r\n");
        QVERIFY(client.isReadable(5000));
        QTRY_VERIFY(server->metric("raskadr_timeouts_total") >= 1);
        QVERIFY(client.waitForEnd());
    }
    void endsARequestThatTakesTooLongInAll()
    {
        Limits limits;
        limits.request = 300ms;
        limits.bodyRate = 0;
        const auto server = serve(limits);
        RawClient client(server->port());
        client.send("POST /note HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n");
        const std::string answer = trickle(client, 'x');
        QVERIFY2(answer.empty() || answer.starts_with("HTTP/1.1 408"),
                 answer.substr(0, 40).c_str());
    }

    void takesNoMoreConnectionsThanItMay()
    {
        Limits limits;
        limits.connections = 3;
        const auto server = serve(limits);
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 3; ++i) {
            clients.push_back(std::make_unique<RawClient>(server->port()));
            clients.back()->send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
            QCOMPARE(clients.back()->answer().status, 200);
        }
        RawClient refused(server->port());
        QCOMPARE(refused.answer().status, 503);
        clients.pop_back();
        QVERIFY(isServedInTheEnd(*server));
    }
    void takesNoMoreConnectionsOfOneAddressThanItMay()
    {
        Limits limits;
        limits.connectionsPerAddress = 2;
        const auto server = serve(limits);
        RawClient first(server->port());
        RawClient second(server->port());
        RawClient third(server->port());
        QCOMPARE(third.answer().status, 503);
        second.send("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        QCOMPARE(second.answer().status, 200);
        QVERIFY(isServedInTheEnd(*server));
        QVERIFY(server->metric("raskadr_connections_refused_total") >= 1);
    }
};

QTEST_GUILESS_MAIN(HttpLimitsTest)
#include "httplimitstest.moc"
