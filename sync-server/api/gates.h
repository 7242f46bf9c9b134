#pragma once

#include "sync-server/api/services.h"
#include "sync-server/http/router.h"

namespace raskadr::server {

// Who asks, found out before a request's body is read. What is refused here is refused by one place
// for every route.

// The account whose token was sent.
const Bearer& bearerOf(const Request& request);
std::string tokenHashOf(const Request& request);
// Their share, by the `id` of the route, or the answer that refuses it.
std::variant<Response, Share> askedShare(Services& services, const Request& request);

// A guest of an open link, past its password.
struct Visitor
{
    Share share;
    std::string token;
    std::string base; // "/s/{token}"
};
const Visitor& visitorOf(const Request& request);

// The link that a request is for, if it is open and the request knows its password; for what goes
// on after the gate.
std::optional<Share> admittedShare(Services& services, const Request& request);

// How long a right lasts yet, which was there a moment ago; nothing: without end.
std::optional<std::chrono::milliseconds> untilExpiry(const std::optional<Millis>& expiresAt,
                                                     Millis now);

void setGates(Router& router, Services& services);

// The one answer to unknown, revoked and expired links; `page`: for people.
Response linkGone(const Request& request, bool page);
// Whether a person's browser asks for a page, or sends a form of one.
bool wantsPage(const Request& request);

// Proof that the password of a link was known; ends with the password.
std::string unlockCookie(const Share& share, Millis expiresAt);

// "name=value" with what every cookie of a link has: for its path alone, not for scripts.
std::string linkCookie(const Services& services, const Request& request, const std::string& base,
                       const std::string& nameAndValue, std::int64_t seconds);
inline constexpr const char* guestCookieName = "raskadr_guest";
inline constexpr const char* unlockCookieName = "raskadr_unlock";

// "https://host" as the outside world calls this server.
std::string originOf(const Services& services, const Request& request);

} // namespace raskadr::server
