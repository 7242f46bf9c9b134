#include "sync-server/api/services.h"

namespace raskadr::server {

Services::Services(Store& theStore, MediaStore& theMedia, EventHub& theEvents, RateLimits& theRates,
                   ApiSettings theSettings, std::function<Millis()> theClock)
    : store(theStore)
    , media(theMedia)
    , events(theEvents)
    , rates(theRates)
    , settings(std::move(theSettings))
    , now(std::move(theClock))
    , uploads(theStore, theMedia)
    , boards(theStore)
{
}

void Services::announce(const Share& share)
{
    boards.forget(share.id);
    events.publish("share:" + share.id);
    events.publish("account:" + share.accountId);
}

} // namespace raskadr::server
