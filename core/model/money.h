#pragma once

#include "core/model/job.h"

#include <QHash>
#include <QList>
#include <QString>
#include <optional>

namespace raskadr {

// Money is counted in millionths of a unit, so that sums of many prices stay exact. A day is local,
// "2026-11-29".

// What was spent at a provider on one day, or is about to be.
struct UnitAmount
{
    QString providerId;
    QString unit; // of the service: "usd", "credit"; empty with an unknown price
    QString day; // empty: not spent yet
    qint64 micros = 0;
    int unknown = 0; // generations that cost what nobody knows

    bool operator==(const UnitAmount&) const = default;
};

// The sums of a shot, a project or a month.
struct Expenses
{
    QList<UnitAmount> spent;
    QList<UnitAmount> reserved; // begun and not settled
    QList<UnitAmount> planned; // still in the queue

    bool operator==(const Expenses&) const = default;
};

// How much of a currency one unit is, from a day on, as the user entered it.
struct ExchangeRate
{
    QString unit; // see rateUnit()
    QString currency; // "RUB"
    double rate = 0;
    QString date;

    bool operator==(const ExchangeRate&) const = default;
};

// What a provider says its unit is worth.
struct UnitWorth
{
    QString providerId;
    QString unit;
    double usd = 0;

    bool operator==(const UnitWorth&) const = default;
};

// The name under which a unit has a rate: the ISO code of a currency, "USD"; for what only counts
// at one provider that and the unit, "runway/credit".
QString rateUnit(const QString& providerId, const QString& unit);

// Whether a job that ended without telling a charge may have cost what was estimated. The books of
// the library count it so too (the view `job_cost`).
bool mayHaveCost(const Job& job);

// An amount in the account's currency, and what of it could not be told in it.
struct MoneySum
{
    qint64 micros = 0;
    int unknown = 0; // generations that cost what nobody knows
    QList<UnitAmount> withoutRate; // one for each provider and unit

    double amount() const { return double(micros) / 1e6; }
    bool isZero() const { return micros == 0 && unknown == 0 && withoutRate.isEmpty(); }
    bool operator==(const MoneySum&) const = default;
};

// The account's currency and its rates. A day takes the last rate that was entered for it or for a
// day before; what is older than every rate takes the first. A plain value; any thread.
class ExchangeRates
{
public:
    ExchangeRates() = default;
    ExchangeRates(QString currency, const QList<ExchangeRate>& rates,
                  const QList<UnitWorth>& worths);

    const QString& currency() const { return m_currency; }
    // Nothing where no rate leads to the currency. An empty day: today's, which is the last rate.
    std::optional<qint64> inCurrency(const UnitAmount& amount) const;
    MoneySum sum(const QList<UnitAmount>& amounts) const;

private:
    std::optional<double> rate(const QString& unit, const QString& day) const;

    QString m_currency;
    QHash<QString, QList<ExchangeRate>> m_rates; // by unit, oldest first; of this currency
    QHash<QString, double> m_worths; // in dollars, by unit
};

} // namespace raskadr
