#include "lampservice.h"

#include <QTest>

using namespace raskadr;
using namespace raskadr::test;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

ServiceModel model()
{
    const json changes{
        {{"op", "add"}, {"path", "/model/flow"}, {"value", "poll"}},
        {{"op", "add"},
         {"path", "/model/steps/submit/body/value"},
         {"value", {{"with", {{"$var", "session"}}}, {"as", {{"$var", "clientJobId"}}}}}},
        {{"op", "add"}, {"path", "/model/steps/submit/save"}, {"value", {{"job", "/id"}}}},
        {{"op", "add"}, {"path", "/model/steps/submit/recover"}, {"value", "poll"}},
        {{"op", "add"},
         {"path", "/model/steps/poll"},
         {"value",
          {{"method", "GET"},
           {"url", "{base}/jobs/{job}"},
           {"query", {{"with", {{"$var", "session"}}}, {"as", {{"$var", "clientJobId"}}}}}}}},
        {{"op", "add"},
         {"path", "/model/status"},
         {"value", {{"pointer", "/status"}, {"map", {{"ready", "done"}}}}}}};
    return modelWith(changes);
}

ServiceRun runNamed(const QString& jobId, const char* session)
{
    ServiceRun run(model(), json::object(), {}, jobId);
    run.give(u"session"_s, session);
    return run;
}

json wireOf(const NextStep& next)
{
    const auto* send = std::get_if<SendStep>(&next);
    return send ? onTheWire(send->request, {}) : json("nothing is sent");
}

} // namespace

// What a run keeps from one process to the next, and what it does not.
class RunStateTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givenIsNotSaved()
    {
        ServiceRun run = runNamed(u"job-1"_s, "OLD");
        QCOMPARE_JSON(wireOf(run.begin(moment()))["json"],
                      (json{{"with", "OLD"}, {"as", "job-1"}}));
        run.advance(answerFrom({{"json", {{"id", "j7"}}}}), moment());
        QVERIFY(run.isAccepted());
        const json saved = json::parse(run.saved().dump());
        QVERIFY(saved.dump().find("OLD") == std::string::npos);
        QCOMPARE_JSON(saved["variables"]["job"], json("j7"));

        ServiceRun next = runNamed(u"job-1"_s, "NEW");
        QVERIFY(next.restore(saved));
        QCOMPARE_JSON(wireOf(next.ask(moment()))["url"],
                      json("https://lamp.example/v1/jobs/j7?as=job-1&with=NEW"));
        QVERIFY(next.saved().dump().find("NEW") == std::string::npos);
    }

    void givenCountsMoreThanWhatAnEarlierVersionSaved()
    {
        ServiceRun run = runNamed(u"job-1"_s, "OLD");
        run.begin(moment());
        json saved = run.saved();
        saved["variables"]["session"] = "OLD";
        ServiceRun before(model(), json::object(), {}, u"job-1"_s);
        QVERIFY(before.restore(saved));
        before.give(u"session"_s, "NEW");
        QCOMPARE_JSON(wireOf(before.begin(moment()))["json"]["with"], json("NEW"));
        ServiceRun after = runNamed(u"job-1"_s, "NEW");
        QVERIFY(after.restore(saved));
        QCOMPARE_JSON(wireOf(after.begin(moment()))["json"]["with"], json("NEW"));
        QVERIFY(after.saved().dump().find("OLD") == std::string::npos);
    }

    void newOrderHasItsOwnName()
    {
        ServiceRun run = runNamed(u"job-1"_s, "S");
        run.begin(moment());
        const json saved = run.saved(); // the service refused it as one too many
        ServiceRun again = runNamed(u"job-2"_s, "S");
        QVERIFY(again.restore(saved));
        again.nameAnew();
        QCOMPARE_JSON(wireOf(again.begin(moment()))["json"]["as"], json("job-2"));
        // One that may have been taken is looked for under the name it had.
        ServiceRun lookedFor = runNamed(u"job-2"_s, "S");
        QVERIFY(lookedFor.restore(saved));
        const auto asked = lookedFor.recover(moment());
        QVERIFY(asked);
        QCOMPARE_JSON(wireOf(*asked)["url"],
                      json("https://lamp.example/v1/jobs/job-1?as=job-1&with=S"));
    }
};

QTEST_GUILESS_MAIN(RunStateTest)
#include "runstatetest.moc"
