#pragma once

#include "core/model/money.h"

namespace raskadr {

// How far a limit is used up. Amounts are in the account's currency.
struct BudgetUse
{
    double limit = 0;
    double used = 0; // spent, and the estimates of what has begun
    int unknown = 0; // generations among them whose price nobody knows
    // What has no rate to the currency, so that nobody can say how much of the limit it takes.
    QList<UnitAmount> withoutRate;

    double left() const { return limit - used; }
};

// Why a generation must not begin. It waits until the limit, a rate or what is under way changes.
struct BudgetStop
{
    enum class Limit { Project, Account };
    enum class Reason {
        Full, // what is left is less than the price
        PriceUnknown, // and the user does not let such generations run while there is a limit
        RateUnknown, // the price, or something spent, has no rate to the currency
    };

    Limit limit = Limit::Project;
    Reason reason = Reason::Full;
    BudgetUse use;
    QString currency;
    QString rateUnit; // with RateUnknown: what has no rate, see rateUnit()

    bool operator==(const BudgetStop& other) const
    {
        return limit == other.limit && reason == other.reason && use.limit == other.use.limit
            && use.used == other.use.used && rateUnit == other.rateUnit;
    }
};

} // namespace raskadr
