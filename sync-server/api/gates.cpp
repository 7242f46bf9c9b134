#include "sync-server/api/gates.h"

#include "core/wire/page.h"
#include "sync-server/api/answers.h"
#include "sync-server/secrets/hash.h"
#include "sync-server/secrets/secrets.h"

#include <algorithm>

namespace raskadr::server {

namespace {

constexpr Millis hour = 60 * 60 * 1000;
constexpr std::int64_t farFuture = 253'402'300'799'999;
constexpr std::string_view html = "text/html; charset=utf-8";

std::optional<Response> producerGate(Services& services, Request& request)
{
    const auto refusal = [&] {
        Response response =
            problem(request, 401, "unauthorized", "the token is missing, unknown or expired");
        response.headers.emplace_back("WWW-Authenticate", "Bearer");
        return response;
    };
    const std::string token = request.bearerToken().value_or(std::string());
    if (!isToken(token)) {
        return refusal();
    }
    const Millis now = services.now();
    const std::string hash = sha256Hex(token);
    auto bearer = services.store.accountByToken(hash, now);
    if (!bearer) {
        return storeFailed(request, bearer.error());
    }
    if (!*bearer) {
        return refusal();
    }
    if ((*bearer)->lastUsedAt.value_or(0) < now - hour) {
        // Not worth failing a request for.
        static_cast<void>(services.store.touchToken(hash, now).has_value());
    }
    request.context = std::move(**bearer);
    return std::nullopt;
}

bool isUnlocked(const Services& services, const Request& request, const Share& share)
{
    if (!share.passwordHash) {
        return true;
    }
    const auto cookie = request.cookie(unlockCookieName);
    if (!cookie) {
        return false;
    }
    const auto expiresAt =
        wholeNumber(std::string_view(*cookie).substr(0, cookie->find('.')), farFuture);
    return expiresAt && *expiresAt > services.now()
        && isSame(*cookie, unlockCookie(share, *expiresAt));
}

Response passwordNeeded(const Services& services, const Request& request, const Visitor& visitor)
{
    if (!wantsPage(request)) {
        return problem(request, 401, "password_needed", "the link has a password");
    }
    wire::PageView view;
    view.base = visitor.base;
    view.tail = visitor.share.tail;
    view.hasPassword = true;
    view.now = services.now();
    Response response = text(401, std::string(html), wire::passwordPage(view));
    return compressed(request, std::move(response));
}

std::optional<Response> guestGate(Services& services, Request& request)
{
    const std::string token = request.parameter("token");
    if (!isToken(token)) {
        return linkGone(request, wantsPage(request));
    }
    auto share = services.store.openShare(sha256Hex(token), services.now());
    if (!share) {
        return storeFailed(request, share.error());
    }
    if (!*share) {
        return linkGone(request, wantsPage(request));
    }
    Visitor visitor{std::move(**share), token, "/s/" + token};
    const bool unlocks = request.method == "POST" && request.path == visitor.base + "/unlock";
    if (!unlocks && !isUnlocked(services, request, visitor.share)) {
        return passwordNeeded(services, request, visitor);
    }
    request.context = std::move(visitor);
    return std::nullopt;
}

} // namespace

const Bearer& bearerOf(const Request& request)
{
    return *std::any_cast<Bearer>(&request.context);
}

std::variant<Response, Share> askedShare(Services& services, const Request& request)
{
    const std::string id = request.parameter("id");
    if (!wire::isWireId(id)) {
        return notFound(request);
    }
    auto share = services.store.share(bearerOf(request).account.id, id);
    if (!share) {
        return storeFailed(request, share.error());
    }
    if (!*share) {
        return notFound(request);
    }
    return std::move(**share);
}

std::string tokenHashOf(const Request& request)
{
    return sha256Hex(request.bearerToken().value_or(std::string()));
}

const Visitor& visitorOf(const Request& request)
{
    return *std::any_cast<Visitor>(&request.context);
}

std::optional<Share> admittedShare(Services& services, const Request& request)
{
    const auto share =
        services.store.openShare(sha256Hex(request.parameter("token")), services.now());
    if (!share || !*share || !isUnlocked(services, request, **share)) {
        return std::nullopt;
    }
    return **share;
}

std::optional<std::chrono::milliseconds> untilExpiry(const std::optional<Millis>& expiresAt,
                                                     Millis now)
{
    return expiresAt
        ? std::optional(std::chrono::milliseconds(std::max<Millis>(*expiresAt - now, 1)))
        : std::nullopt;
}

void setGates(Router& router, Services& services)
{
    router.setGate(Access::Producer,
                   [&services](Request& request) { return producerGate(services, request); });
    router.setGate(Access::Guest,
                   [&services](Request& request) { return guestGate(services, request); });
}

Response linkGone(const Request& request, bool page)
{
    Response response = page ? text(404, std::string(html), wire::gonePage())
                             : problem(request, 404, "link_gone", "the link is not there");
    response.unknownLink = true;
    return response;
}

bool wantsPage(const Request& request)
{
    if (request.method == "GET" || request.method == "HEAD") {
        return request.lists("accept", "text/html");
    }
    const std::string type = request.header("content-type").value_or(std::string());
    return request.method == "POST" && type.starts_with("application/x-www-form-urlencoded");
}

std::string unlockCookie(const Share& share, Millis expiresAt)
{
    const std::string end = std::to_string(expiresAt);
    return end + "."
        + signatureOf(share.passwordHash.value_or(std::string()), share.id + "." + end);
}

std::string linkCookie(const Services& services, const Request& request, const std::string& base,
                       const std::string& nameAndValue, std::int64_t seconds)
{
    const bool secure = originOf(services, request).starts_with("https:");
    return nameAndValue + "; Path=" + base + "; Max-Age=" + std::to_string(seconds)
        + "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
}

std::string originOf(const Services& services, const Request& request)
{
    if (!services.settings.publicUrl.empty()) {
        return services.settings.publicUrl;
    }
    return "http://" + request.header("host").value_or(std::string());
}

} // namespace raskadr::server
