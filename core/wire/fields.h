#pragma once

#include "core/wire/json.h"
#include "core/wire/text.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>

namespace raskadr::wire {

// Takes the members of a JSON object one by one and keeps the first thing that is wrong, so that a
// reader lists what it needs and asks once at the end.
class Fields
{
public:
    Fields(const nlohmann::json& value, std::string place)
        : m_value(value)
        , m_place(std::move(place))
    {
        if (!m_value.is_object())
            refuse({}, "not an object");
    }

    void knowOnly(std::initializer_list<std::string_view> names);

    bool has(const char* name) const;
    bool isNull(const char* name) const;

    std::string text(const char* name, std::size_t maxCodePoints, Lines lines = Lines::One);
    std::string textOr(const char* name, std::size_t maxCodePoints, Lines lines,
                       std::string otherwise);
    std::string wireId(const char* name);
    std::int64_t integer(const char* name, std::int64_t least, std::int64_t most);
    std::int64_t integerOr(const char* name, std::int64_t least, std::int64_t most,
                           std::int64_t otherwise);
    std::optional<std::int64_t> time(const char* name); // absent or null: nothing
    bool boolean(const char* name);
    bool booleanOr(const char* name, bool otherwise);
    // A value that must be there; null when it isn't.
    const nlohmann::json& member(const char* name);

    std::string placeOf(const std::string& name) const { return m_place + '/' + name; }
    void refuse(const std::string& name, std::string reason);
    const std::optional<Refusal>& refusal() const { return m_refusal; }

private:
    const nlohmann::json* find(const char* name) const;

    const nlohmann::json& m_value;
    std::string m_place;
    std::optional<Refusal> m_refusal;
};

} // namespace raskadr::wire
