#pragma once

#include <nlohmann/json_fwd.hpp>
#include <tl/expected.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace raskadr::wire {

// Why a message was refused: where in it (a JSON pointer, empty for the whole) and what is wrong,
// in English for logs and tests. Never repeats what was sent.
struct Refusal
{
    std::string place;
    std::string reason;
};

template <class T>
using Result = tl::expected<T, Refusal>;

// Parses a message of a stranger: at most `maxBytes`, at most limits::depth levels, UTF-8, no key
// twice in one object.
Result<nlohmann::json> parseMessage(std::string_view text, std::size_t maxBytes);

} // namespace raskadr::wire
