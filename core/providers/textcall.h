#pragma once

#include "core/providers/servicecall.h"

namespace raskadr {

// What a model that writes text answered.
struct TextAnswer
{
    QString text;
    std::optional<Charge> charge;
    QByteArray record; // of the last answer, without secrets
};
using TextKnown = std::function<void(const tl::expected<TextAnswer, ServiceFailure>&)>;

// Asks a model once and keeps nothing. `known` is called once, later, in the sender's thread;
// destroying the call ends the request, and then nothing is told.
std::unique_ptr<ServiceCall> askForText(ServiceSender& sender, const ServiceTask& task,
                                        TextKnown known);

} // namespace raskadr
