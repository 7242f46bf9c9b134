#include "sync-server/storage/session.h"

namespace raskadr::server {

std::int64_t SqlRow::integer(size_t column) const
{
    return optionalInteger(column).value_or(0);
}

std::string SqlRow::text(size_t column) const
{
    return optionalText(column).value_or(std::string());
}

std::optional<std::int64_t> SqlRow::optionalInteger(size_t column) const
{
    const auto* number = std::get_if<std::int64_t>(&m_values.at(column));
    return number ? std::optional(*number) : std::nullopt;
}

std::optional<std::string> SqlRow::optionalText(size_t column) const
{
    const auto* text = std::get_if<std::string>(&m_values.at(column));
    return text ? std::optional(*text) : std::nullopt;
}

SqlValue sqlValue(const std::optional<std::string>& text)
{
    return text ? SqlValue(*text) : SqlValue(nullptr);
}

SqlValue sqlValue(const std::optional<std::int64_t>& number)
{
    return number ? SqlValue(*number) : SqlValue(nullptr);
}

} // namespace raskadr::server
