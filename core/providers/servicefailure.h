#pragma once

#include "core/providers/errorclass.h"
#include "core/providers/serviceinput.h"
#include "core/providers/serviceresult.h"

namespace raskadr {

// The answer to an order, whole in a file, which could not be read for a reason of the disk: it is
// read again instead of ordering again.
struct HeldAnswer
{
    QString path; // a temporary file that belongs to who holds this
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers;

    bool operator==(const HeldAnswer&) const = default;
};

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
    bool isOfDisk = false; // of this computer, not of the service
    std::optional<HeldAnswer> held = {};

    bool operator==(const ServiceFailure&) const = default;
};

} // namespace raskadr
