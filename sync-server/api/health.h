#pragma once

#include "sync-server/http/message.h"

namespace raskadr::server {

// Every route that there is so far: /healthz.
Response route(const Request& request);

} // namespace raskadr::server
