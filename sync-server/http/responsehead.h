#pragma once

#include "sync-server/http/message.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace raskadr::server {

// How an answer goes over the wire, apart from what the handler said.
struct Framing
{
    std::optional<std::uint64_t> length; // none: no body (204, 304), chunked or until the end
    bool chunked = false;
    bool close = false;
    bool http11 = true;
    std::string contentRange;
    std::string_view cacheControl;
    std::string_view requestId;
    std::string_view date;
};

// The head of an answer with the fields that every answer has. A field whose value would break the
// head is left out.
std::string responseHead(const Response& response, const Framing& framing);

// "Sun, 06 Nov 1994 08:49:37 GMT"
std::string httpDate(std::int64_t unixSeconds);

} // namespace raskadr::server
