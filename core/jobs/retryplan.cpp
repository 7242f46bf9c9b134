#include "core/jobs/retryplan.h"

#include "core/providers/errorclass.h"

#include <QRandomGenerator>

#include <algorithm>

namespace raskadr {

namespace {

constexpr int mostOfAccepted = 100'000;
constexpr RetryPolicy askingPolicy{mostOfAccepted, 5'000, 60'000};
// It is no error that all places are taken.
constexpr RetryPolicy placePolicy{mostOfAccepted, 10'000, 60'000};

RetryPolicy policyOf(const RunFailure& why, ErrorClass errorClass)
{
    if (why.isOrdered && why.isTransient) {
        return askingPolicy;
    }
    return errorClass == ErrorClass::Concurrency ? placePolicy : retryPolicy(errorClass);
}

WaitReason reasonOf(ErrorClass errorClass)
{
    return errorClass == ErrorClass::Offline    ? WaitReason::Offline
        : errorClass == ErrorClass::Concurrency ? WaitReason::Concurrency
                                                : WaitReason::Retry;
}

} // namespace

RetryPlan retryPlan(const RunFailure& why, int retries)
{
    const ErrorClass errorClass = errorClassFromName(why.errorClass);
    const RetryPolicy policy = policyOf(why, errorClass);
    RetryPlan plan;
    plan.reason = reasonOf(errorClass);
    plan.again = (why.isOrdered || why.nothingAccepted) && retries < policy.attempts;
    plan.delayMs = why.retryAfterMs.value_or(
        std::min(policy.firstDelayMs << std::min(retries, 10), policy.maxDelayMs));
    plan.slowsProvider = plan.again && !why.isOrdered
        && (errorClass == ErrorClass::RateLimited || errorClass == ErrorClass::Busy
            || errorClass == ErrorClass::Concurrency);
    return plan;
}

qint64 withJitter(qint64 delayMs)
{
    return delayMs + QRandomGenerator::global()->bounded(delayMs / 2 + 1);
}

} // namespace raskadr
