#include "sync-server/api/conversation.h"

#include "core/wire/limits.h"
#include "sync-server/api/answers.h"

#include <algorithm>

namespace raskadr::server {

namespace {

constexpr std::int64_t lastSeq = std::int64_t(1) << 53;
constexpr std::int64_t longestPollSeconds = 25;

std::optional<std::int64_t> queryNumber(const Request& request, const char* name,
                                        std::int64_t otherwise, std::int64_t most)
{
    const auto text = request.queryValue(name);
    return text ? wholeNumber(*text, most) : std::optional(otherwise);
}

} // namespace

wire::Comment lineOf(const CommentRow& row, const std::string& reader)
{
    wire::Comment line;
    line.id = row.id;
    line.seq = row.seq;
    line.kind = wire::CommentKind::Comment;
    line.shotId = row.shotId;
    line.revision = row.revision;
    line.parentId = row.parentId.value_or(std::string());
    line.fromProducer = !row.guestId;
    line.own = row.guestId && *row.guestId == reader;
    line.author = row.deletedAt ? std::string() : row.author;
    line.text = row.text;
    line.atMs = row.atMs;
    line.createdAt = row.createdAt;
    line.editedAt = row.editedAt;
    line.deletedAt = row.deletedAt;
    line.resolvedAt = row.resolvedAt;
    return line;
}

wire::Comment lineOf(const VerdictRow& row, const std::string& reader)
{
    wire::Comment line;
    line.id = row.shotId;
    line.seq = row.seq;
    line.kind = wire::CommentKind::Verdict;
    line.shotId = row.shotId;
    line.revision = row.revision;
    line.author = row.author;
    line.own = row.guestId == reader;
    line.verdict = wire::verdict(row.state).value_or(wire::Verdict::None);
    line.createdAt = row.at;
    return line;
}

std::optional<Asked> parseAsked(const Request& request)
{
    constexpr auto mostLines = std::int64_t(wire::limits::commentsPerPage);
    const auto after = queryNumber(request, "after", 0, lastSeq);
    const auto limit = queryNumber(request, "limit", mostLines, lastSeq);
    const auto wait = queryNumber(request, "wait", 0, lastSeq);
    if (!after || !limit || *limit == 0 || !wait) {
        return std::nullopt;
    }
    return Asked{*after, static_cast<int>(std::min(*limit, mostLines)),
                 std::chrono::seconds(std::min(*wait, longestPollSeconds))};
}

Response conversation(Store& store, const Request& request, const Asked& asked,
                      const std::string& shareId, const std::string& reader)
{
    const auto after = store.conversationAfter(shareId, asked.after, asked.limit);
    if (!after) {
        return storeFailed(request, after.error());
    }
    const bool isEmpty = after->comments.empty() && after->verdicts.empty();
    if (isEmpty && after->next == asked.after && asked.wait.count() > 0 && request.mayWait) {
        Response later;
        later.body = Wait{{"share:" + shareId}, asked.wait};
        return later;
    }
    wire::CommentPage page;
    for (const CommentRow& row : after->comments) {
        page.items.push_back(lineOf(row, reader));
    }
    for (const VerdictRow& row : after->verdicts) {
        page.items.push_back(lineOf(row, reader));
    }
    std::sort(page.items.begin(), page.items.end(),
              [](const wire::Comment& a, const wire::Comment& b) { return a.seq < b.seq; });
    page.next = after->next;
    page.more = after->more;
    return compressed(request, text(200, "application/json; charset=utf-8", wire::toJson(page)));
}

} // namespace raskadr::server
