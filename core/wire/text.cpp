#include "core/wire/text.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace raskadr::wire {

namespace {

// Takes the first code point off the text; nothing when the bytes there are not UTF-8.
std::optional<char32_t> takeCodePoint(std::string_view& text)
{
    const auto byte = [&text](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
    const std::uint8_t lead = byte(0);
    if (lead < 0x80) {
        text.remove_prefix(1);
        return lead;
    }
    std::size_t length = 0;
    char32_t value = 0;
    char32_t smallest = 0;
    if ((lead & 0xE0) == 0xC0) {
        length = 2;
        value = lead & 0x1F;
        smallest = 0x80;
    } else if ((lead & 0xF0) == 0xE0) {
        length = 3;
        value = lead & 0x0F;
        smallest = 0x800;
    } else if ((lead & 0xF8) == 0xF0) {
        length = 4;
        value = lead & 0x07;
        smallest = 0x10000;
    }
    if (length == 0 || text.size() < length)
        return std::nullopt;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80)
            return std::nullopt;
        value = (value << 6) | (byte(i) & 0x3F);
    }
    if (value < smallest || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return std::nullopt;
    text.remove_prefix(length);
    return value;
}

bool isAllowed(char32_t character, Lines lines)
{
    if (character == U'\n' || character == U'\r' || character == U'\t')
        return lines == Lines::Many;
    if (character < 0x20 || (character >= 0x7F && character < 0xA0))
        return false;
    const bool turnsDirection = (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2066 && character <= 0x2069);
    return !turnsDirection && character != 0xFFFE && character != 0xFFFF;
}

bool isHex(std::string_view text, std::size_t length)
{
    return text.size() == length && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

} // namespace

std::size_t codePoints(std::string_view text)
{
    std::size_t count = 0;
    for (; !text.empty(); ++count)
        if (!takeCodePoint(text))
            return std::string_view::npos;
    return count;
}

bool isPlainText(std::string_view text, std::size_t maxCodePoints, Lines lines)
{
    for (std::size_t count = 0; !text.empty(); ++count) {
        const std::optional<char32_t> character = takeCodePoint(text);
        if (!character || !isAllowed(*character, lines) || count == maxCodePoints)
            return false;
    }
    return true;
}

bool isWireId(std::string_view text)
{
    return isHex(text, 32);
}

bool isSha256(std::string_view text)
{
    return isHex(text, 64);
}

} // namespace raskadr::wire
