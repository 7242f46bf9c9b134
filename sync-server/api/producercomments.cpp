#include "sync-server/api/routes.h"

#include "core/wire/fields.h"
#include "core/wire/limits.h"
#include "sync-server/api/answers.h"
#include "sync-server/api/conversation.h"
#include "sync-server/api/gates.h"
#include "sync-server/api/plaintext.h"
#include "sync-server/api/repetition.h"
#include "sync-server/secrets/secrets.h"

#include <nlohmann/json.hpp>

namespace raskadr::server {

namespace {

constexpr size_t streamsPerAccount = 5;

Response comments(Services& services, const Request& request)
{
    auto found = askedShare(services, request);
    const auto* share = std::get_if<Share>(&found);
    if (!share) {
        return std::get<Response>(std::move(found));
    }
    const auto asked = parseAsked(request);
    if (!asked) {
        return problem(request, 400, "bad_query", "after, limit and wait are whole numbers");
    }
    return conversation(services.store, request, *asked, share->id, {});
}

struct Reply
{
    std::string parentId;
    std::string text;
};

wire::Result<Reply> parseReply(const std::string& body)
{
    const auto document = wire::parseMessage(body, wire::limits::messageBytes);
    if (!document) {
        return tl::unexpected(document.error());
    }
    wire::Fields fields(*document, {});
    fields.knowOnly({"parentId", "text"});
    Reply reply{fields.wireId("parentId"),
                fields.text("text", wire::limits::comment, wire::Lines::Many)};
    reply.text = withoutEdges(reply.text);
    if (reply.text.empty()) {
        fields.refuse("text", "is empty");
    }
    if (fields.refusal()) {
        return tl::unexpected(*fields.refusal());
    }
    return reply;
}

Response lineAnswer(int status, const CommentRow& row)
{
    return json(status, wire::toJsonValue(lineOf(row, {})));
}

Response reply(Services& services, const Request& request)
{
    const auto said = parseReply(request.body);
    if (!said) {
        return refused(request, said.error());
    }
    auto found = askedShare(services, request);
    const auto* share = std::get_if<Share>(&found);
    if (!share) {
        return std::get<Response>(std::move(found));
    }
    auto repetition =
        Repetition::of(request, "account:" + share->accountId, said->parentId + "\n" + said->text);
    if (repetition.isMalformed()) {
        return repetition.refusal(request);
    }
    const std::string id = randomId();
    const Millis now = services.now();
    repetition.remember(201, id, {});
    const auto result = services.store.reply(share->accountId, share->id, id, said->parentId,
                                             said->text, now, repetition.once(now));
    if (!result) {
        return storeFailed(request, result.error());
    }
    switch (result->outcome) {
    case CommentOutcome::Done:
        services.announce(*share);
        return lineAnswer(201, result->comment);
    case CommentOutcome::Repeated: {
        const auto earlier =
            services.store.comment(share->id, repetition.recall(result->answer).id);
        if (!earlier) {
            return storeFailed(request, earlier.error());
        }
        return *earlier ? lineAnswer(200, **earlier) : notFound(request);
    }
    case CommentOutcome::KeyTaken:
        return repetition.keyTaken(request);
    case CommentOutcome::NotFound:
    case CommentOutcome::DailyLimit:
        break;
    }
    return notFound(request);
}

wire::Result<bool> parseResolved(const std::string& body)
{
    const auto document = wire::parseMessage(body, wire::limits::messageBytes);
    if (!document) {
        return tl::unexpected(document.error());
    }
    wire::Fields fields(*document, {});
    fields.knowOnly({"resolved"});
    const bool resolved = fields.boolean("resolved");
    if (fields.refusal()) {
        return tl::unexpected(*fields.refusal());
    }
    return resolved;
}

Response resolve(Services& services, const Request& request)
{
    const auto resolved = parseResolved(request.body);
    if (!resolved) {
        return refused(request, resolved.error());
    }
    auto found = askedShare(services, request);
    const auto* share = std::get_if<Share>(&found);
    if (!share) {
        return std::get<Response>(std::move(found));
    }
    const auto result = services.store.resolveComment(
        share->accountId, share->id, request.parameter("cid"), *resolved, services.now());
    if (!result) {
        return storeFailed(request, result.error());
    }
    if (result->outcome != CommentOutcome::Done) {
        return notFound(request);
    }
    services.announce(*share);
    return lineAnswer(200, result->comment);
}

// What a stream has told so far about each link. All of it is one number for the client: the sum of
// all changes, which grows with every one.
struct Told
{
    std::map<std::string, std::int64_t> seqs;
    std::int64_t sum = 0;
    bool begun = false;
};

EventBatch news(Services& services, const std::string& tokenHash, const std::string& accountId,
                Told& told, const std::string& cursor)
{
    EventBatch batch;
    const auto bearer = services.store.accountByToken(tokenHash, services.now());
    const auto shares = services.store.shares(accountId);
    if (!bearer || !shares) {
        return batch; // the next change or the client's next connection tells
    }
    if (!*bearer) {
        batch.end = true;
        return batch;
    }
    batch.askAgainIn = untilExpiry((*bearer)->expiresAt, services.now());
    std::int64_t sum = 0;
    for (const Share& share : *shares) {
        sum += share.commentSeq;
    }
    const bool knowsAll = !told.begun && cursor == std::to_string(sum);
    for (const Share& share : *shares) {
        std::int64_t& seq = told.seqs[share.id];
        if (seq != share.commentSeq && !knowsAll) {
            batch.events.push_back(
                {std::to_string(told.sum), "share",
                 nlohmann::json{{"shareId", share.id}, {"seq", share.commentSeq}}.dump()});
        }
        seq = share.commentSeq;
    }
    // Only with its last event the client has heard all.
    if (!batch.events.empty()) {
        batch.events.back().id = std::to_string(sum);
    }
    told.sum = sum;
    told.begun = true;
    return batch;
}

Response events(Services& services, const Request& request)
{
    const std::string accountId = bearerOf(request).account.id;
    const std::string tokenHash = tokenHashOf(request);
    EventStream stream;
    stream.keys = {"account:" + accountId};
    stream.group = "account:" + accountId;
    stream.groupLimit = streamsPerAccount;
    stream.cursor = request.header("last-event-id").value_or(std::string());
    if (!wholeNumber(stream.cursor, std::int64_t(1) << 53)) {
        stream.cursor.clear();
    }
    stream.after = [&services, accountId, tokenHash,
                    told = std::make_shared<Told>()](const std::string& cursor) {
        return news(services, tokenHash, accountId, *told, cursor);
    };
    Response response;
    response.body = std::move(stream);
    return response;
}

} // namespace

void addProducerCommentRoutes(Router& router, Services& services)
{
    const auto route = [&](const char* method, const char* pattern, auto handler,
                           bool takesBody = false) {
        router.add({.method = method,
                    .pattern = pattern,
                    .access = Access::Producer,
                    .handler = [&services, handler](
                                   const Request& request) { return handler(services, request); },
                    .maxBody = takesBody ? wire::limits::messageBytes : 0,
                    .mediaTypes = takesBody ? std::vector<std::string>{"application/json"}
                                            : std::vector<std::string>{}});
    };
    route("GET", "/api/v1/shares/{id}/comments", comments);
    route("POST", "/api/v1/shares/{id}/comments", reply, true);
    route("PATCH", "/api/v1/shares/{id}/comments/{cid}", resolve, true);
    route("GET", "/api/v1/events", events);
}

} // namespace raskadr::server
