#pragma once

// Bodies of requests as lists of pieces; internal to this module.

#include "core/providers/servicerequest.h"
#include "core/providers/surroundings.h"

namespace raskadr {

struct ServiceBody
{
    QByteArray contentType; // empty: there is no body
    QList<RequestPiece> pieces;
};

// Nothing if a file stands where only text may.
std::optional<ServiceBody> bodyFrom(const nlohmann::json& directive, const Surroundings& at);

} // namespace raskadr
