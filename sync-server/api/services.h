#pragma once

#include "sync-server/api/boards.h"
#include "sync-server/api/uploads.h"
#include "sync-server/api/visits.h"
#include "sync-server/http/eventhub.h"
#include "sync-server/http/ratelimits.h"
#include "sync-server/media/mediastore.h"
#include "sync-server/storage/store.h"

#include <functional>
#include <string>

namespace raskadr::server {

// What the operator decides about the interface.
struct ApiSettings
{
    std::string publicUrl; // "https://host"; empty: what the request says
    std::int64_t quota = 0; // bytes of one account; 0: none
    std::int64_t commentsPerDay = 200; // of one guest
};

// What the handlers work with. Outlives the server; used from the threads of its pools.
struct Services
{
    Services(Store& theStore, MediaStore& theMedia, EventHub& theEvents, RateLimits& theRates,
             ApiSettings theSettings, std::function<Millis()> theClock);

    Store& store;
    MediaStore& media;
    EventHub& events;
    RateLimits& rates;
    const ApiSettings settings;
    const std::function<Millis()> now;
    Uploads uploads;
    Boards boards;
    Visits visits;
    // Called before a login is refused as unknown: accounts that were added meanwhile.
    std::function<void()> takeInAccounts = [] {};

    // After every change of a share's conversation, revision or options.
    void announce(const Share& share);
};

} // namespace raskadr::server
