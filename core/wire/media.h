#pragma once

#include <optional>
#include <string_view>

namespace raskadr::wire {

// What a shot is on the page. None: nothing to show yet («Скоро»).
enum class ShotKind { None, Image, Video };

// The parts that a shot's media play on the page. Thumb 480, Medium 960, Full and Poster 1920
// pixels on the longer side as WebP; FullJpeg and PosterJpeg the same as JPEG, for downloads; Hover
// a small silent clip; of a video Full is 720p and Large, where the source has more, 1080p. Card is
// the picture that messengers show beside a link, of one size for all; the first shot that has
// something to show has it.
enum class MediaRole { Thumb, Medium, Full, FullJpeg, Poster, PosterJpeg, Hover, Large, Card };

inline constexpr int cardWidth = 1200; // pixels
inline constexpr int cardHeight = 630;

inline constexpr MediaRole mediaRoles[] = {
    MediaRole::Thumb,    MediaRole::Medium, MediaRole::Full,
    MediaRole::FullJpeg, MediaRole::Poster, MediaRole::PosterJpeg,
    MediaRole::Hover,    MediaRole::Large,  MediaRole::Card};

// The names that stand in JSON.
std::string_view nameOf(ShotKind kind);
std::string_view nameOf(MediaRole role);
std::optional<ShotKind> shotKind(std::string_view name);
std::optional<MediaRole> mediaRole(std::string_view name);

// The type that a role has in a shot of this kind: image/webp, image/jpeg or video/mp4; empty where
// the kind doesn't know the role.
std::string_view mimeOf(ShotKind kind, MediaRole role);
// The ending of a published file's name, without the dot; empty for a type that is not published.
std::string_view extensionOf(std::string_view mime);

} // namespace raskadr::wire
