#include "remotebench.h"

#include "core/jobs/remotestate.h"

#include <QSignalSpy>
#include <QtEndian>

using namespace raskadr;
using namespace raskadr::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QString b64(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QJsonObject stillAnswer(const QByteArray& png = samplePng())
{
    return jsonAnswer(
        {{u"data"_s, QJsonArray{QJsonObject{{u"b64"_s, b64(png)}}}}, {u"cost"_s, 2.5}});
}

QJsonObject errorAnswer(int status, const QString& code = u"code"_s, const QString& message = {})
{
    return jsonAnswer({{u"error"_s, QJsonObject{{u"code"_s, code}, {u"message"_s, message}}}},
                      status);
}

QJsonObject withHeader(QJsonObject answer, const QString& name, const QString& value)
{
    answer[u"headers"_s] = QJsonObject{{name, value}};
    return answer;
}

QJsonObject readyFilm(const QString& file = u"http://127.0.0.1:${port:files}/film"_s)
{
    return jsonAnswer({{u"status"_s, u"ready"_s},
                       {u"seed"_s, 99},
                       {u"cost"_s, 25},
                       {u"files"_s, QJsonArray{file}}});
}

QJsonObject working(double progress = 0.5)
{
    return jsonAnswer({{u"status"_s, u"working"_s}, {u"progress"_s, progress}});
}

QJsonObject filmFile()
{
    return exchange("GET", u"/film"_s, bytesAnswer(sampleFilm(), u"video/mp4"_s), 0,
                    {{u"absent"_s, QJsonArray{u"X-Key"_s}}}, u"files"_s);
}

const QJsonObject orderedFilm = jsonAnswer({{u"id"_s, u"f1"_s}}, 201);
const QJsonObject keyed{{u"headers"_s, QJsonObject{{u"X-Key"_s, u"Key KEY-key"_s}}}};
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

// The connection ends after the service has heard everything.
const QJsonObject cutOff{{u"raw"_s, true},
                         {u"steps"_s, QJsonArray{QJsonObject{{u"reset"_s, true}}}}};

} // namespace

class RemoteTest : public QObject
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
        RemoteBench bench({exchange("POST", u"/films"_s, orderedFilm, 0, keyed),
                           exchange("GET", u"/films/f1"_s, working(0.25), 2, keyed),
                           exchange("GET", u"/films/f1"_s, readyFilm(), 0, keyed), filmFile()});
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

    // --- errors

    void errorHasItsClass_data()
    {
        QTest::addColumn<QJsonObject>("answer");
        QTest::addColumn<QString>("errorClass");
        QTest::newRow("refused key") << errorAnswer(401) << u"auth_invalid"_s;
        QTest::newRow("money") << errorAnswer(400, u"no_money"_s) << u"insufficient_funds"_s;
        QTest::newRow("moderation")
            << errorAnswer(400, u"moderation"_s) << u"content_blocked_input"_s;
        QTest::newRow("wrong value") << errorAnswer(422) << u"invalid_input"_s;
        QTest::newRow("internal") << errorAnswer(500) << u"provider_failed"_s;
        QTest::newRow("gateway") << errorAnswer(502) << u"busy"_s;
        QTest::newRow("no picture")
            << jsonAnswer({{u"data"_s, QJsonArray{}}}) << u"result_invalid"_s;
        QTest::newRow("page of a portal")
            << QJsonObject{{u"text"_s, u"<html>Busy</html>"_s}} << u"result_invalid"_s;
        QTest::newRow("text for a picture") << jsonAnswer(
            {{u"data"_s, QJsonArray{QJsonObject{{u"b64"_s, b64("no picture at all")}}}}})
                                            << u"result_invalid"_s;
        QTest::newRow("half a picture")
            << stillAnswer(samplePng().left(400)) << u"result_invalid"_s;
        QTest::newRow("redirected")
            << QJsonObject{{u"status"_s, 307},
                           {u"headers"_s, QJsonObject{{u"Location"_s, u"/elsewhere"_s}}}}
            << u"result_invalid"_s;
    }

    void errorHasItsClass()
    {
        QFETCH(QJsonObject, answer);
        QFETCH(QString, errorClass);
        RemoteBench bench({exchange("POST", u"/stills"_s, answer)});
        bench.startQueue();
        const GenerationId id = bench.run(u"lab.still"_s);
        QCOMPARE(bench.job(id).state, JobState::Failed);
        QCOMPARE(bench.job(id).errorClass, errorClass);
        QCOMPARE(bench.orders(u"/stills"_s), 1); // never again by itself
        QCOMPARE(bench.assets(id).size(), 0);
        QCOMPARE(bench.leftovers(), QStringList());
    }

    void answerIsKeptWithoutTheKey()
    {
        RemoteBench bench({exchange("POST", u"/stills"_s,
                                    errorAnswer(401, u"bad"_s, u"Incorrect key: KEY-key."_s))});
        bench.startQueue();
        const Job job = bench.job(bench.run(u"lab.still"_s));
        QVERIFY(job.lastAnswer.contains("Incorrect key"));
        QVERIFY(!job.lastAnswer.contains("KEY-key"));
        QVERIFY(job.errorDetail.contains(u"HTTP 401"_s));
        QVERIFY(!job.errorDetail.contains(u"KEY-key"_s));
    }

    void limitOfRequestsIsWaitedOut()
    {
        RemoteBench bench({exchange("POST", u"/stills"_s,
                                    withHeader(errorAnswer(429), u"retry-after-ms"_s, u"0"_s), 3),
                           exchange("POST", u"/stills"_s, stillAnswer())});
        bench.startQueue();
        const GenerationId id = bench.run(u"lab.still"_s);
        QCOMPARE(bench.job(id).state, JobState::Done);
        QCOMPARE(bench.orders(u"/stills"_s), 4);
        QCOMPARE(bench.job(id).errorClass, QString());
    }

    void limitOfRequestsIsNotWaitedForForever()
    {
        RemoteBench bench({exchange("POST", u"/stills"_s,
                                    withHeader(errorAnswer(429), u"retry-after-ms"_s, u"0"_s))});
        bench.startQueue();
        const GenerationId id = bench.run(u"lab.still"_s);
        QCOMPARE(bench.job(id).state, JobState::Failed);
        QCOMPARE(bench.job(id).errorClass, u"rate_limited"_s);
        QCOMPARE(bench.orders(u"/stills"_s), 7);
    }

    void waitingForTheNextTrySaysSo()
    {
        RemoteBench bench({exchange("POST", u"/stills"_s,
                                    withHeader(errorAnswer(429), u"retry-after"_s, u"20"_s), 1),
                           exchange("POST", u"/stills"_s, stillAnswer())});
        bench.startQueue();
        const QList<GenerationId> ids = bench.submitted(bench.request(u"lab.still"_s));
        QVERIFY(
            bench.waitFor([&] { return bench.job(ids.first()).waitReason == WaitReason::Retry; }));
        const Job job = bench.job(ids.first());
        QCOMPARE(job.state, JobState::Queued);
        QCOMPARE(job.errorClass, u"rate_limited"_s);
        QVERIFY(job.notBeforeMs >= bench.clock.now + 20'000);
        QVERIFY(job.notBeforeMs <= bench.clock.now + 30'000);
        // The whole provider goes slower.
        const auto others = bench.submitted(bench.request(u"lab.still"_s));
        bench.restart();
        bench.clock.now += 31'000;
        bench.queue->unlock(bench.vera);
        QVERIFY(bench.waitForEnd(ids + others));
        QCOMPARE(bench.job(ids.first()).state, JobState::Done);
        QCOMPARE(bench.orders(u"/stills"_s), 3);
    }

    void threeFailuresOfMoneyPauseTheProviderUntilItIsResumed()
    {
        RemoteBench bench(
            {exchange("POST", u"/stills"_s, errorAnswer(400, u"no_money"_s), 3),
             exchange("POST", u"/stills"_s, stillAnswer()),
             exchange("POST", u"/oauth"_s, jsonAnswer({{u"access"_s, u"TOKEN-ONE"_s}}))});
        bench.connections.concurrency = 1;
        bench.startQueue();
        QSignalSpy paused(bench.queue.get(), &JobQueue::pausesChanged);
        const auto ids = bench.submitted(bench.request(u"lab.still"_s, u"маяк"_s, 5));
        QVERIFY(bench.waitForEnd(ids.first(3)));
        QVERIFY(bench.waitFor(
            [&] { return bench.job(ids.last()).waitReason == WaitReason::ProviderPaused; }));
        QCOMPARE(bench.orders(u"/stills"_s), 3);
        QCOMPARE(bench.queue->pausedProviders(bench.vera),
                 (QList<PausedProvider>{{u"lab"_s, u"insufficient_funds"_s}}));
        QCOMPARE(paused.size(), 1);
        QVERIFY(bench.queue->isIdle());
        bench.restart(); // which forgets nothing
        QVERIFY(bench.waitFor([&] { return !bench.queue->pausedProviders(bench.vera).isEmpty(); }));
        QCOMPARE(bench.orders(u"/stills"_s), 3);
        bench.queue->resumeProvider(bench.vera, u"lab"_s);
        QVERIFY(bench.waitForEnd(ids));
        QCOMPARE(bench.job(ids.last()).state, JobState::Done);
        QCOMPARE(bench.queue->pausedProviders(bench.vera), QList<PausedProvider>());
    }

    void newKeyLiftsThePause()
    {
        RemoteBench bench({exchange("POST", u"/stills"_s, errorAnswer(401), 3),
                           exchange("POST", u"/stills"_s, stillAnswer())});
        bench.connections.concurrency = 1;
        bench.startQueue();
        const auto ids = bench.submitted(bench.request(u"lab.still"_s, u"маяк"_s, 4));
        QVERIFY(bench.waitFor(
            [&] { return bench.job(ids.last()).waitReason == WaitReason::ProviderPaused; }));
        QVERIFY(bench.enter(u"other"_s)); // which is another provider
        QVERIFY(bench.waitFor([&] { return bench.queue->isIdle(); }));
        QCOMPARE(bench.queue->pausedProviders(bench.vera).size(), 1);
        QVERIFY(bench.enter(u"lab"_s));
        QVERIFY(bench.waitForEnd(ids));
        QCOMPARE(bench.job(ids.last()).state, JobState::Done);
    }

    void missingConnectionFailsAndALockedOneWaits()
    {
        RemoteBench bench({exchange("POST", u"/stills"_s, stillAnswer())});
        bench.connections.isMissing = true;
        bench.startQueue();
        const Job failed = bench.job(bench.run(u"lab.still"_s));
        QCOMPARE(failed.errorClass, u"auth_invalid"_s);
        bench.connections.isMissing = false;
        bench.connections.isLocked = true;
        const GenerationId id = bench.submitted(bench.request(u"lab.still"_s)).first();
        QVERIFY(bench.waitFor([&] { return bench.job(id).waitReason == WaitReason::Locked; }));
        QVERIFY(bench.queue->isIdle());
        bench.connections.isLocked = false;
        bench.queue->unlock(bench.vera);
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Done);
    }

    void offlineWaitsForTheConnection()
    {
        RemoteBench bench({exchange("POST", u"/stills"_s, stillAnswer())});
        bench.connections.localHost.clear(); // an address of the own network is not reached then
        bench.startQueue();
        const Job job = bench.job(bench.run(u"lab.still"_s));
        QCOMPARE(job.state, JobState::Failed);
        QVERIFY(job.errorDetail.contains(u"not_encrypted"_s));
        QCOMPARE(bench.service.connections(u"api"_s), 0);
    }

    void hostileAnswerEndsTheJobWithAName_data()
    {
        QTest::addColumn<QJsonObject>("answer"); // of the order
        QTest::addColumn<QString>("errorClass");
        const auto raw = [](const QString& text) {
            return QJsonObject{
                {u"raw"_s, true},
                {u"steps"_s,
                 QJsonArray{QJsonObject{{u"send"_s, text}}, QJsonObject{{u"close"_s, true}}}}};
        };
        const auto text = [](const QString& body) { return QJsonObject{{u"text"_s, body}}; };
        const QString ok = u"HTTP/1.1 200 OK\r\n"_s;
        QTest::newRow("no HTTP") << raw(u"SSH-2.0-OpenSSH\r\n\r\n"_s) << u"result_invalid"_s;
        QTest::newRow("heads without an end")
            << raw(ok + u"A: b\r\n"_s.repeated(100'000)) << u"result_invalid"_s;
        QTest::newRow("shorter than it says")
            << raw(ok + u"Content-Length: 100\r\n\r\n{}"_s) << u"submit_unknown"_s;
        QTest::newRow("nothing") << text({}) << u"result_invalid"_s;
        QTest::newRow("null") << text(u"null"_s) << u"result_invalid"_s;
        QTest::newRow("deep") << text(u"["_s.repeated(100'000)) << u"result_invalid"_s;
        QTest::newRow("wide") << QJsonObject{{u"repeat"_s, u"[0],"_s}, {u"count"_s, 1}}
                              << u"result_invalid"_s;
        QTest::newRow("much of little")
            << text(u"{\"a\":["_s + u"\"0123456789\","_s.repeated(500'000) + u"1]}"_s)
            << u"result_invalid"_s;
        QTest::newRow("forged part")
            << text(uR"({"data":[{"b64":{"$blob":0}}]})"_s) << u"result_invalid"_s;
        QTest::newRow("forged part far away")
            << text(uR"({"data":[{"b64":{"$blob":99999999999}}]})"_s) << u"result_invalid"_s;
        QTest::newRow("path for a picture")
            << text(uR"({"data":[{"b64":"../../../etc/passwd"}]})"_s) << u"result_invalid"_s;
        QTest::newRow("more than was asked for")
            << text(u"{\"data\":["_s + u"{\"b64\":\"QUJD\"},"_s.repeated(2000) + u"{}]}"_s)
            << u"result_invalid"_s;
        QTest::newRow("long garbage")
            << text(u"{\"data\":[{\"b64\":\"%1\"}]}"_s.arg(u"Q"_s.repeated(300'001)))
            << u"result_invalid"_s;
        QTest::newRow("name twice")
            << text(uR"({"data":[],"data":[{"b64":"QUJD"}]})"_s) << u"result_invalid"_s;
        QTest::newRow("status of tomorrow")
            << QJsonObject{{u"status"_s, 999}} << u"provider_failed"_s;
        QTest::newRow("wait for a year")
            << withHeader(errorAnswer(500), u"retry-after"_s, u"31536000"_s)
            << u"provider_failed"_s;
    }

    void hostileAnswerEndsTheJobWithAName()
    {
        QFETCH(QJsonObject, answer);
        QFETCH(QString, errorClass);
        RemoteBench bench({exchange("POST", u"/stills"_s, answer)});
        bench.startQueue();
        const Job job = bench.job(bench.run(u"lab.still"_s));
        QCOMPARE(job.errorClass, errorClass);
        QVERIFY(job.state == JobState::Failed || job.state == JobState::Unknown);
        QVERIFY(!job.errorDetail.isEmpty());
        QVERIFY(job.lastAnswer.size() <= 64 << 10);
        QCOMPARE(bench.orders(u"/stills"_s), 1);
        QCOMPARE(bench.assets(job.generationId).size(), 0);
        QCOMPARE(bench.leftovers(), QStringList());
    }

    void addressThatNobodyMayReadIsRefused_data()
    {
        QTest::addColumn<QString>("address");
        for (const char* address :
             {"file:///etc/passwd", "gopher://127.0.0.1/x", "http://169.254.169.254/latest",
              "//files/a", "http://10.0.0.1/a.png", "http://localhost./a.png",
              "http://3232235521/a.png", "http://[::ffff:10.0.0.1]/a.png",
              "http://user:word@127.0.0.1/a.png", "/etc/passwd"}) {
            QTest::newRow(address) << QString::fromLatin1(address);
        }
        QTest::newRow("redirected") << u"http://127.0.0.1:${port:files}/away"_s;
    }

    void addressThatNobodyMayReadIsRefused()
    {
        QFETCH(QString, address);
        RemoteBench bench(
            {exchange("POST", u"/linked"_s, jsonAnswer({{u"url"_s, address}})),
             exchange("GET", u"/away"_s,
                      {{u"status"_s, 302},
                       {u"headers"_s, QJsonObject{{u"Location"_s, u"http://169.254.169.254/x"_s}}}},
                      0, {}, u"files"_s)});
        bench.startQueue();
        const Job job = bench.job(bench.run(u"lab.linked"_s));
        QCOMPARE(job.state, JobState::Failed);
        QCOMPARE(job.errorClass, u"result_invalid"_s);
        QCOMPARE(bench.leftovers(), QStringList());
    }

    // --- what cannot be known

    void brokenOrderIsUnknownAndNotRepeated()
    {
        RemoteBench bench({exchange("POST", u"/stills"_s, cutOff)});
        bench.startQueue();
        const GenerationId id = bench.run(u"lab.still"_s);
        QCOMPARE(bench.job(id).state, JobState::Unknown);
        QCOMPARE(bench.job(id).errorClass, u"submit_unknown"_s);
        bench.restart();
        QVERIFY(bench.waitFor([&] { return bench.queue->isIdle(); }));
        QCOMPARE(bench.orders(u"/stills"_s), 1);
        QVERIFY(!bench.queue->check(bench.vera, id).wait()); // it has no id to ask for
        QVERIFY(bench.queue->retry(bench.vera, id).wait()); // that is the user's to decide
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.orders(u"/stills"_s), 2);
    }

    void brokenOrderIsLookedUpWhereTheServiceTells()
    {
        RemoteBench bench(
            {exchange("POST", u"/named"_s, cutOff),
             exchange("GET", u"/named/state"_s, jsonAnswer({{u"status"_s, u"working"_s}}), 1),
             exchange("GET", u"/named/state"_s,
                      jsonAnswer({{u"status"_s, u"ready"_s}, {u"b64"_s, b64(samplePng())}}))});
        bench.startQueue();
        const GenerationId id = bench.run(u"lab.named"_s);
        QCOMPARE(bench.job(id).state, JobState::Done);
        QCOMPARE(bench.orders(u"/named"_s), 1);
    }

    void unknownJobIsCheckedByTheUser()
    {
        RemoteBench bench(
            {exchange("POST", u"/named"_s, cutOff),
             exchange("GET", u"/named/state"_s, errorAnswer(404), 1),
             exchange("GET", u"/named/state"_s,
                      jsonAnswer({{u"status"_s, u"ready"_s}, {u"b64"_s, b64(samplePng())}}))});
        bench.startQueue();
        const GenerationId id = bench.run(u"lab.named"_s);
        QCOMPARE(bench.job(id).state, JobState::Unknown);
        QVERIFY(bench.queue->check(bench.vera, id).wait());
        QVERIFY(bench.waitForState(id, JobState::Done));
        QCOMPARE(bench.orders(u"/named"_s), 1);
    }

    // --- another process

    void pollingGoesOnInTheNextProcess()
    {
        RemoteBench bench(
            {exchange("POST", u"/films"_s, orderedFilm),
             exchange("GET", u"/films/f1"_s, working(), 3),
             exchange("GET", u"/films/f1"_s,
                      {{u"steps"_s, QJsonArray{QJsonObject{{u"wait"_s, u"later"_s}}}}}, 1),
             exchange("GET", u"/films/f1"_s, readyFilm()), filmFile()});
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.film"_s)).first();
        QVERIFY(bench.waitFor([&] { return bench.job(id).step == stepPolling; }));
        QVERIFY(bench.waitFor([&] { return bench.service.requests().size() >= 5; }));
        bench.restart();
        bench.service.release(u"later"_s);
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Done);
        QCOMPARE(bench.orders(u"/films"_s), 1);
    }

    void orderOnItsWayIsUnknownInTheNextProcess()
    {
        RemoteBench bench(
            {exchange("POST", u"/stills"_s,
                      {{u"steps"_s, QJsonArray{QJsonObject{{u"wait"_s, u"never"_s}}}}})});
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.still"_s)).first();
        QVERIFY(bench.waitFor([&] { return bench.orders(u"/stills"_s) == 1; }));
        bench.restart();
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Unknown);
        QCOMPARE(bench.orders(u"/stills"_s), 1);
        bench.service.release(u"never"_s);
    }

    void downloadGoesOnInTheNextProcess()
    {
        RemoteBench bench(
            {exchange("POST", u"/linked"_s,
                      jsonAnswer({{u"url"_s, u"http://127.0.0.1:${port:files}/a.png"_s}})),
             exchange("GET", u"/a.png"_s,
                      {{u"steps"_s, QJsonArray{QJsonObject{{u"wait"_s, u"x"_s}}}}}, 1, {},
                      u"files"_s),
             exchange("GET", u"/a.png"_s, bytesAnswer(samplePng(), u"image/png"_s), 0, {},
                      u"files"_s)});
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.linked"_s)).first();
        QVERIFY(bench.waitFor([&] { return bench.job(id).step == stepFetching; }));
        QCOMPARE(bench.outputs(id).first().state, OutputState::Available);
        QVERIFY(bench.waitFor([&] { return bench.service.requests().size() == 2; }));
        bench.restart();
        QVERIFY(bench.waitForEnd({id}));
        bench.service.release(u"x"_s);
        QCOMPARE(bench.job(id).state, JobState::Done);
        QCOMPARE(bench.orders(u"/linked"_s), 1);
    }

    void addressThatDoesNotHoldIsAskedForAnew()
    {
        RemoteBench bench(
            {exchange("POST", u"/films"_s, orderedFilm),
             exchange("GET", u"/films/f1"_s, readyFilm(u"http://127.0.0.1:${port:files}/old"_s), 1),
             exchange("GET", u"/films/f1"_s, readyFilm()),
             exchange("GET", u"/old"_s, errorAnswer(403), 0, {}, u"files"_s), filmFile()});
        bench.startQueue();
        const GenerationId id = bench.run(u"lab.film"_s);
        QCOMPARE(bench.job(id).state, JobState::Done);
        QCOMPARE(bench.orders(u"/films"_s), 1);
    }

    void damagedDownloadIsFetchedAgain()
    {
        RemoteBench bench(
            {exchange("POST", u"/films"_s, orderedFilm),
             exchange("GET", u"/films/f1"_s, readyFilm()),
             exchange("GET", u"/film"_s, bytesAnswer("<html>Try later</html>", u"video/mp4"_s), 1,
                      {}, u"files"_s),
             filmFile()});
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.film"_s)).first();
        QVERIFY(bench.waitFor([&] { return bench.job(id).waitReason == WaitReason::Retry; }));
        bench.clock.now += 60'000;
        bench.queue->unlock(bench.vera);
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Done);
        QCOMPARE(bench.orders(u"/films"_s), 1);
    }

    // --- stopping

    void serviceIsToldToStop()
    {
        RemoteBench bench(
            {exchange("POST", u"/films"_s, orderedFilm),
             exchange("DELETE", u"/films/f1"_s, {{u"status"_s, 204}}, 0, keyed),
             exchange("GET", u"/films/f1"_s, working(), 3),
             exchange("GET", u"/films/f1"_s, jsonAnswer({{u"status"_s, u"stopped"_s}}))});
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.film"_s)).first();
        QVERIFY(bench.waitFor([&] { return bench.job(id).step == stepPolling; }));
        QVERIFY(bench.queue->cancel(bench.vera, id).wait());
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Canceled);
        QCOMPARE(bench.job(id).step, QString()); // the service said so
        QCOMPARE(bench.faults(), QStringList());
    }

    void cancelThatComesTooLateKeepsTheResult()
    {
        RemoteBench bench(
            {exchange("POST", u"/films"_s, orderedFilm),
             exchange("DELETE", u"/films/f1"_s, errorAnswer(400, u"already"_s)),
             exchange("GET", u"/films/f1"_s,
                      {{u"steps"_s,
                        QJsonArray{QJsonObject{{u"wait"_s, u"x"_s}},
                                   QJsonObject{{u"send"_s, uR"({"status":"working"})"_s}}}}},
                      1),
             exchange("GET", u"/films/f1"_s, readyFilm()), filmFile()});
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.film"_s)).first();
        QVERIFY(bench.waitFor([&] { return bench.service.requests().size() == 2; }));
        QVERIFY(bench.queue->cancel(bench.vera, id).wait());
        bench.service.release(u"x"_s);
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Done);
        QVERIFY(bench.job(id).cancelRequested);
        QCOMPARE(bench.assets(id).size(), 1);
    }

    void whatCannotBeStoppedMayStillBeCharged()
    {
        RemoteBench bench({exchange("POST", u"/endless"_s, orderedFilm),
                           exchange("GET", u"/endless/f1"_s, working())});
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.endless"_s)).first();
        QVERIFY(bench.waitFor([&] { return bench.job(id).step == stepPolling; }));
        QVERIFY(bench.queue->cancel(bench.vera, id).wait());
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Canceled);
        QCOMPARE(bench.job(id).step, stepPolling);
    }

    void blockingOrderIsCutOffAndMayBeCharged()
    {
        RemoteBench bench(
            {exchange("POST", u"/stills"_s,
                      {{u"steps"_s, QJsonArray{QJsonObject{{u"wait"_s, u"never"_s}}}}})});
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.still"_s)).first();
        QVERIFY(bench.waitFor([&] { return bench.orders(u"/stills"_s) == 1; }));
        QVERIFY(bench.queue->cancel(bench.vera, id).wait());
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Canceled);
        QCOMPARE(bench.job(id).step, stepSubmitting);
        bench.service.release(u"never"_s);
    }

    void cancelIsRememberedForTheNextProcess()
    {
        RemoteBench bench(
            {exchange("POST", u"/films"_s, orderedFilm),
             exchange("DELETE", u"/films/f1"_s, {{u"status"_s, 204}}),
             exchange("GET", u"/films/f1"_s,
                      {{u"steps"_s, QJsonArray{QJsonObject{{u"wait"_s, u"x"_s}}}}}, 1),
             exchange("GET", u"/films/f1"_s, jsonAnswer({{u"status"_s, u"stopped"_s}}))});
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.film"_s)).first();
        QVERIFY(bench.waitFor([&] { return bench.service.requests().size() == 2; }));
        QVERIFY(bench.queue->cancel(bench.vera, id).wait());
        bench.restart();
        QVERIFY(bench.waitForEnd({id}));
        bench.service.release(u"x"_s);
        QCOMPARE(bench.job(id).state, JobState::Canceled);
        QCOMPARE(bench.job(id).step, QString());
    }

    void stoppingWaitsForABusyService()
    {
        RemoteBench bench(
            {exchange("POST", u"/films"_s, orderedFilm),
             exchange("GET", u"/films/f1"_s, errorAnswer(503), 2),
             exchange("DELETE", u"/films/f1"_s, {{u"status"_s, 204}}),
             exchange("GET", u"/films/f1"_s, jsonAnswer({{u"status"_s, u"stopped"_s}}))});
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.film"_s)).first();
        QVERIFY(bench.waitFor([&] { return bench.job(id).waitReason == WaitReason::Retry; }));
        QVERIFY(
            bench.queue->cancel(bench.vera, id).wait()); // asked at once, and answered as before
        QVERIFY(bench.waitFor([&] { return bench.service.requests().size() == 4; }));
        QVERIFY(bench.waitFor([&] { return bench.job(id).waitReason == WaitReason::Retry; }));
        QVERIFY(bench.job(id).notBeforeMs > bench.clock.now);
        bench.clock.now += 60'000;
        bench.queue->unlock(bench.vera);
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Canceled);
        QCOMPARE(bench.job(id).step, QString());
        QCOMPARE(bench.orders(u"/films"_s), 1);
    }

    void waitingJobIsCanceledAtOnce()
    {
        RemoteBench bench({});
        bench.connections.isLocked = true;
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.film"_s)).first();
        QVERIFY(bench.queue->cancel(bench.vera, id).wait());
        QCOMPARE(bench.job(id).state, JobState::Canceled);
        QCOMPARE(bench.service.requests().size(), 0);
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
        RemoteBench bench({exchange("POST", u"/films"_s, orderedFilm),
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
        QVERIFY(grown < 120 << 20); // all of them together are nearly twice as much
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
