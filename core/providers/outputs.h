#pragma once

// Results out of answers; internal to this module.

#include "core/providers/serviceresult.h"
#include "core/providers/surroundings.h"

namespace raskadr {

constexpr int mostResults = 64;

// What one entry of `outputs` finds in the answer of `at`. Nothing found is an empty list;
// BadResponse for what is there and no result.
Result<QList<ResultItem>> resultsFrom(const nlohmann::json& output, const Surroundings& at);
// A seed as services write it: a number or its digits.
std::optional<quint64> seedIn(const nlohmann::json& value);

} // namespace raskadr
