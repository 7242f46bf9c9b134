#include "sync-server/api/gates.h"
#include "sync-server/api/guestwords.h"

#include <charconv>
#include <nlohmann/json.hpp>

namespace raskadr::server {

namespace {

// Where a page stands: the last change of the conversation and the revision, "12.3".
struct Place
{
    std::int64_t seq = 0;
    std::int64_t revision = 0;

    std::string text() const { return std::to_string(seq) + "." + std::to_string(revision); }
};

Place placeOf(const Share& share)
{
    return {share.commentSeq, share.currentRevision.value_or(0)};
}

std::optional<Place> readPlace(const std::string& text)
{
    Place place;
    const char* end = text.data() + text.size();
    const auto seq = std::from_chars(text.data(), end, place.seq);
    if (seq.ec != std::errc() || seq.ptr == end || *seq.ptr != '.') {
        return std::nullopt;
    }
    const auto revision = std::from_chars(seq.ptr + 1, end, place.revision);
    if (revision.ec != std::errc() || revision.ptr != end) {
        return std::nullopt;
    }
    return place;
}

EventBatch news(Services& services, const Request& request, const std::string& cursor)
{
    EventBatch batch;
    // The link may have been revoked, or got a password.
    const auto share = admittedShare(services, request);
    if (!share) {
        batch.end = true;
        return batch;
    }
    batch.askAgainIn = untilExpiry(share->expiresAt, services.now());
    const Place before = readPlace(cursor).value_or(placeOf(*share));
    const Place now = placeOf(*share);
    if (now.seq != before.seq) {
        batch.events.push_back({Place{now.seq, before.revision}.text(), "comments",
                                nlohmann::json{{"seq", now.seq}}.dump()});
    }
    if (now.revision != before.revision) {
        batch.events.push_back(
            {now.text(), "revision", nlohmann::json{{"revision", now.revision}}.dump()});
    }
    return batch;
}

} // namespace

Response guestEvents(Services& services, const Request& request)
{
    const Visitor& visitor = visitorOf(request);
    EventStream stream;
    stream.keys = {"share:" + visitor.share.id};
    stream.group = "guest:" + request.clientNetwork + ":" + visitor.share.id;
    stream.groupLimit = 50; // an office behind one address
    stream.cursor = request.header("last-event-id").value_or(std::string());
    if (!readPlace(stream.cursor)) {
        stream.cursor = placeOf(visitor.share).text();
    }
    stream.after = [&services, request](const std::string& cursor) {
        return news(services, request, cursor);
    };
    Response response;
    response.body = std::move(stream);
    return response;
}

} // namespace raskadr::server
