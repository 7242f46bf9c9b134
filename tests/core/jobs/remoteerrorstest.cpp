#include "labanswers.h"

#include <QSignalSpy>

using namespace raskadr;
using namespace raskadr::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject withHeader(QJsonObject answer, const QString& name, const QString& value)
{
    answer[u"headers"_s] = QJsonObject{{name, value}};
    return answer;
}

} // namespace

// What services refuse or spoil, and when it is tried again.
class RemoteErrorsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
};

QTEST_GUILESS_MAIN(RemoteErrorsTest)
#include "remoteerrorstest.moc"
