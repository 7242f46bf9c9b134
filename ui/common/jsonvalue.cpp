#include "ui/common/jsonvalue.h"

#include <QJsonArray>
#include <QJsonObject>
#include <limits>
#include <nlohmann/json.hpp>

namespace raskadr::ui {

QJsonValue jsonValueOf(const nlohmann::json& value)
{
    using Type = nlohmann::json::value_t;
    switch (value.type()) {
    case Type::boolean:
        return value.get<bool>();
    case Type::number_integer:
        return static_cast<qint64>(value.get<std::int64_t>());
    case Type::number_unsigned: {
        const auto number = value.get<std::uint64_t>();
        const bool fits = number <= std::uint64_t(std::numeric_limits<qint64>::max());
        return fits ? QJsonValue(static_cast<qint64>(number)) : QJsonValue(QString::number(number));
    }
    case Type::number_float:
        return value.get<double>();
    case Type::string:
        return QString::fromStdString(value.get_ref<const std::string&>());
    case Type::array: {
        QJsonArray array;
        for (const nlohmann::json& item : value) {
            array.append(jsonValueOf(item));
        }
        return array;
    }
    case Type::object: {
        QJsonObject object;
        for (const auto& [name, item] : value.items()) {
            object.insert(QString::fromStdString(name), jsonValueOf(item));
        }
        return object;
    }
    default:
        return {};
    }
}

} // namespace raskadr::ui
