#include "tests/core/net/netfixture.h"

#include <QTest>

using namespace raskadr;
using namespace raskadr::nettest;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char canary[] = "canary-5f3a9c";

} // namespace

Q_DECLARE_METATYPE(raskadr::HttpHeader)

class TrustTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FakeService> m_fake;

    // In a world where 127.0.0.1 stands for the public network.
    CurlClientOptions options() const
    {
        CurlClientOptions options;
        options.testAuthorities = m_fake->authority();
        options.testPublicAddresses = {*IpAddress::fromText("127.0.0.1")};
        for (const QString& listener : {u"api"_s, u"cdn"_s, u"plain"_s}) {
            const QByteArray port = QByteArray::number(m_fake->port(listener));
            options.testNames +=
                {"api.test:" + port + ":127.0.0.1", "cdn.test:" + port + ":127.0.0.1",
                 "rebound.test:" + port + ":127.0.0.2"};
        }
        return options;
    }

    HttpRequest toApi(const QByteArray& path, HttpMethod method = HttpMethod::Get) const
    {
        HttpRequest request(urlOf(m_fake->url("https", u"api"_s, path, "api.test")), method);
        request.headers = {{"X-Version", "7"}, {"Accept", "image/*"}};
        return request;
    }

    HttpRequest withKey(HttpRequest request) const
    {
        request.secretHeaders = {{"x-api-key", Secret(canary), {toApi("/").url.origin()}}};
        return request;
    }

    HttpProxy proxyAt(const QString& scheme, const QString& listener,
                      const QString& credentials) const
    {
        return *HttpProxy::parse(
            u"%1://%2@127.0.0.1:%3"_s.arg(scheme, credentials).arg(m_fake->port(listener)));
    }

private Q_SLOTS:
    // Everything that a client can be lured to: services with good and bad certificates under two
    // names, one without TLS, and two proxies.
    void initTestCase() { m_fake = std::make_unique<FakeService>(scriptNamed(u"world"_s)); }
    void init() { m_fake->clear(); }

    // --- addresses

    void opensNoConnectionIntoTheOwnNetwork_data()
    {
        QTest::addColumn<QByteArray>("host");
        for (const char* host : {"127.0.0.1",
                                 "127.1",
                                 "127.0.1",
                                 "2130706433",
                                 "0x7f000001",
                                 "0x7f.1",
                                 "0x7f.0.0.1",
                                 "0177.0.0.1",
                                 "017700000001",
                                 "0177.1",
                                 "127.0.0.1.",
                                 "%31%32%37.0.0.1",
                                 "１２７.０.０.１",
                                 "127。0。0。1",
                                 "127.0.0.2",
                                 "localhost",
                                 "LOCALHOST",
                                 "localhost.",
                                 "loc%61lhost",
                                 "0.0.0.0",
                                 "0",
                                 "[::1]",
                                 "[::]",
                                 "[0:0:0:0:0:0:0:1]",
                                 "[::ffff:127.0.0.1]",
                                 "[::ffff:7f00:1]",
                                 "[::127.0.0.1]",
                                 "[64:ff9b::7f00:1]",
                                 "[2002:7f00:1::]",
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
                                 "168.63.129.16",
                                 "224.0.0.1",
                                 "255.255.255.255",
                                 "rebound.test"}) {
            QTest::newRow(host) << QByteArray(host);
        }
    }
    void opensNoConnectionIntoTheOwnNetwork()
    {
        QFETCH(QByteArray, host);
        CurlClientOptions options = this->options();
        options.testPublicAddresses.clear();
        CurlClient client(options);
        for (const QByteArray& scheme : {QByteArray("https"), QByteArray("http")}) {
            for (const QString& listener : {u"api"_s, u"plain"_s}) {
                const auto url = HttpUrl::parse(m_fake->url(scheme, listener, "/ok", host));
                QVERIFY(url);
                HttpRequest request(*url);
                request.timeouts.connect = 2s;
                const auto result = sendAndWait(client, request);
                QCOMPARE(outcome(result),
                         scheme == "http" ? u"not_encrypted"_s : u"address_refused"_s);
                QVERIFY(!result.error().sent);
            }
        }
        QCOMPARE(m_fake->connections(u"api"_s) + m_fake->connections(u"plain"_s), 0);
    }

    void goesToALocalHostAndNoFurther()
    {
        CurlClientOptions options = this->options();
        options.testPublicAddresses.clear();
        CurlClient client(options);
        const auto local = [&](const QString& listener, const QByteArray& scheme,
                               const QByteArray& host) {
            HttpRequest request(urlOf(m_fake->url(scheme, listener, "/ok", host)));
            request.localHost = "127.0.0.1";
            return outcome(sendAndWait(client, request));
        };
        QCOMPARE(local(u"plain"_s, "http", "127.0.0.1"), u"200"_s);
        QCOMPARE(local(u"api"_s, "https", "127.0.0.1"), u"200"_s); // on any port
        QCOMPARE(local(u"api"_s, "https", "localhost"), u"address_refused"_s);
        QCOMPARE(local(u"api"_s, "https", "127.0.0.2"), u"address_refused"_s);
        QCOMPARE(local(u"plain"_s, "http", "localhost"), u"not_encrypted"_s);
    }

    void checksTheAddressOfAKeptConnection()
    {
        CurlClientOptions options = this->options();
        options.testPublicAddresses.clear();
        CurlClient client(options);
        HttpRequest request(urlOf(m_fake->url("https", u"api"_s, "/ok", "localhost")));
        request.localHost = "localhost";
        QCOMPARE(outcome(sendAndWait(client, request)), u"200"_s);
        QCOMPARE(outcome(sendAndWait(client, request)), u"200"_s);
        // It is kept, and would serve for this one, too:
        QCOMPARE(m_fake->connections(u"api"_s), 1);
        request.localHost.clear();
        const auto result = sendAndWait(client, request);
        QCOMPARE(outcome(result), u"address_refused"_s);
        QVERIFY(!result.error().sent);
        QCOMPARE(m_fake->requests().size(), 2);
    }

    // --- secrets

    void sendsAKeyToItsOriginOnly_data()
    {
        QTest::addColumn<QString>("listener");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QString>("expected");
        QTest::newRow("its own") << u"api"_s << QByteArray("api.test") << u"200"_s;
        QTest::newRow("another host") << u"api"_s << QByteArray("cdn.test") << u"secret_refused"_s;
        QTest::newRow("its address") << u"api"_s << QByteArray("127.0.0.1") << u"secret_refused"_s;
        QTest::newRow("another port") << u"cdn"_s << QByteArray("api.test") << u"secret_refused"_s;
    }
    void sendsAKeyToItsOriginOnly()
    {
        QFETCH(QString, listener);
        QFETCH(QByteArray, host);
        CurlClient client(options());
        HttpRequest request = withKey(toApi("/"));
        request.url = urlOf(m_fake->url("https", listener, "/key", host));
        const auto result = sendAndWait(client, request);
        QTEST(outcome(result), "expected");
        if (!result) {
            QVERIFY(!result.error().sent);
            QVERIFY(!result.error().detail.contains(QString::fromLatin1(canary)));
            QCOMPARE(m_fake->connections(listener), 0);
        }
    }

    void leavesTheKeyAtHomeWhenADownloadGoesElsewhere()
    {
        CurlClient client(options());
        HttpRequest request = withKey(toApi("/to-cdn"));
        request.secretHeaders +=
            {"Authorization", Secret(QByteArray("Bearer ") + canary), {request.url.origin()}};
        request.maxRedirects = 3;
        const auto result = sendAndWait(client, request);
        QCOMPARE(outcome(result), u"200"_s);
        QCOMPARE(result->body, QByteArray("picture"));
        QCOMPARE(result->url.host(), QByteArray("cdn.test"));
        QVERIFY(m_fake->heard(u"api"_s).contains(canary));
        QVERIFY(!m_fake->heard(u"cdn"_s).contains(canary));

        HttpRequest same = withKey(toApi("/to-key"));
        same.maxRedirects = 1;
        QCOMPARE(outcome(sendAndWait(client, same)), u"200"_s);
    }

    void followsNoRedirectToWhereARequestMayNotGo_data()
    {
        QTest::addColumn<QByteArray>("path");
        for (const char* path : {"/to-plain", "/to-inside", "/to-rebound", "/to-file", "/to-gopher",
                                 "/to-metadata", "/to-user", "/round"}) {
            QTest::newRow(path) << QByteArray(path);
        }
    }
    void followsNoRedirectToWhereARequestMayNotGo()
    {
        QFETCH(QByteArray, path);
        CurlClient client(options());
        HttpRequest request = withKey(toApi(path));
        request.maxRedirects = 3;
        const auto result = sendAndWait(client, request);
        QCOMPARE(outcome(result),
                 path == "/to-rebound" ? u"address_refused"_s : u"redirect_refused"_s);
        QVERIFY(!result.error().detail.contains(QString::fromLatin1(canary)));
        QCOMPARE(m_fake->connections(u"plain"_s) + m_fake->connections(u"cdn"_s), 0);
        QCOMPARE(m_fake->requests().size(), path == "/round" ? 4 : 1);
    }

    void redirectsNoCallOfAnApi()
    {
        CurlClient client(options());
        QCOMPARE(outcome(sendAndWait(client, withKey(toApi("/to-key")))), u"redirect_refused"_s);
        QCOMPARE(outcome(sendAndWait(client, withKey(toApi("/to-cdn", HttpMethod::Post)))),
                 u"redirect_refused"_s);
        HttpRequest request = toApi("/ok", HttpMethod::Post);
        request.maxRedirects = 1;
        QCOMPARE(outcome(sendAndWait(client, request)), u"request_invalid"_s);
        QCOMPARE(m_fake->requests().size(), 2);
    }

    void sendsNoHeaderThatIsNone_data()
    {
        QTest::addColumn<HttpHeader>("header");
        QTest::newRow("no name") << HttpHeader{"", "a"};
        QTest::newRow("space") << HttpHeader{"X A", "a"};
        QTest::newRow("colon") << HttpHeader{"X:", "a"};
        QTest::newRow("line in the name") << HttpHeader{"X\r\nHost", "a"};
        QTest::newRow("line in the value") << HttpHeader{"X", "a\r\nHost: elsewhere"};
        QTest::newRow("feed in the value") << HttpHeader{"X", "a\nHost: elsewhere"};
        QTest::newRow("NUL") << HttpHeader{"X", QByteArray("a\0b", 3)};
        QTest::newRow("long") << HttpHeader{"X", QByteArray(20'000, 'a')};
        for (const char* name :
             {"Host", "content-length", "Transfer-Encoding", "Connection", "Upgrade",
              "Proxy-Authorization", "Accept-Encoding", "Content-Type"}) {
            QTest::newRow(name) << HttpHeader{name, "a"};
        }
    }
    void sendsNoHeaderThatIsNone()
    {
        QFETCH(HttpHeader, header);
        CurlClient client(options());
        HttpRequest request = toApi("/ok");
        request.headers = {header};
        QCOMPARE(outcome(sendAndWait(client, request)), u"request_invalid"_s);
        request.headers.clear();
        request.secretHeaders = {{header.name, Secret(header.value), {request.url.origin()}}};
        QCOMPARE(outcome(sendAndWait(client, request)), u"request_invalid"_s);
        QCOMPARE(m_fake->connections(u"api"_s), 0);
    }

    // --- TLS

    void saysNothingToWhomItDoesNotKnow_data()
    {
        QTest::addColumn<QString>("listener");
        QTest::addColumn<QString>("expected");
        for (const char* listener : {"expired", "other-name", "self-signed"}) {
            QTest::newRow(listener) << QString::fromLatin1(listener) << u"tls_failed"_s;
        }
        QTest::newRow("unknown authority") << u"api"_s << u"tls_failed"_s;
        QTest::newRow("no TLS, no word") << u"plain"_s << u"connect_timeout"_s;
    }
    void saysNothingToWhomItDoesNotKnow()
    {
        QFETCH(QString, listener);
        CurlClientOptions options = this->options();
        if (listener == u"api"_s) {
            options.testAuthorities.clear();
        }
        CurlClient client(options);
        HttpRequest request(
            urlOf(m_fake->url("https", listener, "/?key=canary-5f3a9c", "localhost")),
            HttpMethod::Post);
        request.body = bytesBody(canary, "text/plain");
        request.secretHeaders = {{"x-api-key", Secret(canary), {request.url.origin()}}};
        request.timeouts.connect = listener == u"plain"_s ? 300ms : 20s;
        const auto result = sendAndWait(client, request);
        QTEST(outcome(result), "expected");
        QVERIFY(!result.error().sent);
        QVERIFY(!result.error().detail.contains(QString::fromLatin1(canary)));
        QVERIFY(m_fake->requests().isEmpty());
    }

    void knowsAnAuthorityOfARequest()
    {
        CurlClientOptions options = this->options();
        options.testAuthorities.clear();
        CurlClient client(options);
        HttpRequest request = toApi("/ok");
        request.extraAuthorities = m_fake->authority();
        QCOMPARE(outcome(sendAndWait(client, request)), u"200"_s);
        request.extraAuthorities.clear();
        QCOMPARE(outcome(sendAndWait(client, request)), u"tls_failed"_s);
        // Elsewhere it is unknown.
        HttpRequest away = toApi("/to-cdn");
        away.extraAuthorities = m_fake->authority();
        away.maxRedirects = 1;
        QCOMPARE(outcome(sendAndWait(client, away)), u"tls_failed"_s);
    }

    // --- proxies

    void goesThroughAProxy_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QString>("listener");
        QTest::newRow("SOCKS") << u"socks5h"_s << u"socks"_s;
        QTest::newRow("HTTP") << u"http"_s << u"proxy"_s;
    }
    void goesThroughAProxy()
    {
        QFETCH(QString, scheme);
        QFETCH(QString, listener);
        CurlClientOptions options = this->options();
        options.testNames.clear(); // only the proxy knows the name
        options.testPublicAddresses.clear();
        options.proxy = proxyAt(scheme, listener, u"anna:p%40ss"_s);
        CurlClient client(options);
        QCOMPARE(outcome(sendAndWait(client, withKey(toApi("/key")))), u"200"_s);
        const auto came = m_fake->requests();
        QCOMPARE(came[0][u"on"_s].toString(), listener);
        QCOMPARE(came[0][u"target"_s].toString(), u"api.test:%1"_s.arg(m_fake->port(u"api"_s)));
        QCOMPARE(came[0][u"credentials"_s].toString(), u"anna:p@ss"_s);
        QVERIFY(!m_fake->heard(listener).contains(canary));
        QVERIFY(!m_fake->heard(u"api"_s).contains("p@ss"));

        client.setProxy(proxyAt(scheme, listener, u"anna:wrong"_s));
        const auto result = sendAndWait(client, withKey(toApi("/key", HttpMethod::Post)));
        QCOMPARE(outcome(result), u"proxy_failed"_s);
        QVERIFY(!result.error().sent);

        // A request has its own way, if it wants one.
        HttpRequest own = withKey(toApi("/key", HttpMethod::Post));
        own.proxyUse = ProxyUse::Own;
        QCOMPARE(outcome(sendAndWait(client, own)), u"request_invalid"_s);
        own.proxy = proxyAt(scheme, listener, u"anna:p%40ss"_s);
        QCOMPARE(outcome(sendAndWait(client, own)), u"200"_s);
    }

    void asksNoProxyForTheOwnNetwork()
    {
        CurlClientOptions options = this->options();
        options.testPublicAddresses.clear();
        options.proxy = proxyAt(u"socks5h"_s, u"socks"_s, u"anna:p%40ss"_s);
        CurlClient client(options);
        for (const char* host :
             {"127.0.0.1", "2130706433", "[::1]", "10.0.0.1", "169.254.169.254", "localhost", "nas",
              "metadata.google.internal", "printer.local."}) {
            const auto result = sendAndWait(
                client, HttpRequest(urlOf(m_fake->url("https", u"api"_s, "/ok", host))));
            QVERIFY2(outcome(result) == u"address_refused"_s, host);
        }
        QCOMPARE(m_fake->connections(u"socks"_s), 0);

        HttpRequest local(urlOf(m_fake->url("http", u"plain"_s, "/")));
        local.localHost = "127.0.0.1";
        QCOMPARE(outcome(sendAndWait(client, local)), u"200"_s);
        QCOMPARE(m_fake->connections(u"socks"_s), 0);
        local.proxyUse = ProxyUse::Own;
        local.proxy = options.proxy;
        QCOMPARE(outcome(sendAndWait(client, local)), u"200"_s);
        QCOMPARE(m_fake->connections(u"socks"_s), 1);
    }

    void knowsNoProxyOfTheEnvironment()
    {
        for (const char* name :
             {"https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"}) {
            qputenv(name, "http://127.0.0.1:1");
        }
        CurlClient client(options());
        QCOMPARE(outcome(sendAndWait(client, toApi("/ok"))), u"200"_s);
        for (const char* name :
             {"https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"}) {
            qunsetenv(name);
        }
    }

    void namesAProxyThatIsNotThere()
    {
        CurlClientOptions options = this->options();
        options.proxy = HttpProxy::parse(u"socks5h://127.0.0.1:1"_s).value();
        CurlClient client(options);
        HttpRequest request = toApi("/ok");
        QCOMPARE(outcome(sendAndWait(client, request)), u"proxy_failed"_s);
        request.proxyUse = ProxyUse::Direct;
        QCOMPARE(outcome(sendAndWait(client, request)), u"200"_s);
    }
};

QTEST_GUILESS_MAIN(TrustTest)
#include "trusttest.moc"
