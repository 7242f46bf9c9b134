#include "sync-server/http/origin.h"

namespace raskadr::server {

bool isSameOrigin(const Request& request, std::string_view publicUrl)
{
    if (const std::optional<std::string> site = request.header("sec-fetch-site")) {
        return *site == "same-origin";
    }
    const std::optional<std::string> origin = request.header("origin");
    const std::size_t scheme = origin ? origin->find("://") : std::string::npos;
    if (scheme == std::string::npos) {
        return false;
    }
    while (publicUrl.ends_with('/')) {
        publicUrl.remove_suffix(1);
    }
    return *origin == publicUrl || origin->substr(scheme + 3) == request.header("host");
}

} // namespace raskadr::server
