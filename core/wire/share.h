#pragma once

#include "core/wire/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace raskadr::wire {

// What the producer decides about a link. In a change (PATCH) only what is there is changed.
struct ShareOptions
{
    std::optional<std::string> name;
    std::optional<std::string> title;
    std::optional<std::string> greeting;
    std::optional<std::string> producer; // whom guests see answering; empty: «Автор»
    std::optional<std::string> tail; // a readable end of the address: letters, digits, hyphens
    std::optional<bool> canComment;
    std::optional<bool> canDownload;
    std::optional<std::optional<std::string>> password; // an inner nothing removes it
    std::optional<std::optional<std::int64_t>>
        expiresAt; // UTC milliseconds; an inner nothing: never
};

// What the server tells the producer about a link.
struct ShareInfo
{
    std::string id; // wire id
    std::string token; // only in the answer that made the link
    std::string url; // the same: the server keeps the token's hash alone
    std::string name;
    std::string title;
    std::string greeting;
    std::string producer;
    std::string tail;
    bool canComment = true;
    bool canDownload = false;
    bool hasPassword = false;
    std::optional<std::int64_t> expiresAt;
    std::optional<std::int64_t> revokedAt;
    std::optional<std::int64_t> revision; // the one that guests see
    std::int64_t visits = 0;
    std::optional<std::int64_t> lastVisitAt;
    std::int64_t createdAt = 0;
};

// Unknown fields and texts that are not plain are refused with their place.
Result<ShareOptions> parseShareOptions(std::string_view text);
std::string toJson(const ShareOptions& options);

nlohmann::json toJsonValue(const ShareInfo& share);
Result<ShareInfo> parseShareInfo(std::string_view text);
Result<std::vector<ShareInfo>> parseShareList(std::string_view text); // {"items": […]}

} // namespace raskadr::wire
