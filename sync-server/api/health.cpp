#include "sync-server/api/health.h"

#include <nlohmann/json.hpp>

namespace raskadr::server {

Response route(const Request& request)
{
    if (request.path != "/healthz") {
        return jsonError(404, "not_found");
    }
    if (request.method != "GET" && request.method != "HEAD") {
        Response refusal = jsonError(405, "method_not_allowed");
        refusal.allow = "GET, HEAD";
        return refusal;
    }
    Response answer;
    answer.body = nlohmann::json{{"status", "ok"}, {"version", RASKADR_VERSION}}.dump();
    return answer;
}

} // namespace raskadr::server
