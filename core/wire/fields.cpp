#include "core/wire/fields.h"

#include <algorithm>

namespace raskadr::wire {

namespace {

constexpr std::int64_t lastMoment = 253'402'300'799'999; // the end of the year 9999

} // namespace

void Fields::refuse(const std::string& name, std::string reason)
{
    if (!m_refusal)
        m_refusal = Refusal{name.empty() ? m_place : placeOf(name), std::move(reason)};
}

const nlohmann::json* Fields::find(const char* name) const
{
    if (!m_value.is_object())
        return nullptr;
    const auto found = m_value.find(name);
    return found == m_value.end() ? nullptr : &*found;
}

void Fields::knowOnly(std::initializer_list<std::string_view> names)
{
    if (!m_value.is_object())
        return;
    for (const auto& [name, value] : m_value.items())
        if (std::ranges::find(names, name) == names.end())
            refuse({}, "has a field that is not known");
}

bool Fields::has(const char* name) const
{
    return find(name) != nullptr;
}

bool Fields::isNull(const char* name) const
{
    const nlohmann::json* value = find(name);
    return value != nullptr && value->is_null();
}

const nlohmann::json& Fields::member(const char* name)
{
    static const nlohmann::json nothing;
    const nlohmann::json* value = find(name);
    if (value == nullptr) {
        refuse(name, "is missing");
        return nothing;
    }
    return *value;
}

std::string Fields::text(const char* name, std::size_t maxCodePoints, Lines lines)
{
    const nlohmann::json& value = member(name);
    if (!value.is_string()) {
        refuse(name, "is not a text");
        return {};
    }
    const auto& text = value.get_ref<const std::string&>();
    if (!isPlainText(text, maxCodePoints, lines)) {
        refuse(name, codePoints(text) > maxCodePoints ? "is too long" : "is not plain text");
        return {};
    }
    return text;
}

std::string Fields::textOr(const char* name, std::size_t maxCodePoints, Lines lines,
                           std::string otherwise)
{
    return has(name) && !isNull(name) ? text(name, maxCodePoints, lines) : std::move(otherwise);
}

std::string Fields::wireId(const char* name)
{
    const nlohmann::json& value = member(name);
    if (!value.is_string() || !isWireId(value.get_ref<const std::string&>())) {
        refuse(name, "is not an id");
        return {};
    }
    return value.get<std::string>();
}

std::int64_t Fields::integer(const char* name, std::int64_t least, std::int64_t most)
{
    const nlohmann::json& value = member(name);
    const bool tooLarge =
        value.is_number_unsigned() && value.get<std::uint64_t>() > std::uint64_t(INT64_MAX);
    if (!value.is_number_integer() || tooLarge) {
        refuse(name, "is not a whole number");
        return least;
    }
    const auto number = value.get<std::int64_t>();
    if (number < least || number > most) {
        refuse(name, "is out of range");
        return least;
    }
    return number;
}

std::int64_t Fields::integerOr(const char* name, std::int64_t least, std::int64_t most,
                               std::int64_t otherwise)
{
    return has(name) && !isNull(name) ? integer(name, least, most) : otherwise;
}

std::optional<std::int64_t> Fields::time(const char* name)
{
    if (!has(name) || isNull(name))
        return std::nullopt;
    return integer(name, 0, lastMoment);
}

bool Fields::boolean(const char* name)
{
    const nlohmann::json& value = member(name);
    if (!value.is_boolean()) {
        refuse(name, "is not true or false");
        return false;
    }
    return value.get<bool>();
}

bool Fields::booleanOr(const char* name, bool otherwise)
{
    return has(name) && !isNull(name) ? boolean(name) : otherwise;
}

} // namespace raskadr::wire
