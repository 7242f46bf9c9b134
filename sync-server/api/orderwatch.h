#pragma once

#include "sync-server/http/descriptor.h"

#include <filesystem>
#include <functional>
#include <thread>

namespace raskadr::server {

// Tells as soon as a file was put into a folder under its final name. Owns its thread, in which it
// tells: once at first, for what was there before, and then after every arrival. Where the system
// cannot watch, it tells at first alone.
class OrderWatch final
{
public:
    // Makes the folder if it is not there.
    OrderWatch(const std::filesystem::path& folder, std::function<void()> arrived);
    ~OrderWatch();
    OrderWatch(const OrderWatch&) = delete;
    OrderWatch& operator=(const OrderWatch&) = delete;

private:
    void run();

    std::function<void()> m_arrived;
    Descriptor m_arrivals;
    Descriptor m_stop;
    std::thread m_thread;
};

} // namespace raskadr::server
