#pragma once

// Looking into JSON documents from outside, also by JSON pointers (RFC 6901); internal to this
// module.

#include <QString>
#include <QStringList>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace raskadr {

// One step of a pointer, escaped: "a/b" gives "/a~1b".
QString pointerStep(const QString& key);
QString pointerStep(const std::string& key);
// The steps, unescaped; nothing if it is no pointer.
std::optional<QStringList> pointerSteps(const QString& pointer);
bool isPointer(const QString& text);
// The text of a member; empty where there is none or it is no text.
QString textIn(const nlohmann::json& object, const char* key);
// What the pointer leads to; null where it leads nowhere, however odd the document is.
const nlohmann::json* lookUp(const nlohmann::json& document, const QString& pointer);

} // namespace raskadr
