#include "sync-server/api/visits.h"

namespace raskadr::server {

void Visits::count(const std::string& shareId)
{
    const std::lock_guard lock(m_mutex);
    ++m_visits[shareId];
}

void Visits::writeTo(Store& store)
{
    std::map<std::string, std::int64_t> visits;
    {
        const std::lock_guard lock(m_mutex);
        visits.swap(m_visits);
    }
    if (visits.empty() || store.countVisits(visits)) {
        return;
    }
    const std::lock_guard lock(m_mutex);
    for (const auto& [share, number] : visits) {
        m_visits[share] += number;
    }
}

} // namespace raskadr::server
