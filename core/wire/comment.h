#pragma once

#include "core/wire/board.h"
#include "core/wire/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace raskadr::wire {

enum class CommentKind { Comment, Verdict };

// One line of a share's conversation. `seq` grows with every change of anything in the share, so
// that "what came after n" is gapless; a changed line comes again under its new seq, a deleted one
// as a tombstone without author and text. Times are UTC milliseconds.
struct Comment
{
    std::string id; // wire id; of a verdict the shot's
    std::int64_t seq = 0;
    CommentKind kind = CommentKind::Comment;
    std::string shotId;
    std::int64_t revision = 0;
    std::string parentId; // of an answer
    std::string author;
    bool fromProducer = false;
    bool own = false; // of the guest who asks
    std::string text;
    Verdict verdict = Verdict::None; // of a verdict
    std::optional<std::int64_t> atMs; // place in the video
    std::int64_t createdAt = 0;
    std::optional<std::int64_t> editedAt;
    std::optional<std::int64_t> deletedAt;
    std::optional<std::int64_t> resolvedAt;
    bool operator==(const Comment&) const = default;
};

// Answer to "what came after n": ask again with `next`, at once when there is `more`.
struct CommentPage
{
    std::vector<Comment> items;
    std::int64_t next = 0;
    bool more = false;
};

nlohmann::json toJsonValue(const Comment& comment);
std::string toJson(const CommentPage& page);
// Reads what a server says; it is no more trusted than a guest. Unknown fields are skipped.
Result<Comment> parseComment(const nlohmann::json& value);
Result<CommentPage> parseCommentPage(std::string_view text);

} // namespace raskadr::wire
