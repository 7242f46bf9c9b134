#include "sync-server/http/worker.h"

#include "sync-server/http/connection.h"
#include "sync-server/http/responsehead.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <ctime>

namespace raskadr::server {

namespace {

namespace asio = boost::asio;

// Often enough for the shortest deadline.
std::chrono::milliseconds tickTime(const Limits& limits)
{
    const auto shortest = std::min({limits.header, limits.bodyRead, limits.bodyWindow, limits.write,
                                    limits.idle, limits.request});
    return std::clamp(shortest / 8, std::chrono::milliseconds(5), std::chrono::milliseconds(100));
}

asio::awaitable<void> serve(std::unique_ptr<Connection> connection)
{
    co_await connection->run();
}

} // namespace

Worker::Worker(Core& core)
    : m_core(core)
    , m_tickTime(tickTime(core.limits))
{
}

Worker::~Worker() = default;

void Worker::start()
{
    tick();
    m_thread = std::thread([this] { m_context.run(); });
}

void Worker::take(Descriptor socket, const Address& peer)
{
    ++m_load;
    asio::post(m_context, [this, socket = std::move(socket), peer]() mutable {
        auto connection = std::make_unique<Connection>(m_core, *this, std::move(socket), peer);
        asio::co_spawn(m_context, serve(std::move(connection)), asio::detached);
    });
}

void Worker::drain()
{
    asio::post(m_context, [this] {
        for (Connection* connection : m_connections) {
            connection->drain();
        }
    });
}

void Worker::end()
{
    m_context.stop();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void Worker::tick()
{
    const std::int64_t second = std::time(nullptr);
    if (second != m_dateSecond) {
        m_dateSecond = second;
        m_date = httpDate(second);
        m_files.dropOld(OpenFiles::Clock::now());
    }
    const auto now = Transport::Clock::now();
    for (Connection* connection : m_connections) {
        connection->tick(now);
    }
    m_ticker.expires_after(m_tickTime);
    m_ticker.async_wait([this](const boost::system::error_code& error) {
        if (!error) {
            tick();
        }
    });
}

std::string Worker::newRequestId()
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string id(16, '0');
    std::uint64_t bits = m_random();
    for (char& c : id) {
        c = digits[bits & 15];
        bits >>= 4;
    }
    return id;
}

} // namespace raskadr::server
