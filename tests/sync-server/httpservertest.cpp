#include "tests/sync-server/httpclient.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <nlohmann/json.hpp>

using namespace raskadr::server;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t noteLimit = 1000;
constexpr std::uint64_t uploadLimit = 4 * 1024 * 1024;

// What arrived in a stream, and how it ended.
struct Upload
{
    std::mutex mutex;
    std::string bytes;
    bool finished = false;
    std::atomic<bool> destroyed = false;
};

class UploadSink final : public BodySink
{
public:
    explicit UploadSink(Upload& upload)
        : m_upload(upload)
    {
    }
    ~UploadSink() override { m_upload.destroyed = true; }
    std::optional<Response> write(std::string_view bytes) override
    {
        const std::lock_guard lock(m_upload.mutex);
        m_upload.bytes.append(bytes);
        return std::nullopt;
    }
    Response finish() override
    {
        m_upload.finished = true;
        return noContent();
    }

private:
    Upload& m_upload;
};

Route route(std::string method, std::string pattern, Handler handler)
{
    Route result;
    result.method = std::move(method);
    result.pattern = std::move(pattern);
    result.handler = std::move(handler);
    return result;
}

std::string codeOf(const RawAnswer& answer)
{
    return nlohmann::json::parse(answer.body, nullptr, false).value("code", std::string());
}

} // namespace

// The server over a socket, with routes of the test: what it answers, and how.
class HttpServerTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QByteArray m_film;
    Upload m_upload;
    std::unique_ptr<ServerUnderTest> m_server;

    std::string filmPath() const { return m_folder.filePath(u"film.mp4"_s).toStdString(); }

    void addRoutes(Router& router)
    {
        router.setGate(Access::Producer, [](Request& request) -> std::optional<Response> {
            if (request.bearerToken() != "good") {
                return problem(request, 401, "unauthorized");
            }
            request.context = std::string("vera");
            return std::nullopt;
        });
        router.add(route("GET", "/echo/{word}", [](const Request& request) {
            return json(200,
                        {{"word", request.parameter("word")},
                         {"client", request.client},
                         {"query", request.queryValue("q").value_or("")}});
        }));
        Route me = route("GET", "/me", [](const Request& request) {
            return text(200, "text/plain", std::any_cast<std::string>(request.context));
        });
        me.access = Access::Producer;
        router.add(me);
        Route note = route("POST", "/note", [](const Request& request) {
            return text(201, "text/plain", request.body);
        });
        note.maxBody = noteLimit;
        note.mediaTypes = {"text/plain"};
        router.add(note);
        Route secret = note;
        secret.pattern = "/secret";
        secret.access = Access::Producer;
        router.add(secret);
        Route upload;
        upload.method = "PATCH";
        upload.pattern = "/upload";
        upload.maxBody = uploadLimit;
        upload.sink = [this](const Request&) -> std::variant<Response, std::unique_ptr<BodySink>> {
            return std::make_unique<UploadSink>(m_upload);
        };
        router.add(upload);
        Route film = route("GET", "/film", [this](const Request&) {
            return file(filmPath(), "video/mp4", "tag1");
        });
        film.cacheControl = "private, no-cache";
        router.add(film);
        Route ready = film;
        ready.pattern = "/ready";
        ready.handler = [](const Request&) { return noContent(); };
        ready.fast = [this](const Request& request) {
            return request.header("x-ready") ? std::optional(file(filmPath(), "video/mp4", "tag1"))
                                             : std::nullopt;
        };
        router.add(ready);
        router.add(route("GET", "/lost",
                         [](const Request&) { return file("/no/such/file", "video/mp4", "tag"); }));
        router.add(route("GET", "/page", [](const Request&) {
            Response page = text(200, "text/html; charset=utf-8", "<p>hello</p>");
            page.etag = "v1";
            return page;
        }));
        router.add(route("GET", "/throws",
                         [](const Request&) -> Response { throw std::runtime_error("no luck"); }));
        Route guest =
            route("POST", "/s/{token}/comments", [](const Request&) { return noContent(); });
        guest.access = Access::Guest;
        router.add(guest);
        Route page = route("GET", "/s/{token}", [](const Request& request) {
            Response unknown = problem(request, 404, "link_gone");
            unknown.unknownLink = true;
            return request.parameter("token") == "known" ? noContent() : unknown;
        });
        page.access = Access::Guest;
        router.add(page);
        Route rare = route("GET", "/rare", [](const Request&) { return noContent(); });
        rare.rate = Rate{2, 60'000ms};
        router.add(rare);
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (int i = 0; i < 300'000; ++i) {
            m_film.append(static_cast<char>(i * 7 + i / 251));
        }
        QFile film(QString::fromStdString(filmPath()));
        QVERIFY(film.open(QIODevice::WriteOnly));
        film.write(m_film);
    }
    void init()
    {
        m_upload.bytes.clear();
        m_upload.finished = false;
        m_upload.destroyed = false;
        Limits limits;
        limits.linger = 300ms;
        m_server = std::make_unique<ServerUnderTest>(
            [this](Router& router) { addRoutes(router); }, limits,
            [](ServerSettings& settings) { settings.trustedProxies = {"127.0.0.1"}; });
    }
    void cleanup() { m_server.reset(); }

    void givesParametersAndQueryToTheHandler()
    {
        const RawAnswer answer = m_server->get("/echo/%D1%84%20x?q=a%2Bb+c");
        QCOMPARE(answer.status, 200);
        const auto document = nlohmann::json::parse(answer.body);
        QCOMPARE(document["word"].get<std::string>(), std::string("ф x"));
        QCOMPARE(document["query"].get<std::string>(), std::string("a+b c"));
    }
    void takesTheWholeAddressAsATarget()
    {
        QCOMPARE(
            m_server->request("GET http://other/echo/a HTTP/1.1\r\nHost: other\r\n\r\n").status,
            200);
    }
    void knowsClientsBehindAProxy()
    {
        const RawAnswer answer =
            m_server->get("/echo/a", "X-Forwarded-For: 1.2.3.4, 203.0.113.5\r\n");
        QCOMPARE(nlohmann::json::parse(answer.body)["client"].get<std::string>(),
                 std::string("203.0.113.5"));
    }
    void guardsEveryAnswer()
    {
        for (const char* path : {"/page", "/nothing", "/film", "/me"}) {
            const RawAnswer answer = m_server->get(path);
            QVERIFY(answer.fields.at("content-security-policy")
                        .starts_with("default-src 'none'; script-src 'self'"));
            QCOMPARE(answer.fields.at("x-content-type-options"), std::string("nosniff"));
            QCOMPARE(answer.fields.at("referrer-policy"), std::string("same-origin"));
            QVERIFY(answer.fields.at("x-robots-tag").starts_with("noindex"));
            QVERIFY(!answer.fields.at("x-request-id").empty());
            QVERIFY(answer.fields.at("cache-control").find("no-") != std::string::npos);
        }
    }
    void refusesAProducerWithoutAToken()
    {
        QCOMPARE(m_server->get("/me").status, 401);
        QCOMPARE(m_server->get("/me", "Authorization: Bearer bad\r\n").status, 401);
        QCOMPARE(m_server->get("/me", "Authorization: Bearer good\r\n").body, std::string("vera"));
    }
    void refusesBeforeTheBodyIsSent()
    {
        const RawAnswer answer =
            m_server->request("POST /secret HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"
                              "Content-Length: 500\r\nExpect: 100-continue\r\n\r\n");
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.fields.at("connection"), std::string("close"));
    }
    void asksForABodyThatIsExpected()
    {
        RawClient client(m_server->port());
        client.send("POST /note HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: "
                    "5\r\nExpect: 100-continue\r\n\r\n");
        QCOMPARE(client.answer().status, 100);
        client.send("hello");
        QCOMPARE(client.answer().body, std::string("hello"));
    }
    void readsChunkedBodies()
    {
        const RawAnswer answer = m_server->request(
            "POST /note HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain; charset=utf-8\r\n"
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;a=b\r\n world\r\n0\r\nX-Late: "
            "1\r\n\r\n");
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.body, std::string("hello world"));
    }
    void refusesOtherTypesOfBodies()
    {
        QCOMPARE(m_server
                     ->request("POST /note HTTP/1.1\r\nHost: x\r\nContent-Type: "
                               "text/html\r\nContent-Length: 1\r\n\r\nx")
                     .status,
                 415);
    }
    void refusesBodiesThatAreTooLarge()
    {
        const std::string head = "POST /note HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n";
        QCOMPARE(m_server->request(head + "Content-Length: 1001\r\n\r\n").status, 413);
        QCOMPARE(m_server->request(head + "Content-Length: 1099511627776\r\n\r\n").status, 413);
        QCOMPARE(m_server->request(head + "Content-Length: 1000\r\n\r\n" + std::string(1000, 'x'))
                     .status,
                 201);
        RawClient endless(m_server->port());
        endless.send(head + "Transfer-Encoding: chunked\r\n\r\n");
        const std::string chunk = "1000\r\n" + std::string(4096, 'x') + "\r\n";
        for (int i = 0; i < 200 && endless.send(chunk); ++i) { }
        QCOMPARE(endless.answer().status, 413);
    }
    void deliversARefusalThoughTheClientGoesOnSending()
    {
        RawClient client(m_server->port());
        client.send("POST /note HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: "
                    "900000\r\n\r\n");
        client.send(std::string(900'000, 'x'));
        QCOMPARE(client.answer().status, 413);
    }
    void streamsABodyToItsSink()
    {
        const std::string bytes(3'000'000, 'u');
        const RawAnswer answer = m_server->request(
            "PATCH /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n" + bytes);
        QCOMPARE(answer.status, 204);
        QVERIFY(m_upload.finished);
        QVERIFY(m_upload.bytes == bytes);
        QTRY_VERIFY(m_upload.destroyed);
    }
    void keepsWhatArrivedWhenTheClientVanishes()
    {
        RawClient client(m_server->port());
        client.send("PATCH /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n"
                    + std::string(70'000, 'u'));
        QTRY_COMPARE(
            [this] {
                const std::lock_guard lock(m_upload.mutex);
                return m_upload.bytes.size();
            }(),
            std::size_t(70'000));
        client.vanish();
        QTRY_VERIFY(m_upload.destroyed);
        QVERIFY(!m_upload.finished);
        QCOMPARE(m_upload.bytes.size(), std::size_t(70'000));
    }
    void stopsAnUploadAtItsLimit()
    {
        RawClient client(m_server->port());
        client.send("PATCH /upload HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        const std::string chunk = "10000\r\n" + std::string(65'536, 'x') + "\r\n";
        for (int i = 0; i < 100 && client.send(chunk); ++i) { }
        QCOMPARE(client.answer().status, 413);
        QTRY_VERIFY(m_upload.destroyed);
        QVERIFY(m_upload.bytes.size() <= uploadLimit);
    }

    void sendsFilesAndTheirParts()
    {
        const RawAnswer whole = m_server->get("/film");
        QCOMPARE(whole.status, 200);
        QVERIFY(whole.body == m_film.toStdString());
        QCOMPARE(whole.fields.at("accept-ranges"), std::string("bytes"));
        QCOMPARE(whole.fields.at("etag"), std::string("\"tag1\""));
        QCOMPARE(whole.fields.at("cache-control"), std::string("private, no-cache"));
        const RawAnswer part = m_server->get("/film", "Range: bytes=1000-1999\r\n");
        QCOMPARE(part.status, 206);
        QCOMPARE(part.fields.at("content-range"), std::string("bytes 1000-1999/300000"));
        QVERIFY(part.body == m_film.mid(1000, 1000).toStdString());
        const RawAnswer behind = m_server->get("/film", "Range: bytes=300000-\r\n");
        QCOMPARE(behind.status, 416);
        QCOMPARE(behind.fields.at("content-range"), std::string("bytes */300000"));
    }
    void sendsOneBodyForManyRanges()
    {
        std::string ranges = "Range: bytes=0-0";
        for (int i = 1; i < 300; ++i) {
            ranges += "," + std::to_string(i * 2) + "-" + std::to_string(i * 2);
        }
        const RawAnswer answer = m_server->get("/film", ranges + "\r\n");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body.size(), std::size_t(300'000));
    }
    void sendsTheWholeFileIfItHasChanged()
    {
        QCOMPARE(m_server->get("/film", "Range: bytes=0-9\r\nIf-Range: \"tag1\"\r\n").status, 206);
        QCOMPARE(m_server->get("/film", "Range: bytes=0-9\r\nIf-Range: \"tag0\"\r\n").status, 200);
        QCOMPARE(m_server->get("/film", "Range: bytes=0-9\r\nIf-Range: W/\"tag1\"\r\n").status,
                 200);
        QCOMPARE(
            m_server
                ->get("/film", "Range: bytes=0-9\r\nIf-Range: Sun, 06 Nov 1994 08:49:37 GMT\r\n")
                .status,
            200);
    }
    void sendsNothingTwice()
    {
        const RawAnswer film = m_server->get("/film", "If-None-Match: \"tag1\"\r\n");
        QCOMPARE(film.status, 304);
        QCOMPARE(film.fields.at("etag"), std::string("\"tag1\""));
        QVERIFY(!film.fields.contains("content-length"));
        QCOMPARE(m_server->get("/page", "If-None-Match: W/\"v1\"\r\n").status, 304);
        QCOMPARE(m_server->get("/page", "If-None-Match: \"v2\"\r\n").status, 200);
    }
    void answersHeadAsGetWithoutABody()
    {
        const RawAnswer film = m_server->request("HEAD /film HTTP/1.1\r\nHost: x\r\n\r\n", true);
        QCOMPARE(film.status, 200);
        QCOMPARE(film.fields.at("content-length"), std::string("300000"));
        const std::string page =
            m_server->exchange("HEAD /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        QVERIFY(page.ends_with("\r\n\r\n"));
    }
    void sendsWhatIsReadyWithoutAskingTheHandler()
    {
        const RawAnswer part = m_server->get("/ready", "X-Ready: 1\r\nRange: bytes=5-14\r\n");
        QCOMPARE(part.status, 206);
        QVERIFY(part.body == m_film.mid(5, 10).toStdString());
        QCOMPARE(m_server->get("/ready").status, 204);
    }
    void saysThatAMediumIsMissing() { QCOMPARE(m_server->get("/lost").status, 404); }
    void survivesAHandlerThatThrows()
    {
        const RawAnswer answer = m_server->get("/throws");
        QCOMPARE(answer.status, 500);
        QVERIFY(answer.body.find("luck") == std::string::npos);
        QCOMPARE(m_server->get("/page").status, 200);
    }

    void servesSeveralRequestsOnOneConnection()
    {
        RawClient client(m_server->port());
        for (int i = 0; i < 20; ++i) {
            client.send("GET /page HTTP/1.1\r\nHost: x\r\n\r\n");
            QCOMPARE(client.answer().status, 200);
        }
        client.send("GET /page HTTP/1.1\r\nHost: x\r\n\r\nGET /film HTTP/1.1\r\nHost: "
                    "x\r\n\r\nPOST /note HTTP/1.1\r\nHost: x\r\n"
                    "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\nhiGET /page "
                    "HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        QCOMPARE(client.answer().status, 200);
        QCOMPARE(client.answer().body.size(), std::size_t(300'000));
        QCOMPARE(client.answer().body, std::string("hi"));
        QCOMPARE(client.answer().status, 200);
        QVERIFY(client.waitForEnd());
    }
    void keepsAnOldClientsConnectionIfItAsks()
    {
        RawClient client(m_server->port());
        client.send("GET /page HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        QCOMPARE(client.answer().fields.at("connection"), std::string("keep-alive"));
        client.send("GET /page HTTP/1.0\r\n\r\n");
        QCOMPARE(client.answer().status, 200);
        QVERIFY(client.waitForEnd());
    }

    void takesCommentsFromItsOwnPageOnly()
    {
        const auto post = [this](const std::string& fields) {
            return m_server->request(
                "POST /s/known/comments HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n" + fields
                + "\r\n");
        };
        QCOMPARE(post("Sec-Fetch-Site: same-origin\r\n").status, 204);
        QCOMPARE(post("Origin: https://h\r\n").status, 204);
        QCOMPARE(post("Sec-Fetch-Site: cross-site\r\n").status, 403);
        QCOMPARE(post("Origin: https://evil\r\n").status, 403);
        QCOMPARE(codeOf(post("")), std::string("cross_site"));
    }
    void stopsThoseWhoGuessLinks()
    {
        int refused = 0;
        int found = 0;
        for (int i = 0; i < 100; ++i) {
            const RawAnswer answer =
                m_server->get("/s/guess" + std::to_string(i), "X-Forwarded-For: 203.0.113.66\r\n");
            refused += answer.status == 429 ? 1 : 0;
            found += answer.status == 404 ? 1 : 0;
        }
        QCOMPARE(found, 60);
        QCOMPARE(refused, 40);
        QCOMPARE(m_server->get("/s/known", "X-Forwarded-For: 203.0.113.66\r\n").status, 429);
        QCOMPARE(m_server->get("/s/known", "X-Forwarded-For: 203.0.113.67\r\n").status, 204);
    }
    void limitsARouteByAddress()
    {
        QCOMPARE(m_server->get("/rare").status, 204);
        QCOMPARE(m_server->get("/rare", "X-Forwarded-For: 203.0.113.9\r\n").status, 204);
        QCOMPARE(m_server->get("/rare").status, 204);
        const RawAnswer refused = m_server->get("/rare");
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.fields.at("retry-after"), std::string("30"));
    }
    void showsItsStateToItsOwnMachineOnly()
    {
        QCOMPARE(m_server->get("/healthz").status, 200);
        QCOMPARE(m_server->get("/readyz").status, 200);
        for (const char* path : {"/healthz", "/readyz", "/metrics"}) {
            QCOMPARE(m_server->get(path, "X-Forwarded-For: 203.0.113.1\r\n").status, 404);
            QCOMPARE(m_server->get(path, "X-Forwarded-For: 127.0.0.1\r\n").status, 404);
            QCOMPARE(m_server->get(path, "Via: 1.1 proxy\r\n").status, 404);
        }
        m_server->get("/nothing");
        QVERIFY(m_server->metric("raskadr_connections") >= 1);
        QVERIFY(m_server->get("/metrics").body.find("raskadr_requests_total{status=\"4xx\"} 10\n")
                != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(HttpServerTest)
#include "httpservertest.moc"
