#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// The words of the page, which stand in sync-server/web/words.txt, and its numbers and dates.
namespace raskadr::wire::words {

// The text with %1 and %2 replaced.
std::string text(std::string_view name, std::string_view first = {}, std::string_view second = {});
// name.one, name.few or name.many, with the number as %1.
std::string counted(std::string_view name, std::int64_t count);
// 0:04, 12:30, 1:02:05; no shorter than a second.
std::string length(std::int64_t milliseconds);
// A place in a video: 0:00, 0:04.
std::string place(std::int64_t milliseconds);
// «29 ноября», by UTC.
std::string day(std::int64_t utcMilliseconds);
// 2026-11-29T14:02:00Z
std::string isoTime(std::int64_t utcMilliseconds);

} // namespace raskadr::wire::words
