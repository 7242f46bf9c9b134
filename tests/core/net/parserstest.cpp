#include "core/net/httpanswer.h"
#include "core/net/ndjsonparser.h"
#include "core/net/redactor.h"
#include "core/net/retryafter.h"
#include "core/net/sseparser.h"

#include <QDebug>
#include <QTest>

#include <set>

using namespace raskadr;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

// All messages when the stream comes in pieces of this size.
template <class Parser>
QList<StreamMessage> inPieces(Parser parser, const QByteArray& stream, qsizetype size)
{
    QList<StreamMessage> all;
    for (qsizetype at = 0; at < stream.size(); at += size) {
        const auto messages =
            parser.feed(QByteArrayView(stream).sliced(at, std::min(size, stream.size() - at)));
        if (!messages) {
            return {};
        }
        all += *messages;
    }
    if constexpr (std::is_same_v<Parser, NdjsonParser>) {
        all += parser.finish();
    }
    return all;
}

} // namespace

Q_DECLARE_METATYPE(raskadr::StreamMessage)
Q_DECLARE_METATYPE(raskadr::HttpHeader)

class ParsersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- server-sent events

    void readsEventsHoweverTheyAreCut_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QList<StreamMessage>>("messages");
        using List = QList<StreamMessage>;
        QTest::newRow("plain") << QByteArray("data: one\n\ndata: two\n\n")
                               << List{{"one", {}, {}}, {"two", {}, {}}};
        QTest::newRow("CRLF") << QByteArray("data: one\r\n\r\ndata: two\r\n\r\n")
                              << List{{"one", {}, {}}, {"two", {}, {}}};
        QTest::newRow("CR") << QByteArray("data: one\r\rdata: two\r\r")
                            << List{{"one", {}, {}}, {"two", {}, {}}};
        QTest::newRow("several lines")
            << QByteArray("data: a\ndata:b\ndata\n\n") << List{{"a\nb\n", {}, {}}};
        QTest::newRow("fields") << QByteArray(
            "event: image.completed\nid: 7\nretry: 10\ndata: {}\n\ndata: x\n\n")
                                << List{{"{}", "image.completed", "7"}, {"x", {}, "7"}};
        QTest::newRow("comments and strangers")
            << QByteArray(": keep alive\n\nfoo: bar\ndata:  two spaces\n\n")
            << List{{" two spaces", {}, {}}};
        QTest::newRow("mark of order") << QByteArray("\xEF\xBB\xBF"
                                                     "data: a\n\n")
                                       << List{{"a", {}, {}}};
        QTest::newRow("no data, no event")
            << QByteArray("event: ping\n\ndata: a\n\n") << List{{"a", {}, {}}};
        QTest::newRow("empty data") << QByteArray("data:\n\n") << List{{"", {}, {}}};
        QTest::newRow("cut off") << QByteArray("data: a\n\ndata: b\n") << List{{"a", {}, {}}};
        QTest::newRow("Russian") << QByteArray("data: кадр\n\n") << List{{"кадр", {}, {}}};
        QTest::newRow("id with NUL")
            << QByteArray("id: a\0b\ndata: x\n\n", 17) << List{{"x", {}, {}}};
    }
    void readsEventsHoweverTheyAreCut()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QList<StreamMessage>, messages);
        for (qsizetype size = 1; size <= stream.size(); ++size) {
            QVERIFY2(inPieces(SseParser(64), stream, size) == messages,
                     qPrintable(QString::number(size)));
        }
    }

    void refusesHugeEvents()
    {
        SseParser one(100);
        QVERIFY(!one.feed("data: " + QByteArray(95, 'x')));
        QVERIFY(!one.feed("\n\ndata: small\n\n")); // nothing after it is to be trusted

        SseParser many(100);
        bool refused = false;
        for (int line = 0; line < 20 && !refused; ++line) {
            refused = !many.feed("data: 123456\n");
        }
        QVERIFY(refused);

        SseParser small(100);
        for (int event = 0; event < 50; ++event) {
            QVERIFY(small.feed("data: " + QByteArray(80, 'x') + "\n\n"));
        }
    }

    // --- lines of JSON

    void readsLinesHoweverTheyAreCut()
    {
        const QByteArray stream = "{\"a\":1}\n\n  \r\n{\"b\":\"кадр\"}\r\n{\"last\":true}";
        const QList<StreamMessage> messages{
            {"{\"a\":1}", {}, {}}, {"{\"b\":\"кадр\"}", {}, {}}, {"{\"last\":true}", {}, {}}};
        for (qsizetype size = 1; size <= stream.size(); ++size) {
            QVERIFY2(inPieces(NdjsonParser(64), stream, size) == messages,
                     qPrintable(QString::number(size)));
        }
    }

    void refusesHugeLines()
    {
        NdjsonParser parser(100);
        QVERIFY(parser.feed(QByteArray(100, 'x') + '\n'));
        QVERIFY(parser.feed(QByteArray(60, 'x')));
        QVERIFY(!parser.feed(QByteArray(60, 'x')));
        QVERIFY(!parser.feed("\n{}\n"));
    }

    // --- waiting

    void knowsHowLongToWait_data()
    {
        QTest::addColumn<HttpHeaders>("headers");
        QTest::addColumn<int>("milliseconds"); // -1: it does not say
        const HttpHeader date{"Date", "Sun, 06 Nov 1994 08:49:37 GMT"};
        QTest::newRow("nothing") << HttpHeaders{date} << -1;
        QTest::newRow("seconds") << HttpHeaders{{"Retry-After", "30"}} << 30'000;
        QTest::newRow("fraction") << HttpHeaders{{"retry-after", "0.5"}} << 500;
        QTest::newRow("milliseconds first")
            << HttpHeaders{{"Retry-After", "30"}, {"Retry-After-Ms", "1250"}} << 1250;
        QTest::newRow("date") << HttpHeaders{date, {"Retry-After", "Sun, 06 Nov 1994 08:50:07 GMT"}}
                              << 30'000;
        QTest::newRow("past") << HttpHeaders{date, {"Retry-After", "Sun, 06 Nov 1994 08:40:07 GMT"}}
                              << 0;
        QTest::newRow("by our clock")
            << HttpHeaders{{"Retry-After", "Sun, 06 Nov 1994 08:49:47 GMT"}} << 10'000;
        QTest::newRow("negative") << HttpHeaders{{"Retry-After", "-5"}} << -1;
        QTest::newRow("words") << HttpHeaders{{"Retry-After", "soon"}} << -1;
        QTest::newRow("not a number") << HttpHeaders{{"Retry-After", "nan"}} << -1;
        QTest::newRow("endless") << HttpHeaders{{"Retry-After", "1e300"}} << 86'400'000;
        QTest::newRow("own name") << HttpHeaders{{"X-RateLimit-Reset-After", "2"}} << 2000;
    }
    void knowsHowLongToWait()
    {
        QFETCH(HttpHeaders, headers);
        QFETCH(int, milliseconds);
        const qint64 now = 784'111'777'000; // the date above
        const auto wait = retryAfter(headers, now, {"x-ratelimit-reset-after"});
        QCOMPARE(wait ? int(wait->count()) : -1, milliseconds);
    }

    // --- secrets

    void printsNoSecret()
    {
        QString printed;
        QDebug(&printed) << Secret("sk-canary");
        QVERIFY(!printed.contains(u"canary"_s));
        QCOMPARE(Secret("sk-canary").reveal(), QByteArray("sk-canary"));
        QVERIFY(Secret("a") == Secret("a"));
        QVERIFY(!(Secret("a") == Secret("b")));
        QVERIFY(Secret().isEmpty());
    }

    void removesWhatItWasTold()
    {
        const Redactor redactor(
            {Secret("Bearer wkX/9\"Lq+z7"), Secret("Key 1234abcd:topSecretValue"),
             Secret("Basic " + QByteArray("anna:pass-phrase").toBase64()), Secret("abc")});
        const QList<QByteArray> texts{
            "{\"error\":\"no such key wkX/9\\\"Lq+z7\"}",
            "{\"error\":\"no such key wkX\\/9\\\"Lq+z7\"}",
            "GET /?k=" + QByteArray("wkX/9\"Lq+z7").toPercentEncoding(),
            QByteArray("wkX/9\"Lq+z7").toBase64(),
            "you are 1234abcd",
            "your secret is topSecretValue.",
            "for pass-phrase nothing was found",
        };
        for (const QByteArray& text : texts) {
            const QString clean = redactor.redacted(text);
            QVERIFY2(clean.contains(u"***"_s), text.constData());
            for (const char* part :
                 {"wkX", "Lq+z7", "Lq%2Bz7", "1234abcd", "topSecret", "pass-phrase", "d2tYL"}) {
                QVERIFY2(!clean.contains(QString::fromLatin1(part)), qPrintable(clean));
            }
        }
        QCOMPARE(redactor.redacted(QByteArray("abc of directing")), u"abc of directing"_s);
    }

    void removesWhatLooksLikeASecret_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("clean");
        const auto row = [](const char* name, const QString& text, const QString& clean) {
            QTest::newRow(name) << text << clean;
        };
        row("header", u"Host: a.example\nAuthorization: Bearer abc\nAccept: */*"_s,
            u"Host: a.example\nAuthorization: ***\nAccept: */*"_s);
        row("own header", u"x-goog-api-key: AIzaabc"_s, u"x-goog-api-key: ***"_s);
        row("bearer in a sentence", u"the token Bearer a1b2c3d4e5 is unknown"_s,
            u"the token Bearer *** is unknown"_s);
        row("query", u"https://a.example/v?x=1&key=abcdef&y=2"_s,
            u"https://a.example/v?x=1&key=***&y=2"_s);
        row("signature", u"https://s3.example/f.mp4?X-Amz-Signature=aa11&X-Amz-Expires=60"_s,
            u"https://s3.example/f.mp4?X-Amz-Signature=***&X-Amz-Expires=60"_s);
        row("query in JSON", u"{\"u\":\"https://a.example/?a=1\\u0026sig=xyz\"}"_s,
            u"{\"u\":\"https://a.example/?a=1\\u0026sig=***\"}"_s);
        row("field", u"{\"access_token\": \"a\\\"b\", \"expires\": 5}"_s,
            u"{\"access_token\": \"***\", \"expires\": 5}"_s);
        row("field cut off", u"{\"api_key\":\"abc"_s, u"{\"api_key\":\"***\""_s);
        row("in an address", u"socks5h://anna:secret@proxy.example:1080"_s,
            u"socks5h://***@proxy.example:1080"_s);
        row("token of JSON", u"got eyJhbGciOiJI.eyJpc3MiOiJh.c2ln-_x!"_s, u"got ***!"_s);
        row("known shape", u"Incorrect API key provided: sk-proj-abcdefghijklmnop."_s,
            u"Incorrect API key provided: ***."_s);
        row("numbers stay", u"{\"total_tokens\": 512, \"max_token\": 7}"_s,
            u"{\"total_tokens\": 512, \"max_token\": 7}"_s);
        row("words stay", u"Basic authentication failed, the token provided is wrong"_s,
            u"Basic authentication failed, the token provided is wrong"_s);
        row("Russian stays", u"Ключ не подходит: проверьте его"_s,
            u"Ключ не подходит: проверьте его"_s);
    }
    void removesWhatLooksLikeASecret()
    {
        QFETCH(QString, text);
        QFETCH(QString, clean);
        QCOMPARE(Redactor().redacted(text), clean);
    }

    void redactsLongTextsInOnePass()
    {
        // Quotes and backslashes without end are what such patterns stumble over.
        const QString text = u"\"secret\":\""_s + u"\\\""_s.repeated(200'000);
        QCOMPARE(Redactor().redacted(text), u"\"secret\":\"***\""_s);
    }

    // --- names

    void namesEachFaultOnce()
    {
        std::set<QString> names;
        for (int fault = 0; fault <= int(HttpFault::Internal); ++fault) {
            names.insert(httpFaultName(HttpFault(fault)));
        }
        QCOMPARE(int(names.size()), int(HttpFault::Internal) + 1);
        const Error error = toError({HttpFault::DiskFull, u"no space"_s, true, 200});
        QCOMPARE(error.kind, ErrorKind::DiskFull);
        QVERIFY(error.detail.contains(u"no space"_s));
        QCOMPARE(toError({HttpFault::Cancelled, {}, false, 0}).kind, ErrorKind::Cancelled);
    }

    void writesFormsAsBrowsersDo()
    {
        const HttpBody body =
            multipartBody({{"prompt", "маяк", {}, {}, {}},
                           {"image[]", {}, u"picture.png"_s, "a\"\r\nX: y.png", "image/png"}});
        QCOMPARE(body.pieces.size(), 3);
        QCOMPARE(body.pieces[1].path, u"picture.png"_s);
        const QByteArray mark = body.contentType.mid(body.contentType.indexOf('=') + 1);
        QCOMPARE(body.pieces[0].bytes,
                 "--" + mark
                     + "\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\nмаяк\r\n--"
                     + mark
                     + "\r\nContent-Disposition: form-data; name=\"image[]\"; "
                       "filename=\"a%22%0D%0AX: y.png\"\r\nContent-Type: image/png\r\n\r\n");
        QCOMPARE(body.pieces[2].bytes, "\r\n--" + mark + "--\r\n");
        QVERIFY(multipartBody({}).contentType != body.contentType);
    }
};

QTEST_GUILESS_MAIN(ParsersTest)
#include "parserstest.moc"
