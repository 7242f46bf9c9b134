#include "core/wire/media.h"

#include <array>
#include <utility>

namespace raskadr::wire {

namespace {

constexpr std::array<std::pair<ShotKind, std::string_view>, 3> kinds{
    {{ShotKind::None, "none"}, {ShotKind::Image, "image"}, {ShotKind::Video, "video"}}};

constexpr std::array<std::pair<MediaRole, std::string_view>, 9> roles{
    {{MediaRole::Thumb, "thumb"},
     {MediaRole::Medium, "medium"},
     {MediaRole::Full, "full"},
     {MediaRole::FullJpeg, "fullJpeg"},
     {MediaRole::Poster, "poster"},
     {MediaRole::PosterJpeg, "posterJpeg"},
     {MediaRole::Hover, "hover"},
     {MediaRole::Large, "large"},
     {MediaRole::Card, "card"}}};

constexpr std::string_view webp = "image/webp";
constexpr std::string_view jpeg = "image/jpeg";
constexpr std::string_view mp4 = "video/mp4";

template <class Table, class Value>
std::string_view nameIn(const Table& table, Value value)
{
    for (const auto& [candidate, name] : table)
        if (candidate == value)
            return name;
    return {};
}

template <class Value, std::size_t n>
std::optional<Value> valueIn(const std::array<std::pair<Value, std::string_view>, n>& table,
                             std::string_view name)
{
    for (const auto& [value, candidate] : table)
        if (candidate == name)
            return value;
    return std::nullopt;
}

} // namespace

std::string_view nameOf(ShotKind kind)
{
    return nameIn(kinds, kind);
}

std::string_view nameOf(MediaRole role)
{
    return nameIn(roles, role);
}

std::optional<ShotKind> shotKind(std::string_view name)
{
    return valueIn(kinds, name);
}

std::optional<MediaRole> mediaRole(std::string_view name)
{
    return valueIn(roles, name);
}

std::string_view mimeOf(ShotKind kind, MediaRole role)
{
    const bool video = kind == ShotKind::Video;
    if (kind == ShotKind::None)
        return {};
    switch (role) {
    case MediaRole::Thumb:
    case MediaRole::Medium:
        return webp;
    case MediaRole::Full:
        return video ? mp4 : webp;
    case MediaRole::Card:
        return jpeg;
    case MediaRole::FullJpeg:
        return video ? std::string_view{} : jpeg;
    case MediaRole::Poster:
        return video ? webp : std::string_view{};
    case MediaRole::PosterJpeg:
        return video ? jpeg : std::string_view{};
    case MediaRole::Hover:
    case MediaRole::Large:
        return video ? mp4 : std::string_view{};
    }
    return {};
}

std::string_view extensionOf(std::string_view mime)
{
    if (mime == webp)
        return "webp";
    if (mime == jpeg)
        return "jpg";
    if (mime == mp4)
        return "mp4";
    return {};
}

} // namespace raskadr::wire
