#pragma once

#include "core/model/money.h"
#include "core/providers/manifest.h"
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

// Unit price times results, seconds or megapixels, by the first row of the manifest's `price` that
// fits the parameters (defaults included). Unknown where a factor is. How many tokens there will be
// only the caller can guess.
PriceEstimate estimatedPrice(const ProviderManifest& provider, const ModelManifest& model,
                             const nlohmann::json& parameters,
                             std::optional<double> tokens = std::nullopt);
// The unit in which a model's prices are told; empty: it tells none.
QString priceUnit(const ProviderManifest& provider, const ModelManifest& model);
// What that unit is worth where the manifest says so and it is no currency itself.
std::optional<UnitWorth> unitWorth(const ProviderManifest& provider, const ModelManifest& model);
// An amount in the unit of a manifest's `price`; nothing for what is no sum of money.
std::optional<Charge> chargeOf(const nlohmann::json& price, double amount);

} // namespace raskadr
