#include "core/wire/share.h"

#include "core/wire/fields.h"
#include "core/wire/limits.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace raskadr::wire {

namespace {

constexpr std::int64_t anyNumber = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t addressLength = 2'000;
constexpr std::size_t tokenLength = 200;

bool isTail(std::string_view tail)
{
    return std::ranges::all_of(
        tail, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

std::optional<std::string> textIfThere(Fields& fields, const char* name, std::size_t length,
                                       Lines lines = Lines::One)
{
    if (!fields.has(name))
        return std::nullopt;
    return fields.text(name, length, lines);
}

std::optional<bool> booleanIfThere(Fields& fields, const char* name)
{
    if (!fields.has(name))
        return std::nullopt;
    return fields.boolean(name);
}

Result<ShareInfo> shareInfo(const nlohmann::json& value)
{
    Fields fields(value, {});
    ShareInfo share;
    share.id = fields.wireId("id");
    share.token = fields.textOr("token", tokenLength, Lines::One, {});
    share.url = fields.textOr("url", addressLength, Lines::One, {});
    share.name = fields.text("name", limits::linkName);
    share.title = fields.text("title", limits::title);
    share.greeting = fields.text("greeting", limits::greeting, Lines::Many);
    share.producer = fields.textOr("producer", limits::author, Lines::One, {});
    share.tail = fields.textOr("tail", limits::tail, Lines::One, {});
    share.canComment = fields.boolean("canComment");
    share.canDownload = fields.boolean("canDownload");
    share.hasPassword = fields.boolean("hasPassword");
    share.expiresAt = fields.time("expiresAt");
    share.revokedAt = fields.time("revokedAt");
    if (fields.has("revision") && !fields.isNull("revision"))
        share.revision = fields.integer("revision", 0, anyNumber);
    share.visits = fields.integerOr("visits", 0, anyNumber, 0);
    share.lastVisitAt = fields.time("lastVisitAt");
    share.createdAt = fields.time("createdAt").value_or(0);
    if (fields.refusal())
        return tl::unexpected(*fields.refusal());
    return share;
}

} // namespace

Result<ShareOptions> parseShareOptions(std::string_view text)
{
    const Result<nlohmann::json> document = parseMessage(text, limits::messageBytes);
    if (!document)
        return tl::unexpected(document.error());
    Fields fields(*document, {});
    fields.knowOnly({"name", "title", "greeting", "producer", "tail", "canComment", "canDownload",
                     "password", "expiresAt"});
    ShareOptions options;
    options.name = textIfThere(fields, "name", limits::linkName);
    options.title = textIfThere(fields, "title", limits::title);
    options.greeting = textIfThere(fields, "greeting", limits::greeting, Lines::Many);
    options.producer = textIfThere(fields, "producer", limits::author);
    options.tail = textIfThere(fields, "tail", limits::tail);
    if (options.tail && !isTail(*options.tail))
        fields.refuse("tail", "has other characters than letters, digits and hyphens");
    options.canComment = booleanIfThere(fields, "canComment");
    options.canDownload = booleanIfThere(fields, "canDownload");
    if (fields.isNull("password"))
        options.password = std::optional<std::string>{};
    else if (fields.has("password"))
        options.password = fields.text("password", limits::password);
    if (fields.has("expiresAt"))
        options.expiresAt = fields.time("expiresAt");
    if (fields.refusal())
        return tl::unexpected(*fields.refusal());
    return options;
}

std::string toJson(const ShareOptions& options)
{
    nlohmann::json object = nlohmann::json::object();
    const auto add = [&object](const char* name, const auto& value) {
        if (value)
            object[name] = *value;
    };
    add("name", options.name);
    add("title", options.title);
    add("greeting", options.greeting);
    add("producer", options.producer);
    add("tail", options.tail);
    add("canComment", options.canComment);
    add("canDownload", options.canDownload);
    if (options.password)
        object["password"] =
            *options.password ? nlohmann::json(**options.password) : nlohmann::json();
    if (options.expiresAt)
        object["expiresAt"] =
            *options.expiresAt ? nlohmann::json(**options.expiresAt) : nlohmann::json();
    return object.dump();
}

nlohmann::json toJsonValue(const ShareInfo& share)
{
    nlohmann::json object{{"id", share.id},
                          {"name", share.name},
                          {"title", share.title},
                          {"greeting", share.greeting},
                          {"producer", share.producer},
                          {"tail", share.tail},
                          {"canComment", share.canComment},
                          {"canDownload", share.canDownload},
                          {"hasPassword", share.hasPassword},
                          {"visits", share.visits},
                          {"createdAt", share.createdAt}};
    if (!share.token.empty())
        object["token"] = share.token;
    if (!share.url.empty())
        object["url"] = share.url;
    if (share.expiresAt)
        object["expiresAt"] = *share.expiresAt;
    if (share.revokedAt)
        object["revokedAt"] = *share.revokedAt;
    if (share.lastVisitAt)
        object["lastVisitAt"] = *share.lastVisitAt;
    if (share.revision)
        object["revision"] = *share.revision;
    return object;
}

Result<ShareInfo> parseShareInfo(std::string_view text)
{
    const Result<nlohmann::json> document = parseMessage(text, limits::messageBytes);
    if (!document)
        return tl::unexpected(document.error());
    return shareInfo(*document);
}

Result<std::vector<ShareInfo>> parseShareList(std::string_view text)
{
    const Result<nlohmann::json> document = parseMessage(text, limits::snapshotBytes);
    if (!document)
        return tl::unexpected(document.error());
    Fields fields(*document, {});
    const nlohmann::json& items = fields.member("items");
    if (!items.is_array())
        fields.refuse("items", "is not a list");
    if (fields.refusal())
        return tl::unexpected(*fields.refusal());
    std::vector<ShareInfo> shares;
    for (std::size_t i = 0; i < items.size(); ++i) {
        Result<ShareInfo> share = shareInfo(items[i]);
        if (!share)
            return tl::unexpected(
                Refusal{"/items/" + std::to_string(i) + share.error().place, share.error().reason});
        shares.push_back(*std::move(share));
    }
    return shares;
}

} // namespace raskadr::wire
