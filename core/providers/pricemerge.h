#pragma once

// What a service publishes about its prices, put into the record of a model; internal to this
// module.

#include "core/providers/manifestproblem.h"

#include <nlohmann/json.hpp>

namespace raskadr {

// The unit price at the pointers of `price.source`, or what tokens cost with each model of the list
// that is there. With the day, where anything changes.
Checked<> mergePrice(nlohmann::json& record, const nlohmann::json& answer, const QString& day);

} // namespace raskadr
