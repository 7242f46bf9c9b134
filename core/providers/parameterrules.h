#pragma once

// What one choice means for the others, as `if` and `then` of a schema say it; internal to this
// module.

#include "core/providers/parameterschema.h"

#include <functional>

namespace raskadr {

// Reads one parameter: its description, its name, its place.
using FieldReader = std::function<Checked<ParameterField>(
    const nlohmann::json& description, const QString& name, const QString& place)>;

// The rules of a schema, at its root or in a list `allOf`. Only choices are asked for in an `if`,
// and a `then` says anew what it has to say about parameters that there are.
Checked<QList<ParameterRule>> readRules(const nlohmann::json& schema,
                                        const QList<ParameterField>& fields,
                                        const FieldReader& readField);

// As the standard has it: a value that is missing is no obstacle unless the rule asks for it.
bool applies(const ParameterRule& rule, const nlohmann::json& values);

} // namespace raskadr
