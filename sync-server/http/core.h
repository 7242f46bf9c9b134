#pragma once

#include "sync-server/http/addresses.h"
#include "sync-server/http/pool.h"
#include "sync-server/http/server.h"

#include <atomic>
#include <map>
#include <mutex>

namespace raskadr::server {

// What the connections of one server share; internal to this module. Everything may be used from
// any thread.

// How often an address may ask for links that do not exist.
constexpr Rate guessRate{60, std::chrono::minutes(10)};

struct Metrics
{
    using Counter = std::atomic<std::uint64_t>;

    Counter requests[6] = {}; // by the hundreds of the status
    Counter sentBytes = 0;
    Counter microseconds = 0;
    Counter connections = 0; // open now
    Counter accepted = 0;
    Counter refusedConnections = 0;
    Counter timeouts = 0;
    Counter limited = 0; // answered with 429
    Counter acceptPauses = 0; // for want of descriptors
};

// How many are inside, by some key.
class KeyCounts final
{
public:
    bool enter(const std::string& key, std::size_t limit);
    void leave(const std::string& key);

private:
    std::mutex m_mutex;
    std::map<std::string, std::size_t> m_counts; // none of them 0
};

// Event streams that are open, together and by group.
class StreamCounts final
{
public:
    bool enter(const std::string& group, std::size_t groupLimit, std::size_t limit);
    void leave(const std::string& group);
    std::size_t open() const { return m_open; }

private:
    KeyCounts m_groups;
    std::atomic<std::size_t> m_open = 0;
};

// All of it in one place; made by the server, outlives every connection.
struct Core
{
    Core(ServerSettings serverSettings, Router& serverRouter, EventHub& hub, RateLimits& limits,
         AccessLog& accessLog);

    const ServerSettings settings;
    const Limits& limits = settings.limits;
    Router& router;
    EventHub& events;
    RateLimits& rates;
    AccessLog& log;
    TrustedProxies proxies;
    Metrics metrics;
    StreamCounts streams;
    KeyCounts peers; // connections that are open, by the network of their peer
    std::atomic<bool> notReady = false; // from the beginning of the end
    std::atomic<bool> draining = false; // no connection begins another request
    std::function<bool()> readyCheck;
    std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
    Pool database;
    Pool disk;
    Pool password;
    Pool linkPassword;
};

// /healthz, /readyz and /metrics.
void addOperationRoutes(Router& router, Core& core);

} // namespace raskadr::server
