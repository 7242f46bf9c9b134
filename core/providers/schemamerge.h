#pragma once

// What a service publishes, put into the record of a model; internal to this module.

#include "core/providers/manifestproblem.h"

#include <nlohmann/json.hpp>

namespace raskadr {

// `published` as publishedSchema() gives it. A list of models only restricts what is there.
Checked<> mergeParameters(nlohmann::json& record, const nlohmann::json& published,
                          bool restrictOnly, const QString& place);
// `choices` as publishedChoices() gives them; an empty list changes nothing.
Checked<> mergeChoices(nlohmann::json& record, const QString& parameter,
                       const nlohmann::json& choices);

} // namespace raskadr
