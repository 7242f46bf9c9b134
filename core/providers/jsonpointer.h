#pragma once

// JSON pointers (RFC 6901) into documents from outside; internal to this module.

#include <QString>
#include <QStringList>
#include <nlohmann/json.hpp>
#include <optional>

namespace raskadr {

// One step of a pointer, escaped: "a/b" gives "/a~1b".
QString pointerStep(const QString& key);
// The steps, unescaped; nothing if it is no pointer.
std::optional<QStringList> pointerSteps(const QString& pointer);
bool isPointer(const QString& text);
// What the pointer leads to; null where it leads nowhere, however odd the document is.
const nlohmann::json* lookUp(const nlohmann::json& document, const QString& pointer);

} // namespace raskadr
