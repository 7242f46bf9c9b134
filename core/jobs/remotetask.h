#pragma once

// What a generation asks of a service; internal to this module.

#include "core/jobs/runner.h"
#include "core/media/mediafolder.h"
#include "core/providers/servicecall.h"
#include "core/store/repositories.h"

namespace raskadr {

// The parameters as the model gets them: those of the row with the prompts and the seed, which have
// columns of their own.
nlohmann::json callParameters(const ModelManifest& model, const Generation& generation);

// The inputs as they are described to a service.
QList<ServiceFile> filesOf(const Repositories& repositories, const Generation& generation,
                           const MediaFolder& media);

// In words for «Подробности», without the keys that the task is sent with. How far the service is
// with the order is the caller's to add.
RunFailure runFailureOf(const ServiceFailure& failure, const ServiceTask& task,
                        const QString& costUnit);

// The way to the provider that gives files a public address for this route's service: the one that
// its setting "relay" names. Nothing where none is named or the account has no connection to it.
std::optional<ServiceRoute> relayOf(const Repositories& repositories, const ServiceRoute& route,
                                    const Connections& connections);

// A charge in the unit of the generation; nothing where it cannot be told in it.
std::optional<double> chargeIn(const QString& unit, const std::optional<Charge>& charge);

} // namespace raskadr
