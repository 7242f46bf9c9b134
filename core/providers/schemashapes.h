#pragma once

// The shapes in which services publish the parameters of their models; internal to this module.

#include "core/providers/manifestproblem.h"

#include <nlohmann/json_fwd.hpp>

namespace raskadr {

// Longer lists of models are refused.
inline constexpr std::size_t maxPublishedModels = 5'000;

// What an answer to a `schemaSource` says, as {"properties": …, "required": …} in our own subset of
// JSON Schema: references resolved, alternatives decided, what no form can hold left out. Of a list
// of models: what any of them supports, and as "rules" what each does. Places are pointers into the
// answer.
Checked<nlohmann::json> publishedSchema(const nlohmann::json& source, const nlohmann::json& answer);

// The choices at a pointer into an answer: {"enum": …} with "x-enumTitles" where they have names.
// Nothing to choose from is an empty list.
Checked<nlohmann::json> publishedChoices(const QString& pointer, const nlohmann::json& answer);

} // namespace raskadr
