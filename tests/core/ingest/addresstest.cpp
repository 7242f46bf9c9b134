#include "core/ingest/addressimport.h"
#include "core/net/curlclient.h"
#include "tests/support/fakeservice.h"
#include "tests/support/samples.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(raskadr::AddressFault)

namespace {

QJsonObject exchange(const QString& path, const QJsonObject& answer)
{
    return {
        {u"on"_s, u"site"_s}, {u"expect"_s, QJsonObject{{u"path"_s, path}}}, {u"answer"_s, answer}};
}

QJsonObject bytes(const QByteArray& body)
{
    return {{u"base64"_s, QString::fromLatin1(body.toBase64())}};
}

QJsonObject status(int code)
{
    return {{u"status"_s, code}, {u"text"_s, u"sorry"_s}};
}

QJsonObject leadsTo(const QString& location)
{
    return {{u"status"_s, 302}, {u"headers"_s, QJsonObject{{u"Location"_s, location}}}};
}

} // namespace

// What comes of the address of a picture or a film, against a site on loopback that counts as
// public.
class AddressImportTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QByteArray png = samples::encoded(samples::picture(64, 40), "PNG");
        QJsonObject mistyped = bytes(png);
        mistyped[u"headers"_s] = QJsonObject{{u"Content-Type"_s, u"text/html"_s}};
        QJsonArray exchanges{
            exchange(u"/lighthouse.png"_s, bytes(png)),
            exchange(u"/picture"_s, mistyped),
            exchange(u"/%D0%BC%D0%B0%D1%8F%D0%BA.jpeg"_s,
                     bytes(samples::encoded(samples::picture(30, 20), "JPEG"))),
            exchange(u"/page.png"_s, {{u"text"_s, u"<!doctype html><title>A page</title>"_s}}),
            exchange(u"/empty.png"_s, bytes({})),
            exchange(u"/gone.png"_s, status(404)),
            exchange(u"/private.png"_s, status(403)),
            exchange(u"/busy.png"_s, status(503)),
            exchange(u"/large.png"_s, {{u"repeat"_s, u"x"_s}, {u"count"_s, 3'000'000}}),
            exchange(u"/moved.png"_s, leadsTo(u"/lighthouse.png"_s)),
            exchange(u"/round.png"_s, leadsTo(u"/round.png"_s)),
            exchange(u"/inside.png"_s, leadsTo(u"https://127.0.0.2:${port:site}/lighthouse.png"_s)),
            exchange(u"/metadata.png"_s, leadsTo(u"http://169.254.169.254/latest"_s)),
            exchange(u"/file.png"_s, leadsTo(u"file:///etc/passwd"_s)),
            exchange(u"/cut.png"_s,
                     {{u"contentLength"_s, 100'000},
                      {u"steps"_s,
                       QJsonArray{QJsonObject{{u"send"_s, u"half"_s}},
                                  QJsonObject{{u"close"_s, true}}}}})};
        const QJsonObject script{
            {u"listeners"_s,
             QJsonArray{QJsonObject{{u"name"_s, u"site"_s},
                                    {u"kind"_s, u"https"_s},
                                    {u"names"_s, QJsonArray{u"site.test"_s}}},
                        QJsonObject{{u"name"_s, u"plain"_s}, {u"kind"_s, u"http"_s}},
                        QJsonObject{{u"name"_s, u"stranger"_s},
                                    {u"kind"_s, u"https"_s},
                                    {u"certificate"_s, u"self-signed"_s}}}},
            {u"exchanges"_s, exchanges}};
        m_site =
            std::make_unique<FakeService>(QJsonDocument(script).toJson(QJsonDocument::Compact));
        CurlClientOptions options;
        options.testAuthorities = m_site->authority();
        options.testPublicAddresses = {*IpAddress::fromText("127.0.0.1")};
        for (const QString& listener : {u"site"_s, u"stranger"_s}) {
            options.testNames +=
                "site.test:" + QByteArray::number(m_site->port(listener)) + ":127.0.0.1";
        }
        m_client = std::make_unique<CurlClient>(options);
        options.testPublicAddresses.clear();
        m_strictClient = std::make_unique<CurlClient>(options);
    }
    void init()
    {
        m_scratch = std::make_unique<QTemporaryDir>();
        m_site->clear();
    }

    void whatIsFetchedIsToldByItsContent_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("name");
        QTest::newRow("a picture") << u"/lighthouse.png"_s << u"lighthouse.png"_s;
        QTest::newRow("called a page") << u"/picture"_s << u"picture.png"_s;
        QTest::newRow("another script") << u"/%D0%BC%D0%B0%D1%8F%D0%BA.jpeg"_s << u"маяк.jpg"_s;
        QTest::newRow("moved") << u"/moved.png"_s << u"moved.png"_s;
    }
    void whatIsFetchedIsToldByItsContent()
    {
        QFETCH(QString, path);
        QFETCH(QString, name);
        const auto media = fetch(path);
        QVERIFY2(media, media ? "" : qPrintable(media.error().detail));
        QCOMPARE(media->path.section(u'/', -1), name);
        QVERIFY(media->path.startsWith(m_scratch->path()));
        QVERIFY(media->link.startsWith(u"https:"_s) && media->link.endsWith(path));
        QVERIFY(!QImage(media->path).isNull());
        // In a folder of its own, with nothing beside it.
        QCOMPARE(QFileInfo(media->path).dir().entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    void whatCannotBeHadIsNamedAndLeavesNothing_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<AddressFault>("fault");
        using enum AddressFault;
        QTest::newRow("a page") << u"/page.png"_s << NotMedia;
        QTest::newRow("nothing") << u"/empty.png"_s << NotMedia;
        QTest::newRow("gone") << u"/gone.png"_s << NotFound;
        QTest::newRow("private") << u"/private.png"_s << Forbidden;
        QTest::newRow("busy") << u"/busy.png"_s << Busy;
        QTest::newRow("too large") << u"/large.png"_s << TooLarge;
        QTest::newRow("in a circle") << u"/round.png"_s << TooManyRedirects;
        QTest::newRow("to a file") << u"/file.png"_s << TooManyRedirects;
        QTest::newRow("cut off") << u"/cut.png"_s << Broken;
    }
    void whatCannotBeHadIsNamedAndLeavesNothing()
    {
        QFETCH(QString, path);
        QFETCH(AddressFault, fault);
        const auto media = fetch(path);
        QVERIFY(!media);
        QCOMPARE(media.error().fault, fault);
        QVERIFY(QDir(m_scratch->path()).isEmpty());
    }

    void redirectsIntoTheOwnNetworkAreNotFollowed()
    {
        for (const QString& path : {u"/inside.png"_s, u"/metadata.png"_s}) {
            const auto media = fetch(path);
            QVERIFY(!media);
            QVERIFY(media.error().fault == AddressFault::TooManyRedirects
                    || media.error().fault == AddressFault::Inside
                    || media.error().fault == AddressFault::NotEncrypted);
        }
        QCOMPARE(m_site->requests().size(), 2); // one for each, and none behind it
        QVERIFY(QDir(m_scratch->path()).isEmpty());
    }

    void hostileSpellingsGiveNoConnection_data()
    {
        QTest::addColumn<QString>("address");
        const QString port = QString::number(m_site->port(u"site"_s));
        const QString slashes(2, u'/');
        for (const char* host : {"127.0.0.2",
                                 "127.1.2",
                                 "2130706434",
                                 "0x7f000002",
                                 "0x7f.2",
                                 "0177.0.0.2",
                                 "017700000002",
                                 "127.0.0.2.",
                                 "%31%32%37.0.0.2",
                                 "１２７.０.０.２",
                                 "127。0。0。2",
                                 "localhost",
                                 "LOCALHOST",
                                 "localhost.",
                                 "loc%61lhost",
                                 "0.0.0.0",
                                 "0",
                                 "[::1]",
                                 "[::]",
                                 "[0:0:0:0:0:0:0:1]",
                                 "[::ffff:127.0.0.2]",
                                 "[::ffff:7f00:2]",
                                 "[::127.0.0.2]",
                                 "[64:ff9b::7f00:2]",
                                 "[2002:7f00:2::]",
                                 "10.0.0.1",
                                 "172.16.0.1",
                                 "192.168.1.1",
                                 "169.254.169.254",
                                 "0xa9fea9fe",
                                 "2852039166",
                                 "[::ffff:169.254.169.254]",
                                 "[fd00:ec2::254]",
                                 "[fe80::1]",
                                 "100.100.100.200",
                                 "224.0.0.1",
                                 "255.255.255.255",
                                 "127.0.0.1",
                                 "127.1",
                                 "site.test"}) {
            QTest::newRow(host) << u"https:"_s + slashes + QString::fromUtf8(host) + u':' + port
                    + u"/lighthouse.png"_s;
        }
        for (const char* scheme : {"http", "ftp", "file", "gopher", "javascript", "data"}) {
            QTest::newRow(scheme) << QString::fromLatin1(scheme) + u':' + slashes + u"127.0.0.1:"_s
                    + port + u"/lighthouse.png"_s;
        }
        QTest::newRow("a password")
            << u"https:"_s + slashes + u"anna:key@site.test:"_s + port + u'/';
        QTest::newRow("no address") << u"a lighthouse"_s;
        QTest::newRow("nothing") << QString();
        QTest::newRow("endless") << u"https:"_s + slashes + u"site.test/"_s
                + QString(100'000, u'x');
        QTest::newRow("lines") << u"https:"_s + slashes + u"site.test/\r\nHost: x"_s;
    }
    void hostileSpellingsGiveNoConnection()
    {
        QFETCH(QString, address);
        AddressRequest request = requestFor(u"/"_s);
        request.address = address;
        const auto media = fetchMedia(*m_strictClient, request, {});
        QVERIFY(!media);
        QVERIFY(media.error().fault == AddressFault::NotAnAddress
                || media.error().fault == AddressFault::NotEncrypted
                || media.error().fault == AddressFault::Inside);
        QCOMPARE(m_site->connections(u"site"_s) + m_site->connections(u"plain"_s), 0);
        QVERIFY(QDir(m_scratch->path()).isEmpty());
    }

    void strangersAreNotTrusted()
    {
        AddressRequest request = requestFor(u"/"_s);
        request.address =
            QString::fromUtf8(m_site->url("https", u"stranger"_s, "/lighthouse.png", "site.test"));
        const auto media = fetchMedia(*m_client, request, {});
        QVERIFY(!media);
        QCOMPARE(media.error().fault, AddressFault::Unsafe);
        QVERIFY(m_site->requests().isEmpty());
    }

    void aStopLeavesNothing()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto media =
            fetchMedia(*m_client, requestFor(u"/lighthouse.png"_s), stop.get_token());
        QVERIFY(!media);
        QCOMPARE(media.error().fault, AddressFault::Cancelled);
        QVERIFY(QDir(m_scratch->path()).isEmpty());
    }

    void namesAreHarmless()
    {
        const auto name = [](const QByteArray& path) {
            return nameOfAddress(*HttpUrl::parse(QByteArray("https://site.test") + path));
        };
        QCOMPARE(name("/a/b/sea.png?key=1#x"), u"sea"_s);
        QCOMPARE(name("/"), u"site.test"_s);
        QCOMPARE(name("/..%2f..%2fetc%2fpasswd"), u"passwd"_s);
        QCOMPARE(name("/%2e%2ehidden.png"), u"hidden"_s);
        QCOMPARE(name("/a%00b%0ac.png"), u"a_b_c"_s);
        QVERIFY(name("/" + QByteArray(5000, 'x')).size() <= 100);
        for (const char* path : {"/a%5cb", "/%2e%2e", "/%2fetc", "/con%3anul.png"}) {
            const QString safe = name(path);
            QVERIFY(!safe.isEmpty() && !safe.contains(u'/') && !safe.contains(u'\\')
                    && safe != u".."_s);
        }
    }

private:
    AddressRequest requestFor(const QString& path) const
    {
        AddressRequest request;
        request.address =
            QString::fromUtf8(m_site->url("https", u"site"_s, path.toUtf8(), "site.test"));
        request.scratchFolder = m_scratch->path();
        request.limit = 2'000'000;
        return request;
    }
    tl::expected<FetchedMedia, AddressRefusal> fetch(const QString& path) const
    {
        return fetchMedia(*m_client, requestFor(path), {});
    }

    std::unique_ptr<FakeService> m_site;
    std::unique_ptr<CurlClient> m_client;
    std::unique_ptr<CurlClient> m_strictClient; // for which the loopback is what it is
    std::unique_ptr<QTemporaryDir> m_scratch;
};

QTEST_GUILESS_MAIN(AddressImportTest)
#include "addresstest.moc"
