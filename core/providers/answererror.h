#pragma once

// What an answer that is none means; internal to this module.

#include "core/providers/servicefailure.h"
#include "core/providers/surroundings.h"

namespace raskadr {

// The failure that a broken connection or an unexpected status is; nothing if the answer is one.
// `at` has the answer.
std::optional<ServiceFailure> failureOf(const ServiceRequest& request, const Surroundings& at);
// The refusal inside of a success, by `rejectOn`.
std::optional<ServiceFailure> rejectionOf(const QString& step, const Surroundings& at);
// Of a job that the service itself calls failed.
ServiceFailure reportedFailure(const QString& step, const Surroundings& at, ErrorClass otherwise);

} // namespace raskadr
