#pragma once

// What lies in the file of an answer; internal to this module.

#include "core/net/httpanswer.h"
#include "core/net/secret.h"
#include "core/providers/servicesender.h"

namespace raskadr {

// Takes an answer apart that was received into `path`, which is gone afterwards or belongs to the
// result. Blocks; for a pool thread.
SendResult readAnswer(HttpAnswer&& http, const SendOptions& options, const QString& path,
                      const QList<Secret>& secrets, const ServiceRequest& request,
                      const std::stop_token& stop);

} // namespace raskadr
