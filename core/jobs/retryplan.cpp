#include "core/jobs/retryplan.h"

#include "core/providers/errorclass.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace raskadr {

namespace {

struct Rule
{
    enum class Then { Fail, Unknown, Again };

    Then then = Then::Fail;
    int attempts = 0;
    qint64 firstDelayMs = 0;
    qint64 maxDelayMs = 0; // doubling from the first one
    bool onlyWhenNamed = false; // the service has to say when
};

constexpr Rule again(int attempts, qint64 firstDelayMs, qint64 maxDelayMs)
{
    return {Rule::Then::Again, attempts, firstDelayMs, maxDelayMs, false};
}

constexpr int always = 100'000;
constexpr Rule fail{};
constexpr Rule unknown{Rule::Then::Unknown, 0, 0, 0, false};
constexpr Rule ask = again(always, 5'000, 60'000);
constexpr Rule online = again(1'000, 5'000, 60'000);
constexpr Rule place = again(always, 10'000, 60'000);
constexpr Rule health = again(always, 3'000, 3'000);
constexpr Rule slower = again(6, 5'000, 60'000);
constexpr Rule later = again(5, 20'000, 80'000);
constexpr Rule soon = again(3, 1'000, 4'000);
constexpr Rule once = again(1, 5'000, 5'000);
constexpr Rule onceThen{Rule::Then::Again, 1, 0, 0, true};

struct Row
{
    ErrorClass errorClass;
    std::array<Rule, 5> rules; // for None, Sent, Asked, Taken, Over
    WaitReason reason = WaitReason::Retry;
    bool slowsProvider = false;
};

using E = ErrorClass;
using W = WaitReason;
constexpr auto table = std::to_array<Row>({
    {E::RateLimited, {slower, fail, ask, ask, ask}, W::Retry, true},
    {E::Busy, {later, fail, ask, ask, ask}, W::Retry, true},
    {E::Concurrency, {place, fail, ask, ask, ask}, W::Concurrency, true},
    // After it was sent only by a step that may be repeated.
    {E::Offline, {online, online, ask, ask, ask}, W::Offline},
    {E::LocalNotRunning, {health, fail, ask, ask, ask}, W::Offline, true},
    {E::Timeout, {later, unknown, ask, ask, ask}},
    {E::QuotaDaily, {onceThen, onceThen, unknown, ask, fail}},
    {E::ProviderFailed, {once, fail, ask, ask, fail}},
    {E::ResultExpired, {fail, fail, unknown, soon, fail}},
    {E::SubmitUnknown, {unknown, unknown, unknown, unknown, unknown}},
    // The service has the job and does not let us ask for it.
    {E::AuthInvalid, {fail, fail, unknown, unknown, fail}},
    {E::AuthForbidden, {fail, fail, unknown, unknown, fail}},
    {E::InsufficientFunds, {fail, fail, unknown, unknown, fail}},
    {E::Tls, {fail, fail, unknown, unknown, fail}},
    {E::BlockedRegion, {fail, fail, unknown, unknown, fail}},
});
constexpr Row otherwise{E::Internal, {fail, fail, unknown, fail, fail}};

const Row& rowOf(const RunFailure& why)
{
    const ErrorClass errorClass = errorClassFromName(why.errorClass);
    const auto* row = std::find_if(table.begin(), table.end(), [&](const Row& candidate) {
        return candidate.errorClass == errorClass;
    });
    return row == table.end() ? otherwise : *row;
}

const Rule& ruleOf(const Row& row, OrderState order)
{
    return row.rules.at(static_cast<std::size_t>(order));
}

} // namespace

bool isUncertain(const RunFailure& why)
{
    return ruleOf(rowOf(why), why.order).then == Rule::Then::Unknown;
}

RetryPlan retryPlan(const RunFailure& why, int retries)
{
    const Row& row = rowOf(why);
    const Rule& rule = ruleOf(row, why.order);
    RetryPlan plan;
    plan.reason = row.reason;
    plan.again = rule.then == Rule::Then::Again && retries < rule.attempts
        && (why.retryAfterMs || !rule.onlyWhenNamed);
    plan.delayMs = why.retryAfterMs.value_or(
        std::min(rule.firstDelayMs << std::min(retries, 10), rule.maxDelayMs));
    const bool isNew = why.order == OrderState::None || why.order == OrderState::Sent;
    plan.slowsProvider = plan.again && isNew && row.slowsProvider;
    return plan;
}

qint64 withJitter(qint64 delayMs)
{
    return delayMs + QRandomGenerator::global()->bounded(delayMs / 2 + 1);
}

} // namespace raskadr
