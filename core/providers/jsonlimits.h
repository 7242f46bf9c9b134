#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <nlohmann/json_fwd.hpp>

namespace raskadr {

// Parses JSON from outside. Size and depth are looked at before anything is built; a key that
// stands twice in an object is refused. InvalidInput with the reason.
Result<nlohmann::json> parseLimitedJson(const QByteArray& bytes, qsizetype maxBytes = 4 << 20,
                                        int maxDepth = 64);

} // namespace raskadr
