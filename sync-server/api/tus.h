#pragma once

#include "sync-server/http/message.h"

#include <cstdint>
#include <optional>
#include <string>

// The words of tus 1.0.0 (resumable uploads): what stands in its header fields.
namespace raskadr::server::tus {

inline constexpr const char* version = "1.0.0";

// Every answer about uploads says the version.
Response withVersion(Response response);
// A refusal if the request is not of this version.
std::optional<Response> wrongVersion(const Request& request);

std::optional<std::int64_t> length(const Request& request); // Upload-Length
std::optional<std::int64_t> offset(const Request& request); // Upload-Offset

// The value of a key in Upload-Metadata, decoded; none where the field is malformed or has no such
// key.
std::optional<std::string> metadata(const Request& request, std::string_view key);

std::string httpDate(std::int64_t millis);

} // namespace raskadr::server::tus
