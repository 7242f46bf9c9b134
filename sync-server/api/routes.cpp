#include "sync-server/api/routes.h"

#include "sync-server/api/gates.h"

namespace raskadr::server {

void addApiRoutes(Router& router, Services& services)
{
    setGates(router, services);
    addAccountRoutes(router, services);
    addUploadRoutes(router, services);
    addShareRoutes(router, services);
    addProducerCommentRoutes(router, services);
    addPageRoutes(router, services);
    addGuestCommentRoutes(router, services);
}

} // namespace raskadr::server
