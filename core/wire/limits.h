#pragma once

#include <cstddef>
#include <cstdint>

// How much desktop and server say to each other at most. Lengths of texts count code points.
namespace raskadr::wire::limits {

inline constexpr std::size_t messageBytes = 64 * 1024;
inline constexpr std::size_t snapshotBytes = 4 * 1024 * 1024;
inline constexpr int depth = 32;

inline constexpr std::size_t shots = 2'000;
inline constexpr std::size_t hashesPerCheck = 500;
inline constexpr std::size_t title = 200;
inline constexpr std::int64_t shotDurationMs = 24LL * 3'600 * 1'000;
inline constexpr std::size_t greeting = 2'000;
inline constexpr std::size_t linkName = 80;
inline constexpr std::size_t tail = 60;
inline constexpr std::size_t password = 256;
inline constexpr std::size_t author = 60;
inline constexpr std::size_t comment = 2'000;
inline constexpr std::size_t commentsPerPage = 200;
inline constexpr std::int64_t mediumBytes = 4'294'967'296; // 4 GiB

} // namespace raskadr::wire::limits
