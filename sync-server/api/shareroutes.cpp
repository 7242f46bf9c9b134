#include "sync-server/api/routes.h"

#include "core/wire/limits.h"
#include "core/wire/share.h"
#include "core/wire/snapshot.h"
#include "core/wire/text.h"
#include "sync-server/api/answers.h"
#include "sync-server/api/gates.h"
#include "sync-server/api/repetition.h"
#include "sync-server/secrets/hash.h"
#include "sync-server/secrets/secrets.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace raskadr::server {

namespace {

constexpr std::int64_t lastRevision = std::int64_t(1) << 53;
constexpr int triesWhenOvertaken = 3;

wire::ShareInfo infoOf(const Share& share)
{
    wire::ShareInfo info;
    info.id = share.id;
    info.name = share.name;
    info.title = share.title;
    info.greeting = share.greeting;
    info.producer = share.producer;
    info.tail = share.tail;
    info.canComment = share.canComment;
    info.canDownload = share.canDownload;
    info.hasPassword = share.passwordHash.has_value();
    info.expiresAt = share.expiresAt;
    info.revokedAt = share.revokedAt;
    info.revision = share.currentRevision;
    info.visits = share.visits;
    info.lastVisitAt = share.lastVisitAt;
    info.createdAt = share.createdAt;
    return info;
}

Response answer(int status, const Share& share)
{
    return json(status, wire::toJsonValue(infoOf(share)));
}

Response answerWithToken(const Services& services, const Request& request, const Share& share,
                         const std::string& token)
{
    wire::ShareInfo info = infoOf(share);
    info.token = token;
    info.url =
        originOf(services, request) + "/s/" + token + (share.tail.empty() ? "" : "/" + share.tail);
    return json(201, wire::toJsonValue(info));
}

// Words that stand for something else at the end of a link's address.
bool isReserved(const std::string& tail)
{
    static constexpr std::string_view taken[] = {"comments", "events", "unlock", "shots", "m"};
    return std::find(std::begin(taken), std::end(taken), tail) != std::end(taken);
}

// Options as they are kept: a password as its hash.
struct Decided
{
    wire::ShareOptions options;
    std::optional<std::optional<std::string>> passwordHash;

    void applyTo(Share& share) const;
};

void Decided::applyTo(Share& share) const
{
    share.name = options.name.value_or(share.name);
    share.title = options.title.value_or(share.title);
    share.greeting = options.greeting.value_or(share.greeting);
    share.producer = options.producer.value_or(share.producer);
    share.tail = options.tail.value_or(share.tail);
    share.canComment = options.canComment.value_or(share.canComment);
    share.canDownload = options.canDownload.value_or(share.canDownload);
    share.expiresAt = options.expiresAt.value_or(share.expiresAt);
    share.passwordHash = passwordHash.value_or(share.passwordHash);
}

wire::Result<Decided> parseDecided(const std::string& body)
{
    auto options = wire::parseShareOptions(body);
    if (!options) {
        return tl::unexpected(options.error());
    }
    if (options->tail && isReserved(*options->tail)) {
        return tl::unexpected(wire::Refusal{"/tail", "is a word that the server needs"});
    }
    Decided decided;
    if (options->password) {
        if (*options->password && (*options->password)->empty()) {
            return tl::unexpected(wire::Refusal{"/password", "is empty"});
        }
        decided.passwordHash =
            *options->password ? passwordHash(**options->password) : std::nullopt;
        if (*options->password && !*decided.passwordHash) {
            return tl::unexpected(wire::Refusal{"/password", "cannot be kept now"});
        }
    }
    decided.options = std::move(*options);
    return decided;
}

Response createShare(Services& services, const Request& request)
{
    const auto decided = parseDecided(request.body);
    if (!decided) {
        return refused(request, decided.error());
    }
    Share share;
    share.id = randomId();
    share.accountId = bearerOf(request).account.id;
    share.createdAt = services.now();
    decided->applyTo(share);
    const std::string token = randomToken();
    auto repetition = Repetition::of(request, "account:" + share.accountId, request.body);
    if (repetition.isMalformed()) {
        return repetition.refusal(request);
    }
    repetition.remember(201, share.id, token);
    const auto added =
        services.store.addShare(share, sha256Hex(token), repetition.once(share.createdAt));
    if (!added) {
        return storeFailed(request, added.error());
    }
    if (added->outcome == Once::Outcome::KeyTaken) {
        return repetition.keyTaken(request);
    }
    if (added->outcome == Once::Outcome::Done) {
        return answerWithToken(services, request, share, token);
    }
    const auto earlier = repetition.recall(added->answer);
    const auto stored = services.store.share(share.accountId, earlier.id);
    if (!stored || !*stored || !earlier.secret) {
        return stored ? notFound(request) : storeFailed(request, stored.error());
    }
    return answerWithToken(services, request, **stored, *earlier.secret);
}

Response listShares(Services& services, const Request& request)
{
    services.visits.writeTo(services.store);
    const auto shares = services.store.shares(bearerOf(request).account.id);
    if (!shares) {
        return storeFailed(request, shares.error());
    }
    nlohmann::json items = nlohmann::json::array();
    for (const Share& share : *shares) {
        items.push_back(wire::toJsonValue(infoOf(share)));
    }
    return json(200, {{"items", std::move(items)}});
}

Response showShare(Services& services, const Request& request)
{
    services.visits.writeTo(services.store);
    auto found = askedShare(services, request);
    const auto* share = std::get_if<Share>(&found);
    return share ? answer(200, *share) : std::get<Response>(std::move(found));
}

Response revoked(const Request& request)
{
    return problem(request, 409, "share_revoked", "the link was revoked");
}

Response changeShare(Services& services, const Request& request)
{
    const auto decided = parseDecided(request.body);
    if (!decided) {
        return refused(request, decided.error());
    }
    const std::string id = request.parameter("id");
    const auto share = services.store.changeShare(bearerOf(request).account.id, id,
                                                  [&](Share& kept) { decided->applyTo(kept); });
    if (!share) {
        return storeFailed(request, share.error());
    }
    if (!*share) {
        return notFound(request);
    }
    if ((*share)->revokedAt) {
        return revoked(request);
    }
    services.announce(**share);
    return answer(200, **share);
}

Response revokeShare(Services& services, const Request& request)
{
    auto found = askedShare(services, request);
    const auto* share = std::get_if<Share>(&found);
    if (!share) {
        return std::get<Response>(std::move(found));
    }
    if (const auto done = services.store.revokeShare(share->accountId, share->id, services.now());
        !done) {
        return storeFailed(request, done.error());
    }
    services.announce(*share);
    return noContent();
}

std::vector<RevisionMedium> mediaOf(const wire::Snapshot& snapshot)
{
    std::vector<RevisionMedium> media;
    for (const wire::SnapshotShot& shot : snapshot.shots) {
        for (const auto& [role, medium] : shot.media) {
            media.push_back({medium.id, medium.sha256, medium.size,
                             std::string(wire::mimeOf(shot.kind, role))});
        }
    }
    return media;
}

// If-Match: "3" is the third revision, "0" none yet. False: it says something else.
bool readCondition(const Request& request, NewRevision& revision)
{
    const auto condition = request.header("if-match");
    if (!condition) {
        return true;
    }
    if (condition->size() < 3 || condition->front() != '"' || condition->back() != '"') {
        return false;
    }
    const auto number =
        wholeNumber(std::string_view(*condition).substr(1, condition->size() - 2), lastRevision);
    if (!number) {
        return false;
    }
    revision.onlyAfter = *number == 0 ? std::nullopt : std::optional(*number);
    return true;
}

Response published(const Request& request, const Publication& publication,
                   const NewRevision& revision, Services& services)
{
    switch (publication.outcome) {
    case PublishOutcome::Published:
    case PublishOutcome::Unchanged:
        break;
    case PublishOutcome::ShareGone:
        return revoked(request);
    case PublishOutcome::NotCurrent:
        return problem(request, 412, "not_current", "another revision is the current one");
    case PublishOutcome::NumberTaken:
        return problem(request, 409, "revision_taken", "there is such a revision, or a later one");
    case PublishOutcome::Overtaken:
        return problemLater(request, 503, "not_saved", std::chrono::seconds(1));
    case PublishOutcome::MediaMissing:
        return problem(request, 422, "media_missing", "files of the snapshot were not uploaded",
                       {{"missing", publication.missing}});
    }
    const auto share = services.store.share(revision.accountId, revision.shareId);
    if (!share || !*share) {
        return share ? notFound(request) : storeFailed(request, share.error());
    }
    const bool isNew = publication.outcome == PublishOutcome::Published;
    if (isNew) {
        services.announce(**share);
    }
    Response response = answer(isNew ? 201 : 200, **share);
    response.headers.emplace_back("ETag", "\"" + std::to_string(revision.number) + "\"");
    return response;
}

Response publish(Services& services, const Request& request)
{
    const auto number = wholeNumber(request.parameter("rev"), lastRevision);
    if (!number || *number == 0) {
        return notFound(request);
    }
    const auto snapshot = wire::parseSnapshot(request.body);
    if (!snapshot) {
        return refused(request, snapshot.error());
    }
    NewRevision revision;
    revision.number = *number;
    revision.snapshot = wire::toJson(*snapshot);
    revision.media = mediaOf(*snapshot);
    revision.now = services.now();
    if (!readCondition(request, revision)) {
        return problem(request, 400, "bad_condition",
                       "If-Match must be the number of a revision in quotes");
    }
    for (int tried = 1;; ++tried) {
        auto found = askedShare(services, request);
        const auto* share = std::get_if<Share>(&found);
        if (!share) {
            return std::get<Response>(std::move(found));
        }
        const auto before = services.boards.revision(*share);
        if (!before) {
            return storeFailed(request, before.error());
        }
        revision.accountId = share->accountId;
        revision.shareId = share->id;
        revision.basedOn = share->currentRevision;
        revision.since = sinceOf(*snapshot, *number, before->get());
        const auto publication = services.store.publish(revision);
        if (!publication) {
            return storeFailed(request, publication.error());
        }
        if (publication->outcome != PublishOutcome::Overtaken || tried == triesWhenOvertaken) {
            return published(request, *publication, revision, services);
        }
    }
}

} // namespace

void addShareRoutes(Router& router, Services& services)
{
    const auto route = [&](const char* method, const char* pattern, auto handler,
                           std::uint64_t maxBody = 0, Work work = Work::Database) {
        router.add({.method = method,
                    .pattern = pattern,
                    .access = Access::Producer,
                    .handler = [&services, handler](
                                   const Request& request) { return handler(services, request); },
                    .maxBody = maxBody,
                    .work = work,
                    .mediaTypes = maxBody > 0 ? std::vector<std::string>{"application/json"}
                                              : std::vector<std::string>{}});
    };
    route("GET", "/api/v1/shares", listShares);
    // These two hash passwords.
    route("POST", "/api/v1/shares", createShare, wire::limits::messageBytes, Work::LinkPassword);
    route("PATCH", "/api/v1/shares/{id}", changeShare, wire::limits::messageBytes,
          Work::LinkPassword);
    route("GET", "/api/v1/shares/{id}", showShare);
    route("DELETE", "/api/v1/shares/{id}", revokeShare);
    route("PUT", "/api/v1/shares/{id}/revisions/{rev}", publish, wire::limits::snapshotBytes);
}

} // namespace raskadr::server
