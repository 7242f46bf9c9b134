// What a queue makes of the calls that do not come back, of credentials, and of clocks that are
// set.

#include "core/jobs/remotestate.h"
#include "tests/core/jobs/labanswers.h"
#include "tests/support/rows.h"

#include <QTest>

using namespace raskadr;
using namespace raskadr::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 dayMs = 24 * 3'600'000LL;

// A service that knows a job at one place while it waits and at another when it is over.
const char* const listed =
    R"({"id":"lab.listed","provider":"lab","name":"Listed","produces":"image","flow":"poll","seed":null,
 "params":{"type":"object","properties":{"prompt":{"type":"string","x-widget":"prompt"}}},
 "steps":{
  "submit":{"method":"POST","url":"{base}/listed","retrySafe":false,"recover":"poll","body":{"type":"json","value":{"as":{"$var":"clientJobId"}}},"save":{"job":"/id"}},
  "poll":{"method":"GET","url":"{base}/over","query":{"of":{"$var":"job"}},"everyMs":200},
  "list":{"method":"GET","url":"{base}/waiting"}},
 "status":{"rules":[{"when":{"exists":"/b64"},"is":"done"}],"default":"running",
  "missing":{"when":{"not":{"exists":"/b64"}},"step":"list","rules":[{"when":{"contains":["/all",{"$var":"job"}]},"is":"running"}]}},
 "outputs":[{"from":"poll","value":"/b64","as":"base64"}]})";

// Its bodies and addresses carry a session.
const char* const held =
    R"({"id":"lab.held","provider":"lab","name":"Held","produces":"image","flow":"poll","seed":null,
 "auth":{"kind":"session","secrets":["key"],"value":"/session","step":{"method":"POST","url":"{base}/session","headers":{"X-Key":"{secret.key}"}}},
 "params":{"type":"object","properties":{"prompt":{"type":"string","x-widget":"prompt"}}},
 "steps":{
  "submit":{"method":"POST","url":"{base}/held","retrySafe":false,"body":{"type":"json","value":{"session":{"$var":"session"}}},"save":{"job":"/id"}},
  "poll":{"method":"GET","url":"{base}/held/{job}","query":{"session":{"$var":"session"}},"everyMs":200}},
 "status":{"pointer":"/status","map":{"working":"running","ready":"done"}},
 "outputs":[{"from":"poll","value":"/b64","as":"base64"}]})";

void addModel(RemoteBench& bench, const char* id, const char* manifest)
{
    const ManifestRecord record{QString::fromLatin1(id), u"lab"_s, {}, 1, manifest};
    QVERIFY(rows::write(*bench.store, bench.vera,
                        [&](Repositories& r) { r.catalog.putModel(record); }));
}

QJsonObject waiting(const QString& job)
{
    return jsonAnswer({{u"all"_s, QJsonArray{QJsonArray{1, job, QJsonObject{}}}}});
}

const QJsonObject cutOff{{u"raw"_s, true},
                         {u"steps"_s, QJsonArray{QJsonObject{{u"reset"_s, true}}}}};

} // namespace

class QueuedCallTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- a job that is nowhere

    void orderThatNeverCameFreesTheQueue()
    {
        RemoteBench bench({exchange("POST", u"/listed"_s, cutOff, 1),
                           exchange("GET", u"/over"_s, jsonAnswer({})),
                           exchange("GET", u"/waiting"_s, jsonAnswer({{u"all"_s, QJsonArray{}}})),
                           exchange("POST", u"/stills"_s, stillAnswer())});
        addModel(bench, "lab.listed", listed);
        bench.connections.concurrency = 1;
        bench.startQueue();
        const GenerationId lost = bench.submitted(bench.request(u"lab.listed"_s)).value(0);
        const GenerationId next = bench.submitted(bench.request(u"lab.still"_s)).value(0);
        QVERIFY(bench.waitForEnd({lost, next}));
        QCOMPARE(bench.job(lost).state, JobState::Unknown);
        QCOMPARE(bench.job(lost).errorClass, u"job_lost"_s);
        QCOMPARE(bench.job(next).state, JobState::Done);
        QCOMPARE(bench.orders(u"/listed"_s), 1);
    }

    void orderBeforeWhichTheProcessEndedFreesTheQueue()
    {
        RemoteBench bench(
            {exchange("POST", u"/listed"_s,
                      {{u"steps"_s, QJsonArray{QJsonObject{{u"wait"_s, u"never"_s}}}}}),
             exchange("GET", u"/over"_s, jsonAnswer({})),
             exchange("GET", u"/waiting"_s, jsonAnswer({{u"all"_s, QJsonArray{}}}))});
        addModel(bench, "lab.listed", listed);
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.listed"_s)).value(0);
        QVERIFY(bench.waitFor([&] { return bench.orders(u"/listed"_s) == 1; }));
        QCOMPARE(bench.job(id).step, stepSubmitting);
        bench.restart();
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Unknown);
        QCOMPARE(bench.orders(u"/listed"_s), 1);
        bench.service.release(u"never"_s);
    }

    void orderThatTheServiceForgotIsLost()
    {
        RemoteBench bench({exchange("POST", u"/listed"_s, jsonAnswer({{u"id"_s, u"j1"_s}})),
                           exchange("GET", u"/over"_s, jsonAnswer({})),
                           exchange("GET", u"/waiting"_s, waiting(u"j1"_s), 2),
                           exchange("GET", u"/waiting"_s, jsonAnswer({{u"all"_s, QJsonArray{}}}))});
        addModel(bench, "lab.listed", listed);
        bench.startQueue();
        const GenerationId id = bench.run(u"lab.listed"_s);
        QCOMPARE(bench.job(id).state, JobState::Failed);
        QCOMPARE(bench.job(id).errorClass, u"job_lost"_s);
        // Three times in both places, and the last word is that of the first one.
        QCOMPARE(bench.service.requests().size(), 1 + 3 * 2 + 1);
    }

    void listThatCannotBeReadLosesNothing()
    {
        RemoteBench bench(
            {exchange("POST", u"/listed"_s, jsonAnswer({{u"id"_s, u"j1"_s}})),
             exchange("GET", u"/over"_s, jsonAnswer({}), 2),
             exchange("GET", u"/waiting"_s, {{u"text"_s, u"<html>"_s}}, 1),
             exchange("GET", u"/waiting"_s, // more than may be kept of an answer
                      {{u"repeat"_s, u"[\"0123456789\"],"_s}, {u"count"_s, 400'000}}, 1),
             exchange("GET", u"/over"_s, jsonAnswer({{u"b64"_s, b64(samplePng())}}))});
        addModel(bench, "lab.listed", listed);
        bench.startQueue();
        const GenerationId id = bench.run(u"lab.listed"_s);
        QCOMPARE(bench.job(id).state, JobState::Done);
    }

    void jobThatIsStoppedWhereItWaitsIsCanceled()
    {
        RemoteBench bench({exchange("POST", u"/listed"_s, jsonAnswer({{u"id"_s, u"j1"_s}})),
                           exchange("GET", u"/over"_s, jsonAnswer({})),
                           exchange("GET", u"/waiting"_s, waiting(u"j1"_s), 1),
                           exchange("GET", u"/waiting"_s, jsonAnswer({{u"all"_s, QJsonArray{}}})),
                           exchange("DELETE", u"/listed/j1"_s, {{u"status"_s, 204}})});
        QByteArray stoppable(listed);
        stoppable.replace(R"("list":{)",
                          R"("cancel":{"method":"DELETE","url":"{base}/listed/{job}"},"list":{)");
        stoppable.replace(R"("everyMs":200)", R"("everyMs":3600000)");
        addModel(bench, "lab.listed", stoppable.constData());
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.listed"_s)).value(0);
        QVERIFY(bench.waitFor([&] { return bench.job(id).step == stepPolling; }));
        QVERIFY(bench.queue->cancel(bench.vera, id).wait());
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Canceled);
        QCOMPARE(bench.job(id).step, QString()); // the service is known not to go on
    }

    // --- credentials

    void sessionIsNotInTheRowAndIsFreshInTheNextProcess()
    {
        RemoteBench bench(
            {exchange("POST", u"/session"_s, jsonAnswer({{u"session"_s, u"S-ONE"_s}}), 1),
             exchange("POST", u"/session"_s, jsonAnswer({{u"session"_s, u"S-TWO"_s}}), 1),
             exchange("POST", u"/held"_s, jsonAnswer({{u"id"_s, u"h1"_s}}), 0,
                      {{u"json"_s, QJsonObject{{u"session"_s, u"S-ONE"_s}}}}),
             exchange("GET", u"/held/h1"_s, working(), 2,
                      {{u"query"_s, QJsonObject{{u"session"_s, u"S-ONE"_s}}}}),
             exchange("GET", u"/held/h1"_s,
                      {{u"steps"_s, QJsonArray{QJsonObject{{u"wait"_s, u"later"_s}}}}}, 1),
             exchange("GET", u"/held/h1"_s,
                      jsonAnswer({{u"status"_s, u"ready"_s}, {u"b64"_s, b64(samplePng())}}), 0,
                      {{u"query"_s, QJsonObject{{u"session"_s, u"S-TWO"_s}}}})});
        addModel(bench, "lab.held", held);
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.held"_s)).value(0);
        QVERIFY(bench.waitFor([&] { return bench.service.requests().size() == 5; }));
        const Job job = bench.job(id);
        QCOMPARE(job.step, stepPolling);
        QVERIFY(job.variables.contains("h1"));
        QVERIFY2(!job.variables.contains("S-ONE"), job.variables.constData());
        QVERIFY(!job.lastAnswer.contains("S-ONE"));
        bench.restart();
        bench.service.release(u"later"_s);
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Done);
        QCOMPARE(bench.faults(), QStringList());
    }

    // --- clocks

    void clockThatIsSetBackMakesNoJobWait_data()
    {
        QTest::addColumn<qint64>("by");
        QTest::newRow("by a day") << -dayMs;
        QTest::newRow("by ten years") << -3650 * dayMs;
        QTest::newRow("forward by an hour") << dayMs / 24;
    }
    void clockThatIsSetBackMakesNoJobWait()
    {
        QFETCH(qint64, by);
        RemoteBench bench({exchange("POST", u"/stills"_s, errorAnswer(429), 1),
                           exchange("POST", u"/stills"_s, stillAnswer())});
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.still"_s)).value(0);
        QVERIFY(bench.waitFor([&] { return bench.job(id).waitReason == WaitReason::Retry; }));
        QTest::qWait(50); // the queue has seen its row
        bench.clock.turn(by);
        bench.clock.now += 10'000;
        bench.queue->unlock(bench.vera);
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Done);
        QCOMPARE(bench.orders(u"/stills"_s), 2);
    }

    void clockThatIsSetBackBetweenProcessesMakesNoJobWait()
    {
        RemoteBench bench({exchange("POST", u"/stills"_s, errorAnswer(429), 1),
                           exchange("POST", u"/stills"_s, stillAnswer())});
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.still"_s)).value(0);
        QVERIFY(bench.waitFor([&] { return bench.job(id).waitReason == WaitReason::Retry; }));
        bench.stopQueue();
        bench.clock.turn(-dayMs);
        bench.startQueue();
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Done);
    }

    void waitingThatIsNotOverIsKept()
    {
        RemoteBench bench({exchange("POST", u"/stills"_s, errorAnswer(429), 1),
                           exchange("POST", u"/stills"_s, stillAnswer())});
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.still"_s)).value(0);
        QVERIFY(bench.waitFor([&] { return bench.job(id).waitReason == WaitReason::Retry; }));
        bench.clock.now += 4'000; // of five and more
        bench.queue->unlock(bench.vera);
        bench.restart();
        QTest::qWait(300);
        QCOMPARE(bench.orders(u"/stills"_s), 1);
    }
};

QTEST_GUILESS_MAIN(QueuedCallTest)
#include "queuedcalltest.moc"
