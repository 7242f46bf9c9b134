#pragma once

#include "sync-server/api/services.h"

#include <functional>
#include <thread>

namespace raskadr::server {

// What has to be done now and then while the server runs: visits written down, what has expired
// forgotten, its files removed. Owns its thread; ends with a last writing.
class Upkeep final
{
public:
    // `eachMinute` is called in the thread of the upkeep.
    Upkeep(Services& services, std::function<void()> eachMinute);
    ~Upkeep();
    Upkeep(const Upkeep&) = delete;
    Upkeep& operator=(const Upkeep&) = delete;

    // One round of everything, in the calling thread.
    static void tidy(Services& services);

private:
    void run(const std::stop_token& stop);

    Services& m_services;
    std::function<void()> m_eachMinute;
    std::jthread m_thread;
};

} // namespace raskadr::server
