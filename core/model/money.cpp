#include "core/model/money.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString dollars = u"USD"_s;
// Nothing real is more, and sums of these stay within 64 bits.
constexpr double mostMicros = 1e17;

// What a service says of an order that it did not take, and of a job that it gives up.
constexpr std::array refusals{"rate_limited",      "busy",
                              "concurrency",       "insufficient_funds",
                              "quota_daily",       "auth_invalid",
                              "auth_forbidden",    "content_blocked_input",
                              "invalid_input",     "input_media_invalid",
                              "input_unreachable", "provider_failed",
                              "local_not_running", "local_oom",
                              "local_missing"};
// Before it has the job these mean the same.
constexpr std::array refusedOrders{"model_gone", "internal", "offline", "tls", "blocked_region"};

template <std::size_t size>
bool holds(const std::array<const char*, size>& names, const QString& name)
{
    return std::any_of(names.begin(), names.end(),
                       [&](const char* candidate) { return name == QLatin1StringView(candidate); });
}

bool failureMayHaveCost(const Job& job)
{
    if (job.step.isEmpty()) {
        return false; // nothing was ordered
    }
    if (job.step == u"fetching"_s) {
        return true; // the result was there
    }
    return !holds(refusals, job.errorClass)
        && (job.step != u"submitting"_s || !holds(refusedOrders, job.errorClass));
}

bool isCurrencyCode(const QString& unit)
{
    return unit.size() == 3 && std::all_of(unit.begin(), unit.end(), [](QChar c) {
               return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
           });
}

} // namespace

QString rateUnit(const QString& providerId, const QString& unit)
{
    return isCurrencyCode(unit) ? unit.toUpper() : providerId + u'/' + unit;
}

bool mayHaveCost(const Job& job)
{
    switch (job.state) {
    case JobState::Done:
    case JobState::Unknown:
        return true;
    case JobState::Failed:
        return failureMayHaveCost(job);
    case JobState::Canceled:
        return !job.step.isEmpty();
    default:
        return false;
    }
}

ExchangeRates::ExchangeRates(QString currency, const QList<ExchangeRate>& rates,
                             const QList<UnitWorth>& worths)
    : m_currency(std::move(currency))
{
    for (const ExchangeRate& rate : rates) {
        if (rate.currency.compare(m_currency, Qt::CaseInsensitive) == 0 && std::isfinite(rate.rate)
            && rate.rate > 0) {
            m_rates[rate.unit].append(rate);
        }
    }
    for (QList<ExchangeRate>& ofUnit : m_rates) {
        std::sort(ofUnit.begin(), ofUnit.end(),
                  [](const auto& a, const auto& b) { return a.date < b.date; });
    }
    for (const UnitWorth& worth : worths) {
        m_worths.insert(rateUnit(worth.providerId, worth.unit), worth.usd);
    }
}

std::optional<double> ExchangeRates::rate(const QString& unit, const QString& day) const
{
    if (unit.compare(m_currency, Qt::CaseInsensitive) == 0) {
        return 1;
    }
    const auto entered = m_rates.constFind(unit);
    if (entered == m_rates.constEnd() || entered->isEmpty()) {
        return std::nullopt;
    }
    if (day.isEmpty()) {
        return entered->last().rate;
    }
    const auto after = std::upper_bound(entered->begin(), entered->end(), day,
                                        [](const QString& d, const auto& r) { return d < r.date; });
    return after == entered->begin() ? entered->first().rate : std::prev(after)->rate;
}

std::optional<qint64> ExchangeRates::inCurrency(const UnitAmount& amount) const
{
    if (amount.micros == 0) {
        return 0;
    }
    const QString unit = rateUnit(amount.providerId, amount.unit);
    std::optional<double> factor = rate(unit, amount.day);
    if (!factor) {
        const auto worth = m_worths.constFind(unit);
        const auto dollar = worth == m_worths.constEnd() ? std::nullopt : rate(dollars, amount.day);
        factor = dollar ? std::optional(*dollar * *worth) : std::nullopt;
    }
    if (!factor) {
        return std::nullopt;
    }
    const double micros = double(amount.micros) * *factor;
    return std::llround(std::clamp(micros, -mostMicros, mostMicros));
}

MoneySum ExchangeRates::sum(const QList<UnitAmount>& amounts) const
{
    MoneySum sum;
    for (const UnitAmount& amount : amounts) {
        sum.unknown += amount.unknown;
        if (const auto micros = inCurrency(amount)) {
            sum.micros += *micros;
            continue;
        }
        const auto same = std::find_if(
            sum.withoutRate.begin(), sum.withoutRate.end(), [&](const UnitAmount& other) {
                return other.providerId == amount.providerId && other.unit == amount.unit;
            });
        if (same != sum.withoutRate.end()) {
            same->micros += amount.micros;
        } else {
            sum.withoutRate.append({amount.providerId, amount.unit, {}, amount.micros, 0});
        }
    }
    return sum;
}

} // namespace raskadr
