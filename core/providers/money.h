#pragma once

#include "core/model/money.h"
#include "core/providers/manifest.h"
#include "core/providers/servicemodel.h"
#include "core/providers/serviceresult.h"

namespace raskadr {

// What a call will probably cost, before it is made.
struct PriceEstimate
{
    enum class Kind { Unknown, Free, Known };

    Kind kind = Kind::Unknown;
    Charge charge;
    QString asOf; // since when the price is known to be so, "2026-11"

    bool operator==(const PriceEstimate&) const = default;
};

// How many tokens a call takes: guessed before it, counted by the service after it.
struct TokenCount
{
    std::optional<double> input;
    std::optional<double> output;
    std::optional<double> all; // where the service does not tell them apart

    std::optional<double> total() const;
};

// Unit price times results, seconds or megapixels, by the first row of the manifest's `price` that
// fits the parameters (defaults included). Unknown where a factor is. How many tokens there will be
// only the caller can guess.
PriceEstimate estimatedPrice(const ProviderManifest& provider, const ModelManifest& model,
                             const nlohmann::json& parameters, const TokenCount& tokens = {});
// What so many tokens cost by the row that fits; nothing where a model is not paid by tokens.
std::optional<Charge> chargeOfTokens(const ServiceModel& service, const nlohmann::json& parameters,
                                     const TokenCount& tokens);

// What a million tokens cost, in and out.
struct TokenRates
{
    Charge input;
    Charge output;

    bool operator==(const TokenRates&) const = default;
};
std::optional<TokenRates> tokenRates(const ProviderManifest& provider, const ModelManifest& model,
                                     const nlohmann::json& parameters);
// The unit in which a model's prices are told; empty: it tells none.
QString priceUnit(const ProviderManifest& provider, const ModelManifest& model);
// What that unit is worth where the manifest says so and it is no currency itself.
std::optional<UnitWorth> unitWorth(const ProviderManifest& provider, const ModelManifest& model);
// An amount in the unit of a manifest's `price`; nothing for what is no sum of money.
std::optional<Charge> chargeOf(const nlohmann::json& price, double amount);

} // namespace raskadr
