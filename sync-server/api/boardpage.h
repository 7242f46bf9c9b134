#pragma once

#include "sync-server/api/services.h"
#include "sync-server/http/message.h"

namespace raskadr::server {

// The page of a link with all its boxes. It is rendered once for everybody who sees no marks of
// changes; a guest's name is put in.

// From memory, for who is nobody yet; must not block and checks itself that the link is open.
std::optional<Response> readyPage(Services& services, const Request& request);
// After the gate.
Response boardPage(Services& services, const Request& request);

} // namespace raskadr::server
