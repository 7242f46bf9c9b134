#include "chatbench.h"
#include "core/agent/agentcost.h"

#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject counted(const QString& text, int tokens)
{
    return answered({{u"text"_s, text}, {u"tokens"_s, tokens}});
}

// Answers when the test says so.
QJsonObject held()
{
    return {{u"status"_s, 200},
            {u"steps"_s,
             QJsonArray{QJsonObject{{u"wait"_s, u"held"_s}}, QJsonObject{{u"send"_s, u"{}"_s}}}}};
}

double dollars(const QList<UnitAmount>& amounts)
{
    return ExchangeRates(u"USD"_s, {}, {}).sum(amounts).amount();
}

} // namespace

// What EditRun asks costs money: the limits hold for it, and the books know it.
class CostTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void estimatesByTokens()
    {
        ChatBench bench({});
        const PriceEstimate before = editPrice(bench.agent, bench.request);
        QCOMPARE(before.kind, PriceEstimate::Kind::Known);
        QVERIFY(before.charge.micros > 5'000);
        QVERIFY(before.charge.micros < 50'000);
    }

    void booksEveryAnswer()
    {
        ChatBench bench({counted(u"no JSON"_s, 300), counted(goodAnswer, 500)});
        QVERIFY(bench.run().result);
        const QList<UnitAmount> spent = bench.spent();
        QCOMPARE(spent.size(), 1);
        QCOMPARE(spent.first().micros, 8'000);
        QCOMPARE(spent.first().unknown, 0);
    }

    void booksNothingForAFreeAgent()
    {
        ChatBench bench({counted(goodAnswer, 500)});
        bench.agent.provider.free = true;
        bench.limit(0);
        QVERIFY(bench.run().result);
        QVERIFY(bench.spent().isEmpty());
    }

    void asksNothingAboveALimit()
    {
        ChatBench bench({counted(goodAnswer, 500)});
        bench.limit(0.001);
        const EditOutcome outcome = bench.run();
        QVERIFY(!outcome.result);
        const EditFailure failed = outcome.result.error();
        QVERIFY(failed.kind == EditFailure::Kind::Budget);
        QVERIFY(failed.stop.limit == BudgetStop::Limit::Project);
        QVERIFY(failed.stop.reason == BudgetStop::Reason::Full);
        QCOMPARE(failed.stop.use.limit, 0.001);
        QCOMPARE(bench.service.connections(u"api"_s), 0);
        QVERIFY(bench.spent().isEmpty());
        bench.limit(1);
        QVERIFY(bench.run().result);
    }

    // The rest is enough for one of them.
    void asksNoMoreAtOnceThanALimitLets()
    {
        ChatBench bench({held(), held(), held()});
        const double price = double(editPrice(bench.agent, bench.request).charge.micros) / 1e6;
        bench.limit(price * 1.5);
        int stopped = 0;
        std::vector<std::unique_ptr<EditRun>> runs;
        for (int i = 0; i < 3; ++i) {
            runs.push_back(bench.edit());
            runs.back()->start([&](const EditOutcome& outcome) {
                stopped +=
                    !outcome.result && outcome.result.error().kind == EditFailure::Kind::Budget;
            });
        }
        QTRY_COMPARE_WITH_TIMEOUT(stopped, 2, 60'000);
        QVERIFY(bench.service.awaitRequests(1));
        QCOMPARE(bench.service.requests().size(), 1);
    }

    void asksNoSecondTimeAboveALimit()
    {
        ChatBench bench({counted(u"no JSON"_s, 3'000), counted(goodAnswer, 500)});
        const double price = double(editPrice(bench.agent, bench.request).charge.micros) / 1e6;
        bench.limit(std::max(price, 0.03) + 0.001);
        const EditOutcome outcome = bench.run();
        QVERIFY(!outcome.result);
        QVERIFY(outcome.result.error().kind == EditFailure::Kind::Budget);
        QCOMPARE(bench.service.requests().size(), 1);
        QCOMPARE(dollars(bench.spent()), 0.03);
    }

    void booksNothingForWhatWasRefused_data()
    {
        QTest::addColumn<QJsonObject>("answer");
        QTest::newRow("wrong key") << answered({}, 401);
        QTest::newRow("no money there") << answered({}, 402);
        QTest::newRow("too many at once") << answered({}, 429);
    }
    void booksNothingForWhatWasRefused()
    {
        QFETCH(const QJsonObject, answer);
        ChatBench bench({answer});
        QVERIFY(!bench.run().result);
        QVERIFY(bench.spent().isEmpty());
    }

    void booksTheEstimateWhereTheAnswerNamesNoCharge_data()
    {
        QTest::addColumn<QJsonObject>("answer");
        QTest::newRow("proposal") << said(goodAnswer);
        QTest::newRow("refusal") << answered({{u"refusal"_s, u"Не могу."_s}});
        QTest::newRow("no text") << answered({{u"other"_s, 1}});
    }
    void booksTheEstimateWhereTheAnswerNamesNoCharge()
    {
        QFETCH(const QJsonObject, answer);
        ChatBench bench({answer});
        const qint64 estimate = editPrice(bench.agent, bench.request).charge.micros;
        bench.run();
        const QList<UnitAmount> spent = bench.spent();
        QCOMPARE(spent.size(), 1);
        QCOMPARE(spent.first().micros, estimate);
        QCOMPARE(spent.first().unknown, 0);
    }

    void booksTheEstimateOfWhatIsDroppedOnItsWay()
    {
        ChatBench bench({held()});
        const qint64 estimate = editPrice(bench.agent, bench.request).charge.micros;
        auto run = bench.edit();
        run->start([](const EditOutcome&) { QFAIL("It was dropped."); });
        QTRY_VERIFY_WITH_TIMEOUT(!bench.service.requests().isEmpty(), 60'000);
        run.reset();
        const QList<UnitAmount> spent = bench.spent();
        QCOMPARE(spent.size(), 1);
        QCOMPARE(spent.first().micros, estimate);
    }

    void booksNothingForWhatIsDroppedBeforeItLeaves()
    {
        ChatBench bench({held()});
        auto run = bench.edit();
        run->start([](const EditOutcome&) { QFAIL("It was dropped."); });
        run.reset();
        QVERIFY(bench.spent().isEmpty());
        QCOMPARE(bench.service.connections(u"api"_s), 0);
    }

    void addsUpWhatIsChargedInSeveralUnits()
    {
        ChatBench bench({});
        const AgentMessage message = AgentTalk(bench.request).begin();
        for (const auto& [micros, unit] :
             {std::pair{7'000, u"usd"_s}, std::pair{2'000'000, u"credit"_s},
              std::pair{3'000, u"usd"_s}}) {
            const auto question =
                EditQuestion::of(bench.agent, bench.request, message, bench.shot.id);
            QVERIFY(question);
            QVERIFY(rows::write(*bench.store, bench.account.id, [&](Repositories& r) {
                QVERIFY(question->enter(r, bench.clock.now));
                question->settle(r, {micros, unit, {}}, bench.clock.now);
            }));
        }
        QList<UnitAmount> spent = bench.spent();
        std::sort(spent.begin(), spent.end(),
                  [](const UnitAmount& a, const UnitAmount& b) { return a.unit < b.unit; });
        QCOMPARE(spent.size(), 2);
        QCOMPARE(spent.first().unit, u"credit"_s);
        QCOMPARE(spent.first().micros, 2'000'000);
        QCOMPARE(spent.last().micros, 10'000);
    }
};

QTEST_GUILESS_MAIN(CostTest)
#include "costtest.moc"
