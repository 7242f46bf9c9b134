#include "labanswers.h"

#include "core/jobs/remotestate.h"

using namespace raskadr;
using namespace raskadr::test;
using namespace Qt::Literals::StringLiterals;

namespace {

// The connection ends after the service has heard everything.
const QJsonObject cutOff{{u"raw"_s, true},
                         {u"steps"_s, QJsonArray{QJsonObject{{u"reset"_s, true}}}}};

} // namespace

// What breaks off on the way to a service: the connection, the process, by a cancel.
class RemoteInterruptionsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
            {exchange("POST", u"/films"_s, orderedFilm()),
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
            {exchange("POST", u"/films"_s, orderedFilm()),
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
            {exchange("POST", u"/films"_s, orderedFilm()),
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
            {exchange("POST", u"/films"_s, orderedFilm()),
             exchange("DELETE", u"/films/f1"_s, {{u"status"_s, 204}}, 0, keyed()),
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
            {exchange("POST", u"/films"_s, orderedFilm()),
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
        RemoteBench bench({exchange("POST", u"/endless"_s, orderedFilm()),
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
            {exchange("POST", u"/films"_s, orderedFilm()),
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
            {exchange("POST", u"/films"_s, orderedFilm()),
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
};

QTEST_GUILESS_MAIN(RemoteInterruptionsTest)
#include "remoteinterruptionstest.moc"
