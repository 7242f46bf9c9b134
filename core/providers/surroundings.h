#pragma once

// What directives are read against while a run goes on; internal to this module. Nothing here
// throws: where a document is not as expected, the answer is "nothing".

#include "core/providers/servicerun.h"

namespace raskadr {

struct Surroundings
{
    const ServiceModel& model;
    const nlohmann::json& parameters;
    const QList<PlannedInput>& inputs;
    const nlohmann::json& variables; // an object
    const RunMoment& moment;
    const ServiceAnswer* answer = nullptr;
    const nlohmann::json* document = nullptr; // of pointers; the answer's body unless it is said
    const nlohmann::json* item = nullptr;
    int file = -1; // the input that is being uploaded

    Surroundings with(const ServiceAnswer& other) const;
    Surroundings at(const nlohmann::json& otherItem) const;
};

// What stands for the bytes of an input in a rendered value: no JSON from outside has such a value.
struct InputMarker
{
    int input = -1;
    InputForm form = InputForm::File;
};
nlohmann::json markerFor(const InputMarker& marker);
std::optional<InputMarker> markerIn(const nlohmann::json& value);

// A value with its directives carried out; nothing if it comes to nothing.
std::optional<nlohmann::json> rendered(const nlohmann::json& value, const Surroundings& at);
bool holds(const nlohmann::json& condition, const Surroundings& at);
const nlohmann::json* pointedAt(const nlohmann::json& pointer, const nlohmann::json& document,
                                const Surroundings& at);
// A pointer, a header, with the JSON or the pattern in it.
std::optional<nlohmann::json> sourced(const nlohmann::json& source, const Surroundings& at);
std::optional<nlohmann::json> firstSourced(const nlohmann::json& sources, const Surroundings& at);
// The text that a pattern finds: its first group, or all of it.
std::optional<QString> found(const QString& pattern, const QString& text);
// A scalar as text; nothing for anything else.
std::optional<QString> plainText(const nlohmann::json& value);

std::optional<QString> expandedAddress(const QString& address, const Surroundings& at);
// Keys stay named.
std::optional<SecretText> expandedHeader(const QString& text, const Surroundings& at);

} // namespace raskadr
