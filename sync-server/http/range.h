#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace raskadr::server {

// What of a file is to be sent.
struct Range
{
    enum class Kind { Whole, Part, Unsatisfiable };

    Kind kind = Kind::Whole;
    std::uint64_t first = 0;
    std::uint64_t length = 0;
};

// One range of bytes; the whole file for several ones, other units and what is malformed.
Range parseRange(std::string_view header, std::uint64_t size);

// If-None-Match: a list of tags or `*`, compared weakly. `etag` is without quotes.
bool matchesEtag(std::string_view header, std::string_view etag);

} // namespace raskadr::server
