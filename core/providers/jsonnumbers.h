#pragma once

// Numbers of JSON without losing a digit; internal to this module.

#include <nlohmann/json.hpp>

namespace raskadr {

// Below, at or above zero as a is less than, equal to or greater than b. Whole numbers are exact
// over all 64 bits, also beside fractions.
int compareNumbers(const nlohmann::json& a, const nlohmann::json& b);
// `step` is above zero.
bool isMultipleOf(const nlohmann::json& value, const nlohmann::json& step);
// The same JSON: 1 and 1.0 are, 1 and true are not.
bool isSameJson(const nlohmann::json& a, const nlohmann::json& b);

} // namespace raskadr
