#include "tests/sync-server/httpclient.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <nlohmann/json.hpp>
#include <thread>

using namespace raskadr::server;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int filmBytes = 24 * 1024 * 1024;

// Reads a stream until a text has come; empty if it ended before.
std::string readUntil(RawClient& client, std::string_view text)
{
    std::string all;
    while (all.find(text) == std::string::npos) {
        const std::string some = client.receive(65'536);
        if (some.empty()) {
            return {};
        }
        all += some;
    }
    return all;
}

} // namespace

// Answers that wait, streams that go on, and the end of a server.
class HttpStreamsTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::atomic<int> m_last = 0; // the number of the newest event
    std::atomic<bool> m_shutOut = false;
    std::atomic<bool> m_release = false;
    std::unique_ptr<ServerUnderTest> m_server;

    std::string filmPath() const { return m_folder.filePath(u"film"_s).toStdString(); }

    Response poll(const Request& request) const
    {
        const int after = std::stoi(request.queryValue("after").value_or("0"));
        const int last = m_last;
        if (last <= after && request.mayWait) {
            Response later;
            later.body = Wait{{"events"}, 10s};
            return later;
        }
        return json(200, {{"next", last}});
    }
    Response stream(const Request& request) const
    {
        EventStream events;
        events.keys = {"events"};
        events.group = request.queryValue("group").value_or("one");
        events.groupLimit = 2;
        events.cursor = request.header("last-event-id").value_or("0");
        events.after = [this](const std::string& cursor) {
            EventBatch batch;
            for (int i = std::stoi(cursor) + 1; i <= m_last; ++i) {
                batch.events.push_back(
                    {std::to_string(i), "change", "line " + std::to_string(i) + "\nand more"});
            }
            batch.end = m_shutOut;
            return batch;
        };
        Response response;
        response.body = std::move(events);
        return response;
    }
    void addRoutes(Router& router)
    {
        router.setGate(Access::Producer, [this](Request& request) -> std::optional<Response> {
            return m_shutOut ? std::optional(problem(request, 401, "unauthorized")) : std::nullopt;
        });
        Route route;
        route.method = "GET";
        route.pattern = "/poll";
        route.access = Access::Producer;
        route.handler = [this](const Request& request) { return poll(request); };
        router.add(route);
        route.pattern = "/events";
        route.handler = [this](const Request& request) { return stream(request); };
        router.add(route);
        route.pattern = "/film";
        route.handler = [this](const Request&) { return file(filmPath(), "video/mp4", "tag"); };
        router.add(route);
        route.pattern = "/slow";
        route.handler = [this](const Request&) {
            while (!m_release) {
                std::this_thread::yield();
            }
            return noContent();
        };
        router.add(route);
    }
    void serve(const Limits& limits = {})
    {
        m_server = std::make_unique<ServerUnderTest>([this](Router& router) { addRoutes(router); },
                                                     limits);
    }
    void announce()
    {
        ++m_last;
        m_server->events.publish("events");
    }
    void waitForSubscriptions(std::size_t count)
    {
        QTRY_COMPARE(m_server->events.subscriptions(), count);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile film(QString::fromStdString(filmPath()));
        QVERIFY(film.open(QIODevice::WriteOnly) && film.resize(filmBytes));
    }
    void init()
    {
        m_last = 0;
        m_shutOut = false;
        m_release = false;
    }
    void cleanup()
    {
        m_release = true;
        m_server.reset();
    }

    void answersAWaitingRequestWhenSomethingHappens()
    {
        serve();
        RawClient client(m_server->port());
        client.send("GET /poll?after=0 HTTP/1.1\r\nHost: x\r\n\r\n");
        waitForSubscriptions(1);
        announce();
        QCOMPARE(nlohmann::json::parse(client.answer().body)["next"].get<int>(), 1);
        waitForSubscriptions(0);
        client.send("GET /poll?after=0 HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(client.answer().status, 200);
    }
    void answersAWaitingRequestWhenItsTimeIsUp()
    {
        Limits limits;
        limits.longPoll = 100ms;
        serve(limits);
        QCOMPARE(nlohmann::json::parse(m_server->get("/poll?after=0").body)["next"].get<int>(), 0);
    }
    void losesNothingWhileClientsComeAndGo()
    {
        serve();
        std::jthread writer([this] {
            for (int i = 0; i < 2000; ++i) {
                announce();
                std::this_thread::yield();
            }
        });
        RawClient client(m_server->port());
        int seen = 0;
        while (seen < 2000) {
            client.send("GET /poll?after=" + std::to_string(seen) + " HTTP/1.1\r\nHost: x\r\n\r\n");
            const RawAnswer answer = client.answer();
            QCOMPARE(answer.status, 200);
            const int next = nlohmann::json::parse(answer.body)["next"].get<int>();
            QVERIFY(next > seen);
            seen = next;
        }
    }
    void asksTheGateAgainBeforeALateAnswer()
    {
        serve();
        RawClient client(m_server->port());
        client.send("GET /poll?after=0 HTTP/1.1\r\nHost: x\r\n\r\n");
        waitForSubscriptions(1);
        m_shutOut = true;
        m_server->events.publish("events");
        QCOMPARE(client.answer().status, 401);
    }
    void forgetsAWaitingClientThatGoes()
    {
        serve();
        RawClient client(m_server->port());
        client.send("GET /poll?after=0 HTTP/1.1\r\nHost: x\r\n\r\n");
        waitForSubscriptions(1);
        client.vanish();
        waitForSubscriptions(0);
    }
    void holdsNoThreadForThoseWhoWait()
    {
        Limits limits;
        limits.databaseThreads = 1;
        serve(limits);
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 100; ++i) {
            clients.push_back(std::make_unique<RawClient>(m_server->port()));
            clients.back()->send("GET /poll?after=0 HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        waitForSubscriptions(100);
        QCOMPARE(m_server->get("/readyz").status, 200);
        announce();
        for (const auto& client : clients) {
            QCOMPARE(client->answer().status, 200);
        }
    }

    void streamsEventsFromTheCursorOn()
    {
        serve();
        m_last = 3;
        RawClient client(m_server->port());
        client.send("GET /events HTTP/1.1\r\nHost: x\r\nLast-Event-ID: 1\r\n\r\n");
        const std::string first =
            readUntil(client, "id: 3\nevent: change\ndata: line 3\ndata: and more\n\n");
        QVERIFY(first.find("Content-Type: text/event-stream") != std::string::npos);
        QVERIFY(first.find("X-Accel-Buffering: no") != std::string::npos);
        QVERIFY(first.find("id: 1\n") == std::string::npos
                && first.find("id: 2\n") != std::string::npos);
        announce();
        QVERIFY(!readUntil(client, "id: 4\n").empty());
    }
    void streamsToOldClientsWithoutChunks()
    {
        serve();
        RawClient client(m_server->port());
        client.send("GET /events HTTP/1.0\r\n\r\n");
        const std::string head = readUntil(client, "retry: 2000\n\n");
        QVERIFY(head.find("Transfer-Encoding") == std::string::npos);
        announce();
        QVERIFY(readUntil(client, "\n\n").find("id: 1\n") == 0);
    }
    void keepsAStreamAliveAndEndsItInTime()
    {
        Limits limits;
        limits.heartbeat = 50ms;
        limits.streamLife = 500ms;
        serve(limits);
        RawClient client(m_server->port());
        client.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
        QVERIFY(!readUntil(client, "3\r\n:\n\n\r\n").empty());
        QVERIFY(client.everything().ends_with("0\r\n\r\n"));
        waitForSubscriptions(0);
    }
    void endsAStreamOfWhomWasShutOut()
    {
        serve();
        RawClient client(m_server->port());
        client.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
        waitForSubscriptions(1);
        m_shutOut = true;
        m_server->events.publish("events");
        QVERIFY(client.everything().ends_with("0\r\n\r\n"));
    }
    void countsStreams()
    {
        Limits limits;
        limits.streams = 3;
        serve(limits);
        std::vector<std::unique_ptr<RawClient>> clients;
        const auto open = [&](const std::string& group) {
            clients.push_back(std::make_unique<RawClient>(m_server->port()));
            clients.back()->send("GET /events?group=" + group + " HTTP/1.1\r\nHost: x\r\n\r\n");
            return readUntil(*clients.back(), "\r\n\r\n").substr(9, 3);
        };
        QCOMPARE(open("a"), std::string("200"));
        QCOMPARE(open("a"), std::string("200"));
        QCOMPARE(open("a"), std::string("429"));
        QCOMPARE(open("b"), std::string("200"));
        QCOMPARE(open("c"), std::string("429"));
        clients[0]->vanish();
        QTRY_COMPARE(m_server->metric("raskadr_streams"), 2.0);
        QCOMPARE(open("c"), std::string("200"));
    }
    void saysHowManyStreamsThereAre()
    {
        serve();
        RawClient client(m_server->port());
        client.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
        waitForSubscriptions(1);
        QCOMPARE(m_server->metric("raskadr_streams"), 1.0);
        client.vanish();
        QTRY_COMPARE(m_server->metric("raskadr_streams"), 0.0);
    }

    void finishesWhatIsBeingAnsweredAtTheEnd()
    {
        serve();
        RawClient idle(m_server->port());
        idle.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(idle.answer().status, 200);
        RawClient reader(m_server->port(), 65'536);
        reader.send("GET /film HTTP/1.1\r\nHost: x\r\n\r\n");
        QVERIFY(reader.isReadable(5000));
        RawClient asking(m_server->port());
        asking.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
        QTRY_COMPARE(m_server->metric("raskadr_database_queue"), 1.0);
        RawClient waiting(m_server->port());
        waiting.send("GET /poll?after=0 HTTP/1.1\r\nHost: x\r\n\r\n");
        RawClient listening(m_server->port());
        listening.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
        waitForSubscriptions(2);

        m_server->server().stop();
        QCOMPARE(idle.everything(), std::string());
        QCOMPARE(waiting.answer().status, 200);
        QVERIFY(listening.everything().ends_with("0\r\n\r\n"));
        const RawAnswer film = reader.answer();
        QCOMPARE(film.status, 200);
        QCOMPARE(film.body.size(), std::size_t(filmBytes));
        m_release = true;
        const RawAnswer late = asking.answer();
        QCOMPARE(late.status, 204);
        QCOMPARE(late.fields.at("connection"), std::string("close"));
        m_server->server().wait();
        QVERIFY(!RawClient(m_server->port()).isConnected());
    }
    void isNotReadyBeforeItStopsAccepting()
    {
        Limits limits;
        limits.drainDelay = 600'000ms;
        serve(limits);
        QCOMPARE(m_server->get("/readyz").status, 200);
        m_server->server().stop();
        QTRY_COMPARE(m_server->get("/readyz").status, 503);
        QCOMPARE(m_server->get("/healthz").status, 200);
    }
    void leavesBehindWhatTakesTooLongAtTheEnd()
    {
        Limits limits;
        limits.drain = 100ms;
        serve(limits);
        RawClient reader(m_server->port(), 4096);
        reader.send("GET /film HTTP/1.1\r\nHost: x\r\n\r\n");
        QVERIFY(reader.isReadable(5000));
        m_server->server().stop();
        m_server->server().wait();
        QVERIFY(reader.waitForEnd());
    }
};

QTEST_GUILESS_MAIN(HttpStreamsTest)
#include "httpstreamstest.moc"
