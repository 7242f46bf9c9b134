#include "sync-server/http/accesslog.h"
#include "sync-server/http/addresses.h"
#include "sync-server/http/eventhub.h"
#include "sync-server/http/origin.h"
#include "sync-server/http/range.h"
#include "sync-server/http/ratelimits.h"
#include "sync-server/http/requestparser.h"
#include "sync-server/http/responsehead.h"
#include "sync-server/http/router.h"
#include "sync-server/options.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

using namespace raskadr::server;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

Route route(std::string method, std::string pattern)
{
    Route result;
    result.method = std::move(method);
    result.pattern = std::move(pattern);
    result.handler = [](const Request&) { return noContent(); };
    return result;
}

Request requestWith(NamedValues headers)
{
    Request request;
    request.headers = std::move(headers);
    return request;
}

Options optionsOf(const std::vector<std::string>& words)
{
    const auto parsed = parseOptions(words);
    if (const auto* error = std::get_if<UsageError>(&parsed)) {
        qWarning("%s", error->text.c_str());
        return {};
    }
    return std::get<Options>(parsed);
}

std::string complaintAbout(const std::vector<std::string>& words)
{
    const auto parsed = parseOptions(words);
    const auto* error = std::get_if<UsageError>(&parsed);
    return error != nullptr ? error->text : std::string();
}

} // namespace

// The parts of the HTTP layer that need no socket.
class HttpValuesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOneRangeOrTakesTheWhole_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("kind");
        QTest::addColumn<quint64>("first");
        QTest::addColumn<quint64>("length");
        const auto row = [](const char* header, Range::Kind kind, quint64 first, quint64 length) {
            QTest::newRow(header) << QByteArray(header) << int(kind) << first << length;
        };
        row("bytes=0-0", Range::Kind::Part, 0, 1);
        row("bytes=10-19", Range::Kind::Part, 10, 10);
        row("bytes=10-", Range::Kind::Part, 10, 90);
        row("bytes=10-1000", Range::Kind::Part, 10, 90);
        row("bytes=-10", Range::Kind::Part, 90, 10);
        row("bytes=-1000", Range::Kind::Part, 0, 100);
        row("bytes=-0", Range::Kind::Unsatisfiable, 100, 0);
        row("bytes=100-", Range::Kind::Unsatisfiable, 0, 0);
        row("bytes=99999999999999999999-", Range::Kind::Whole, 0, 100);
        row("bytes=5-4", Range::Kind::Whole, 0, 100);
        row("bytes=0-1,5-6", Range::Kind::Whole, 0, 100);
        row("bytes=a-b", Range::Kind::Whole, 0, 100);
        row("bytes=-", Range::Kind::Whole, 0, 100);
        row("bytes=+1-2", Range::Kind::Whole, 0, 100);
        row("bytes= 1-2", Range::Kind::Whole, 0, 100);
        row("items=1-2", Range::Kind::Whole, 0, 100);
        row("bytes", Range::Kind::Whole, 0, 100);
    }
    void readsOneRangeOrTakesTheWhole()
    {
        QFETCH(QByteArray, header);
        QFETCH(quint64, first);
        QFETCH(quint64, length);
        const Range range = parseRange(header.toStdString(), 100);
        QTEST(int(range.kind), "kind");
        QCOMPARE(quint64(range.first), first);
        QCOMPARE(quint64(range.length), length);
    }
    void knowsThatAnEmptyFileHasNoRange()
    {
        QVERIFY(parseRange("bytes=0-", 0).kind == Range::Kind::Unsatisfiable);
        QVERIFY(parseRange("bytes=-1", 0).kind == Range::Kind::Unsatisfiable);
    }
    void findsATagInAList()
    {
        QVERIFY(matchesEtag("\"a\"", "a"));
        QVERIFY(matchesEtag("\"b\", W/\"a\"", "a"));
        QVERIFY(matchesEtag("*", "a"));
        QVERIFY(!matchesEtag("a", "a"));
        QVERIFY(!matchesEtag("\"ab\"", "a"));
        QVERIFY(!matchesEtag("*", ""));
    }

    void routesByParts()
    {
        Router router;
        router.add(route("GET", "/s/{token}/{tail?}"));
        router.add(route("GET", "/s/{token}/board.json"));
        router.add(route("POST", "/s/{token}/comments"));
        router.add(route("GET", "/s/{token}/m/{file}"));

        QCOMPARE(router.match("GET", "/s/abc/board.json").route->pattern,
                 std::string("/s/{token}/board.json"));
        const Router::Match page = router.match("GET", "/s/abc/%D0%A4%D0%B8%D0%BB%D1%8C%D0%BC");
        QCOMPARE(page.route->pattern, std::string("/s/{token}/{tail?}"));
        QCOMPARE(valueOf(page.parameters, "tail").value(), std::string("Фильм"));
        QVERIFY(router.match("GET", "/s/abc").route != nullptr);
        QVERIFY(router.match("GET", "/s/abc/").route != nullptr);
        QVERIFY(router.match("HEAD", "/s/abc/m/1.webp").route != nullptr);
        const Router::Match wrong = router.match("DELETE", "/s/abc/comments");
        QVERIFY(wrong.route == nullptr);
        QCOMPARE(wrong.allowed, (std::vector<std::string>{"POST", "GET", "HEAD"}));
        QVERIFY(router.list().find("POST /s/{token}/comments public\n") != std::string::npos);
    }
    void routesNoTricksWithPaths_data()
    {
        QTest::addColumn<QByteArray>("path");
        for (const char* path :
             {"/s/../m/x", "/s/%2e%2e/m/x", "/s/a/m/..%2fx", "/s/a/m/%2Fetc", "/s/a/m/x%00.png",
              "/s/a/m/%zz", "/s/a/m/%", "/s/a/m/%ff%fe", "/s/a/m/%c0%ae", "/s/a/m/..%5cx",
              "//s/a/m/x", "/s/a//m/x", "/s//m/x", "/s/a/m/", "/s/a/m/x/y", "", "*", "s/a/m/x",
              "/s/a/m/%0d%0aX: y"}) {
            QTest::newRow(*path != '\0' ? path : "nothing") << QByteArray(path);
        }
    }
    void routesNoTricksWithPaths()
    {
        QFETCH(QByteArray, path);
        Router router;
        router.add(route("GET", "/s/{token}/m/{file}"));
        const Router::Match match = router.match("GET", path.toStdString());
        QVERIFY(match.route == nullptr);
        QVERIFY(match.allowed.empty());
    }

    void readsForms()
    {
        const auto form =
            parseForm("author=%D0%92%D0%B5%D1%80%D0%B0&text=a+b%0D%0Ac%26&empty=&flag");
        QVERIFY(form.has_value());
        QCOMPARE(valueOf(*form, "author").value(), std::string("Вера"));
        QCOMPARE(valueOf(*form, "text").value(), std::string("a b\r\nc&"));
        QCOMPARE(valueOf(*form, "empty").value(), std::string());
        QCOMPARE(valueOf(*form, "flag").value(), std::string());
        QVERIFY(!parseForm("a=%00"));
        QVERIFY(!parseForm("a=%ff"));
        QVERIFY(!parseForm("a=%4"));
        QVERIFY(!parseForm("a%0a=1"));
        std::string many;
        for (int i = 0; i < 101; ++i) {
            many += "a=1&";
        }
        QVERIFY(!parseForm(many));
    }
    void readsFieldsOfARequest()
    {
        const Request request = requestWith({{"cookie", "a=1; guest=x=y;b=2"},
                                             {"cookie", "late=3"},
                                             {"authorization", "bearer  abc "},
                                             {"accept", "text/html;q=0.9, application/json;q=0"}});
        QCOMPARE(request.cookie("guest").value(), std::string("x=y"));
        QCOMPARE(request.cookie("late").value(), std::string("3"));
        QVERIFY(!request.cookie("gues"));
        QCOMPARE(request.bearerToken().value(), std::string("abc"));
        QVERIFY(request.lists("accept", "text/html"));
        QVERIFY(!request.lists("accept", "application/json"));
        QVERIFY(!requestWith({{"authorization", "Basic abc"}}).bearerToken());
    }
    void saysProblemsWithoutRepeatingInput()
    {
        Request request;
        request.id = "0123";
        request.path = "/s/secret";
        const Response response =
            problem(request, 422, "media_missing", "Files are missing.", {{"missing", {"a", "b"}}});
        const auto document = nlohmann::json::parse(std::get<std::string>(response.body));
        QCOMPARE(document["status"].get<int>(), 422);
        QCOMPARE(document["code"].get<std::string>(), std::string("media_missing"));
        QCOMPARE(document["requestId"].get<std::string>(), std::string("0123"));
        QCOMPARE(document["missing"].size(), std::size_t(2));
        QVERIFY(std::get<std::string>(response.body).find("secret") == std::string::npos);
        QVERIFY(response.contentType.starts_with("application/problem+json"));
        const Response later = problemLater(request, 429, "too_many_requests", 0s);
        QCOMPARE(valueOf(later.headers, "Retry-After").value(), std::string("1"));
    }
    void leavesFieldsOutThatWouldBreakTheHead()
    {
        Response response = text(200, "text/plain\r\nX: 1", "");
        response.headers.emplace_back("Location", "/a\r\nSet-Cookie: b=1");
        Framing framing;
        framing.length = 0;
        const std::string head = responseHead(response, framing);
        QVERIFY(head.find("X: 1") == std::string::npos);
        QVERIFY(head.find("Set-Cookie") == std::string::npos);
        QCOMPARE(httpDate(784'111'777), std::string("Sun, 06 Nov 1994 08:49:37 GMT"));
    }

    void comparesOrigins()
    {
        const std::string url = "https://raskadr.example/";
        QVERIFY(isSameOrigin(requestWith({{"sec-fetch-site", "same-origin"}}), url));
        QVERIFY(!isSameOrigin(
            requestWith({{"sec-fetch-site", "same-site"}, {"origin", "https://raskadr.example"}}),
            url));
        QVERIFY(!isSameOrigin(requestWith({{"sec-fetch-site", "cross-site"}}), url));
        QVERIFY(isSameOrigin(
            requestWith({{"origin", "https://raskadr.example"}, {"host", "inner:8787"}}), url));
        QVERIFY(isSameOrigin(
            requestWith({{"origin", "http://192.168.0.5:8787"}, {"host", "192.168.0.5:8787"}}),
            ""));
        QVERIFY(!isSameOrigin(
            requestWith({{"origin", "https://evil.example"}, {"host", "raskadr.example"}}), url));
        QVERIFY(!isSameOrigin(requestWith({{"origin", "null"}, {"host", "null"}}), url));
        QVERIFY(!isSameOrigin(requestWith({{"host", "raskadr.example"}}), url));
    }
    void believesProxiesThatItTrusts()
    {
        TrustedProxies proxies;
        QVERIFY(proxies.add("127.0.0.1"));
        QVERIFY(proxies.add("10.0.0.0/8"));
        QVERIFY(proxies.add("fd00::/8"));
        QVERIFY(!proxies.add("nonsense"));
        QVERIFY(!proxies.add("10.0.0.0/33"));
        const Address proxy = *Address::parse("127.0.0.1");
        const auto client = [&](std::string_view peer, std::string_view forwarded) {
            return proxies.client(*Address::parse(peer), forwarded).text();
        };
        QCOMPARE(client("127.0.0.1", "203.0.113.7"), std::string("203.0.113.7"));
        QCOMPARE(client("127.0.0.1", "1.1.1.1, 203.0.113.7, 10.1.2.3"), std::string("203.0.113.7"));
        QCOMPARE(client("203.0.113.9", "1.1.1.1"), std::string("203.0.113.9"));
        QCOMPARE(client("127.0.0.1", "nonsense"), std::string("127.0.0.1"));
        QCOMPARE(client("127.0.0.1", "[2001:db8::5]:443"), std::string("2001:db8::5"));
        QCOMPARE(client("fd12::1", "2001:db8::5"), std::string("2001:db8::5"));
        QCOMPARE(Address::parse("2001:db8:1:2:3:4:5:6")->network(),
                 std::string("2001:db8:1:2::/64"));
        QVERIFY(proxy.isLoopback() && Address::parse("::1")->isLoopback()
                && !Address::parse("10.0.0.1")->isLoopback());
        QVERIFY(Address::parse("::ffff:127.0.0.1")->isLoopback());
    }

    void fillsBucketsAgainWithTime()
    {
        RateLimits::Clock::time_point now{};
        RateLimits rates([&] { return now; });
        const Rate rate{3, 60'000ms};
        for (int i = 0; i < 3; ++i) {
            QVERIFY(!rates.take("a", rate));
        }
        QCOMPARE(rates.take("a", rate).value(), 20s);
        QCOMPARE(rates.peek("a", rate).value(), 20s);
        QVERIFY(!rates.take("b", rate));
        now += 20s;
        QVERIFY(!rates.peek("a", rate));
        QVERIFY(!rates.take("a", rate));
        QVERIFY(rates.take("a", rate));
        rates.forget("a");
        QVERIFY(!rates.take("a", rate));
    }
    void keepsNoMoreBucketsThanItMay()
    {
        RateLimits::Clock::time_point now{};
        RateLimits rates([&] { return now; }, 256);
        const Rate rate{1, 60'000ms};
        for (int i = 0; i < 10'000; ++i) {
            rates.take("key" + std::to_string(i), rate);
        }
        QVERIFY(rates.size() <= 256);
    }
    void wakesThoseWhoWaitForAKey()
    {
        EventHub hub;
        int a = 0;
        int b = 0;
        {
            const auto first = hub.subscribe({"x", "y"}, [&] { ++a; });
            auto second = hub.subscribe({"y"}, [&] { ++b; });
            hub.publish("x");
            hub.publish("y");
            hub.publish("z");
            const auto moved = std::move(second);
            hub.publish("y");
            QCOMPARE(hub.subscriptions(), std::size_t(3));
        }
        hub.publish("y");
        QCOMPARE(a, 3);
        QCOMPARE(b, 2);
        QCOMPARE(hub.subscriptions(), std::size_t(0));
    }

    void cutsSecretsOutOfPaths()
    {
        QCOMPARE(redactedPath("/s/short"), std::string("/s/-"));
        QCOMPARE(redactedPath("/s/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/board.json"),
                 std::string("/s/-/board.json"));
        QCOMPARE(redactedPath("/api/v1/uploads/0123456789abcdef0123456789abcdef"),
                 std::string("/api/v1/uploads/-"));
        QCOMPARE(redactedPath("/a%0ab/c"), std::string("/-/c"));
        QCOMPARE(redactedPath("/"), std::string("/"));
    }
    void loosesLinesRatherThanWaiting()
    {
        int ends[2] = {};
        QCOMPARE(::pipe(ends), 0);
        {
            AccessLog log(ends[1]);
            const std::string line(1000, 'x');
            for (int i = 0; i < 10'000; ++i) {
                log.write(line);
            }
            QVERIFY(log.lost() > 0);
        }
        ::close(ends[0]);
        ::close(ends[1]);
    }

    void readsItsSettings()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"server.conf"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("# of the test\nlisten = [::1]:80\n\ntrusted-proxy = "
                   "127.0.0.1\ntrusted-proxy=::1\nidle-timeout-ms = 5\n");
        file.close();
        const Options options =
            optionsOf({"--config", file.fileName().toStdString(), "--listen", "0.0.0.0:0",
                       "--access-log", "off", "--connections", "7", "account", "add", "vera"});
        QCOMPARE(options.address, std::string("0.0.0.0"));
        QCOMPARE(options.trustedProxies.size(), std::size_t(2));
        QCOMPARE(options.limits.idle, 5ms);
        QCOMPARE(options.limits.connections, std::size_t(7));
        QCOMPARE(options.command.size(), std::size_t(3));
        QVERIFY(!options.accessLog);
        QCOMPARE(optionsOf({"--config", file.fileName().toStdString()}).address,
                 std::string("::1"));
    }
    void saysWhatIsWrongWithItsSettings()
    {
        QVERIFY(complaintAbout({"--listen", "8787"}).find("ADDRESS:PORT") != std::string::npos);
        QVERIFY(complaintAbout({"--listen", "127.0.0.1:70000"}).find("ADDRESS:PORT")
                != std::string::npos);
        QVERIFY(complaintAbout({"--nonsense", "1"}).find("nonsense") != std::string::npos);
        QVERIFY(complaintAbout({"--idle-timeout-ms", "0"}).find("milliseconds")
                != std::string::npos);
        QVERIFY(complaintAbout({"--idle-timeout-ms"}).find("needs a value") != std::string::npos);
        QVERIFY(complaintAbout({"--config", "/no/such/file"}).find("cannot read")
                != std::string::npos);
        QVERIFY(complaintAbout({"dance"}).find("unknown command") != std::string::npos);
        QVERIFY(!helpText().empty());
    }
};

QTEST_GUILESS_MAIN(HttpValuesTest)
#include "httpvaluestest.moc"
