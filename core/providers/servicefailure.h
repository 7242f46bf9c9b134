#pragma once

#include "core/providers/errorclass.h"
#include "core/providers/serviceinput.h"
#include "core/providers/serviceresult.h"

namespace raskadr {

// Why a run does not go on, in the terms by which it is repeated and told. The class is also the
// name of the sentence; code and message are the service's own and belong behind «Подробности».
struct ServiceFailure
{
    ErrorClass errorClass = ErrorClass::Internal;
    QString step;
    int status = 0; // HTTP; 0: no answer
    QString code;
    QString message;
    QString requestId;
    std::optional<qint64> retryAfterMs;
    // Nothing was accepted, so that the same request may be sent again.
    bool nothingAccepted = false;
    std::optional<InputProblem> input; // which file does not fit
    QString missing; // the key that has not been entered
    QString parameter; // which the service complains about, where that can be told
    std::optional<Charge> charge; // what the failure cost, where the service says it

    bool operator==(const ServiceFailure&) const = default;
};

} // namespace raskadr
