#pragma once

#include "sync-server/http/accesslog.h"
#include "sync-server/http/eventhub.h"
#include "sync-server/http/limits.h"
#include "sync-server/http/ratelimits.h"
#include "sync-server/http/router.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace raskadr::server {

struct ServerSettings
{
    std::string address = "127.0.0.1";
    std::uint16_t port = 0; // 0: any free one
    bool takePassedSocket = false; // the descriptor 3 of systemd, if there is one
    bool handleSignals = false; // SIGTERM and SIGINT are a `stop`
    std::size_t threads = 0; // of the sockets; 0: as many as there are processors, at most 4
    std::string publicUrl; // what Origin is compared with, besides Host
    std::vector<std::string> trustedProxies; // addresses or networks ("10.0.0.0/8")
    Limits limits;
};

// The HTTP server: sockets, deadlines, pools. Calls the handlers of the router and owns nothing of
// theirs; router, hub, rates and log outlive it. Its functions are called by one thread, but `stop`
// by any.
class Server final
{
public:
    // Adds /healthz, /readyz and /metrics to the router.
    Server(ServerSettings settings, Router& router, EventHub& events, RateLimits& rates,
           AccessLog& log);
    ~Server(); // stops at once

    // Listens and begins to serve. Returns an empty text, or why it could not.
    std::string start();
    std::uint16_t port() const;
    // What /readyz asks besides, in the pool of the database; set before `start`.
    void setReadyCheck(std::function<bool()> check);
    // Not ready, accepts no more, closes what is idle, finishes what is being answered.
    void stop();
    // Until everything is closed after `stop`, or the drain time is over.
    void wait();

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace raskadr::server
