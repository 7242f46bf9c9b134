#include "ui/common/moneytext.h"
#include "core/providers/catalog.h"

#include <QLocale>
#include <QTest>

using namespace raskadr;
using namespace raskadr::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

QString spaced(QString text)
{
    return text.replace(u' ', QChar(0x00A0));
}

Generation asked(std::optional<double> estimated, const QString& unit = u"usd"_s)
{
    Generation generation;
    generation.providerId = u"paid"_s;
    generation.costEstimated = estimated;
    generation.costUnit = unit;
    return generation;
}

Job job(JobState state, std::optional<double> charged = {})
{
    Job job;
    job.state = state;
    job.costCharged = charged;
    return job;
}

} // namespace

// Money as a producer reads it; the locale is Russian, the words are the sources.
class MoneyTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::Russian, QLocale::Russia)); }

    void amountsAreInTheirUnit()
    {
        QCOMPARE(amountText(980'000, u"usd"_s), spaced(u"0,98 $"_s));
        QCOMPARE(amountText(3'000'000'000, u"RUB"_s), spaced(u"3 000 ₽"_s));
        QCOMPARE(amountText(1'234'567'890'000, u"RUB"_s), spaced(u"1 234 567,89 ₽"_s));
        QCOMPARE(amountText(0, u"RUB"_s), spaced(u"0 ₽"_s));
        QVERIFY(amountText(25'000'000, u"credit"_s).startsWith(u"25"_s));
        QVERIFY(amountText(2'500'000, u"credit"_s).startsWith(u"2,5"_s));
        QVERIFY(amountText(12'345'000'000, u"token"_s).contains(spaced(u"12 345"_s)));
        QCOMPARE(currencySign(u"RUB"_s), u"₽"_s);
        QCOMPARE(currencySign(u"XYZ"_s), u"XYZ"_s);
    }

    void modelsTellWhatTheyAreBilledBy()
    {
        QHash<QString, QString> told;
        for (const QByteArray& seed : seedManifests()) {
            const auto manifest = parseManifest(seed);
            QVERIFY(manifest);
            for (const ModelManifest& model : manifest->models) {
                told[model.id] = modelPriceText(manifest->provider, model);
            }
        }
        QCOMPARE(told[u"openai.chat"_s],
                 spaced(u"0,25 $"_s) + u" / "_s + spaced(u"2 $"_s) + u" per 1M tokens"_s);
        QCOMPARE(told[u"draft.image"_s], u"free"_s);
        QCOMPARE(told[u"stability.core"_s].left(1), u"≈"_s);
        QCOMPARE(told[u"openrouter.chat"_s], u"price unknown"_s);
        QCOMPARE(told[u"gigachat.chat"_s], u"price unknown"_s);
    }

    void pricesAreToldBeforehand()
    {
        PriceEstimate price;
        QCOMPARE(priceText(price, 3), u"price unknown"_s);
        price.kind = PriceEstimate::Kind::Free;
        QCOMPARE(priceText(price, 3), u"free"_s);
        price.kind = PriceEstimate::Kind::Known;
        price.charge = {490'000, u"usd"_s, 490'000};
        QCOMPARE(priceText(price, 2), spaced(u"≈ 0,98 $"_s));
        const ExchangeRates rates(u"RUB"_s, {{u"USD"_s, u"RUB"_s, 90, u"2026-01-01"_s}}, {});
        QCOMPARE(priceInCurrencyText(price, 2, u"paid"_s, rates), spaced(u"≈ 88,20 ₽"_s));
        QVERIFY(
            priceInCurrencyText(price, 2, u"paid"_s, ExchangeRates(u"USD"_s, {}, {})).isEmpty());
        QVERIFY(
            priceInCurrencyText(price, 2, u"paid"_s, ExchangeRates(u"EUR"_s, {}, {})).isEmpty());
    }

    void costsFollowWhatBecameOfTheJob()
    {
        QCOMPARE(costText(asked(0.5), job(JobState::Queued)), spaced(u"≈ 0,50 $"_s));
        QCOMPARE(costText(asked(0.5), job(JobState::Done)), spaced(u"≈ 0,50 $"_s));
        QCOMPARE(costText(asked(0.5), job(JobState::Done, 0.4)), spaced(u"0,40 $"_s));
        QCOMPARE(costText(asked(0.5), job(JobState::Failed)), spaced(u"0 $"_s));
        QCOMPARE(costText(asked(0.5), job(JobState::Unknown)), spaced(u"≈ 0,50 $"_s));
        QCOMPARE(costText(asked(0.5), job(JobState::Canceled)), spaced(u"0 $"_s));
        QCOMPARE(costText(asked(0), job(JobState::Done)), u"free"_s);
        QCOMPARE(costText(asked({}), job(JobState::Done)), u"price unknown"_s);
        QCOMPARE(costText(asked({}), job(JobState::Done, 0.02)), spaced(u"0,02 $"_s));
        const ExchangeRates rates(u"RUB"_s, {{u"USD"_s, u"RUB"_s, 100, u"2026-01-01"_s}}, {});
        QCOMPARE(costInCurrencyText(asked(0.5), job(JobState::Done, 0.4), rates),
                 spaced(u"40 ₽"_s));
        QVERIFY(costInCurrencyText(asked(0.5), job(JobState::Failed), rates).isEmpty());
    }

    void sumsNameWhatHasNoRate()
    {
        MoneySum sum;
        QCOMPARE(sumText(sum, u"RUB"_s), spaced(u"0 ₽"_s));
        sum.micros = 2'940'000'000;
        sum.withoutRate = {{u"paid"_s, u"usd"_s, {}, 12'500'000, 0}};
        QCOMPARE(sumText(sum, u"RUB"_s), spaced(u"2 940 ₽"_s) + u" + "_s + spaced(u"12,50 $"_s));
        sum.unknown = 3;
        QVERIFY(sumText(sum, u"RUB"_s).contains(u"3"_s));
    }

    void limitsSayHowFarTheyAre()
    {
        BudgetStop stop;
        stop.currency = u"RUB"_s;
        stop.use.limit = 3000;
        stop.use.used = 2940;
        const QString text = budgetStopText(stop);
        QVERIFY(text.contains(spaced(u"3 000 ₽"_s)) && text.contains(spaced(u"2 940 ₽"_s)));
        stop.use.used = 3000;
        QVERIFY(budgetStopText(stop) != text);
        QSet<QString> all{text, budgetStopText(stop)};
        for (const auto limit : {BudgetStop::Limit::Project, BudgetStop::Limit::Account}) {
            for (const auto reason :
                 {BudgetStop::Reason::PriceUnknown, BudgetStop::Reason::RateUnknown}) {
                stop.limit = limit;
                stop.reason = reason;
                stop.rateUnit = u"USD"_s;
                const QString each = budgetStopText(stop);
                QVERIFY(!each.isEmpty() && !each.contains(u'%') && !all.contains(each));
                all.insert(each);
            }
        }
    }

    void typedAmountsAreRead_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<double>("amount");
        QTest::newRow("plain") << u"3000"_s << 3000.0;
        QTest::newRow("grouped") << u"3 000,50"_s << 3000.5;
        QTest::newRow("with a no-break space") << spaced(u"12 345"_s) << 12345.0;
        QTest::newRow("with a point") << u" 0.5 "_s << 0.5;
        QTest::newRow("nothing") << u"  "_s << -1.0;
        QTest::newRow("words") << u"much"_s << -1.0;
        QTest::newRow("negative") << u"-5"_s << -1.0;
        QTest::newRow("endless") << u"1e300"_s << -1.0;
        QTest::newRow("no number") << u"nan"_s << -1.0;
        QTest::newRow("two points") << u"1.2.3"_s << -1.0;
    }
    void typedAmountsAreRead()
    {
        QFETCH(QString, typed);
        QFETCH(double, amount);
        const auto read = amountOf(typed);
        QCOMPARE(read.value_or(-1), amount);
    }
};

QTEST_GUILESS_MAIN(MoneyTextTest)
#include "moneytexttest.moc"
