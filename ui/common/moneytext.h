#pragma once

#include "core/model/budget.h"
#include "core/model/generation.h"
#include "core/model/job.h"
#include "core/providers/money.h"

#include <QString>

namespace raskadr::ui {

// Prices, sums and limits as a producer reads them. Any thread.

// In the unit of a service or in a currency: "0,98 $", "25 credits".
QString amountText(qint64 micros, const QString& unit);
// "₽"; the code itself where there is no sign.
QString currencySign(const QString& currency);
// What has a rate, see rateUnit(): "1 $", "1 credit (Runway)".
QString rateUnitText(const QString& unit);

// Before a generation: "≈ 0,98 $" for so many results, "free", "price unknown".
QString priceText(const PriceEstimate& price, int results);
// The same in the account's currency; empty where that says nothing more, or no rate leads there.
QString priceInCurrencyText(const PriceEstimate& price, int results, const QString& providerId,
                            const ExchangeRates& rates);
// In a list of models: of one result with what the model begins with, or of a million tokens.
QString modelPriceText(const ProviderManifest& provider, const ModelManifest& model);

// What a generation cost, or probably will.
QString costText(const Generation& generation, const Job& job);
QString costInCurrencyText(const Generation& generation, const Job& job,
                           const ExchangeRates& rates);

// What was typed as an amount: "3 000", "12,50", "12.5". Nothing for what is none, or no possible
// one.
std::optional<double> amountOf(const QString& typed);

// "2 940 ₽ + 12,50 $ and 3 of unknown price"; "0 ₽" for nothing.
QString sumText(const MoneySum& sum, const QString& currency);

// Why a generation waits for a limit: one sentence, and the label of the button that helps.
QString budgetStopText(const BudgetStop& stop);
QString budgetStopAction(const BudgetStop& stop);

} // namespace raskadr::ui
