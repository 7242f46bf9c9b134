#include "tests/core/net/netfixture.h"

#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace raskadr::nettest;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

// What an answer does, and what has to come of it within the limits below.
struct Mode
{
    const char* name;
    const char* answer;
    const char* outcome;
};

constexpr qint64 bodyLimit = 1 << 20;

const Mode memoryModes[] = {
    {"endless chunks",
     R"({"framing": "chunked", "steps": [{"repeat": "x", "count": 10000000000}]})", "too_large"},
    {"endless until closed",
     R"({"framing": "close", "steps": [{"repeat": "x", "count": 10000000000}]})", "too_large"},
    {"large as announced", R"({"contentLength": 10000000000, "steps": [{"send": "x"}]})",
     "too_large"},
    {"gzip bomb", R"({"repeat": "0", "count": 50000000, "encoding": ["gzip"]})", "too_large"},
    {"gzip bomb, twice", R"({"repeat": "0", "count": 50000000, "encoding": ["gzip", "gzip"]})",
     "too_large"},
    {"deflate bomb in chunks",
     R"({"repeat": "0", "count": 50000000, "encoding": ["deflate"], "framing": "chunked"})",
     "too_large"},
    {"large error page", R"({"status": 500, "repeat": "<p>", "count": 2000000})", "too_large"},
    {"large redirect",
     R"({"status": 302, "repeat": "<p>", "count": 2000000, "headers": {"Location": "/"}})",
     "too_large"},
    {"300 headers",
     R"({"raw": true, "steps": [{"send": "HTTP/1.1 200 OK\r\n"}, {"repeat": "A: b\r\n", "count": 300}, {"send": "\r\n"}]})",
     "headers_too_large"},
    {"endless headers",
     R"({"raw": true, "steps": [{"send": "HTTP/1.1 200 OK\r\n"}, {"repeat": "Aaaaaaa: bbbbbbbbbbbb\r\n", "count": 100000000}]})",
     "headers_too_large"},
    {"a header without end",
     R"({"raw": true, "steps": [{"send": "HTTP/1.1 200 OK\r\nA: "}, {"repeat": "b", "count": 100000000}]})",
     "headers_too_large"},
    {"endless interim answers",
     R"({"raw": true, "steps": [{"repeat": "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n", "count": 10000000}]})",
     "headers_too_large"},
    {"endless trailers",
     R"({"raw": true, "steps": [{"send": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"}, {"repeat": "A: bbbbbbbbbbbbbb\r\n", "count": 10000000}]})",
     "headers_too_large"},
    {"shorter than announced", R"({"text": "half", "contentLength": 1000})", "connection_lost"},
    {"longer than announced", R"({"text": "0123456789", "contentLength": 4})", "200"},
    {"cut in a chunk",
     R"({"raw": true, "steps": [{"send": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf"}, {"close": true}]})",
     "connection_lost"},
    {"cut between chunks",
     R"({"framing": "chunked", "steps": [{"send": "half"}, {"close": true}]})", "connection_lost"},
    {"cut in the head",
     R"({"raw": true, "steps": [{"send": "HTTP/1.1 200 OK\r\nContent-"}, {"close": true}]})",
     "connection_lost"},
    {"reset", R"({"contentLength": 1000, "steps": [{"send": "half"}, {"reset": true}]})",
     "connection_lost"},
    {"no word", R"({"raw": true, "steps": [{"close": true}]})", "connection_lost"},
    {"no HTTP",
     R"({"raw": true, "steps": [{"send": "220 mail.example ready\r\n"}, {"close": true}]})",
     "bad_answer"},
    {"HTTP 0.9", R"({"raw": true, "steps": [{"send": "<html>hello</html>"}, {"close": true}]})",
     "bad_answer"},
    {"another version",
     R"({"raw": true, "steps": [{"send": "HTTP/7.3 200 OK\r\n\r\n"}, {"close": true}]})",
     "bad_answer"},
    {"broken gzip", R"({"text": "no gzip at all", "headers": {"Content-Encoding": "gzip"}})",
     "bad_answer"},
    {"broken br", R"({"text": "no brotli at all", "headers": {"Content-Encoding": "br"}})",
     "bad_answer"},
    {"gzip cut off",
     R"({"base64": "H4sIAAAAAAAAA8tIzcnJVyjPL8pJAQ==", "headers": {"Content-Encoding": "gzip"}})",
     "200"},
    {"foreign coding", R"({"text": "x", "headers": {"Content-Encoding": "x-own"}})", "bad_answer"},
    {"many codings",
     R"({"text": "x", "headers": {"Content-Encoding": "gzip, gzip, gzip, gzip, gzip, gzip, gzip"}})",
     "bad_answer"},
    {"a chunk without a size",
     R"({"raw": true, "steps": [{"send": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n"}, {"close": true}]})",
     "connection_lost"},
    {"redirect", R"({"status": 302, "headers": {"Location": "/elsewhere"}})", "redirect_refused"},
    {"redirect of an order", R"({"status": 307, "headers": {"Location": "/elsewhere"}})",
     "redirect_refused"},
    {"redirect to nowhere", R"({"status": 302, "text": "lost"})", "302"},
    {"empty success", R"({"status": 202})", "202"},
    {"no content", R"({"status": 204})", "204"},
    {"page of a technician",
     R"({"status": 200, "text": "<html>502</html>", "headers": {"Content-Type": "text/html"}})",
     "200"},
    {"NUL in a header", R"({"headers": {"X-A": "b\u0000c"}})", "bad_answer"},
    {"silence", R"({"raw": true, "steps": [{"wait": "never"}]})", "answer_timeout"},
    {"silence after the head", R"({"contentLength": 1000, "steps": [{"wait": "never"}]})",
     "stalled"},
    {"silence in the middle",
     R"({"contentLength": 1000, "steps": [{"send": "half"}, {"wait": "never"}]})", "stalled"},
    {"too slow",
     R"({"contentLength": 1000000, "steps": [{"trickle": "tick tock tick tock tick tock tick tock tick tock tick tock tick tock tick tock tick tock tick tock", "everyMs": 20}, {"wait": "never"}]})",
     "stalled"},
    {"silence after an interim answer",
     R"({"raw": true, "steps": [{"send": "HTTP/1.1 102 Processing\r\n\r\n"}, {"wait": "never"}]})",
     "answer_timeout"},
};

const Mode streamModes[] = {
    {"an event without end",
     R"({"framing": "chunked", "steps": [{"send": "data: "}, {"repeat": "x", "count": 10000000000}]})",
     "message_too_large"},
    {"endless lines of one event",
     R"({"framing": "chunked", "steps": [{"repeat": "data: x\n", "count": 1000000000}]})",
     "message_too_large"},
    {"endless events",
     R"({"framing": "chunked", "steps": [{"repeat": "data: x\n\n", "count": 1000000000}]})",
     "too_large"},
    {"endless comments",
     R"({"framing": "chunked", "steps": [{"repeat": ":\n\n", "count": 1000000000}]})", "too_large"},
    {"bomb of events", R"({"repeat": "data: x\n\n", "count": 5000000, "encoding": ["gzip"]})",
     "too_large"},
    {"an error instead",
     R"({"status": 429, "json": {"error": "later"}, "headers": {"Retry-After": "3"}})", "429"},
    {"silence", R"({"framing": "chunked", "steps": [{"send": "data: x\n\n"}, {"wait": "never"}]})",
     "stalled"},
    {"cut off", R"({"framing": "chunked", "steps": [{"send": "data: x\n\n"}, {"close": true}]})",
     "connection_lost"},
};

// Short where it is the silence that is to be noticed.
HttpTimeouts timeoutsFor(const QString& expected)
{
    const bool silent = expected == u"answer_timeout"_s || expected == u"stalled"_s;
    const auto patience = silent ? 200ms : 30'000ms;
    return {30s, patience, patience, 1024, 60s};
}

// A fake in which each mode has its path: /0, /1 and so on.
template <size_t size>
QByteArray scriptOf(const Mode (&modes)[size])
{
    QJsonArray exchanges;
    for (size_t i = 0; i < size; ++i) {
        exchanges += QJsonObject{{u"expect"_s, QJsonObject{{u"path"_s, u"/%1"_s.arg(i)}}},
                                 {u"answer"_s, object(modes[i].answer)}};
    }
    return script({object(R"({"name": "api", "kind": "http"})")}, exchanges);
}

template <size_t size>
void rowsOf(const Mode (&modes)[size])
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("expected");
    for (size_t i = 0; i < size; ++i) {
        QTest::newRow(modes[i].name)
            << '/' + QByteArray::number(int(i)) << QString::fromLatin1(modes[i].outcome);
    }
}

} // namespace

// Every answer that a service may give, however it is meant, has a named outcome and leaves nothing
// behind.
class HostileTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FakeService> m_memoryFake;
    std::unique_ptr<FakeService> m_streamFake;
    std::unique_ptr<CurlClient> m_client;

private Q_SLOTS:
    void initTestCase()
    {
        m_memoryFake = std::make_unique<FakeService>(scriptOf(memoryModes));
        m_streamFake = std::make_unique<FakeService>(scriptOf(streamModes));
        m_client = std::make_unique<CurlClient>();
    }

    void hasANamedOutcome_data() { rowsOf(memoryModes); }
    void hasANamedOutcome()
    {
        QFETCH(QByteArray, path);
        QFETCH(QString, expected);
        HttpRequest request = localRequest(*m_memoryFake, path, HttpMethod::Post);
        request.target = ToMemory{bodyLimit};
        request.timeouts = timeoutsFor(expected);
        const auto result = sendAndWait(*m_client, request);
        QVERIFY2(
            outcome(result) == expected,
            qPrintable(outcome(result) + (result ? QString() : u": "_s + result.error().detail)));
        if (result) {
            QVERIFY(result->size <= bodyLimit);
        } else {
            QVERIFY(result.error().sent);
            QVERIFY(result.error().detail.startsWith(request.url.toDisplay()));
        }
    }

    void leavesNoFileOfABrokenAnswer_data() { rowsOf(memoryModes); }
    void leavesNoFileOfABrokenAnswer()
    {
        QFETCH(QByteArray, path);
        QFETCH(QString, expected);
        QTemporaryDir folder;
        // Not on a connection on which the answer before may have left something.
        CurlClient client;
        HttpRequest request = localRequest(*m_memoryFake, path);
        request.target = ToFile{folder.filePath(u"result.part"_s), bodyLimit};
        request.timeouts = timeoutsFor(expected);
        const auto result = sendAndWait(client, request);
        QCOMPARE(outcome(result), expected);
        QCOMPARE(QDir(folder.path()).isEmpty(), !result || !result->isSuccess());
    }

    void boundsWhatIsStreamed_data() { rowsOf(streamModes); }
    void boundsWhatIsStreamed()
    {
        QFETCH(QByteArray, path);
        QFETCH(QString, expected);
        HttpRequest request = localRequest(*m_streamFake, path, HttpMethod::Post);
        request.target = ToMessages{ToMessages::Format::Sse, 64 << 10, bodyLimit};
        request.timeouts = timeoutsFor(expected);
        HttpEvents events;
        events.message = [](const StreamMessage&) {};
        const auto result = sendAndWait(*m_client, request, {}, events);
        QCOMPARE(outcome(result), expected);
    }

    void hasADeadlineForAllOfIt()
    {
        FakeService fake(script({object(R"({"name": "api", "kind": "http"})")},
                                {object(R"({"answer": {"framing": "chunked", "steps": [
                                    {"repeat": "x", "count": 5000}, {"wait": "never"}]}})")}));
        HttpRequest request = localRequest(fake, "/");
        request.timeouts = {20s, 20s, 20s, 1024, 300ms};
        QCOMPARE(outcome(sendAndWait(*m_client, request)), u"total_timeout"_s);
    }

    void namesWhatHindersAConnection()
    {
        HttpRequest request(urlOf("http://127.0.0.1:1/"));
        request.localHost = "127.0.0.1";
        const auto refused = sendAndWait(*m_client, request);
        QCOMPARE(outcome(refused), u"connection_refused"_s);
        QVERIFY(!refused.error().sent);
    }
};

QTEST_GUILESS_MAIN(HostileTest)
#include "hostiletest.moc"
