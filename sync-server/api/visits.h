#pragma once

#include "sync-server/storage/store.h"

#include <map>
#include <mutex>
#include <string>

namespace raskadr::server {

// Visits since they were last written down: a page that is looked at must not wait for the disk.
// Used from any thread.
class Visits final
{
public:
    void count(const std::string& shareId, Millis now);
    // What the store refuses is kept for the next time.
    void writeTo(Store& store);

private:
    std::mutex m_mutex;
    std::map<std::string, VisitCount> m_visits;
};

} // namespace raskadr::server
