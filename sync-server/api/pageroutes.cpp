#include "sync-server/api/routes.h"

#include "core/wire/fields.h"
#include "core/wire/limits.h"
#include "core/wire/webfiles.h"
#include "sync-server/api/answers.h"
#include "sync-server/api/boardpage.h"
#include "sync-server/api/guestpage.h"
#include "sync-server/api/visitcookies.h"
#include "sync-server/secrets/hash.h"
#include "sync-server/secrets/secrets.h"

#include <nlohmann/json.hpp>

namespace raskadr::server {

namespace {

constexpr std::int64_t unlockSeconds = std::int64_t(30) * 24 * 60 * 60;
constexpr const char* revalidated = "private, no-cache";
constexpr const char* forEver = "public, max-age=31536000, immutable";
const Rate triesPerAddress{10, std::chrono::minutes(15)};
const Rate triesPerLink{100, std::chrono::hours(1)};

// --- what stands on it

Response boardJson(Services& services, const Request& request)
{
    const Visitor& visitor = visitorOf(request);
    const VisitMemory memory = visitMemory(request, visitor.share.currentRevision.value_or(0));
    const auto board = services.boards.board(visitor.share, visitor.base, memory.changedSince);
    if (!board) {
        return storeFailed(request, board.error());
    }
    return compressed(request, text(200, "application/json; charset=utf-8", wire::toJson(*board)));
}

// --- its media

constexpr size_t idLength = 32;

Response medium(Services& services, const Request& request, const ShownRevision* shown)
{
    const std::string name = request.parameter("file");
    const std::string id = name.substr(0, idLength);
    const auto found = shown ? shown->media.find(id)
                             : std::unordered_map<std::string, ShownMedium>::const_iterator();
    if (!shown || found == shown->media.end() || found->second.name != name) {
        return notFound(request);
    }
    return file(services.media.file(found->second.sha256), std::string(found->second.mime), id);
}

// From memory, in the thread of the socket.
std::optional<Response> readyMedium(Services& services, const Request& request)
{
    const auto link = services.boards.link(sha256Hex(request.parameter("token")), services.now());
    return link ? std::optional(medium(services, request, link->shown.get())) : std::nullopt;
}

Response storedMedium(Services& services, const Request& request)
{
    const std::uint64_t begun = services.boards.begin();
    // Once more after the gate: between the two the link may have been revoked.
    const auto share = admittedShare(services, request);
    if (!share) {
        return linkGone(request, false);
    }
    const auto shown = services.boards.revision(*share);
    if (!shown) {
        return storeFailed(request, shown.error());
    }
    if (*shown && !share->passwordHash) {
        services.boards.keep(sha256Hex(request.parameter("token")),
                             OpenLink{share->id, *shown, share->expiresAt}, begun);
    }
    return medium(services, request, shown->get());
}

// --- its password

struct Attempt
{
    std::string password;
    bool form = false;
};

std::optional<Attempt> parseAttempt(const Request& request)
{
    if (wantsPage(request)) {
        const auto form = parseForm(request.body);
        const auto password = form ? valueOf(*form, "password") : std::nullopt;
        return password ? std::optional(Attempt{*password, true}) : std::nullopt;
    }
    const auto document = wire::parseMessage(request.body, wire::limits::messageBytes);
    if (!document) {
        return std::nullopt;
    }
    wire::Fields fields(*document, {});
    fields.knowOnly({"password"});
    Attempt attempt{fields.text("password", wire::limits::password), false};
    return fields.refusal() ? std::nullopt : std::optional(attempt);
}

Response unlockRefused(Services& services, const Request& request, bool form, int status,
                       const char* code, wire::PageProblem problemOfPage,
                       std::chrono::seconds wait = std::chrono::seconds(0))
{
    if (!form) {
        return status == 429 ? tooMany(request, code, wait) : problem(request, status, code);
    }
    wire::PageView view = viewOf(services, request);
    view.problem = problemOfPage;
    view.retryMinutes = static_cast<int>((wait.count() + 59) / 60);
    Response response = htmlPage(request, status, wire::passwordPage(view));
    if (wait.count() > 0) {
        response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
    }
    return response;
}

Response unlock(Services& services, const Request& request)
{
    const Visitor& visitor = visitorOf(request);
    const auto attempt = parseAttempt(request);
    if (!attempt) {
        return problem(request, 422, "invalid", "the password is missing");
    }
    if (visitor.share.passwordHash) {
        const std::string link = "unlock:" + visitor.share.id;
        auto wait = services.rates.take(link + ":" + request.clientNetwork, triesPerAddress);
        if (!wait) {
            wait = services.rates.take(link, triesPerLink);
        }
        if (wait) {
            return unlockRefused(services, request, attempt->form, 429, "too_many_tries",
                                 wire::PageProblem::TooManyTries, *wait);
        }
        if (!isPasswordOf(*visitor.share.passwordHash, attempt->password)) {
            return unlockRefused(services, request, attempt->form, 403, "wrong_password",
                                 wire::PageProblem::WrongPassword);
        }
        services.rates.forget(link + ":" + request.clientNetwork);
    }
    Response response = attempt->form ? seeOther(pageAddress(visitor)) : noContent();
    if (visitor.share.passwordHash) {
        const std::string cookie =
            unlockCookie(visitor.share, services.now() + unlockSeconds * 1000);
        response.headers.emplace_back("Set-Cookie",
                                      linkCookie(services, request, visitor.base,
                                                 std::string(unlockCookieName) + "=" + cookie,
                                                 unlockSeconds));
    }
    return response;
}

// --- what is the same for all pages

Response pageFile(const Request& request)
{
    const wire::WebFile* found = wire::webFile(request.parameter("name"));
    if (!found) {
        return notFound(request);
    }
    Response response = text(200, std::string(found->mime), {});
    response.headers.emplace_back("Vary", "Accept-Encoding");
    if (!found->gzip.empty() && acceptsGzip(request)) {
        response.body = std::string(found->gzip);
        response.headers.emplace_back("Content-Encoding", "gzip");
    } else {
        response.body = std::string(found->bytes);
    }
    return response;
}

} // namespace

void addPageRoutes(Router& router, Services& services)
{
    const auto get = [&](const char* pattern, auto handler, const char* cacheControl) {
        router.add({.method = "GET",
                    .pattern = pattern,
                    .access = Access::Guest,
                    .handler = [&services, handler](
                                   const Request& request) { return handler(services, request); },
                    .cacheControl = cacheControl});
    };
    router.add(
        {.method = "GET",
         .pattern = "/s/{token}/{tail?}",
         .access = Access::Guest,
         .handler = [&services](const Request& request) { return boardPage(services, request); },
         .fast = [&services](const Request& request) { return readyPage(services, request); },
         .cacheControl = revalidated});
    get("/s/{token}/board.json", boardJson, revalidated);
    router.add(
        {.method = "GET",
         .pattern = "/s/{token}/m/{file}",
         .access = Access::Guest,
         .handler = [&services](const Request& request) { return storedMedium(services, request); },
         .fast = [&services](const Request& request) { return readyMedium(services, request); },
         .cacheControl = revalidated});
    router.add(
        {.method = "POST",
         .pattern = "/s/{token}/unlock",
         .access = Access::Guest,
         .handler = [&services](const Request& request) { return unlock(services, request); },
         .maxBody = wire::limits::messageBytes,
         .work = Work::Password,
         .mediaTypes = {"application/json", "application/x-www-form-urlencoded"}});
    router.add({.method = "GET",
                .pattern = "/page/{name}",
                .access = Access::Public,
                .handler = pageFile,
                .work = Work::Inline,
                .cacheControl = forEver});
    router.add({.method = "GET",
                .pattern = "/robots.txt",
                .access = Access::Public,
                .handler =
                    [](const Request&) {
                        return text(200, "text/plain; charset=utf-8",
                                    "User-agent: *\nDisallow: /\n");
                    },
                .work = Work::Inline});
    router.add({.method = "GET",
                .pattern = "/favicon.ico",
                .access = Access::Public,
                .handler = [](const Request&) { return noContent(); },
                .work = Work::Inline});
    router.setRefusalPage([](const Request& request, Response& response) {
        if (response.status == 404 && (request.method == "GET" || request.method == "HEAD")
            && request.lists("accept", "text/html")) {
            response = text(404, "text/html; charset=utf-8", wire::gonePage());
        }
    });
}

} // namespace raskadr::server
