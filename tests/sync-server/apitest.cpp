#include "sync-server/api/boards.h"
#include "sync-server/api/routes.h"
#include "sync-server/api/serverdata.h"
#include "sync-server/secrets/hash.h"
#include "sync-server/secrets/secrets.h"
#include "tests/sync-server/httpclient.h"

#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <nlohmann/json.hpp>
#include <thread>

using namespace raskadr::server;

namespace wire = raskadr::wire;

namespace {

constexpr const char* addressOfNoOne = "203.0.113.";
const std::string shotId(32, 'a');

wire::SnapshotShot shotWith(const std::string& id, std::map<wire::MediaRole, std::string> media)
{
    wire::SnapshotShot shot;
    shot.id = id;
    shot.kind = wire::ShotKind::Image;
    for (const auto& [role, sha256] : media) {
        shot.media[role] = {randomId(), sha256, 5};
    }
    return shot;
}

} // namespace

// The whole interface over sockets, with clocks in the hand of the test: what is counted by time,
// and what ends with it. Addresses are those that a trusted proxy names.
class ApiTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<ServerData> m_data;
    std::atomic<Millis> m_now = 1'700'000'000'000; // of the day
    std::atomic<std::int64_t> m_seconds = 0; // of what is counted by time
    std::atomic<bool> m_holds = false;
    std::atomic<bool> m_release = false;
    std::unique_ptr<EventHub> m_events;
    std::unique_ptr<RateLimits> m_rates;
    std::unique_ptr<Router> m_router;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<AccessLog> m_log;
    std::unique_ptr<Server> m_server;
    std::string m_token;
    int m_addresses = 0;

    struct Link
    {
        std::string id;
        std::string path; // "/s/{token}"
    };

    static std::string field(const std::string& name, const std::string& value)
    {
        return name + ": " + value + "\r\n";
    }
    static std::string head(const std::string& method, const std::string& path)
    {
        return method + " " + path + " HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n";
    }
    RawAnswer ask(const std::string& method, const std::string& path, const nlohmann::json& body,
                  const std::string& fields) const
    {
        const std::string text = body.is_null() ? std::string() : body.dump();
        std::string request = head(method, path) + fields;
        if (!body.is_null()) {
            request += field("Content-Type", "application/json")
                + field("Content-Length", std::to_string(text.size()));
        }
        RawClient client(m_server->port());
        client.send(request + "\r\n" + text);
        return client.answer();
    }
    RawAnswer asProducer(const std::string& method, const std::string& path,
                         const nlohmann::json& body = {}) const
    {
        return ask(method, path, body, field("Authorization", "Bearer " + m_token));
    }
    std::string newAddress() { return addressOfNoOne + std::to_string(++m_addresses); }
    // By somebody whom the link has not seen before.
    RawAnswer comment(const Link& link, const std::string& address) const
    {
        return ask("POST", link.path + "/comments",
                   {{"shotId", shotId}, {"author", "Eva"}, {"text", "Light"}},
                   field("X-Forwarded-For", address) + field("Idempotency-Key", randomId()));
    }
    RawAnswer unlock(const Link& link, const std::string& address,
                     const std::string& password) const
    {
        return ask("POST", link.path + "/unlock", {{"password", password}},
                   field("X-Forwarded-For", address));
    }
    Link link(nlohmann::json options = nlohmann::json::object())
    {
        options["title"] = "Film";
        const auto share =
            nlohmann::json::parse(asProducer("POST", "/api/v1/shares", options).body);
        const Link made{share.at("id"), "/s/" + share.at("token").get<std::string>()};
        const nlohmann::json shot = {
            {"id", shotId}, {"number", 1}, {"title", "One"},  {"kind", "none"},
            {"width", 0},   {"height", 0}, {"durationMs", 0}, {"media", nlohmann::json::object()}};
        const int status = asProducer("PUT", "/api/v1/shares/" + made.id + "/revisions/1",
                                      {{"aspectWidth", 16}, {"aspectHeight", 9}, {"shots", {shot}}})
                               .status;
        [&] { QCOMPARE(status, 201); }();
        return made;
    }
    // Says for how long to wait, and that is enough.
    void refusesAndThenTakes(const std::function<RawAnswer()>& asked, const char* code, int taken)
    {
        const RawAnswer refused = asked();
        QCOMPARE(refused.status, 429);
        QCOMPARE(nlohmann::json::parse(refused.body)["code"].get<std::string>(), std::string(code));
        const int wait = std::stoi(refused.fields.at("retry-after"));
        QVERIFY(wait >= 1);
        m_seconds += wait - 1;
        QCOMPARE(asked().status, 429);
        m_seconds += 1;
        QCOMPARE(asked().status, taken);
    }
    void serve(const Limits& limits = {})
    {
        m_server.reset();
        ServerSettings settings;
        settings.threads = 2;
        settings.trustedProxies = {"127.0.0.1"};
        settings.limits = limits;
        m_server = std::make_unique<Server>(settings, *m_router, *m_events, *m_rates, *m_log);
        QCOMPARE(m_server->start(), std::string());
    }

private Q_SLOTS:
    void init()
    {
        QVERIFY(startSecrets());
        m_folder = std::make_unique<QTemporaryDir>();
        auto data = ServerData::open(m_folder->path().toStdString(), 0);
        QVERIFY(data.has_value());
        m_data.emplace(std::move(*data));
        m_holds = false;
        m_release = false;
        m_events = std::make_unique<EventHub>();
        m_rates = std::make_unique<RateLimits>(
            [this] { return RateLimits::Clock::time_point(std::chrono::seconds(m_seconds)); });
        m_router = std::make_unique<Router>();
        m_log = std::make_unique<AccessLog>(-1);
        m_services =
            std::make_unique<Services>(m_data->store(), m_data->media(), *m_events, *m_rates,
                                       ApiSettings(), [this] { return m_now.load(); });
        addApiRoutes(*m_router, *m_services);
        Route hold;
        hold.method = "GET";
        hold.pattern = "/hold";
        hold.work = Work::Password;
        hold.handler = [this](const Request&) {
            m_holds = true;
            while (!m_release) {
                std::this_thread::yield();
            }
            return noContent();
        };
        m_router->add(hold);
        m_token = randomToken();
        QVERIFY(*m_data->store().addAccount({std::string(32, 'e'), "anna", "hash"}, m_now));
        QVERIFY(m_data->store()
                    .addToken(sha256Hex(m_token), std::string(32, 'e'), m_now, m_now + 3'600'000)
                    .has_value());
    }
    void cleanup()
    {
        m_release = true;
        m_server.reset();
        m_services.reset();
        m_data.reset();
    }

    // --- what is counted by time

    void anAddressWritesSixtyCommentsAMinute()
    {
        serve();
        const Link one = link();
        const Link other = link();
        const std::string address = newAddress();
        for (int i = 0; i < 60; ++i) {
            QCOMPARE(comment(i % 2 ? one : other, address).status, 201);
        }
        QCOMPARE(comment(one, newAddress()).status, 201);
        refusesAndThenTakes([&] { return comment(one, address); }, "too_many_comments", 201);
    }
    void aLinkTakesAHundredAndTwentyCommentsAMinute()
    {
        serve();
        const Link one = link();
        for (int i = 0; i < 3; ++i) {
            const std::string address = newAddress();
            for (int j = 0; j < 40; ++j) {
                QCOMPARE(comment(one, address).status, 201);
            }
        }
        QCOMPARE(comment(link(), newAddress()).status, 201);
        refusesAndThenTakes([&] { return comment(one, newAddress()); }, "too_many_comments", 201);
    }
    void aLinkTakesAHundredPasswordsAnHour()
    {
        serve();
        const Link one = link({{"password", "secret words"}});
        const Link other = link({{"password", "secret words"}});
        for (int i = 0; i < 10; ++i) {
            const std::string address = newAddress();
            for (int j = 0; j < 10; ++j) {
                QCOMPARE(unlock(one, address, "wrong words").status, 403);
            }
        }
        QCOMPARE(unlock(other, newAddress(), "secret words").status, 204);
        // Whoever knows it has to wait, too: nobody is told which one was right.
        refusesAndThenTakes([&] { return unlock(one, newAddress(), "secret words"); },
                            "too_many_tries", 204);
    }
    void anAddressNamedByAnyoneElseCountsForNothing()
    {
        ServerSettings settings;
        settings.threads = 2;
        m_server = std::make_unique<Server>(settings, *m_router, *m_events, *m_rates, *m_log);
        QCOMPARE(m_server->start(), std::string());
        const Link one = link();
        const Link other = link();
        for (int i = 0; i < 60; ++i) {
            QCOMPARE(comment(i % 2 ? one : other, newAddress()).status, 201);
        }
        QCOMPARE(comment(one, newAddress()).status, 429);
    }

    // --- who waits for whom

    void producersDoNotWaitBehindLogins()
    {
        Limits limits;
        limits.passwordThreads = 1;
        limits.passwordQueue = 0;
        serve(limits);
        const Link one = link();
        RawClient holding(m_server->port());
        holding.send("GET /hold HTTP/1.1\r\nHost: x\r\n\r\n");
        const auto isBusy = [&] {
            const RawAnswer answer =
                ask("POST", "/api/v1/login", {{"login", randomId()}, {"password", "wrong words"}},
                    field("X-Forwarded-For", newAddress()));
            return answer.status == 429
                && nlohmann::json::parse(answer.body)["code"].get<std::string>() == "busy";
        };
        QTRY_VERIFY(m_holds.load());
        QVERIFY(isBusy());
        const std::string path = "/api/v1/shares/" + one.id;
        QCOMPARE(asProducer("PATCH", path, {{"title", "Rough cut"}}).status, 200);
        QCOMPARE(asProducer("PATCH", path, {{"password", "secret words"}}).status, 200);
        QCOMPARE(asProducer("POST", "/api/v1/shares", {{"title", "Film"}}).status, 201);
        QVERIFY(isBusy());
        m_release = true;
        QCOMPARE(holding.answer().status, 204);
    }
    void everyPasswordIsJudgedHoweverManyCome()
    {
        std::atomic<int> right = 0;
        const std::string hash = *passwordHash("secret words");
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&, i] {
                right += isPasswordOf(hash, i % 2 ? "secret words" : "wrong words") ? 1 : 0;
            });
        }
        threads.clear();
        QCOMPARE(right.load(), 4);
    }

    // --- what ends with time

    void anOpenStreamEndsWithItsLink()
    {
        serve();
        const Link one = link({{"expiresAt", m_now + 300}});
        RawClient guest(m_server->port());
        guest.send(head("GET", one.path + "/events") + "\r\n");
        QTRY_COMPARE(m_events->subscriptions(), std::size_t(1));
        m_now += 300;
        QVERIFY(guest.everything().ends_with("0\r\n\r\n"));
        QCOMPARE(ask("GET", one.path + "/board.json", {}, {}).status, 404);
    }
    void aLinkThatLastsLongerThanItWasToKeepsItsStreams()
    {
        serve();
        const Link one = link({{"expiresAt", m_now + 300}});
        RawClient guest(m_server->port());
        guest.send(head("GET", one.path + "/events") + "\r\n");
        QTRY_COMPARE(m_events->subscriptions(), std::size_t(1));
        QCOMPARE(asProducer("PATCH", "/api/v1/shares/" + one.id, {{"expiresAt", nullptr}}).status,
                 200);
        m_now += 300;
        QCOMPARE(comment(one, newAddress()).status, 201);
        std::string heard;
        while (heard.find("event: comments") == std::string::npos) {
            const std::string some = guest.receive(4096);
            QVERIFY(!some.empty());
            heard += some;
        }
    }
    void aWaitingRequestEndsWithItsLink()
    {
        serve();
        const Link one = link({{"expiresAt", m_now + 300}});
        RawClient guest(m_server->port());
        guest.send(head("GET", one.path + "/comments?after=0&wait=25") + "\r\n");
        QTRY_COMPARE(m_events->subscriptions(), std::size_t(1));
        m_now += 300;
        QCOMPARE(guest.answer().status, 404);
    }
    void aProducersStreamEndsWithItsToken()
    {
        serve();
        m_token = randomToken();
        QVERIFY(m_data->store()
                    .addToken(sha256Hex(m_token), std::string(32, 'e'), m_now, m_now + 300)
                    .has_value());
        RawClient producer(m_server->port());
        producer.send(head("GET", "/api/v1/events") + field("Authorization", "Bearer " + m_token)
                      + "\r\n");
        QTRY_COMPARE(m_events->subscriptions(), std::size_t(1));
        m_now += 300;
        QVERIFY(producer.everything().ends_with("0\r\n\r\n"));
    }

    // --- what changed

    void theCardOfTheLinkIsNoChangeOfAShot()
    {
        using wire::MediaRole;
        const std::string one(32, '1');
        const std::string two(32, '2');
        ShownRevision before;
        before.number = 1;
        before.snapshot.shots = {shotWith(one, {{MediaRole::Thumb, "t1"}, {MediaRole::Card, "c1"}}),
                                 shotWith(two, {{MediaRole::Thumb, "t2"}})};
        before.since = {{one, 1}, {two, 1}};
        wire::Snapshot now;
        now.shots = {shotWith(two, {{MediaRole::Thumb, "t2"}, {MediaRole::Card, "c2"}}),
                     shotWith(one, {{MediaRole::Thumb, "t1"}})};
        QVERIFY(nlohmann::json::parse(sinceOf(now, 2, &before))
                == (nlohmann::json{{one, 1}, {two, 1}}));
        now.shots[0] = shotWith(two, {{MediaRole::Thumb, "t3"}, {MediaRole::Card, "c2"}});
        QVERIFY(nlohmann::json::parse(sinceOf(now, 2, &before))
                == (nlohmann::json{{one, 1}, {two, 2}}));
    }
};

QTEST_GUILESS_MAIN(ApiTest)
#include "apitest.moc"
