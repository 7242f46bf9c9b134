#include "core/sharing/shareclient.h"
#include "tests/support/samples.h"

#include <QCryptographicHash>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

// A server of one upload that takes so many bytes of a piece and then loses the connection.
class CuttingServer final : public HttpClient
{
public:
    void start(HttpRequest request, HttpEvents events, std::stop_token) override
    {
        events.finished(answer(request));
    }

    QByteArray received;
    qint64 takesNext = std::numeric_limits<qint64>::max();
    bool forgets = false; // the upload has expired
    int posts = 0;
    int patches = 0;
    std::optional<HttpAnswer> says; // to everything
    QList<HttpRequest> requests;

private:
    HttpResult answer(const HttpRequest& request)
    {
        requests.append(request);
        HttpAnswer answer{204, {}, {}, 0, request.url};
        if (says) {
            answer = *says;
            answer.url = request.url;
            return answer;
        }
        QByteArray body;
        for (const BodyPiece& piece : request.body.pieces) {
            body += piece.bytes;
        }
        if (request.method == HttpMethod::Post) {
            ++posts;
            received.clear();
            forgets = false;
            answer.status = 201;
            answer.headers.append(HttpHeader{"Location", "/api/v1/uploads/abc"});
        } else if (forgets) {
            answer.status = 404;
            return answer;
        } else if (request.method == HttpMethod::Patch) {
            ++patches;
            if (headerValue(request.headers, "Upload-Offset")
                != QByteArray::number(received.size())) {
                answer.status = 409;
                return answer;
            }
        }
        const qint64 taken = qMin<qint64>(takesNext, body.size());
        received += body.left(taken);
        if (taken < body.size()) {
            takesNext = std::numeric_limits<qint64>::max();
            return tl::unexpected(HttpFailure{HttpFault::ConnectionLost, u"cut"_s, true, 0});
        }
        answer.headers.append(HttpHeader{"Upload-Offset", QByteArray::number(received.size())});
        return answer;
    }
};

} // namespace

// What the client of a share server says and understands, without a network.
class ClientTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QByteArray m_content;

    UploadTask task(const QByteArray& location = {}) const
    {
        return {m_folder.filePath(u"copy"_s),
                QString::fromLatin1(
                    QCryptographicHash::hash(m_content, QCryptographicHash::Sha256).toHex()),
                "video/mp4", m_content.size(), location};
    }
    static ShareAccess access()
    {
        ShareAccess access = *accessTo(u"https://share.example.com/films/"_s, false);
        access.token = Secret("secret-token");
        return access;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_content.resize(20'000'000);
        for (qsizetype i = 0; i < m_content.size(); ++i) {
            m_content[i] = char((i * 7 + i / 251) & 0xff);
        }
        QVERIFY(samples::write(m_folder.filePath(u"copy"_s), m_content));
    }

    void understandsAddresses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("confirmed");
        QTest::addColumn<QString>("meant");
        QTest::newRow("bare") << u"share.example.com"_s << false << u"https://share.example.com"_s;
        QTest::newRow("slash") << u" https://share.example.com/ "_s << false
                               << u"https://share.example.com"_s;
        QTest::newRow("folder") << u"https://example.com/films/"_s << false
                                << u"https://example.com/films"_s;
        QTest::newRow("loopback") << u"http://127.0.0.1:8787"_s << false
                                  << u"http://127.0.0.1:8787"_s;
        QTest::newRow("own network")
            << u"http://192.168.1.5:8787"_s << true << u"http://192.168.1.5:8787"_s;
        QTest::newRow("own network unasked")
            << u"http://192.168.1.5:8787"_s << false << u"localUnconfirmed"_s;
        QTest::newRow("own name unasked")
            << u"https://studio.local"_s << false << u"localUnconfirmed"_s;
        QTest::newRow("in the clear")
            << u"http://share.example.com"_s << false << u"notEncrypted"_s;
        QTest::newRow("in the clear confirmed")
            << u"http://share.example.com"_s << true << u"notEncrypted"_s;
        QTest::newRow("query") << u"https://share.example.com/?a=b"_s << false
                               << u"addressInvalid"_s;
        QTest::newRow("password in it")
            << u"https://a:b@share.example.com"_s << false << u"addressInvalid"_s;
        QTest::newRow("other scheme")
            << u"ftp://share.example.com"_s << false << u"addressInvalid"_s;
        QTest::newRow("nothing") << u""_s << false << u"addressInvalid"_s;
    }
    void understandsAddresses()
    {
        QFETCH(QString, typed);
        QFETCH(bool, confirmed);
        QFETCH(QString, meant);
        const auto access = accessTo(typed, confirmed);
        QCOMPARE(access ? addressText(access->address) : nameOf(access.error().fault), meant);
    }

    void resumesAnUploadThatWasCut_data()
    {
        QTest::addColumn<qint64>("cutAt");
        for (const qint64 cut : {1LL, 1'234'567LL, 8'388'607LL}) {
            QTest::newRow(QByteArray::number(cut).constData()) << cut;
        }
    }
    void resumesAnUploadThatWasCut()
    {
        QFETCH(qint64, cutAt);
        CuttingServer server;
        const ShareClient client(server, access());
        QByteArray location;
        qint64 offset = -1;
        const auto note = [&](const QByteArray& at, qint64 to) {
            location = at;
            offset = to;
        };
        // The second piece does not come through whole.
        server.takesNext = cutAt;
        const auto cut = client.upload(task(), note);
        QVERIFY(!cut);
        QCOMPARE(cut.error().fault, ShareFault::Offline);
        QCOMPARE(location, QByteArray("/api/v1/uploads/abc"));
        const auto resumed = client.upload(task(location), note);
        QVERIFY(resumed);
        QCOMPARE(server.posts, 1);
        QCOMPARE(offset, m_content.size());
        QVERIFY(server.received == m_content);
    }

    void beginsAnewWhenTheServerHasForgotten()
    {
        CuttingServer server;
        server.forgets = true;
        const ShareClient client(server, access());
        QVERIFY(client.upload(task("/api/v1/uploads/old"), [](const QByteArray&, qint64) {}));
        QCOMPARE(server.posts, 1);
        QVERIFY(server.received == m_content);
    }

    void sendsTheTokenToItsServerAlone()
    {
        CuttingServer server;
        const ShareClient client(server, access());
        QVERIFY(client.upload(task(), [](const QByteArray&, qint64) {}));
        for (const HttpRequest& request : std::as_const(server.requests)) {
            QVERIFY(request.url.toEncoded().startsWith(
                "https://share.example.com/films/api/v1/uploads"));
            QVERIFY(!request.url.toEncoded().contains("secret-token"));
            QCOMPARE(request.secretHeaders.size(), 1);
            QCOMPARE(request.secretHeaders[0].origins, QList<Origin>{request.url.origin()});
            QVERIFY(request.localHost.isEmpty());
        }
    }

    void tellsWhatTheServerMeans_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char* name, int status, const QByteArray& body,
                            const char* fault) {
            QTest::newRow(name) << status << body << QString::fromLatin1(fault);
        };
        row("token", 401, R"({"code":"unauthorized"})", "loginNeeded");
        row("gone", 404, R"({"code":"not_found"})", "linkGone");
        row("revoked", 409, R"({"code":"share_revoked"})", "linkGone");
        row("conflict", 412, R"({"code":"not_current"})", "conflict");
        row("quota", 413, R"({"code":"quota_exceeded"})", "serverFull");
        row("too large", 413, R"({"code":"too_large"})", "tooLarge");
        row("no room", 507, "", "serverFull");
        row("not clean", 422, R"({"code":"not_publishable"})", "notClean");
        row("hurry", 429, "", "tooManyAttempts");
        row("broken", 500, "<html>", "serverFailed");
        row("no JSON", 200, "<html>hotel</html>", "badAnswer");
        row("hostile JSON", 200, QByteArray(100'000, '['), "badAnswer");
        row("hostile link", 200, R"({"id":"../../x"})", "badAnswer");
    }
    void tellsWhatTheServerMeans()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, fault);
        CuttingServer server;
        server.says = HttpAnswer{
            status, {HttpHeader{"Retry-After", "7"}}, body, body.size(), access().address};
        const auto share =
            ShareClient(server, access()).share(u"0123456789abcdef0123456789abcdef"_s);
        QVERIFY(!share);
        QCOMPARE(nameOf(share.error().fault), fault);
        QCOMPARE(shareFaultFromName(fault), share.error().fault);
        if (status == 429) {
            QCOMPARE(share.error().amount, 7'000);
        }
    }

    void tellsAStrangerFromAShareServer()
    {
        CuttingServer server;
        for (const int status : {200, 404, 405, 301}) {
            server.says = HttpAnswer{status, {}, "<html>", 6, access().address};
            const auto login = ShareClient(server, access()).logIn(u"a"_s, Secret("b"));
            QVERIFY(!login);
            QCOMPARE(login.error().fault, ShareFault::NotAShareServer);
        }
        server.says = HttpAnswer{401, {}, R"({"code":"wrong_login"})", 6, access().address};
        QCOMPARE(ShareClient(server, access()).logIn(u"a"_s, Secret("b")).error().fault,
                 ShareFault::WrongLogin);
    }
};

QTEST_GUILESS_MAIN(ClientTest)
#include "clienttest.moc"
