#include "core/wire/comment.h"

#include "core/wire/fields.h"
#include "core/wire/limits.h"

#include <nlohmann/json.hpp>

#include <limits>

namespace raskadr::wire {

namespace {

constexpr std::int64_t anyNumber = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t pageBytes = std::size_t(4) * 1024 * 1024;
constexpr std::string_view commentName = "comment";
constexpr std::string_view verdictName = "verdict";

void addTime(nlohmann::json& object, const char* name, const std::optional<std::int64_t>& time)
{
    if (time)
        object[name] = *time;
}

} // namespace

nlohmann::json toJsonValue(const Comment& comment)
{
    const bool isVerdict = comment.kind == CommentKind::Verdict;
    nlohmann::json object{{"id", comment.id},
                          {"seq", comment.seq},
                          {"kind", isVerdict ? verdictName : commentName},
                          {"shotId", comment.shotId},
                          {"revision", comment.revision},
                          {"author", comment.author},
                          {"fromProducer", comment.fromProducer},
                          {"own", comment.own},
                          {"createdAt", comment.createdAt}};
    if (isVerdict)
        object["verdict"] = nameOf(comment.verdict);
    else
        object["text"] = comment.text;
    if (!comment.parentId.empty())
        object["parentId"] = comment.parentId;
    addTime(object, "atMs", comment.atMs);
    addTime(object, "editedAt", comment.editedAt);
    addTime(object, "deletedAt", comment.deletedAt);
    addTime(object, "resolvedAt", comment.resolvedAt);
    return object;
}

std::string toJson(const CommentPage& page)
{
    nlohmann::json items = nlohmann::json::array();
    for (const Comment& comment : page.items)
        items.push_back(toJsonValue(comment));
    return nlohmann::json{{"items", std::move(items)}, {"next", page.next}, {"more", page.more}}
        .dump();
}

Result<Comment> parseComment(const nlohmann::json& value)
{
    Fields fields(value, {});
    Comment comment;
    comment.id = fields.wireId("id");
    comment.seq = fields.integer("seq", 1, anyNumber);
    const std::string kind = fields.text("kind", 16);
    if (kind != commentName && kind != verdictName)
        fields.refuse("kind", "is not known");
    comment.kind = kind == verdictName ? CommentKind::Verdict : CommentKind::Comment;
    comment.shotId = fields.wireId("shotId");
    comment.revision = fields.integer("revision", 0, anyNumber);
    if (fields.has("parentId") && !fields.isNull("parentId"))
        comment.parentId = fields.wireId("parentId");
    comment.author = fields.text("author", limits::author);
    comment.fromProducer = fields.booleanOr("fromProducer", false);
    comment.own = fields.booleanOr("own", false);
    comment.text = fields.textOr("text", limits::comment, Lines::Many, {});
    if (comment.kind == CommentKind::Verdict) {
        const std::optional<Verdict> known = verdict(fields.text("verdict", 16));
        if (!known)
            fields.refuse("verdict", "is not known");
        comment.verdict = known.value_or(Verdict::None);
    }
    comment.atMs = fields.time("atMs");
    comment.createdAt = fields.time("createdAt").value_or(0);
    comment.editedAt = fields.time("editedAt");
    comment.deletedAt = fields.time("deletedAt");
    comment.resolvedAt = fields.time("resolvedAt");
    if (fields.refusal())
        return tl::unexpected(*fields.refusal());
    return comment;
}

Result<CommentPage> parseCommentPage(std::string_view text)
{
    const Result<nlohmann::json> document = parseMessage(text, pageBytes);
    if (!document)
        return tl::unexpected(document.error());
    Fields fields(*document, {});
    CommentPage page;
    page.next = fields.integer("next", 0, anyNumber);
    page.more = fields.boolean("more");
    const nlohmann::json& items = fields.member("items");
    if (!items.is_array() || items.size() > limits::commentsPerPage)
        fields.refuse("items", "is not a list of a page's length");
    if (fields.refusal())
        return tl::unexpected(*fields.refusal());
    for (std::size_t i = 0; i < items.size(); ++i) {
        Result<Comment> comment = parseComment(items[i]);
        if (!comment)
            return tl::unexpected(Refusal{"/items/" + std::to_string(i) + comment.error().place,
                                          comment.error().reason});
        page.items.push_back(*std::move(comment));
    }
    return page;
}

} // namespace raskadr::wire
