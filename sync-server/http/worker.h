#pragma once

#include "sync-server/http/core.h"
#include "sync-server/http/descriptor.h"
#include "sync-server/http/openfiles.h"

#include <array>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <random>
#include <string>
#include <thread>

namespace raskadr::server {

class Connection;

// One thread with the connections that live in it; internal to this module. Everything but `start`,
// `take`, `drain`, `load` and `end` happens in that thread.
class Worker final
{
public:
    explicit Worker(Core& core);
    ~Worker();

    void start();
    void take(Descriptor socket, const Address& peer); // from any thread
    void drain(); // from any thread
    std::size_t load() const { return m_load; } // connections, from any thread
    void end(); // at once; from the thread that started it

    boost::asio::io_context& context() { return m_context; }
    std::string_view date() const { return m_date; }
    std::string newRequestId();
    OpenFiles& files() { return m_files; }
    std::array<char, 64 * 1024>& scratch()
    {
        return m_scratch;
    } // valid until something is waited for

private:
    friend class Connection;
    void tick();

    Core& m_core;
    std::chrono::milliseconds m_tickTime;
    std::list<Connection*> m_connections;
    std::atomic<std::size_t> m_load = 0;
    OpenFiles m_files;
    std::string m_date;
    std::int64_t m_dateSecond = 0;
    std::mt19937_64 m_random{std::random_device()()};
    std::array<char, 64 * 1024> m_scratch;
    // What still waits in it goes with it, and looks at the members above.
    boost::asio::io_context m_context{1};
    boost::asio::steady_timer m_ticker{m_context};
    std::thread m_thread;
};

} // namespace raskadr::server
