#pragma once

#include "core/wire/board.h"
#include "core/wire/comment.h"
#include "core/wire/webfiles.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace raskadr::wire {

// Why what a guest sent without a script was not taken.
enum class PageProblem {
    None,
    AuthorMissing,
    TextMissing,
    TextTooLong,
    NotPlain, // characters that a comment or a name may not have
    TooManyComments,
    NotSaved,
    WrongPassword,
    TooManyTries
};

constexpr int commentsAtOnce = 100;

// Who looks at a page, where it is served, and what is to be said first.
struct PageView
{
    std::string base; // "/s/{token}"
    std::string tail; // readable end of the address, may be empty
    std::string
        origin; // public address of the server, "https://host"; empty: the link card has no picture
    std::string guestName; // behind the guest's cookie; empty: not asked yet
    std::string formKey; // idempotency key of the forms on a shot's page
    bool hasPassword = false; // then nothing of the film goes into a link card
    std::int64_t now = 0; // UTC milliseconds
    PageProblem problem = PageProblem::None;
    int retryMinutes = 0; // of TooManyTries
    std::string draftAuthor; // what was typed, shown again after a refusal
    std::string draftText;
    int mostComments = commentsAtOnce; // a shot's page shows the newest ones, and leads to the rest
};

// The pages of a link, each a whole HTML document in UTF-8 that works without its script.
// Everything that people wrote is escaped where it lands. Pure functions, any thread.
std::string boardPage(const Board& board, const PageView& view);
// One shot with its comments, oldest first, for browsers without scripts; nothing when there is no
// such shot.
std::optional<std::string> shotPage(const Board& board, std::string_view shotId,
                                    const std::vector<Comment>& comments, const PageView& view);
std::string passwordPage(const PageView& view);
// The same for an unknown, a revoked and an expired link.
std::string gonePage();
// What stands as index.html in a folder: media under m/, and all webFiles() under page/ beside it.
std::string folderPage(const Board& board);

} // namespace raskadr::wire
