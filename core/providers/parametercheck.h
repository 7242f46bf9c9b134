#pragma once

// Looks whether values fit parameters; internal to this module.

#include "core/providers/parameterschema.h"

namespace raskadr {

// Appends why a value does not fit, if it does not.
void checkParameter(const ParameterField& field, const nlohmann::json& value,
                    QList<Violation>& violations);
// A text as it is, anything else as JSON.
QString jsonText(const nlohmann::json& value);

} // namespace raskadr
