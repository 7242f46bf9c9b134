#pragma once

#include "core/wire/board.h"
#include "core/wire/page.h"
#include "sync-server/api/services.h"
#include "sync-server/http/message.h"

#include <variant>

namespace raskadr::server {

// What a guest sent, from a script as JSON or from a form.
struct GuestWords
{
    std::string shotId;
    std::string author; // may be empty for who has a name already
    std::string text;
    std::optional<Millis> atMs;
    std::string key;
    wire::Verdict verdict = wire::Verdict::None;
    bool form = false;
};

// Why it is not taken: for scripts a status and a code, for people a sentence on the page.
struct GuestRefusal
{
    int status = 422;
    std::string code;
    wire::PageProblem page = wire::PageProblem::NotSaved;
    std::optional<std::chrono::seconds> wait;
};

// A response is the refusal of something that no page of ours sends.
std::variant<Response, GuestWords> parseGuestWords(const Request& request);
std::variant<Response, GuestWords> parseGuestVerdict(const Request& request);
std::variant<Response, std::string> parseNewText(const Request& request);

std::optional<GuestRefusal> refuseAuthor(const GuestWords& words, bool hasName);
std::optional<GuestRefusal> refuseWords(const GuestWords& words, bool hasName);

// What happens on a link, for who looks at its page.
Response guestEvents(Services& services, const Request& request);

} // namespace raskadr::server
