#include "core/jobs/budget.h"

#include "core/settings/settings.h"

#include <QDateTime>
#include <cmath>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double micro = 1e6;

// What stands against a limit, without the price of the generation that is asked about.
struct Standing
{
    BudgetUse use;
    qint64 usedMicros = 0;
};

Standing standingOf(double limit, const Expenses& expenses, const ExchangeRates& rates,
                    qint64 unknownMicros)
{
    Standing standing;
    standing.use.limit = limit;
    for (const QList<UnitAmount>* part : {&expenses.spent, &expenses.reserved}) {
        const MoneySum sum = rates.sum(*part);
        standing.usedMicros += sum.micros;
        standing.use.unknown += sum.unknown;
        standing.use.withoutRate += sum.withoutRate;
    }
    if (unknownMicros > 0) {
        standing.usedMicros += unknownMicros * standing.use.unknown;
    }
    standing.use.used = double(standing.usedMicros) / micro;
    return standing;
}

// A generation that has begun already is among what is under way; it is not to be counted twice.
void takeOut(Expenses& expenses, const Expense& own)
{
    for (UnitAmount& amount : expenses.reserved) {
        if (amount.providerId == own.providerId && amount.unit == own.unit) {
            amount.micros -= own.estimatedMicros.value_or(0);
            amount.unknown -= !own.estimatedMicros;
            return;
        }
    }
}

struct Asked
{
    const Expense& expense;
    const ExchangeRates& rates;
    qint64 unknownMicros;
};

std::optional<BudgetStop> stopAt(BudgetStop::Limit which, std::optional<double> limit,
                                 Expenses expenses, const Asked& asked)
{
    if (!limit) {
        return std::nullopt;
    }
    if (asked.expense.reserved) {
        takeOut(expenses, asked.expense);
    }
    const Standing standing = standingOf(*limit, expenses, asked.rates, asked.unknownMicros);
    BudgetStop stop{which, BudgetStop::Reason::Full, standing.use, asked.rates.currency(), {}};
    const auto without = [&](const QString& provider, const QString& unit) {
        stop.reason = BudgetStop::Reason::RateUnknown;
        stop.rateUnit = rateUnit(provider, unit);
        return stop;
    };
    if (!standing.use.withoutRate.isEmpty()) {
        const UnitAmount& first = standing.use.withoutRate.first();
        return without(first.providerId, first.unit);
    }
    qint64 price = 0;
    if (!asked.expense.estimatedMicros) {
        if (asked.unknownMicros < 0) {
            stop.reason = BudgetStop::Reason::PriceUnknown;
            return stop;
        }
        price = asked.unknownMicros;
    } else {
        const UnitAmount own{
            asked.expense.providerId, asked.expense.unit, {}, *asked.expense.estimatedMicros, 0};
        const auto converted = asked.rates.inCurrency(own);
        if (!converted) {
            return without(own.providerId, own.unit);
        }
        price = *converted;
    }
    // Compared in whole millionths: a limit that is just met is not passed.
    const double most = *limit * micro;
    return double(standing.usedMicros) + double(price) > std::floor(most + 0.5)
        ? std::optional(stop)
        : std::nullopt;
}

} // namespace

QString monthOf(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms).toString(u"yyyy-MM"_s);
}

std::optional<BudgetUse> projectBudgetUse(const Repositories& repositories,
                                          const ProjectId& project)
{
    const auto row = repositories.projects.find(project);
    if (!row || !row->budget) {
        return std::nullopt;
    }
    return standingOf(*row->budget, repositories.expenses.ofProject(project),
                      repositories.rates.rates(),
                      readSetting(repositories.settings, settings::unknownPriceMicros))
        .use;
}

std::optional<BudgetUse> accountBudgetUse(const Repositories& repositories, qint64 nowMs)
{
    const auto account = repositories.accounts.current();
    if (!account || !account->budget) {
        return std::nullopt;
    }
    return standingOf(*account->budget, repositories.expenses.ofMonth(monthOf(nowMs)),
                      repositories.rates.rates(),
                      readSetting(repositories.settings, settings::unknownPriceMicros))
        .use;
}

std::optional<BudgetStop> budgetStop(const Repositories& repositories,
                                     const GenerationId& generation, qint64 nowMs)
{
    const auto expense = repositories.expenses.find(generation);
    return expense ? budgetStop(repositories, *expense, nowMs) : std::nullopt;
}

std::optional<BudgetStop> budgetStop(const Repositories& repositories, const Expense& expense,
                                     qint64 nowMs)
{
    if (expense.estimatedMicros == 0) {
        return std::nullopt;
    }
    const auto project = repositories.projects.find(expense.projectId);
    const auto account = repositories.accounts.current();
    if (!project || !account || (!project->budget && !account->budget)) {
        return std::nullopt;
    }
    const ExchangeRates rates = repositories.rates.rates();
    const Asked asked{expense, rates,
                      readSetting(repositories.settings, settings::unknownPriceMicros)};
    if (auto stop = stopAt(BudgetStop::Limit::Project, project->budget,
                           repositories.expenses.ofProject(expense.projectId), asked)) {
        return stop;
    }
    return stopAt(BudgetStop::Limit::Account, account->budget,
                  repositories.expenses.ofMonth(monthOf(nowMs)), asked);
}

} // namespace raskadr
