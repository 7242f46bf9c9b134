#include "sync-server/http/message.h"

#include <nlohmann/json.hpp>

namespace raskadr::server {

Response jsonError(int status, const std::string& code)
{
    Response response;
    response.status = status;
    response.body = nlohmann::json{{"error", code}}.dump();
    return response;
}

} // namespace raskadr::server
