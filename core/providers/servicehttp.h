#pragma once

// Between the engine's terms and those of the network; internal to this module.

#include "core/providers/servicesender.h"

namespace raskadr {

// The request with its keys, which go to its own origin alone, and only if the manifest trusts that
// one. `answerPath`: the file that a 2xx answer goes to. Failures: auth_invalid where a key is
// missing, internal for what is no address.
tl::expected<HttpRequest, ServiceFailure>
httpRequestOf(const ServiceRequest& request, const ServiceRoute& route, const SecretSource& secrets,
              const SendOptions& options, const QString& answerPath);

// A broken connection, as the engine judges it; or a failure of which it cannot know.
tl::expected<ServiceAnswer, ServiceFailure> answerOf(const HttpFailure& failure,
                                                     const ServiceRequest& request);

QList<std::pair<QByteArray, QByteArray>> headerPairs(const HttpHeaders& headers);

// At most 64 KiB of an answer, for «Подробности».
QByteArray recordOf(int status, const QByteArray& text, const QList<Secret>& secrets);

} // namespace raskadr
