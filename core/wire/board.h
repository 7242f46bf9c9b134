#pragma once

#include "core/wire/json.h"
#include "core/wire/media.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace raskadr::wire {

enum class Verdict { None, Accepted, Changes };

// "none", "accepted", "changes".
std::string_view nameOf(Verdict verdict);
std::optional<Verdict> verdict(std::string_view name);

struct BoardShot
{
    std::string id;
    int number = 0;
    std::string title;
    ShotKind kind = ShotKind::None;
    int width = 0;
    int height = 0;
    std::int64_t durationMs = 0; // of a video; else how long it is to stand, 0: unknown
    std::map<MediaRole, std::string> media; // addresses: absolute paths, relative ones in a folder
    bool changed = false; // since this guest's last visit
    std::int64_t since = 1; // revision in which its picture or film last changed
    Verdict verdict = Verdict::None;
    int comments = 0;
};

// What a guest of a share sees: board.json, and what the page is made of.
struct Board
{
    std::string title;
    std::string greeting;
    bool canComment = false;
    bool canDownload = false;
    std::int64_t revision = 0;
    std::int64_t publishedAt = 0; // of this revision, UTC milliseconds
    std::int64_t seq = 0; // place in the conversation: what came later, comments?after=seq tells
    int aspectWidth = 16;
    int aspectHeight = 9;
    std::optional<std::int64_t> expiresAt; // UTC milliseconds
    std::vector<BoardShot> shots;
};

std::string toJson(const Board& board);

} // namespace raskadr::wire
