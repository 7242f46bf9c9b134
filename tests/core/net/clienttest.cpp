#include "tests/core/net/netfixture.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>
#include <future>

using namespace raskadr;
using namespace raskadr::nettest;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char plainListener[] = R"([{"name": "api", "kind": "http"}])";

FakeService fakeWith(const char* exchanges)
{
    return FakeService(QByteArray(R"({"listeners": )") + plainListener + R"(, "exchanges": )"
                       + exchanges + "}");
}

QByteArray sha256(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QString written(const QTemporaryDir& folder, const QString& name, const QByteArray& bytes)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        qFatal("cannot write %s", qPrintable(name));
    }
    return file.fileName();
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Bytes that no two places have in common.
QByteArray noise(qsizetype size)
{
    QByteArray bytes(size, '\0');
    quint32 state = 12345;
    for (char& byte : bytes) {
        state = state * 1664525 + 1013904223;
        byte = char(state >> 24);
    }
    return bytes;
}

} // namespace

Q_DECLARE_METATYPE(raskadr::HttpMethod)
Q_DECLARE_METATYPE(raskadr::ToMessages::Format)

class ClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsAndReceivesValues()
    {
        FakeService fake = fakeWith(R"([{
            "expect": {"method": "POST", "path": "/v1/images", "query": {"a": "1 2"},
                       "headers": {"content-type": "application/json", "x-version": "7", "x-empty": "",
                                   "user-agent": "raskadr", "expect": null, "origin": null},
                       "json": {"prompt": "маяк", "seed": 42}},
            "answer": {"status": 201, "headers": {"X-Request-Id": "r-1", "Set-Cookie": ["a=1", "b=2"]},
                       "json": {"id": "job-1"}}}])");
        CurlClient client;
        HttpRequest request = localRequest(fake, "/v1/images?a=1%202", HttpMethod::Post);
        request.headers = {{"X-Version", "7"}, {"X-Empty", ""}};
        request.body = bytesBody(R"({"prompt": "маяк", "seed": 42})", "application/json");
        const auto result = sendAndWait(client, request);
        QCOMPARE(outcome(result), u"201"_s);
        QVERIFY(!result->isSuccess() || result->status == 201);
        QCOMPARE(result->header("x-request-id"), QByteArray("r-1"));
        QCOMPARE(result->body, QByteArray(R"({"id": "job-1"})"));
        QCOMPARE(result->size, result->body.size());
        QCOMPARE(
            std::count_if(result->headers.begin(), result->headers.end(),
                          [](const HttpHeader& header) { return header.name == "Set-Cookie"; }),
            2);
        QVERIFY(result->url == request.url);
    }

    void keepsNoCookies()
    {
        FakeService fake = fakeWith(R"([{"expect": {"absent": ["cookie"]},
                                         "answer": {"headers": {"Set-Cookie": "session=1; Path=/"}}}])");
        CurlClient client;
        for (int round = 0; round < 2; ++round) {
            QCOMPARE(outcome(sendAndWait(client, localRequest(fake, "/"))), u"200"_s);
        }
    }

    void speaksEveryMethod_data()
    {
        QTest::addColumn<HttpMethod>("method");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("withBody");
        QTest::newRow("get") << HttpMethod::Get << u"GET"_s << false;
        QTest::newRow("head") << HttpMethod::Head << u"HEAD"_s << false;
        QTest::newRow("post") << HttpMethod::Post << u"POST"_s << true;
        QTest::newRow("empty post") << HttpMethod::Post << u"POST"_s << false;
        QTest::newRow("put") << HttpMethod::Put << u"PUT"_s << true;
        QTest::newRow("empty put") << HttpMethod::Put << u"PUT"_s << false;
        QTest::newRow("patch") << HttpMethod::Patch << u"PATCH"_s << true;
        QTest::newRow("delete") << HttpMethod::Delete << u"DELETE"_s << false;
        QTest::newRow("delete with body") << HttpMethod::Delete << u"DELETE"_s << true;
    }
    void speaksEveryMethod()
    {
        QFETCH(HttpMethod, method);
        QFETCH(QString, name);
        QFETCH(bool, withBody);
        FakeService fake = fakeWith(R"([{"answer": {"text": "well"}}])");
        CurlClient client;
        HttpRequest request = localRequest(fake, "/thing", method);
        if (withBody) {
            request.body = bytesBody("body", "text/plain");
        }
        const auto result = sendAndWait(client, request);
        QCOMPARE(outcome(result), u"200"_s);
        QCOMPARE(result->body, method == HttpMethod::Head ? QByteArray() : QByteArray("well"));
        const auto came = fake.requests();
        QCOMPARE(came.size(), 1);
        QCOMPARE(came[0][u"method"_s].toString(), name);
        QCOMPARE(came[0][u"body"_s].toString(), withBody ? u"body"_s : QString());
    }

    // --- bodies

    void sendsFilesWithoutHoldingThem()
    {
        QTemporaryDir folder;
        const QByteArray picture = noise(3'000'001);
        const QByteArray body = "{\"image\":\"" + picture.toBase64() + "\"}" + picture;
        FakeService fake(script(
            {object(R"({"name": "api", "kind": "http"})")},
            {QJsonObject{{u"expect"_s,
                          QJsonObject{{u"bodySize"_s, body.size()},
                                      {u"bodySha256"_s, QString::fromLatin1(sha256(body))}}}}}));
        CurlClient client;
        HttpRequest request = localRequest(fake, "/", HttpMethod::Post);
        const QString path = written(folder, u"a.png"_s, picture);
        request.body = {"application/json",
                        {{BodyPiece::Kind::Bytes, "{\"image\":\"", {}},
                         {BodyPiece::Kind::FileAsBase64, {}, path},
                         {BodyPiece::Kind::Bytes, "\"}", {}},
                         {BodyPiece::Kind::File, {}, path}}};
        QCOMPARE(outcome(sendAndWait(client, request)), u"200"_s);

        request.body = fileBody(written(folder, u"empty"_s, {}), "application/octet-stream");
        QCOMPARE(outcome(sendAndWait(client, request)), u"599"_s); // the expectation is real
        QCOMPARE(fake.requests().last()[u"bodySize"_s].toInt(-1), 0);
    }

    void sendsForms()
    {
        QTemporaryDir folder;
        const QByteArray picture = noise(70'000);
        QJsonObject file =
            object(R"({"name": "image", "filename": "кадр.png", "contentType": "image/png"})");
        file.insert(u"sha256"_s, QString::fromLatin1(sha256(picture)));
        FakeService fake(script(
            {object(R"({"name": "api", "kind": "http"})")},
            {QJsonObject{
                {u"expect"_s,
                 QJsonObject{{u"parts"_s,
                              QJsonArray{object(R"({"name": "prompt", "value": "маяк\nи море"})"),
                                         file, object(R"({"name": "n", "value": "2"})")}}}}}}));
        CurlClient client;
        HttpRequest request = localRequest(fake, "/edits", HttpMethod::Post);
        request.body = multipartBody(
            {{"prompt", "маяк\nи море", {}, {}, {}},
             {"image", {}, written(folder, u"a.png"_s, picture), "кадр.png", "image/png"},
             {"n", "2", {}, {}, {}}});
        QCOMPARE(outcome(sendAndWait(client, request)), u"200"_s);
    }

    void sendsNothingWhenAFileIsGone()
    {
        FakeService fake = fakeWith("[{}]");
        CurlClient client;
        HttpRequest request = localRequest(fake, "/", HttpMethod::Post);
        request.body = fileBody(u"/nowhere/a.png"_s, "image/png");
        const auto result = sendAndWait(client, request);
        QCOMPARE(outcome(result), u"file_unreadable"_s);
        QVERIFY(!result.error().sent);
        QCOMPARE(fake.connections(u"api"_s), 0);
    }

    // --- answers

    void writesAnswersIntoFiles()
    {
        QTemporaryDir folder;
        FakeService fake(scriptNamed(u"files"_s));
        CurlClient client;
        HttpRequest request = localRequest(fake, "/film");
        const QString path = folder.filePath(u"result.part"_s);
        request.target = ToFile{path, 600'000};
        const auto result = sendAndWait(client, request);
        QCOMPARE(outcome(result), u"200"_s);
        QCOMPARE(result->size, 600'000);
        QVERIFY(result->body.isEmpty());
        QCOMPARE(contentOf(path), QByteArray("frame ").repeated(100'000));
        QCOMPARE(QFileInfo(path).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
                 QFileDevice::Permissions());

        // What is there already is nobody's to overwrite.
        QCOMPARE(outcome(sendAndWait(client, request)), u"file_failed"_s);
        QCOMPARE(QFileInfo(path).size(), 600'000);

        request.target = ToFile{folder.filePath(u"small.part"_s), 599'999};
        QCOMPARE(outcome(sendAndWait(client, request)), u"too_large"_s);

        HttpRequest gone = localRequest(fake, "/gone");
        gone.target = ToFile{folder.filePath(u"gone.part"_s)};
        const auto refused = sendAndWait(client, gone);
        QCOMPARE(outcome(refused), u"403"_s);
        QCOMPARE(refused->body, QByteArray(R"({"detail": "expired"})"));

        HttpRequest broken = localRequest(fake, "/broken");
        broken.target = ToFile{folder.filePath(u"broken.part"_s)};
        QCOMPARE(outcome(sendAndWait(client, broken)), u"connection_lost"_s);

        broken.target = ToFile{folder.filePath(u"no/such/folder"_s)};
        QCOMPARE(outcome(sendAndWait(client, broken)), u"file_failed"_s);
        QCOMPARE(
            QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden),
            QStringList{u"result.part"_s});
    }

    void streamsMessagesWhileTheyCome_data()
    {
        QTest::addColumn<ToMessages::Format>("format");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("SSE") << ToMessages::Format::Sse << QByteArray("/sse");
        QTest::newRow("NDJSON") << ToMessages::Format::Ndjson << QByteArray("/ndjson");
    }
    void streamsMessagesWhileTheyCome()
    {
        QFETCH(ToMessages::Format, format);
        QFETCH(QByteArray, path);
        FakeService fake(scriptNamed(u"streams"_s));
        CurlClient client;
        HttpRequest request = localRequest(fake, path);
        request.target = ToMessages{format};
        std::promise<QByteArray> first;
        QList<QByteArray> messages;
        auto answer = std::async(std::launch::async, [&] {
            HttpEvents events;
            events.message = [&](const StreamMessage& message) {
                messages += message.data;
                if (messages.size() == 1) {
                    first.set_value(message.data);
                }
            };
            return sendAndWait(client, request, {}, events);
        });
        QCOMPARE(first.get_future().get(), QByteArray(R"({"n":1})"));
        fake.release(u"seen"_s); // the answer goes on only now
        const auto result = answer.get();
        QCOMPARE(outcome(result), u"200"_s);
        QCOMPARE(messages, (QList<QByteArray>{R"({"n":1})", R"({"n":2})"}));
        QVERIFY(result->body.isEmpty());
    }

    void tellsHowFarItIs()
    {
        FakeService fake = fakeWith(R"([{"answer": {"framing": "chunked", "steps": [
            {"repeat": "x", "count": 1000}, {"trickle": "yyyyyyyyyyyyyyyyyyyy", "everyMs": 20}]}},
            {"answer": {"text": "all"}}])");
        CurlClient client;
        HttpRequest request = localRequest(fake, "/", HttpMethod::Post);
        request.body = bytesBody(QByteArray(5000, 'b'), "text/plain");
        QList<HttpProgress> told;
        HttpEvents events;
        events.progress = [&](const HttpProgress& progress) { told += progress; };
        QCOMPARE(outcome(sendAndWait(client, request, {}, events)), u"200"_s);
        QVERIFY(told.size() >= 2);
        for (qsizetype i = 1; i < told.size(); ++i) {
            QVERIFY(told[i].received >= told[i - 1].received);
        }
        QCOMPARE(told.last().sent, 5000);
        QCOMPARE(told.last().sendTotal, 5000);
        QCOMPARE(told.last().received, 1020);
        QVERIFY(!told.last().receiveTotal);
    }

    // --- ending early

    void endsWhenItIsStopped()
    {
        FakeService fake =
            fakeWith(R"([{"answer": {"steps": [{"send": "begun"}, {"wait": "never"}]}}])");
        CurlClient client;
        std::stop_source stop;
        auto answer = std::async(std::launch::async, [&] {
            return sendAndWait(client, localRequest(fake, "/", HttpMethod::Post), stop.get_token());
        });
        QVERIFY(fake.awaitRequests(1));
        stop.request_stop();
        const auto result = answer.get();
        QCOMPARE(outcome(result), u"cancelled"_s);
        QVERIFY(result.error().sent);
    }

    void beginsNothingThatIsStopped()
    {
        FakeService fake = fakeWith("[{}]");
        CurlClient client;
        std::stop_source stop;
        stop.request_stop();
        const auto result = sendAndWait(client, localRequest(fake, "/"), stop.get_token());
        QCOMPARE(outcome(result), u"cancelled"_s);
        QVERIFY(!result.error().sent);
        QCOMPARE(fake.connections(u"api"_s), 0);
    }

    void goesAtOnceWithEverythingThatRuns()
    {
        QTemporaryDir folder;
        FakeService fake =
            fakeWith(R"([{"answer": {"steps": [{"send": "begun"}, {"wait": "never"}]}}])");
        std::atomic<int> cancelled = 0;
        {
            CurlClient client;
            for (int i = 0; i < 20; ++i) {
                HttpRequest request = localRequest(fake, "/");
                request.target = ToFile{folder.filePath(QString::number(i))};
                client.start(request,
                             {[&cancelled](const HttpResult& result) {
                                  cancelled += outcome(result) == u"cancelled"_s ? 1 : 0;
                              },
                              {},
                              {}});
            }
            QVERIFY(fake.awaitRequests(20));
        }
        QCOMPARE(cancelled.load(), 20);
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    void endsAlsoWhatBeginsAtItsEnd()
    {
        FakeService fake = fakeWith(R"([{"answer": {"steps": [{"wait": "never"}]}}])");
        QStringList outcomes;
        {
            CurlClient client;
            const auto note = [&outcomes](const HttpResult& result) {
                outcomes += outcome(result);
            };
            const auto again = [&](const HttpResult& result) {
                note(result);
                client.start(localRequest(fake, "/"), {note, {}, {}});
            };
            client.start(localRequest(fake, "/"), {again, {}, {}});
            QVERIFY(fake.awaitRequests(1));
        }
        QCOMPARE(outcomes, (QStringList{u"cancelled"_s, u"cancelled"_s}));
    }

    void answersInTheThreadOfTheContext()
    {
        FakeService fake = fakeWith(R"([{"answer": {"text": "well"}}])");
        CurlClient client;
        QObject context;
        QThread* thread = nullptr;
        QByteArray body;
        const AsyncHandle handle = sendAsync(client, localRequest(fake, "/"), &context,
                                             {[&](const HttpResult& result) {
                                                  thread = QThread::currentThread();
                                                  body = result->body;
                                              },
                                              {},
                                              {}});
        QTRY_COMPARE(body, QByteArray("well"));
        QCOMPARE(thread, QThread::currentThread());
    }

    void tellsNobodyWhoIsGone()
    {
        FakeService fake = fakeWith(
            R"([{"expect": {"path": "/slow"}, "answer": {"steps": [{"wait": "on"}]}}, {}])");
        CurlClient client;
        bool told = false;
        const auto tell = [&](const HttpResult&) { told = true; };
        auto context = std::make_unique<QObject>();
        const AsyncHandle first =
            sendAsync(client, localRequest(fake, "/slow"), context.get(), {tell, {}, {}});
        {
            QObject other;
            const AsyncHandle dropped =
                sendAsync(client, localRequest(fake, "/slow"), &other, {tell, {}, {}});
            QVERIFY(fake.awaitRequests(2));
        }
        context.reset();
        fake.release(u"on"_s);
        QVERIFY(fake.awaitClosed(2));
        bool after = false;
        QObject here;
        const AsyncHandle last = sendAsync(client, localRequest(fake, "/"), &here,
                                           {[&](const HttpResult&) { after = true; }, {}, {}});
        QTRY_VERIFY(after);
        QVERIFY(!told);
    }

    // --- connections

    void keepsConnectionsForDownloadsOnly()
    {
        FakeService fake = fakeWith(R"([{"answer": {"text": "well"}}])");
        CurlClient client;
        for (int round = 0; round < 3; ++round) {
            QCOMPARE(outcome(sendAndWait(client, localRequest(fake, "/"))), u"200"_s);
        }
        QCOMPARE(fake.connections(u"api"_s), 1);
        // On a kept connection that broke meanwhile, curl would send an order a second time.
        for (int round = 0; round < 2; ++round) {
            QCOMPARE(outcome(sendAndWait(client, localRequest(fake, "/", HttpMethod::Post))),
                     u"200"_s);
        }
        QCOMPARE(fake.connections(u"api"_s), 3);
    }

    void sendsNoOrderTwice()
    {
        FakeService fake = fakeWith(R"([
            {"expect": {"method": "GET"}, "answer": {"text": "well"}},
            {"expect": {"method": "POST"}, "answer": {"raw": true, "steps": [{"close": true}]}}])");
        CurlClient client;
        QCOMPARE(outcome(sendAndWait(client, localRequest(fake, "/"))), u"200"_s);
        const auto result = sendAndWait(client, localRequest(fake, "/order", HttpMethod::Post));
        QCOMPARE(outcome(result), u"connection_lost"_s);
        QVERIFY(result.error().sent);
        QCOMPARE(fake.requests().size(), 2);
    }

    void runsManyAtATime()
    {
        FakeService fake = fakeWith(
            R"([{"answer": {"steps": [{"wait": "all"}, {"repeat": "x", "count": 200000}]}}])");
        CurlClient client;
        std::vector<std::future<HttpResult>> answers;
        for (int i = 0; i < 32; ++i) {
            auto promise = std::make_shared<std::promise<HttpResult>>();
            answers.push_back(promise->get_future());
            client.start(
                localRequest(fake, "/"),
                {[promise](HttpResult result) { promise->set_value(std::move(result)); }, {}, {}});
        }
        QVERIFY(fake.awaitRequests(32)); // all of them have come before the first is answered
        fake.release(u"all"_s);
        for (auto& answer : answers) {
            const HttpResult result = answer.get();
            QCOMPARE(outcome(result), u"200"_s);
            QCOMPARE(result->size, 200'000);
        }
    }
};

QTEST_GUILESS_MAIN(ClientTest)
#include "clienttest.moc"
