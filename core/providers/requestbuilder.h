#pragma once

// From a step of a manifest to a request; internal to this module.

#include "core/providers/servicerequest.h"
#include "core/providers/surroundings.h"

namespace raskadr {

// BadResponse: a value of an earlier answer is missing or leads where it may not; Unauthorized: a
// key is missing (subject: its name).
Result<ServiceRequest> requestFor(const nlohmann::json& step, const QString& name,
                                  const Surroundings& at);
// The download of a result. Keys go along only to the service itself, and only if `withKeys`.
Result<ServiceRequest> downloadOf(const QString& url, bool withKeys, const Surroundings& at);

} // namespace raskadr
