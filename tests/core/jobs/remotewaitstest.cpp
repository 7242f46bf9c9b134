#include "labanswers.h"

#include "core/jobs/remotestate.h"

using namespace raskadr;
using namespace raskadr::test;
using namespace Qt::Literals::StringLiterals;

namespace {

// The connection ends after the service has heard everything.
const QJsonObject cutOff{{u"raw"_s, true},
                         {u"steps"_s, QJsonArray{QJsonObject{{u"reset"_s, true}}}}};

QJsonObject slower(const QString& code, int seconds)
{
    QJsonObject answer = errorAnswer(429, code);
    answer[u"headers"_s] = QJsonObject{{u"Retry-After"_s, QString::number(seconds)}};
    return answer;
}

QJsonObject uploaded()
{
    return exchange("PUT", u"/uploads"_s, jsonAnswer({{u"address"_s, u"lab://first"_s}}));
}

QJsonObject rawPicture()
{
    return exchange("POST", u"/raw"_s, bytesAnswer(samplePng(), u"image/png"_s));
}

GenerationId submittedWithPicture(RemoteBench& bench)
{
    bench.startQueue();
    GenerationRequest asked = bench.request(u"lab.raw"_s);
    asked.inputs = {{u"first"_s, bench.picture}};
    return bench.submitted(asked).value(0);
}

// What the books of the project say was spent.
QList<UnitAmount> spent(const RemoteBench& bench)
{
    return bench.store
        ->read(bench.vera,
               [&](const Repositories& r) {
                   return r.expenses.ofProject(r.shots.find(bench.shot)->projectId).spent;
               })
        .value_or(QList<UnitAmount>{});
}

bool waitForTry(RemoteBench& bench, const GenerationId& id, int number, WaitReason reason)
{
    return bench.waitFor([&] {
        const Job job = bench.job(id);
        return job.attempts == number && job.state == JobState::Queued && job.waitReason == reason;
    });
}

void letPass(RemoteBench& bench, qint64 ms)
{
    bench.clock.now += ms;
    bench.queue->unlock(bench.vera); // looks at the clock
}

// The program at the other end has not been started.
class StillConnections final : public Connections
{
public:
    explicit StillConnections(const Connections& real)
        : m_real(real)
    {
    }

    Result<ProviderAccess> access(const AccountId& account,
                                  const QString& providerId) const override
    {
        auto access = m_real.access(account, providerId);
        if (access && isStill) {
            access->connection.baseUrl = u"http://127.0.0.1:1"_s;
        }
        return access;
    }

    std::atomic<bool> isStill = true;

private:
    const Connections& m_real;
};

} // namespace

// What jobs wait for by themselves, and what is in the books when it was in vain.
class RemoteWaitsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- before the order

    void uploadThatIsCutOffIsTriedAgain()
    {
        RemoteBench bench({exchange("PUT", u"/uploads"_s, cutOff, 1), uploaded(), rawPicture()});
        const GenerationId id = submittedWithPicture(bench);
        QVERIFY(waitForTry(bench, id, 1, WaitReason::Offline));
        QCOMPARE(bench.job(id).errorClass, u"offline"_s);
        QCOMPARE(spent(bench), QList<UnitAmount>());
        letPass(bench, 60'000);
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).state, JobState::Done);
        QCOMPARE(bench.orders(u"/raw"_s), 1);
    }

    void uploadThatFailsInsideIsTriedOnceMore()
    {
        RemoteBench bench({exchange("PUT", u"/uploads"_s, errorAnswer(500))});
        const GenerationId id = submittedWithPicture(bench);
        QVERIFY(waitForTry(bench, id, 1, WaitReason::Retry));
        letPass(bench, 60'000);
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).errorClass, u"provider_failed"_s);
        QCOMPARE(bench.service.requests().size(), 2);
        QCOMPARE(spent(bench), QList<UnitAmount>());
    }

    void uploadWithoutAnAddressCostsNothing()
    {
        RemoteBench bench({exchange("PUT", u"/uploads"_s, jsonAnswer({}))});
        const GenerationId id = submittedWithPicture(bench);
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).errorClass, u"result_invalid"_s);
        QCOMPARE(bench.orders(u"/raw"_s), 0);
        QCOMPARE(spent(bench), QList<UnitAmount>());
    }

    void orderThatDoesNotLeaveCostsNothing()
    {
        RemoteBench bench({exchange("POST", u"/priced"_s, stillAnswer())});
        bench.connections.localHost.clear(); // an address of the own network is not reached then
        bench.startQueue();
        const GenerationId id = bench.run(u"lab.priced"_s);
        QCOMPARE(bench.job(id).errorClass, u"result_invalid"_s);
        QCOMPARE(bench.orders(u"/priced"_s), 0);
        QCOMPARE(spent(bench), QList<UnitAmount>());
    }

    // --- after it

    void answerThatIsNoneIsInTheBooks()
    {
        RemoteBench bench({exchange("POST", u"/priced"_s, jsonAnswer({}))});
        bench.startQueue();
        const GenerationId id = bench.run(u"lab.priced"_s);
        QCOMPARE(bench.job(id).errorClass, u"result_invalid"_s);
        QCOMPARE(spent(bench).value(0).micros, 2'000'000);
    }

    void jobThatCannotBeAskedForIsInTheBooks()
    {
        RemoteBench bench({exchange("POST", u"/films"_s, orderedFilm()),
                           exchange("GET", u"/films/f1"_s, errorAnswer(405))});
        bench.startQueue();
        const GenerationId id = bench.run(u"lab.film"_s);
        QCOMPARE(bench.job(id).errorClass, u"internal"_s);
        QCOMPARE(bench.job(id).step, stepPolling);
        QCOMPARE(spent(bench).value(0).unknown, 1); // of a model without a price
    }

    void secondTryIsRememberedLikeTheFirst()
    {
        RemoteBench bench({exchange("POST", u"/priced"_s, slower(u"slower"_s, 0), 1),
                           exchange("POST", u"/priced"_s, cutOff)});
        bench.startQueue();
        const GenerationId id = bench.run(u"lab.priced"_s);
        QCOMPARE(bench.job(id).state, JobState::Unknown);
        QCOMPARE(bench.job(id).step, stepSubmitting);
        bench.restart();
        QVERIFY(bench.waitFor([&] { return bench.queue->isIdle(); }));
        QCOMPARE(bench.orders(u"/priced"_s), 2);
    }

    // --- waiting

    void limitOfTheDayIsWaitedForOnce()
    {
        RemoteBench bench({exchange("POST", u"/stills"_s, slower(u"spent_today"_s, 3600))});
        bench.startQueue();
        const GenerationId id = bench.submitted(bench.request(u"lab.still"_s)).value(0);
        QVERIFY(waitForTry(bench, id, 1, WaitReason::Retry));
        QCOMPARE(bench.job(id).errorClass, u"quota_daily"_s);
        QVERIFY(bench.job(id).notBeforeMs >= bench.clock.now + 3'600'000);
        letPass(bench, 2 * 3'600'000);
        QVERIFY(bench.waitForEnd({id}));
        QCOMPARE(bench.job(id).errorClass, u"quota_daily"_s);
        QCOMPARE(bench.orders(u"/stills"_s), 2);
    }

    void programThatDoesNotRunIsWaitedFor()
    {
        RemoteBench bench({exchange("POST", u"/stills"_s, slower(u"slower"_s, 0), 3),
                           exchange("POST", u"/stills"_s, stillAnswer())});
        StillConnections connections(bench.connections);
        bench.connections.concurrency = 1;
        bench.startQueue();
        bench.queue->reachServices(*bench.sender, connections);
        const auto ids = bench.submitted(bench.request(u"lab.still"_s, u"маяк"_s, 3));
        // Longer than any other trouble is tried again.
        for (int tries = 1; tries <= 8; ++tries) {
            QVERIFY(waitForTry(bench, ids.first(), tries, WaitReason::Offline));
            const Job job = bench.job(ids.first());
            QCOMPARE(job.errorClass, u"local_not_running"_s);
            QVERIFY(job.notBeforeMs >= bench.clock.now + 3'000);
            QVERIFY(job.notBeforeMs <= bench.clock.now + 4'500);
            // One knocks for all.
            QCOMPARE(bench.job(ids.last()).attempts, 0);
            connections.isStill = tries < 8;
            letPass(bench, 4'500);
        }
        QVERIFY(bench.waitForEnd(ids));
        for (const GenerationId& id : ids) {
            QCOMPARE(bench.job(id).state, JobState::Done);
        }
        QCOMPARE(bench.orders(u"/stills"_s), 6);
    }
};

QTEST_GUILESS_MAIN(RemoteWaitsTest)
#include "remotewaitstest.moc"
