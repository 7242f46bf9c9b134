#pragma once

#include "sync-server/http/message.h"

#include <string_view>

namespace raskadr::server {

// Whether a browser sent this from a page of ours: Sec-Fetch-Site, or else Origin compared with the
// public address and with Host. Without both it is not.
bool isSameOrigin(const Request& request, std::string_view publicUrl);

} // namespace raskadr::server
