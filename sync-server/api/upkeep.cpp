#include "sync-server/api/upkeep.h"

#include <condition_variable>
#include <mutex>

namespace raskadr::server {

namespace {

constexpr std::chrono::seconds betweenVisits{2};
constexpr int roundsPerMinute = 30;
constexpr int roundsPerTidying = 10 * roundsPerMinute;

} // namespace

Upkeep::Upkeep(Services& services, std::function<void()> eachMinute)
    : m_services(services)
    , m_eachMinute(std::move(eachMinute))
    , m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

Upkeep::~Upkeep()
{
    m_thread.request_stop();
    m_thread.join();
    m_services.visits.writeTo(m_services.store);
}

void Upkeep::tidy(Services& services)
{
    if (const auto leftovers = services.store.tidy(services.now())) {
        services.uploads.removeFiles(*leftovers);
    }
}

void Upkeep::run(const std::stop_token& stop)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    m_services.uploads.removeStrays();
    for (int round = 0; !stop.stop_requested(); ++round) {
        m_services.visits.writeTo(m_services.store);
        if (round % roundsPerMinute == 0) {
            m_eachMinute();
        }
        if (round % roundsPerTidying == 0) {
            tidy(m_services);
        }
        std::unique_lock lock(mutex);
        wake.wait_for(lock, stop, betweenVisits, [] { return false; });
    }
}

} // namespace raskadr::server
