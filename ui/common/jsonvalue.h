#pragma once

#include <QJsonValue>
#include <nlohmann/json_fwd.hpp>

namespace raskadr::ui {

// The same value as Qt has it. Whole numbers that Qt cannot hold become strings. Any thread.
QJsonValue jsonValueOf(const nlohmann::json& value);

} // namespace raskadr::ui
