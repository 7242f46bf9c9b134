#include "core/wire/pagewords.h"

#include "core/wire/webfiles.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>

namespace raskadr::wire::words {

namespace {

using List = std::map<std::string_view, std::string_view>;

List read(std::string_view source)
{
    List list;
    while (!source.empty()) {
        const std::string_view line = source.substr(0, source.find('\n'));
        source.remove_prefix(std::min(line.size() + 1, source.size()));
        if (const std::size_t equals = line.find('='); equals != std::string_view::npos) {
            list.emplace(line.substr(0, equals), line.substr(equals + 1));
        }
    }
    return list;
}

std::string_view find(std::string_view name)
{
    static const List list = read(webSource("words.txt"));
    const auto found = list.find(name);
    return found == list.end() ? name : found->second;
}

std::string clock(std::int64_t seconds)
{
    char text[40];
    if (seconds >= 3600) {
        std::snprintf(text, sizeof text, "%lld:%02d:%02d", static_cast<long long>(seconds / 3600),
                      static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
    } else {
        std::snprintf(text, sizeof text, "%d:%02d", static_cast<int>(seconds / 60),
                      static_cast<int>(seconds % 60));
    }
    return text;
}

std::chrono::sys_time<std::chrono::milliseconds> timePoint(std::int64_t utcMilliseconds)
{
    return std::chrono::sys_time<std::chrono::milliseconds>(
        std::chrono::milliseconds(utcMilliseconds));
}

} // namespace

std::string text(std::string_view name, std::string_view first, std::string_view second)
{
    std::string result;
    std::string_view rest = find(name);
    while (!rest.empty()) {
        if (rest.starts_with("%1") || rest.starts_with("%2")) {
            result += rest[1] == '1' ? first : second;
            rest.remove_prefix(2);
        } else {
            result += rest.front();
            rest.remove_prefix(1);
        }
    }
    return result;
}

std::string counted(std::string_view name, std::int64_t count)
{
    const std::int64_t last = count % 10;
    const bool isTeen = count % 100 >= 11 && count % 100 <= 14;
    const char* form = isTeen || last == 0 || last > 4 ? ".many" : last == 1 ? ".one" : ".few";
    return text(std::string(name) + form, std::to_string(count));
}

std::string length(std::int64_t milliseconds)
{
    return clock(std::max<std::int64_t>(1, (milliseconds + 500) / 1000));
}

std::string place(std::int64_t milliseconds)
{
    return clock(std::max<std::int64_t>(0, milliseconds) / 1000);
}

std::string day(std::int64_t utcMilliseconds)
{
    const std::chrono::year_month_day date(
        std::chrono::floor<std::chrono::days>(timePoint(utcMilliseconds)));
    return std::to_string(static_cast<unsigned>(date.day())) + "\u00A0"
        + text("month." + std::to_string(static_cast<unsigned>(date.month())));
}

std::string isoTime(std::int64_t utcMilliseconds)
{
    const auto time = timePoint(utcMilliseconds);
    const auto midnight = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(midnight);
    const std::chrono::hh_mm_ss clockTime(
        std::chrono::floor<std::chrono::seconds>(time - midnight));
    char text[64];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ",
                  static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), static_cast<int>(clockTime.hours().count()),
                  static_cast<int>(clockTime.minutes().count()),
                  static_cast<int>(clockTime.seconds().count()));
    return text;
}

} // namespace raskadr::wire::words
