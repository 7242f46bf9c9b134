#pragma once

#include "sync-server/storage/store.h"

namespace raskadr::server {

// Takes the key for this transaction; its answer is there as soon as the effect is. Anything but
// Done means that the effect must not happen.
Once takeKey(Session& session, const OnlyOnce& once);
// What stands under the key already; nothing: the request is new. Reads only.
std::optional<Once> earlier(Session& session, const OnlyOnce& once);

} // namespace raskadr::server
