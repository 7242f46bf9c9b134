#include "sync-server/http/range.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace raskadr::server {

namespace {

std::optional<std::uint64_t> number(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value)
                                                                    : std::nullopt;
}

} // namespace

Range parseRange(std::string_view header, std::uint64_t size)
{
    const Range whole{Range::Kind::Whole, 0, size};
    constexpr std::string_view unit = "bytes=";
    if (!header.starts_with(unit) || header.find(',') != std::string_view::npos) {
        return whole;
    }
    header.remove_prefix(unit.size());
    const std::size_t dash = header.find('-');
    if (dash == std::string_view::npos) {
        return whole;
    }
    const std::string_view firstText = header.substr(0, dash);
    const std::string_view lastText = header.substr(dash + 1);
    const std::optional<std::uint64_t> last = number(lastText);
    if (firstText.empty()) {
        if (!last) {
            return whole;
        }
        const std::uint64_t length = std::min(*last, size);
        return {length == 0 ? Range::Kind::Unsatisfiable : Range::Kind::Part, size - length,
                length};
    }
    const std::optional<std::uint64_t> first = number(firstText);
    if (!first || (!last && !lastText.empty()) || (last && *last < *first)) {
        return whole;
    }
    if (*first >= size) {
        return {Range::Kind::Unsatisfiable, 0, 0};
    }
    const std::uint64_t end = std::min(last.value_or(size - 1), size - 1);
    return {Range::Kind::Part, *first, end - *first + 1};
}

bool matchesEtag(std::string_view header, std::string_view etag)
{
    if (etag.empty()) {
        return false;
    }
    while (!header.empty()) {
        const std::size_t comma = std::min(header.find(','), header.size());
        std::string_view tag = header.substr(0, comma);
        header.remove_prefix(std::min(comma + 1, header.size()));
        while (!tag.empty() && (tag.front() == ' ' || tag.front() == '\t')) {
            tag.remove_prefix(1);
        }
        while (!tag.empty() && (tag.back() == ' ' || tag.back() == '\t')) {
            tag.remove_suffix(1);
        }
        if (tag.starts_with("W/")) {
            tag.remove_prefix(2);
        }
        if (tag == "*"
            || (tag.size() == etag.size() + 2 && tag.front() == '"' && tag.back() == '"'
                && tag.substr(1, etag.size()) == etag)) {
            return true;
        }
    }
    return false;
}

} // namespace raskadr::server
