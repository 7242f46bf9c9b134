#include "sync-server/api/visits.h"

#include <algorithm>

namespace raskadr::server {

namespace {

void add(VisitCount& to, const VisitCount& more)
{
    to.count += more.count;
    to.lastAt = std::max(to.lastAt, more.lastAt);
}

} // namespace

void Visits::count(const std::string& shareId, Millis now)
{
    const std::lock_guard lock(m_mutex);
    add(m_visits[shareId], {1, now});
}

void Visits::writeTo(Store& store)
{
    std::map<std::string, VisitCount> visits;
    {
        const std::lock_guard lock(m_mutex);
        visits.swap(m_visits);
    }
    if (visits.empty() || store.countVisits(visits)) {
        return;
    }
    const std::lock_guard lock(m_mutex);
    for (const auto& [share, kept] : visits) {
        add(m_visits[share], kept);
    }
}

} // namespace raskadr::server
