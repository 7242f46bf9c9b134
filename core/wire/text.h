#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace raskadr::wire {

// How many code points a text has; npos when it isn't UTF-8.
std::size_t codePoints(std::string_view text);

enum class Lines { One, Many };

// Whether a text of a stranger may be kept: UTF-8, at most `maxCodePoints`, no control characters
// (tabs and line ends only where there may be many lines), nothing that turns the direction of the
// text around it (U+202A to U+202E, U+2066 to U+2069).
bool isPlainText(std::string_view text, std::size_t maxCodePoints, Lines lines);

// Random ids of the wire: 32 lower-case hexadecimal digits.
bool isWireId(std::string_view text);
// 64 lower-case hexadecimal digits.
bool isSha256(std::string_view text);

} // namespace raskadr::wire
