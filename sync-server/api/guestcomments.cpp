#include "sync-server/api/routes.h"

#include "core/wire/fields.h"
#include "core/wire/limits.h"
#include "sync-server/api/answers.h"
#include "sync-server/api/conversation.h"
#include "sync-server/api/guestpage.h"
#include "sync-server/api/guestwords.h"
#include "sync-server/api/repetition.h"
#include "sync-server/secrets/hash.h"
#include "sync-server/secrets/secrets.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace raskadr::server {

namespace {

constexpr std::int64_t guestSeconds = std::int64_t(365) * 24 * 60 * 60;
constexpr std::chrono::seconds anHour{3600};
const Rate perGuest{10, std::chrono::minutes(1)};
const Rate perAddress{60, std::chrono::minutes(1)};
const Rate perShare{120, std::chrono::minutes(1)};
const Rate changesPerGuest{30, std::chrono::minutes(1)};
const Rate verdictsPerGuest{60, std::chrono::minutes(1)};
const Rate verdictsPerAddress{120, std::chrono::minutes(1)};

// Who writes: the guest of the cookie, or a new one that comes into being with what is written.
struct Writer
{
    std::string id;
    std::string name;
    std::optional<NewGuest> newGuest;
    std::string cookie; // of the new guest
};

Writer writerOf(const std::optional<Guest>& guest, const std::string& author)
{
    if (guest) {
        return {guest->id, author.empty() ? guest->name : author, std::nullopt, {}};
    }
    Writer writer{randomId(), author, std::nullopt, randomToken()};
    writer.newGuest = NewGuest{writer.id, author, sha256Hex(writer.cookie)};
    return writer;
}

void setGuestCookie(const Services& services, const Request& request, const std::string& cookie,
                    Response& response)
{
    if (!cookie.empty()) {
        response.headers.emplace_back("Set-Cookie",
                                      linkCookie(services, request, visitorOf(request).base,
                                                 std::string(guestCookieName) + "=" + cookie,
                                                 guestSeconds));
    }
}

// A refusal as a problem, or on the shot's page with what was typed.
Response refuse(Services& services, const Request& request, const GuestWords& words,
                const GuestRefusal& refusal)
{
    if (!words.form) {
        return refusal.wait ? tooMany(request, refusal.code, *refusal.wait)
                            : problem(request, refusal.status, refusal.code);
    }
    wire::PageView view = viewOf(services, request);
    view.problem = refusal.page;
    view.draftAuthor = words.author;
    view.draftText = words.text;
    if (refusal.wait) {
        view.retryMinutes = static_cast<int>((refusal.wait->count() + 59) / 60);
    }
    Response response = shotPage(services, request, words.shotId, refusal.status, std::move(view));
    if (refusal.wait) {
        response.headers.emplace_back("Retry-After", std::to_string(refusal.wait->count()));
    }
    return response;
}

GuestRefusal tooManyComments(std::chrono::seconds wait)
{
    return {429, "too_many_comments", wire::PageProblem::TooManyComments, wait};
}

GuestRefusal notSaved(const StoreError& error)
{
    return {error.kind == StoreError::Kind::Full ? 507 : 503, "not_saved",
            wire::PageProblem::NotSaved, std::nullopt};
}

// Whether this link takes words about this shot now.
std::optional<GuestRefusal> refuseShot(Services& services, const Share& share,
                                       const std::string& shotId)
{
    if (!share.canComment) {
        return GuestRefusal{403, "comments_off", wire::PageProblem::NotSaved, std::nullopt};
    }
    const auto shown = services.boards.revision(share);
    if (!shown) {
        return notSaved(shown.error());
    }
    if (!*shown || !(*shown)->shot(shotId)) {
        return GuestRefusal{404, "unknown_shot", wire::PageProblem::NotSaved, std::nullopt};
    }
    return std::nullopt;
}

std::optional<std::chrono::seconds> takeRates(Services& services, const Request& request,
                                              const std::string& shareId,
                                              const std::optional<Guest>& guest)
{
    std::optional<std::chrono::seconds> wait;
    if (guest) {
        wait = services.rates.take("comment-guest:" + guest->id, perGuest);
    }
    if (!wait) {
        wait = services.rates.take("comment-address:" + request.clientNetwork, perAddress);
    }
    if (!wait) {
        wait = services.rates.take("comment-share:" + shareId, perShare);
    }
    return wait;
}

Response lineAnswer(int status, const wire::Comment& line)
{
    return json(status, wire::toJsonValue(line));
}

Response written(Services& services, const Request& request, const GuestWords& words, int status,
                 const CommentRow& row, const std::string& cookie)
{
    Response response = words.form
        ? seeOther(pageAddress(visitorOf(request), row.shotId, "c-" + row.id))
        : lineAnswer(status, lineOf(row, row.guestId.value_or(std::string())));
    setGuestCookie(services, request, cookie, response);
    return response;
}

Response writtenBefore(Services& services, const Request& request, const GuestWords& words,
                       const Repetition& repetition, const std::string& kept)
{
    const auto earlier = repetition.recall(kept);
    const auto row = services.store.comment(visitorOf(request).share.id, earlier.id);
    if (!row || !*row) {
        return row ? notFound(request) : refuse(services, request, words, notSaved(row.error()));
    }
    return written(services, request, words, 200, **row, earlier.secret.value_or(std::string()));
}

// The answer to a request that has had its effect, whatever has been forbidden since, or to one
// whose key is taken; nothing: it is new.
std::optional<Response> answerAgain(Services& services, const Request& request,
                                    const GuestWords& words, const Repetition& repetition)
{
    const auto once = repetition.once(services.now());
    const auto earlier = once ? services.store.earlier(*once)
                              : StoreResult<std::optional<Once>>(std::optional<Once>());
    if (!earlier) {
        return refuse(services, request, words, notSaved(earlier.error()));
    }
    if (!*earlier) {
        return std::nullopt;
    }
    return (*earlier)->outcome == Once::Outcome::Repeated
        ? writtenBefore(services, request, words, repetition, (*earlier)->answer)
        : repetition.keyTaken(request);
}

Response addComment(Services& services, const Request& request)
{
    const Share& share = visitorOf(request).share;
    const auto parsed = parseGuestWords(request);
    if (const auto* answer = std::get_if<Response>(&parsed)) {
        return *answer;
    }
    const GuestWords& words = std::get<GuestWords>(parsed);
    auto repetition =
        Repetition::of(words.key, "share:" + share.id,
                       words.shotId + "\n" + words.author + "\n"
                           + (words.atMs ? std::to_string(*words.atMs) : "") + "\n" + words.text);
    if (repetition.isMalformed()) {
        return repetition.refusal(request);
    }
    if (auto answer = answerAgain(services, request, words, repetition)) {
        return std::move(*answer);
    }
    const auto guest = guestOf(services, request);
    if (!guest) {
        return refuse(services, request, words, notSaved(guest.error()));
    }
    if (const auto refusal = refuseWords(words, guest->has_value())) {
        return refuse(services, request, words, *refusal);
    }
    if (const auto refusal = refuseShot(services, share, words.shotId)) {
        return refuse(services, request, words, *refusal);
    }
    if (const auto wait = takeRates(services, request, share.id, *guest)) {
        return refuse(services, request, words, tooManyComments(*wait));
    }
    const Writer writer = writerOf(*guest, words.author);
    NewComment comment{share.id,   randomId(),     words.shotId,
                       writer.id,  writer.name,    words.text,
                       words.atMs, services.now(), services.settings.commentsPerDay};
    repetition.remember(201, comment.id, writer.cookie);
    const auto result =
        services.store.addComment(comment, writer.newGuest, repetition.once(comment.now));
    if (!result) {
        return refuse(services, request, words, notSaved(result.error()));
    }
    switch (result->outcome) {
    case CommentOutcome::Done:
        services.announce(share);
        return written(services, request, words, 201, result->comment, writer.cookie);
    case CommentOutcome::Repeated:
        return writtenBefore(services, request, words, repetition, result->answer);
    case CommentOutcome::DailyLimit:
        return refuse(services, request, words, tooManyComments(anHour));
    case CommentOutcome::KeyTaken:
    case CommentOutcome::NotFound:
        break;
    }
    return repetition.keyTaken(request);
}

// The guest who may change something of its own, or the refusal.
std::variant<Response, Guest> owner(Services& services, const Request& request)
{
    const auto guest = guestOf(services, request);
    if (!guest) {
        return storeFailed(request, guest.error());
    }
    if (!*guest) {
        return notFound(request);
    }
    if (!visitorOf(request).share.canComment) {
        return problem(request, 403, "comments_off");
    }
    if (const auto wait = services.rates.take("change-guest:" + (*guest)->id, changesPerGuest)) {
        return tooMany(request, "too_many_comments", *wait);
    }
    return **guest;
}

Response changed(Services& services, const Request& request,
                 const StoreResult<CommentResult>& result)
{
    if (!result) {
        return storeFailed(request, result.error());
    }
    if (result->outcome != CommentOutcome::Done) {
        return notFound(request);
    }
    services.announce(visitorOf(request).share);
    return result->comment.deletedAt
        ? noContent()
        : lineAnswer(200, lineOf(result->comment, result->comment.guestId.value_or(std::string())));
}

Response editComment(Services& services, const Request& request)
{
    const auto parsed = parseNewText(request);
    if (const auto* answer = std::get_if<Response>(&parsed)) {
        return *answer;
    }
    const auto found = owner(services, request);
    const auto* guest = std::get_if<Guest>(&found);
    if (!guest) {
        return std::get<Response>(found);
    }
    return changed(services, request,
                   services.store.editComment(visitorOf(request).share.id, guest->id,
                                              request.parameter("cid"),
                                              std::get<std::string>(parsed), services.now()));
}

Response deleteComment(Services& services, const Request& request)
{
    const auto found = owner(services, request);
    const auto* guest = std::get_if<Guest>(&found);
    if (!guest) {
        return std::get<Response>(found);
    }
    return changed(services, request,
                   services.store.deleteComment(visitorOf(request).share.id, guest->id,
                                                request.parameter("cid"), services.now()));
}

Response setVerdict(Services& services, const Request& request)
{
    const Share& share = visitorOf(request).share;
    const auto parsed = parseGuestVerdict(request);
    if (const auto* answer = std::get_if<Response>(&parsed)) {
        return *answer;
    }
    const GuestWords& words = std::get<GuestWords>(parsed);
    const auto guest = guestOf(services, request);
    if (!guest) {
        return refuse(services, request, words, notSaved(guest.error()));
    }
    if (const auto refusal = refuseAuthor(words, guest->has_value())) {
        return refuse(services, request, words, *refusal);
    }
    if (const auto refusal = refuseShot(services, share, words.shotId)) {
        return refuse(services, request, words, *refusal);
    }
    auto wait = *guest ? services.rates.take("verdict-guest:" + (*guest)->id, verdictsPerGuest)
                       : std::nullopt;
    if (!wait) {
        wait = services.rates.take("verdict-address:" + request.clientNetwork, verdictsPerAddress);
    }
    if (wait) {
        return refuse(services, request, words, tooManyComments(*wait));
    }
    const Writer writer = writerOf(*guest, words.author);
    const auto row =
        services.store.setVerdict(share.id, words.shotId, std::string(wire::nameOf(words.verdict)),
                                  writer.id, writer.newGuest, services.now());
    if (!row) {
        return refuse(services, request, words, notSaved(row.error()));
    }
    services.announce(share);
    Response response = words.form ? seeOther(pageAddress(visitorOf(request), words.shotId))
                                   : lineAnswer(200, lineOf(*row, writer.id));
    setGuestCookie(services, request, writer.cookie, response);
    return response;
}

Response comments(Services& services, const Request& request)
{
    const auto asked = parseAsked(request);
    const auto guest = guestOf(services, request);
    if (!guest) {
        return storeFailed(request, guest.error());
    }
    if (!asked) {
        return problem(request, 400, "bad_query", "after, limit and wait are whole numbers");
    }
    const Share& share = visitorOf(request).share;
    Asked until = *asked;
    if (const auto rest = untilExpiry(share.expiresAt, services.now())) {
        until.wait = std::min(until.wait, *rest);
    }
    return conversation(services.store, request, until, share.id,
                        *guest ? (*guest)->id : std::string());
}

} // namespace

void addGuestCommentRoutes(Router& router, Services& services)
{
    const std::vector<std::string> json = {"application/json"};
    const std::vector<std::string> jsonOrForm = {"application/json",
                                                 "application/x-www-form-urlencoded"};
    const auto route = [&](const char* method, const char* pattern, auto handler,
                           std::vector<std::string> types) {
        router.add({.method = method,
                    .pattern = pattern,
                    .access = Access::Guest,
                    .handler = [&services, handler](
                                   const Request& request) { return handler(services, request); },
                    .maxBody = types.empty() ? 0 : wire::limits::messageBytes,
                    .mediaTypes = std::move(types)});
    };
    route("GET", "/s/{token}/comments", comments, {});
    route("POST", "/s/{token}/comments", addComment, jsonOrForm);
    route("PATCH", "/s/{token}/comments/{cid}", editComment, json);
    route("DELETE", "/s/{token}/comments/{cid}", deleteComment, {});
    route("PUT", "/s/{token}/shots/{id}/verdict", setVerdict, json);
    // Forms cannot PUT.
    route("POST", "/s/{token}/shots/{id}/verdict", setVerdict, jsonOrForm);
    route("GET", "/s/{token}/events", guestEvents, {});
}

} // namespace raskadr::server
