#include "sync-server/http/core.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <unistd.h>

namespace raskadr::server {

namespace {

std::uint64_t residentBytes()
{
    std::uint64_t total = 0;
    std::uint64_t resident = 0;
    std::ifstream("/proc/self/statm") >> total >> resident;
    return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

std::string metricsText(const Core& core)
{
    std::ostringstream out;
    const auto line = [&](std::string_view kind, std::string_view name, auto value) {
        out << "# TYPE raskadr_" << name << ' ' << kind << "\nraskadr_" << name << ' ' << value
            << '\n';
    };
    const Metrics& metrics = core.metrics;
    out << "# TYPE raskadr_requests_total counter\n";
    for (int hundreds = 1; hundreds <= 5; ++hundreds) {
        out << "raskadr_requests_total{status=\"" << hundreds << "xx\"} "
            << metrics.requests[hundreds] << '\n';
    }
    line("counter", "request_seconds_total", static_cast<double>(metrics.microseconds) / 1e6);
    line("counter", "sent_bytes_total", metrics.sentBytes.load());
    line("gauge", "connections", metrics.connections.load());
    line("counter", "connections_total", metrics.accepted.load());
    line("counter", "connections_refused_total", metrics.refusedConnections.load());
    line("counter", "timeouts_total", metrics.timeouts.load());
    line("counter", "rate_limited_total", metrics.limited.load());
    line("counter", "accept_pauses_total", metrics.acceptPauses.load());
    line("gauge", "streams", core.streams.open());
    line("gauge", "waiting_subscriptions", core.events.subscriptions());
    line("gauge", "database_queue", core.database.inside());
    line("gauge", "disk_queue", core.disk.inside());
    line("gauge", "password_queue", core.password.inside());
    line("gauge", "link_password_queue", core.linkPassword.inside());
    line("counter", "log_lines_lost_total", core.log.lost());
    line("gauge", "resident_bytes", residentBytes());
    const std::chrono::duration<double> up = std::chrono::steady_clock::now() - core.started;
    line("gauge", "uptime_seconds", up.count());
    return out.str();
}

} // namespace

bool KeyCounts::enter(const std::string& key, std::size_t limit)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_counts.find(key);
    if (limit == 0 || (found != m_counts.end() && found->second >= limit)) {
        return false;
    }
    ++m_counts[key];
    return true;
}

void KeyCounts::leave(const std::string& key)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_counts.find(key);
    if (found != m_counts.end() && --found->second == 0) {
        m_counts.erase(found);
    }
}

bool StreamCounts::enter(const std::string& group, std::size_t groupLimit, std::size_t limit)
{
    const bool hasRoom = m_open.fetch_add(1) < limit;
    if (hasRoom && m_groups.enter(group, groupLimit)) {
        return true;
    }
    --m_open;
    return false;
}

void StreamCounts::leave(const std::string& group)
{
    m_groups.leave(group);
    --m_open;
}

Core::Core(ServerSettings serverSettings, Router& serverRouter, EventHub& hub, RateLimits& limits,
           AccessLog& accessLog)
    : settings(std::move(serverSettings))
    , router(serverRouter)
    , events(hub)
    , rates(limits)
    , log(accessLog)
    , database(settings.limits.databaseThreads, settings.limits.databaseQueue)
    , disk(settings.limits.diskThreads, settings.limits.diskQueue)
    , password(settings.limits.passwordThreads, settings.limits.passwordQueue)
    , linkPassword(settings.limits.linkPasswordThreads, settings.limits.linkPasswordQueue)
{
}

void addOperationRoutes(Router& router, Core& core)
{
    Route health;
    health.method = "GET";
    health.pattern = "/healthz";
    health.access = Access::Loopback;
    health.work = Work::Inline;
    health.handler = [](const Request&) {
        return json(200, {{"status", "ok"}, {"version", RASKADR_VERSION}});
    };
    router.add(health);

    Route ready = health;
    ready.pattern = "/readyz";
    ready.work = Work::Database;
    ready.handler = [&core](const Request& request) {
        if (core.notReady || (core.readyCheck && !core.readyCheck())) {
            return problemLater(request, 503, "not_ready", std::chrono::seconds(5));
        }
        return json(200, {{"status", "ready"}});
    };
    router.add(ready);

    Route metrics = health;
    metrics.pattern = "/metrics";
    metrics.handler = [&core](const Request&) {
        return text(200, "text/plain; version=0.0.4; charset=utf-8", metricsText(core));
    };
    router.add(metrics);
}

} // namespace raskadr::server
