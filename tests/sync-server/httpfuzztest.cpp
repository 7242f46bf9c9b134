#include "sync-server/http/addresses.h"
#include "sync-server/http/range.h"
#include "sync-server/http/requestparser.h"
#include "tests/sync-server/httpclient.h"

#include <QTest>
#include <arpa/inet.h>
#include <atomic>
#include <netinet/in.h>
#include <random>
#include <sys/socket.h>
#include <thread>

using namespace raskadr::server;
using namespace std::chrono_literals;

namespace {

constexpr int slice = 4000;
constexpr int threads = 2;

const std::vector<std::string> seeds = {
    "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /s/AbCdEf/m/0123.webp HTTP/1.1\r\nHost: x\r\nRange: bytes=0-99\r\nIf-Range: "
    "\"a\"\r\nCookie: guest=abc; b=c\r\n\r\n",
    "POST /note HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello",
    "POST /note HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nTransfer-Encoding: "
    "chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n",
    "PATCH /upload HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nUpload-Offset: "
    "0\r\nContent-Length: 10\r\n\r\n0123456789",
    "GET /echo/%D1%84%20x?q=a%2Bb+c&r=1 HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 1.2.3.4, "
    "10.0.0.1\r\nAccept: text/html\r\n\r\n",
    "HEAD http://x/healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /healthz "
    "HTTP/1.1\r\nHost: x\r\n\r\n",
    "OPTIONS /note HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\nSec-Fetch-Site: "
    "same-origin\r\nAuthorization: Bearer abc\r\n\r\n",
};
const std::vector<std::string> pieces = {
    "\r\n",
    "\n",
    "\r",
    "\r\n\r\n",
    " ",
    "\t",
    ":",
    "%",
    "%00",
    "%2e%2e",
    "/",
    "..",
    "?",
    "#",
    "0",
    "-1",
    "18446744073709551616",
    "ffffffffffffffff",
    "chunked",
    "Content-Length: 3\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Host: y\r\n",
    "HTTP/1.1",
    "HTTP/9.9",
    std::string(1, '\0'),
    "\xff\xfe",
    "\xc0\x80",
    "bytes=",
    ",",
    "\"",
    "*",
    "Expect: 100-continue\r\n",
    "Connection: close\r\n",
};

class Mutator final
{
public:
    explicit Mutator(std::uint64_t seed)
        : m_random(seed)
    {
    }

    std::string next()
    {
        std::string input = pick(seeds);
        const std::size_t changes = below(6);
        for (std::size_t i = 0; i < changes; ++i) {
            change(input);
        }
        return input;
    }
    std::size_t below(std::size_t count)
    {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(m_random);
    }

private:
    const std::string& pick(const std::vector<std::string>& from)
    {
        return from[below(from.size())];
    }
    void change(std::string& input)
    {
        const std::size_t at = below(input.size() + 1);
        const std::size_t length = std::min(input.size() - at, below(20));
        switch (below(7)) {
        case 0:
            input.insert(at, pick(pieces));
            break;
        case 1:
            input.replace(at, length, pick(pieces));
            break;
        case 2:
            input.erase(at, length);
            break;
        case 3:
            input.insert(at, input.substr(at, length));
            break;
        case 4:
            input.insert(at, pick(seeds));
            break;
        case 5:
            input.insert(at, below(40) == 0 ? 9000 : below(50), static_cast<char>(below(256)));
            break;
        default:
            if (at < input.size()) {
                input[at] = static_cast<char>(below(256));
            }
        }
    }

    std::mt19937_64 m_random;
};

// From ever other addresses of loopback: a closed connection keeps its pair of ports busy for a
// while.
std::string exchange(std::uint16_t port, const std::string& input, std::size_t number)
{
    const int client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval patience{10, 0};
    ::setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    const int on = 1;
    ::setsockopt(client, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof(on));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(0x7f000002 + static_cast<std::uint32_t>(number % 60'000));
    ::bind(client, reinterpret_cast<sockaddr*>(&address), sizeof(address));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    std::string answer;
    if (::connect(client, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0) {
        ::send(client, input.data(), input.size(), MSG_NOSIGNAL);
        ::shutdown(client, SHUT_WR);
        char bytes[4096];
        ssize_t count = 0;
        while ((count = ::recv(client, bytes, sizeof(bytes), 0)) > 0) {
            answer.append(bytes, static_cast<std::size_t>(count));
        }
        if (count < 0 && errno == EAGAIN) {
            answer = "no end";
        }
    } else {
        answer = "no connection";
    }
    ::close(client);
    return answer;
}

class NullSink final : public BodySink
{
public:
    std::optional<Response> write(std::string_view) override { return std::nullopt; }
    Response finish() override { return noContent(); }
};

void addRoutes(Router& router)
{
    Route route;
    route.method = "GET";
    route.pattern = "/echo/{word}";
    route.handler = [](const Request& request) {
        return text(200, "text/plain",
                    request.parameter("word") + request.queryValue("q").value_or("")
                        + request.cookie("b").value_or(""));
    };
    router.add(route);
    route.pattern = "/s/{token}/m/{file}";
    route.access = Access::Guest;
    route.handler = [](const Request&) { return file("/proc/self/exe", "image/webp", "tag"); };
    router.add(route);
    route = {};
    route.method = "POST";
    route.pattern = "/note";
    route.maxBody = 5000;
    route.handler = [](const Request& request) { return text(200, "text/plain", request.body); };
    router.add(route);
    route = {};
    route.method = "PATCH";
    route.pattern = "/upload";
    route.maxBody = 5000;
    route.sink = [](const Request&) -> std::variant<Response, std::unique_ptr<BodySink>> {
        return std::make_unique<NullSink>();
    };
    router.add(route);
}

} // namespace

// Requests that were damaged in every way: the server answers or closes, and goes on. The
// sanitizers look on. RASKADR_FUZZ_COUNT says how many, RASKADR_FUZZ_SEED which.
class HttpFuzzTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesDamagedRequests()
    {
        Limits limits;
        limits.linger = 200ms;
        limits.connectionsPerAddress = 100'000;
        ServerUnderTest server(addRoutes, limits);
        const int asked = qEnvironmentVariableIntValue("RASKADR_FUZZ_COUNT");
        const int count = asked > 0 ? asked : slice;
        const auto seed =
            static_cast<std::uint64_t>(qEnvironmentVariableIntValue("RASKADR_FUZZ_SEED"));
        std::atomic<int> tried = 0;
        std::atomic<int> wrong = 0;
        {
            std::vector<std::jthread> clients;
            for (int i = 0; i < threads; ++i) {
                clients.emplace_back([&, i] {
                    Mutator mutator(seed * 1000 + static_cast<std::uint64_t>(i));
                    while (true) {
                        const int number = tried++;
                        if (number >= count) {
                            break;
                        }
                        const std::string input = mutator.next();
                        const std::string answer =
                            exchange(server.port(), input, static_cast<std::size_t>(number));
                        if (!answer.empty() && !answer.starts_with("HTTP/1.1 ")) {
                            ++wrong;
                            qWarning(
                                "%s after %s", answer.substr(0, 80).c_str(),
                                QByteArray::fromStdString(input).toPercentEncoding().constData());
                        }
                    }
                });
            }
        }
        QCOMPARE(wrong.load(), 0);
        QCOMPARE(server.get("/healthz").status, 200);
        qInfo("%d requests", count);
    }
    void survivesDamagedParts()
    {
        Mutator mutator(7);
        Router router;
        addRoutes(router);
        TrustedProxies proxies;
        QVERIFY(proxies.add("127.0.0.0/8"));
        std::size_t known = 0;
        for (int i = 0; i < 20'000; ++i) {
            const std::string input = mutator.next();
            const std::string part = input.substr(std::min(input.size(), mutator.below(40)));
            known += router.match("GET", part).route != nullptr ? 1 : 0;
            known += parseTarget(part) ? 1 : 0;
            known += parseForm(part) ? 1 : 0;
            const Range range = parseRange(part, 1000);
            QVERIFY(range.kind != Range::Kind::Part || range.first + range.length <= 1000);
            known += matchesEtag(part, "a") ? 1 : 0;
            known += proxies.client(*Address::parse("127.0.0.1"), part).isV4() ? 1 : 0;
        }
        QVERIFY(known > 0);
    }
};

QTEST_GUILESS_MAIN(HttpFuzzTest)
#include "httpfuzztest.moc"
