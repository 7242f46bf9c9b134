#include "core/jobs/retryplan.h"
#include "core/providers/errorclass.h"

#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

RunFailure failureOf(ErrorClass errorClass, OrderState order)
{
    RunFailure why;
    why.errorClass = errorClassName(errorClass);
    why.order = order;
    return why;
}

template <class Fn>
void forEveryClass(Fn fn)
{
    for (int i = 0; i <= int(ErrorClass::Internal); ++i) {
        fn(ErrorClass(i));
    }
}

} // namespace

// What is tried again by itself, and when.
class RetryPlanTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatMayHaveBeenAcceptedIsNotSentAgain()
    {
        forEveryClass([](ErrorClass value) {
            const RunFailure why = failureOf(value, OrderState::Sent);
            // The one is a refusal, the other is left only to steps that may be repeated.
            const bool isCertain = value == ErrorClass::QuotaDaily || value == ErrorClass::Offline;
            QVERIFY2(!retryPlan(why, 0).again || isCertain, qPrintable(why.errorClass));
        });
    }

    void whatMoreTriesWouldOnlyRepeatFails()
    {
        for (const ErrorClass value :
             {ErrorClass::InsufficientFunds, ErrorClass::ContentBlockedInput,
              ErrorClass::AuthInvalid, ErrorClass::InvalidInput, ErrorClass::Internal}) {
            const RunFailure why = failureOf(value, OrderState::None);
            QVERIFY2(!retryPlan(why, 0).again && !isUncertain(why), qPrintable(why.errorClass));
        }
    }

    void whatWasAskedForAndIsNotKnownStaysUnknown()
    {
        forEveryClass([](ErrorClass value) {
            const RunFailure why = failureOf(value, OrderState::Asked);
            QVERIFY2(retryPlan(why, 0).again != isUncertain(why), qPrintable(why.errorClass));
        });
        QVERIFY(isUncertain(failureOf(ErrorClass::SubmitUnknown, OrderState::Sent)));
        QVERIFY(isUncertain(failureOf(ErrorClass::AuthInvalid, OrderState::Taken)));
        QVERIFY(!isUncertain(failureOf(ErrorClass::AuthInvalid, OrderState::Over)));
    }

    void delaysGrowToTheirLimit_data()
    {
        QTest::addColumn<int>("errorClass");
        QTest::addColumn<int>("attempts");
        QTest::addColumn<QList<int>>("seconds");
        const auto row = [](ErrorClass value, int attempts, const QList<int>& seconds) {
            QTest::newRow(qPrintable(errorClassName(value))) << int(value) << attempts << seconds;
        };
        row(ErrorClass::RateLimited, 6, {5, 10, 20, 40, 60, 60});
        row(ErrorClass::Busy, 5, {20, 40, 80, 80, 80});
        row(ErrorClass::Offline, 1000, {5, 10, 20, 40, 60});
        row(ErrorClass::LocalNotRunning, 100'000, {3, 3, 3, 3});
        row(ErrorClass::ProviderFailed, 1, {5});
    }

    void delaysGrowToTheirLimit()
    {
        QFETCH(int, errorClass);
        QFETCH(int, attempts);
        QFETCH(QList<int>, seconds);
        const RunFailure why = failureOf(ErrorClass(errorClass), OrderState::None);
        for (int i = 0; i < seconds.size(); ++i) {
            QCOMPARE(retryPlan(why, i).delayMs, seconds.at(i) * 1000);
        }
        QVERIFY(retryPlan(why, attempts - 1).again);
        QVERIFY(!retryPlan(why, attempts).again);
    }

    void limitOfTheDayIsWaitedForWhereItsEndIsNamed()
    {
        RunFailure why = failureOf(ErrorClass::QuotaDaily, OrderState::Sent);
        QVERIFY(!retryPlan(why, 0).again);
        why.retryAfterMs = 7'200'000;
        QVERIFY(retryPlan(why, 0).again);
        QCOMPARE(retryPlan(why, 0).delayMs, 7'200'000);
        QVERIFY(!retryPlan(why, 1).again);
    }

    void waitsSayForWhat()
    {
        const auto reasonOf = [](ErrorClass value) {
            return retryPlan(failureOf(value, OrderState::None), 0).reason;
        };
        QCOMPARE(reasonOf(ErrorClass::Offline), WaitReason::Offline);
        QCOMPARE(reasonOf(ErrorClass::LocalNotRunning), WaitReason::Offline);
        QCOMPARE(reasonOf(ErrorClass::Concurrency), WaitReason::Concurrency);
        QCOMPARE(reasonOf(ErrorClass::Busy), WaitReason::Retry);
    }

    void jobThatTheServiceHasSlowsNothing()
    {
        for (const ErrorClass value : {ErrorClass::RateLimited, ErrorClass::Busy,
                                       ErrorClass::Concurrency, ErrorClass::LocalNotRunning}) {
            QVERIFY(retryPlan(failureOf(value, OrderState::None), 0).slowsProvider);
            QVERIFY(retryPlan(failureOf(value, OrderState::Taken), 0).again);
            QVERIFY(!retryPlan(failureOf(value, OrderState::Taken), 0).slowsProvider);
        }
    }
};

QTEST_GUILESS_MAIN(RetryPlanTest)
#include "retryplantest.moc"
