#include "core/net/httpproxy.h"
#include "core/net/httpurl.h"

#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(raskadr::AddressKind)

class AddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsWhereAnAddressLeads_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<AddressKind>("kind");
        for (const char* inside : {"127.0.0.1",
                                   "127.255.255.254",
                                   "0.0.0.0",
                                   "0.1.2.3",
                                   "10.0.0.1",
                                   "10.255.255.255",
                                   "172.16.0.1",
                                   "172.31.255.255",
                                   "192.168.0.1",
                                   "169.254.169.254",
                                   "100.64.0.1",
                                   "100.127.255.255",
                                   "100.100.100.200",
                                   "168.63.129.16",
                                   "192.0.0.192",
                                   "198.18.0.1",
                                   "192.0.2.1",
                                   "198.51.100.7",
                                   "203.0.113.9",
                                   "240.0.0.1",
                                   "::",
                                   "::1",
                                   "::ffff:127.0.0.1",
                                   "::ffff:10.0.0.1",
                                   "::127.0.0.1",
                                   "fe80::1",
                                   "fe80::1%eth0",
                                   "fec0::1",
                                   "fc00::1",
                                   "fd00:ec2::254",
                                   "64:ff9b::7f00:1",
                                   "64:ff9b::a9fe:a9fe",
                                   "64:ff9b:1::1",
                                   "100::1",
                                   "2001::1",
                                   "2001:db8::1",
                                   "2002:7f00:1::",
                                   "3fff::1",
                                   "5f00::1",
                                   "4000::1"}) {
            QTest::newRow(inside) << QByteArray(inside) << AddressKind::Inside;
        }
        for (const char* open :
             {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
              "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "223.255.255.255",
              "2606:4700::1111", "2a00:1450:4001::1", "::ffff:8.8.8.8", "64:ff9b::808:808"}) {
            QTest::newRow(open) << QByteArray(open) << AddressKind::Public;
        }
        for (const char* never :
             {"224.0.0.1", "239.255.255.255", "255.255.255.255", "ff02::1", "::ffff:224.0.0.1"}) {
            QTest::newRow(never) << QByteArray(never) << AddressKind::Never;
        }
    }
    void knowsWhereAnAddressLeads()
    {
        QFETCH(QByteArray, address);
        const auto known = IpAddress::fromText(address);
        QVERIFY(known);
        QTEST(addressKind(*known), "kind");
    }

    void readsNoOtherNotations()
    {
        for (const char* text :
             {"", "1", "1.2.3", "1.2.3.4.5", "0x7f.1", "1.2.3.256", "localhost", "[::1]", "::g"}) {
            QVERIFY2(!IpAddress::fromText(text), text);
        }
        QCOMPARE(IpAddress::fromText("::1")->toText(), QByteArray("::1"));
        QCOMPARE(IpAddress::fromText("10.0.0.1")->toText(), QByteArray("10.0.0.1"));
    }

    void bringsHostsToOneSpelling_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("origin");
        const auto row = [](const char16_t* text, const QString& origin) {
            QTest::newRow(qPrintable(QString::fromUtf16(text)))
                << QString::fromUtf16(text) << origin;
        };
        row(u"https://API.Example.com/V1?a=B", u"https://api.example.com"_s);
        row(u"https://api.example.com:443/", u"https://api.example.com"_s);
        row(u"https://api.example.com:8443", u"https://api.example.com:8443"_s);
        row(u"http://api.example.com./", u"http://api.example.com"_s);
        row(u"https://пример.рф/", u"https://xn--e1afmkfd.xn--p1ai"_s);
        row(u"https://ex%61mple.com/", u"https://example.com"_s);
        row(u"https://127.1/", u"https://127.0.0.1"_s);
        row(u"https://2130706433/", u"https://127.0.0.1"_s);
        row(u"https://0x7f000001/", u"https://127.0.0.1"_s);
        row(u"https://0x7f.0.0.1/", u"https://127.0.0.1"_s);
        row(u"https://0177.0.0.1/", u"https://127.0.0.1"_s);
        row(u"https://017700000001/", u"https://127.0.0.1"_s);
        row(u"https://127.0.0.1./", u"https://127.0.0.1"_s);
        row(u"https://%31%32%37.0.0.1/", u"https://127.0.0.1"_s);
        row(u"https://１２７。０。０。１/", u"https://127.0.0.1"_s);
        row(u"https://[::1]/", u"https://[::1]"_s);
        row(u"https://[0:0:0:0:0:0:0:1]/", u"https://[::1]"_s);
        row(u"https://[::FFFF:10.0.0.1]/", u"https://[::ffff:10.0.0.1]"_s);
    }
    void bringsHostsToOneSpelling()
    {
        QFETCH(QString, text);
        const auto url = HttpUrl::parse(text);
        QVERIFY2(url, qPrintable(url ? QString() : url.error().detail));
        QTEST(QString::fromLatin1(url->origin().toText()), "origin");
        QCOMPARE(url->hostAddress().has_value(),
                 url->host().contains('[') || IpAddress::fromText(url->host()).has_value());
        QCOMPARE(HttpUrl::parse(url->toEncoded())->toEncoded(), url->toEncoded());
    }

    void refusesWhatIsNoAddressOfHttp_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"",
                                 "example.com",
                                 "//example.com/",
                                 "/path",
                                 "file:///etc/passwd",
                                 "gopher://example.com/",
                                 "ftp://example.com/",
                                 "dict://127.0.0.1:11211/",
                                 "javascript:alert(1)",
                                 "data:text/plain,a",
                                 "https://",
                                 "https://user@example.com/",
                                 "https://user:key@example.com/",
                                 "https://example.com:99999/",
                                 "https://example.com:0/",
                                 "https://example.com:port/",
                                 "https://exa mple.com/",
                                 "https://exam\nple.com/",
                                 "https://[::1/",
                                 "https://[fe80::1%25eth0]/",
                                 "https://[::g]/",
                                 "https://a b/",
                                 "https://exa<mple.com/",
                                 "https://./"}) {
            QTest::newRow(*text ? text : "empty") << QByteArray(text);
        }
        QTest::newRow("long") << "https://example.com/" + QByteArray(20'000, 'a');
        QTest::newRow("long host")
            << "https://" + QByteArray("abc.").repeated(100) + "example.com/";
        QTest::newRow("NUL") << QByteArray("https://example.com\0.elsewhere.com/", 36);
    }
    void refusesWhatIsNoAddressOfHttp()
    {
        QFETCH(QByteArray, text);
        const auto url = HttpUrl::parse(text);
        QVERIFY2(!url, url ? url->toEncoded().constData() : "");
        QCOMPARE(url.error().kind, ErrorKind::InvalidInput);
    }

    void followsLocations()
    {
        const auto base = HttpUrl::parse(u"https://api.example.com/v1/files/7?key=secret#part"_s);
        QCOMPARE(base->toEncoded(), QByteArray("https://api.example.com/v1/files/7?key=secret"));
        QCOMPARE(base->resolved("content")->toEncoded(),
                 QByteArray("https://api.example.com/v1/files/content"));
        QCOMPARE(base->resolved("/top?a=1")->toEncoded(),
                 QByteArray("https://api.example.com/top?a=1"));
        QCOMPARE(base->resolved("//cdn.example.net/f")->origin().toText(),
                 QByteArray("https://cdn.example.net"));
        QCOMPARE(base->resolved("http://127.1:8/")->toEncoded(), QByteArray("http://127.0.0.1:8/"));
        QVERIFY(!base->resolved("file:///etc/passwd"));
        QVERIFY(!base->resolved("https://a:b@example.com/"));
    }

    void showsNoQuery()
    {
        QCOMPARE(HttpUrl::parse(u"https://a.example/path/x?key=canary"_s)->toDisplay(),
                 u"https://a.example/path/x"_s);
    }

    void takesWhatServicesWriteIntoAddresses()
    {
        const auto url = HttpUrl::parse(u"https://a.example/готово 1.png?a=b c"_s);
        QVERIFY(url);
        QVERIFY(!url->toEncoded().contains(' '));
        QVERIFY(url->toEncoded().toLower().startsWith("https://a.example/%d0%b3"));
    }

    void tellsNamesOfTheOwnNetwork()
    {
        for (const char* name : {"localhost", "nas", "app.localhost", "printer.local",
                                 "metadata.google.internal", "box.lan", "router.home.arpa"}) {
            QVERIFY2(isInsideName(name), name);
        }
        for (const char* name : {"example.com", "local.example.com", "mylocal.net"}) {
            QVERIFY2(!isInsideName(name), name);
        }
    }

    void readsProxies()
    {
        const auto proxy = HttpProxy::parse(u" socks5h://anna:p%40ss:word@Proxy.Example:1080/ "_s);
        QVERIFY(proxy);
        QCOMPARE(proxy->address(), QByteArray("socks5h://proxy.example:1080"));
        QCOMPARE(proxy->name(), QByteArray("anna"));
        QCOMPARE(proxy->password().reveal(), QByteArray("p@ss:word"));
        QCOMPARE(HttpProxy::parse(u"http://127.0.0.1:3128"_s)->address(),
                 QByteArray("http://127.0.0.1:3128"));
        QCOMPARE(HttpProxy::parse(u"http://127.0.0.1:80"_s)->address(),
                 QByteArray("http://127.0.0.1:80"));
        for (const char16_t* text :
             {u"", u"proxy:3128", u"https://proxy:3128", u"socks5://proxy:1080", u"http://proxy",
              u"http://proxy:0", u"http://proxy:1/path", u"http://proxy:1?a", u"file:///x"}) {
            QVERIFY2(!HttpProxy::parse(QString::fromUtf16(text)),
                     qPrintable(QString::fromUtf16(text)));
        }
    }
};

QTEST_GUILESS_MAIN(AddressTest)
#include "addresstest.moc"
