#pragma once

// JSON out of the files of strangers; internal to this folder.

#include <QString>
#include <nlohmann/json.hpp>
#include <optional>

namespace raskadr {

using Json = nlohmann::json;

// Numbers keep all their digits up to 64 bits. Takes the NaN and Infinity that Python writes for
// null. Nothing if it is no JSON, deeper than 128 or longer than 8 MiB.
std::optional<Json> parsedJson(const QString& text);

// A member of an object; null if there is none or `object` is none.
const Json& memberOf(const Json& object, const char* name);
// The text of a string, a number or a boolean; empty for everything else.
QString textOf(const Json& value);
QString textOf(const Json& object, const char* name);
// The digits of a seed, given as a number or as digits; empty if it is none.
QString seedOf(const Json& value);

} // namespace raskadr
