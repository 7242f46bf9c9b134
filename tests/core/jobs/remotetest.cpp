#include "labanswers.h"

#include "core/jobs/remotestate.h"

#include <QSignalSpy>
#include <QtEndian>

using namespace raskadr;
using namespace raskadr::test;
using namespace Qt::Literals::StringLiterals;

namespace {

GenerationId runWithPublicPicture(RemoteBench& bench)
{
    bench.startQueue();
    GenerationRequest asked = bench.request(u"lab.public"_s);
    asked.inputs = {{u"first"_s, bench.picture}};
    const GenerationId id = bench.submitted(asked).value(0);
    return bench.waitForEnd({id}) ? id : GenerationId();
}

// What a socket tells of a job, and of somebody else's.
QJsonObject told(const QString& job, const QString& rest)
{
    return {{u"send"_s, uR"({"job":"%1",%2})"_s.arg(job, rest)}};
}

} // namespace

// What services answer becomes assets: one at a time, and many.
class RemoteTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- results

    void pictureInTheAnswerBecomesAnAsset()
    {
        const QByteArray png = samplePng(3);
        RemoteBench bench({exchange(
            "POST", u"/stills"_s, stillAnswer(png), 0,
            {{u"headers"_s, QJsonObject{{u"X-Key"_s, u"Key KEY-key"_s}}},
             {u"json"_s,
              QJsonObject{
                  {u"prompt"_s, u"маяк"_s}, {u"size"_s, u"small"_s}, {u"seed"_s, 4711}}}})});
        bench.startQueue();
        const GenerationId id = bench.run(u"lab.still"_s);
        QCOMPARE(bench.faults(), QStringList());
        const Job job = bench.job(id);
        QCOMPARE(job.errorDetail, QString());
        QCOMPARE(job.state, JobState::Done);
        QCOMPARE(job.costCharged, std::optional(2.5));
        QVERIFY(job.lastAnswer.startsWith("HTTP 200\n"));
        QCOMPARE(job.step, QString());
        const auto assets = bench.assets(id);
        QCOMPARE(assets.size(), 1);
        QFile stored(bench.media->path(assets.first().sha256));
        QVERIFY(stored.open(QIODevice::ReadOnly));
        QCOMPARE(stored.readAll(), png);
        QCOMPARE(bench.outputs(id).first().state, OutputState::Stored);
        QCOMPARE(bench.leftovers(), QStringList());
    }

    void largePictureIsCutOutOfTheAnswer()
    {
        const QByteArray png = samplePng(5, 1600); // far over what is kept of a text
        QVERIFY(png.size() > 200'000);
        RemoteBench bench({exchange("POST", u"/stills"_s, stillAnswer(png))});
        bench.startQueue();
        const GenerationId id = bench.run(u"lab.still"_s);
        QCOMPARE(bench.job(id).state, JobState::Done);
        QVERIFY(bench.job(id).lastAnswer.contains("$blob"));
        QVERIFY(bench.job(id).lastAnswer.size() < 1000);
        QFile stored(bench.media->path(bench.assets(id).first().sha256));
        QVERIFY(stored.open(QIODevice::ReadOnly));
        QCOMPARE(stored.readAll(), png);
        QCOMPARE(bench.leftovers(), QStringList());
    }

    void resultAtAnAddressIsFetchedWithoutTheKey()
    {
        RemoteBench bench(
            {exchange("POST", u"/linked"_s,
                      jsonAnswer({{u"url"_s, u"http://127.0.0.1:${port:files}/a.png?sig=1"_s}})),
             exchange(
                 "GET", u"/a.png"_s,
                 {{u"status"_s, 302}, {u"headers"_s, QJsonObject{{u"Location"_s, u"/b.png"_s}}}}, 0,
                 {}, u"files"_s),
             exchange("GET", u"/b.png"_s, bytesAnswer(samplePng(), u"text/plain"_s), 0, {},
                      u"files"_s)});
        bench.startQueue();
        const GenerationId id = bench.run(u"lab.linked"_s);
        QCOMPARE(bench.job(id).state, JobState::Done);
        QVERIFY(!bench.service.heard(u"files"_s).contains("KEY-"));
        QVERIFY(bench.service.heard(u"api"_s).contains("KEY-"));
        QVERIFY(bench.outputs(id).first().state == OutputState::Stored);
    }

    void bytesOfTheAnswerAreTheResultOfAnUploadedPicture()
    {
        RemoteBench bench({exchange("PUT", u"/uploads"_s, jsonAnswer({{u"address"_s, u"up:1"_s}}),
                                    0, {{u"bodySize"_s, samplePng(7).size()}}),
                           exchange("POST", u"/raw"_s, bytesAnswer(samplePng(2), u"image/png"_s), 0,
                                    {{u"json"_s, QJsonObject{{u"image"_s, u"up:1"_s}}}})});
        bench.startQueue();
        GenerationRequest asked = bench.request(u"lab.raw"_s);
        asked.inputs = {{u"first"_s, bench.picture}};
        const GenerationId id = bench.submitted(asked).first();
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.faults(), QStringList());
        QCOMPARE(bench.job(id).state, JobState::Done);
        QCOMPARE(bench.assets(id).first().parentId, bench.picture);
        QCOMPARE(bench.leftovers(), QStringList());
    }

    void pictureGetsItsPublicAddressFromTheRelay()
    {
        RemoteBench bench(
            {exchange("PUT", u"/public"_s,
                      jsonAnswer({{u"address"_s, u"https://cdn.example/1.png"_s}}), 0,
                      {{u"bodySize"_s, samplePng(7).size()},
                       {u"headers"_s, QJsonObject{{u"X-Key"_s, u"Key KEY-key"_s}}}}),
             exchange("POST", u"/raw"_s, bytesAnswer(samplePng(2), u"image/png"_s), 0,
                      {{u"json"_s, QJsonObject{{u"image"_s, u"https://cdn.example/1.png"_s}}}})});
        const GenerationId id = runWithPublicPicture(bench);
        QCOMPARE(bench.faults(), QStringList());
        QCOMPARE(bench.job(id).errorDetail, QString());
        QCOMPARE(bench.job(id).state, JobState::Done);
        QCOMPARE(bench.orders(u"/raw"_s), 1);
    }

    void pictureWithoutAPublicAddressIsNotOrdered_data()
    {
        QTest::addColumn<QString>("relay");
        QTest::addColumn<QJsonObject>("answer");
        QTest::newRow("nobody is named") << u"—"_s << QJsonObject();
        QTest::newRow("refused key") << u"lab"_s << errorAnswer(401);
        QTest::newRow("no money") << u"lab"_s << errorAnswer(402);
        QTest::newRow("no address") << u"lab"_s << jsonAnswer({});
        QTest::newRow("inside") << u"lab"_s
                                << jsonAnswer({{u"address"_s, u"http://127.0.0.1/1.png"_s}});
        QTest::newRow("with a password")
            << u"lab"_s << jsonAnswer({{u"address"_s, u"https://me:word@cdn.example/1.png"_s}});
    }

    void pictureWithoutAPublicAddressIsNotOrdered()
    {
        QFETCH(QString, relay);
        QFETCH(QJsonObject, answer);
        RemoteBench bench({exchange("PUT", u"/public"_s, answer),
                           exchange("POST", u"/raw"_s, bytesAnswer(samplePng(), u"image/png"_s))});
        bench.connections.settings = {{u"relay"_s, relay}};
        const Job job = bench.job(runWithPublicPicture(bench));
        QCOMPARE(job.state, JobState::Failed);
        QCOMPARE(job.errorClass, u"input_unreachable"_s);
        QVERIFY(job.errorDetail.contains(u"relay"_s));
        QCOMPARE(bench.orders(u"/raw"_s), 0);
        QCOMPARE(bench.queue->pausedProviders(bench.vera).size(), 0);
    }

    void filmIsAskedForUntilItIsThere()
    {
        RemoteBench bench({exchange("POST", u"/films"_s, orderedFilm(), 0, keyed()),
                           exchange("GET", u"/films/f1"_s, working(0.25), 2, keyed()),
                           exchange("GET", u"/films/f1"_s, readyFilm(), 0, keyed()), filmFile()});
        bench.startQueue();
        QSignalSpy progressed(bench.queue.get(), &JobQueue::progressed);
        const GenerationId id = bench.run(u"lab.film"_s);
        QCOMPARE(bench.faults(), QStringList());
        const Job job = bench.job(id);
        QCOMPARE(job.state, JobState::Done);
        QCOMPARE(job.seedReturned, std::optional<quint64>(99));
        QCOMPARE(job.costCharged, std::optional(25.0));
        QCOMPARE(bench.assets(id).first().kind, AssetKind::Video);
        QVERIFY(!progressed.isEmpty());
        QCOMPARE(progressed.first().at(1).toDouble(), 0.25);
        QCOMPARE(bench.orders(u"/films"_s), 1);
    }

    // The poll of this model comes once an hour.
    void socketTellsProgressAndWhenToAsk()
    {
        const QJsonArray steps{QJsonObject{{u"wait"_s, u"ordered"_s}},
                               told(u"other"_s, uR"("type":"progress","value":9,"max":9)"_s),
                               QJsonObject{{u"send"_s, u"no JSON"_s}},
                               QJsonObject{{u"repeat"_s, u"x"_s}, {u"count"_s, 100'000}},
                               told(u"t1"_s, uR"("type":"progress","value":1,"max":4)"_s),
                               told(u"other"_s, uR"("type":"ready")"_s),
                               QJsonObject{{u"wait"_s, u"ready"_s}},
                               told(u"t1"_s, uR"("type":"ready")"_s)};
        RemoteBench bench(
            {exchange("GET", u"/ws"_s, {{u"socket"_s, steps}}, 0,
                      {{u"absent"_s, QJsonArray{u"X-Key"_s, u"Origin"_s}}}),
             exchange("POST", u"/told"_s, jsonAnswer({{u"id"_s, u"t1"_s}})),
             exchange("GET", u"/told/t1"_s,
                      jsonAnswer({{u"status"_s, u"ready"_s}, {u"b64"_s, b64(samplePng())}}))});
        bench.startQueue();
        QSignalSpy progressed(bench.queue.get(), &JobQueue::progressed);
        const GenerationId id = bench.submitted(bench.request(u"lab.told"_s)).first();
        QVERIFY(bench.waitFor([&] { return bench.job(id).step == stepPolling; }));
        bench.service.release(u"ordered"_s);
        QVERIFY(bench.waitFor([&] { return !progressed.isEmpty(); }));
        QCOMPARE(progressed.first().at(1).toDouble(), 0.25);
        QCOMPARE(bench.job(id).step,
                 stepPolling); // the other job's end was not taken for this one's
        bench.service.release(u"ready"_s);
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Done);
        QCOMPARE(bench.faults(), QStringList());
        const QString client = u"raskadr-"_s + id.toString();
        QVERIFY(bench.service.heard(u"api"_s).contains((u"/ws?client="_s + client).toUtf8()));
    }

    // What a socket says is not believed, and without one the work goes on.
    void socketDecidesNothing()
    {
        RemoteBench bench(
            {exchange("GET", u"/ws"_s,
                      {{u"socket"_s,
                        QJsonArray{QJsonObject{{u"wait"_s, u"ordered"_s}},
                                   told(u"t1"_s, uR"("type":"ready")"_s),
                                   QJsonObject{{u"wait"_s, u"again"_s}},
                                   told(u"t1"_s, uR"("type":"ready")"_s)}}}),
             exchange("POST", u"/told"_s, jsonAnswer({{u"id"_s, u"t1"_s}})),
             exchange("GET", u"/told/t1"_s, working(), 1),
             exchange("GET", u"/told/t1"_s,
                      jsonAnswer({{u"status"_s, u"ready"_s}, {u"b64"_s, b64(samplePng())}}))});
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.told"_s)).first();
        QVERIFY(bench.waitFor([&] { return bench.job(id).step == stepPolling; }));
        bench.service.release(u"ordered"_s);
        QVERIFY(bench.waitFor([&] { return bench.service.requests().size() == 3; }));
        QCOMPARE(bench.job(id).state, JobState::Running);
        bench.service.release(u"again"_s);
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Done);
    }

    void streamTellsItsProgressAndEndsWithThePicture()
    {
        const QString events =
            u"data: {\"type\":\"partial\",\"step\":1,\"steps\":4}\n\n"
            "data: {\"type\":\"completed\",\"b64\":\"%1\"}\n\ndata: [DONE]\n\n"_s.arg(
                b64(samplePng()));
        RemoteBench bench(
            {exchange("POST", u"/live"_s,
                      {{u"text"_s, events},
                       {u"headers"_s, QJsonObject{{u"Content-Type"_s, u"text/event-stream"_s}}}})});
        bench.startQueue();
        QSignalSpy progressed(bench.queue.get(), &JobQueue::progressed);
        const GenerationId id = bench.run(u"lab.live"_s);
        QCOMPARE(bench.job(id).errorDetail, QString());
        QCOMPARE(bench.job(id).state, JobState::Done);
        QVERIFY(bench.assets(id).size() == 1);
    }

    void streamThatBreaksLeavesTheResultUnknown()
    {
        RemoteBench bench(
            {exchange("POST", u"/live"_s,
                      {{u"text"_s, u"data: {\"type\":\"partial\"}\n\n"_s},
                       {u"headers"_s, QJsonObject{{u"Content-Type"_s, u"text/event-stream"_s}}}})});
        bench.startQueue();
        const GenerationId id = bench.run(u"lab.live"_s);
        QCOMPARE(bench.job(id).state, JobState::Unknown);
    }

    // --- tokens

    void tokenIsGotOnceAndRenewedOnceWhenRefused()
    {
        const auto tokened = [](const QString& token, const QJsonObject& answer, int times) {
            return exchange(
                "POST", u"/tokened"_s, answer, times,
                {{u"headers"_s, QJsonObject{{u"Authorization"_s, u"Bearer "_s + token}}}});
        };
        RemoteBench bench(
            {exchange("POST", u"/oauth"_s, jsonAnswer({{u"access"_s, u"TOKEN-ONE"_s}}), 1,
                      {{u"headers"_s, QJsonObject{{u"X-Key"_s, u"KEY-key"_s}}}}),
             exchange("POST", u"/oauth"_s, jsonAnswer({{u"access"_s, u"TOKEN-TWO"_s}}), 1),
             tokened(u"TOKEN-ONE"_s, jsonAnswer({{u"b64"_s, b64(samplePng())}}), 1),
             tokened(u"TOKEN-ONE"_s, errorAnswer(401), 1),
             tokened(u"TOKEN-TWO"_s, jsonAnswer({{u"b64"_s, b64(samplePng(2))}}), 1)});
        bench.startQueue();
        QCOMPARE(bench.job(bench.run(u"lab.token"_s)).state, JobState::Done);
        QCOMPARE(bench.orders(u"/oauth"_s), 1);
        const GenerationId id = bench.run(u"lab.token"_s);
        QCOMPARE(bench.faults(), QStringList());
        QCOMPARE(bench.job(id).state, JobState::Done);
        QCOMPARE(bench.orders(u"/oauth"_s), 2);
        QCOMPARE(bench.orders(u"/tokened"_s), 3);
        QVERIFY(!bench.job(id).lastAnswer.contains("TOKEN-TWO"));
    }

    // --- many

    void budgetStopsTheRestOfABatch()
    {
        RemoteBench bench(
            {exchange("POST", u"/priced"_s, jsonAnswer({{u"b64"_s, b64(samplePng())}}))});
        bench.connections.concurrency = 4;
        QVERIFY(bench.limitProject(5));
        bench.startQueue();
        const auto ids = bench.submitted(bench.request(u"lab.priced"_s, u"маяк"_s, 4));
        QVERIFY(bench.waitForEnd(ids.first(2)));
        QVERIFY(
            bench.waitFor([&] { return bench.job(ids.last()).waitReason == WaitReason::Budget; }));
        QVERIFY(bench.waitFor([&] { return bench.queue->isIdle(); }));
        bench.restart();
        QVERIFY(bench.waitFor([&] { return bench.queue->isIdle(); }));
        QCOMPARE(bench.orders(u"/priced"_s), 2);
        QVERIFY(bench.limitProject(7));
        QVERIFY(bench.waitForEnd(ids.first(3)));
        QVERIFY(bench.waitFor([&] { return bench.queue->isIdle(); }));
        QCOMPARE(bench.orders(u"/priced"_s), 3);
        QCOMPARE(bench.job(ids.last()).state, JobState::Queued);
    }

    void largeResultsDoNotGoThroughMemory()
    {
        constexpr int many = 32;
        constexpr int padding = 6 << 20; // an empty box behind each film
        QByteArray box(8, '\0');
        qToBigEndian<quint32>(padding + 8, box.data());
        memcpy(box.data() + 4, "free", 4);
        const QJsonObject large{
            {u"steps"_s,
             QJsonArray{QJsonObject{{u"sendBase64"_s, b64(sampleFilm())}},
                        QJsonObject{{u"sendBase64"_s, b64(box)}},
                        QJsonObject{{u"wait"_s, u"all"_s}},
                        QJsonObject{{u"repeat"_s, QString(QChar(u'\0'))}, {u"count"_s, padding}}}}};
        RemoteBench bench({exchange("POST", u"/films"_s, orderedFilm()),
                           exchange("GET", u"/films/f1"_s, readyFilm()),
                           exchange("GET", u"/film"_s, large, 0, {}, u"files"_s)});
        bench.connections.concurrency = many;
        bench.startQueue();
        const auto ids = bench.submitted(bench.request(u"lab.film"_s, u"маяк"_s, many));
        QVERIFY(bench.waitFor([&] { return bench.service.connections(u"files"_s) == many; }));
        const qint64 before = memoryOfThisProcess("VmRSS:");
        resetPeak();
        bench.service.release(u"all"_s);
        QVERIFY(bench.waitForEnd(ids));
        for (const GenerationId& id : ids) {
            QCOMPARE(bench.job(id).state, JobState::Done);
        }
        const qint64 grown = memoryOfThisProcess("VmHWM:") - before;
        qInfo("%d results of %d MB took %lld MB more", many, padding >> 20, grown >> 20);
#ifndef __SANITIZE_ADDRESS__ // which keeps what was freed
        QVERIFY(grown < 120 << 20); // all of them together are nearly twice as much
#endif
    }

    void noMoreOrdersAtOnceThanAllowed()
    {
        QJsonArray exchanges;
        for (int i = 0; i < 6; ++i) {
            exchanges.append(exchange(
                "POST", u"/stills"_s,
                {{u"raw"_s, true},
                 {u"steps"_s,
                  QJsonArray{QJsonObject{{u"wait"_s, u"go"_s}}, QJsonObject{{u"close"_s, true}}}}},
                1));
        }
        RemoteBench bench(exchanges);
        bench.connections.concurrency = 3;
        bench.startQueue();
        const auto ids = bench.submitted(bench.request(u"lab.still"_s, u"маяк"_s, 6));
        QVERIFY(bench.waitFor([&] { return bench.orders(u"/stills"_s) == 3; }));
        QCOMPARE(bench.queue->counts(bench.vera), (JobCounts{3, 3}));
        bench.service.release(u"go"_s);
        QVERIFY(bench.waitForEnd(ids));
    }

    void everyVariantIsOrderedOnce()
    {
        RemoteBench bench({exchange("POST", u"/stills"_s, stillAnswer())});
        bench.connections.concurrency = 8;
        bench.startQueue();
        const auto ids = bench.submitted(bench.request(u"lab.still"_s, u"маяк"_s, 40));
        QVERIFY(bench.waitForEnd(ids));
        QCOMPARE(bench.orders(u"/stills"_s), 40);
        for (const GenerationId& id : ids) {
            QCOMPARE(bench.job(id).state, JobState::Done);
            QCOMPARE(bench.assets(id).size(), 1);
        }
        QCOMPARE(bench.leftovers(), QStringList());
    }
};

QTEST_GUILESS_MAIN(RemoteTest)
#include "remotetest.moc"
