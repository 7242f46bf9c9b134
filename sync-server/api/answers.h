#pragma once

#include "core/wire/json.h"
#include "sync-server/api/uploads.h"
#include "sync-server/http/message.h"
#include "sync-server/storage/store.h"

#include <nlohmann/json_fwd.hpp>

namespace raskadr::server {

// The refusals that many handlers share.

// 503 or 507 when the database could not.
Response storeFailed(const Request& request, const StoreError& error);
Response refused(const Request& request, const UploadProblem& problem);
// 400 for what is no message, 422 with place and reason for one that says something wrong.
Response refused(const Request& request, const wire::Refusal& refusal);
Response notFound(const Request& request);
Response tooMany(const Request& request, std::string_view code, std::chrono::seconds wait);

// A whole number of digits alone; none if it is something else or larger than `most`.
std::optional<std::int64_t> wholeNumber(std::string_view text, std::int64_t most);

std::shared_ptr<const std::string> gzipped(std::string_view text);
// Compresses a text of the answer if that is worth it and the client takes it.
Response compressed(const Request& request, Response response);
bool acceptsGzip(const Request& request);

} // namespace raskadr::server
