#pragma once

#include "sync-server/api/services.h"
#include "sync-server/http/router.h"

namespace raskadr::server {

// All addresses of the interface, for producers and guests, with the gates before them. `services`
// outlives the router.
void addApiRoutes(Router& router, Services& services);

// Its parts.
void addAccountRoutes(Router& router, Services& services);
void addUploadRoutes(Router& router, Services& services);
void addShareRoutes(Router& router, Services& services);
void addProducerCommentRoutes(Router& router, Services& services);
void addPageRoutes(Router& router, Services& services);
void addGuestCommentRoutes(Router& router, Services& services);

} // namespace raskadr::server
