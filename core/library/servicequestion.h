#pragma once

// Asking a service about an account or a model, outside of any generation; internal to this module.

#include "core/providers/servicesender.h"

namespace raskadr {

using QuestionResult = tl::expected<ServiceAnswer, ServiceFailure>;

// Sends and judges the answer. As ServiceSender::send().
AsyncHandle askService(ServiceSender& sender, const ServiceRoute& route,
                       const ServiceRequest& request, QObject* context,
                       std::function<void(const QuestionResult&)> answered);

// Why there is no way to a provider, as a failure.
ServiceFailure failureOfRoute(const Error& error);

} // namespace raskadr
