#include "sync-server/http/server.h"

#include "sync-server/http/core.h"
#include "sync-server/http/worker.h"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace raskadr::server {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr auto noThrow = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::milliseconds pauseWithoutDescriptors(100);
constexpr std::chrono::milliseconds lookAtTheEnd(10);
constexpr int firstPassedDescriptor = 3;
constexpr std::string_view tooMany = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: "
                                     "0\r\nRetry-After: 5\r\nConnection: close\r\n\r\n";

std::size_t threadCount(std::size_t wanted)
{
    return wanted > 0 ? wanted : std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 4);
}

// sd_listen_fds(3), as far as one socket needs it.
Descriptor passedSocket()
{
    const char* process = std::getenv("LISTEN_PID");
    const char* count = std::getenv("LISTEN_FDS");
    const bool ours = process != nullptr && count != nullptr && std::atol(process) == ::getpid()
        && std::atoi(count) >= 1;
    ::unsetenv("LISTEN_PID");
    ::unsetenv("LISTEN_FDS");
    ::unsetenv("LISTEN_FDNAMES");
    if (!ours) {
        return {};
    }
    ::fcntl(firstPassedDescriptor, F_SETFD, FD_CLOEXEC);
    return Descriptor(firstPassedDescriptor);
}

Address addressOf(const sockaddr_storage& storage)
{
    Address address;
    if (storage.ss_family == AF_INET6) {
        const auto& v6 = reinterpret_cast<const sockaddr_in6&>(storage);
        std::memcpy(address.bytes.data(), &v6.sin6_addr, 16);
    } else if (storage.ss_family == AF_INET) {
        const auto& v4 = reinterpret_cast<const sockaddr_in&>(storage);
        address.bytes[10] = address.bytes[11] = 0xff;
        std::memcpy(address.bytes.data() + 12, &v4.sin_addr, 4);
    } else {
        address.isUnix = true;
    }
    return address;
}

} // namespace

class Server::Implementation
{
public:
    Implementation(ServerSettings settings, Router& router, EventHub& events, RateLimits& rates,
                   AccessLog& log)
        : m_core(std::move(settings), router, events, rates, log)
    {
        addOperationRoutes(router, m_core);
    }
    ~Implementation() { endNow(); }

    std::string start();
    std::uint16_t port() const { return m_port; }
    void setReadyCheck(std::function<bool()> check) { m_core.readyCheck = std::move(check); }
    void stop();
    void wait();

private:
    std::string listen();
    asio::awaitable<void> acceptConnections();
    bool acceptWaiting(); // false: there are no descriptors left
    void welcome(Descriptor socket, const Address& peer);
    void handleSignals();
    void beginDrain();
    void watchDrain(std::chrono::steady_clock::time_point end);
    bool isEmpty() const;
    void endNow();

    Core m_core;
    std::vector<std::unique_ptr<Worker>> m_workers;
    asio::io_context m_context{1}; // accepts, listens to signals, ends
    tcp::acceptor m_acceptor{m_context};
    asio::signal_set m_signals{m_context};
    asio::steady_timer m_timer{m_context};
    std::thread m_thread;
    std::uint16_t m_port = 0;
    bool m_stopping = false; // in the thread of the context
};

std::string Server::Implementation::listen()
{
    error_code error;
    if (Descriptor passed = m_core.settings.takePassedSocket ? passedSocket() : Descriptor();
        passed.isOpen()) {
        m_acceptor.assign(tcp::v4(), passed.number(), error);
        if (error) {
            return "the socket that was passed is none: " + error.message();
        }
        passed.release();
    } else {
        const auto address = asio::ip::make_address(m_core.settings.address, error);
        if (error) {
            return m_core.settings.address + " is no address";
        }
        const tcp::endpoint endpoint(address, m_core.settings.port);
        m_acceptor.open(endpoint.protocol(), error);
        if (!error) {
            m_acceptor.set_option(asio::socket_base::reuse_address(true), error);
        }
        if (!error) {
            m_acceptor.bind(endpoint, error);
        }
        if (!error) {
            m_acceptor.listen(asio::socket_base::max_listen_connections, error);
        }
        if (error) {
            return "cannot listen on " + m_core.settings.address + ":"
                + std::to_string(m_core.settings.port) + ": " + error.message();
        }
    }
    m_acceptor.native_non_blocking(true, error);
    m_port = m_acceptor.local_endpoint(error).port();
    return {};
}

std::string Server::Implementation::start()
{
    std::signal(SIGPIPE, SIG_IGN); // sendfile knows no MSG_NOSIGNAL
    for (const std::string& proxy : m_core.settings.trustedProxies) {
        if (!m_core.proxies.add(proxy)) {
            return proxy + " is no address of a proxy";
        }
    }
    if (std::string problem = listen(); !problem.empty()) {
        return problem;
    }
    if (m_core.settings.handleSignals) {
        handleSignals();
    }
    for (std::size_t i = 0; i < threadCount(m_core.settings.threads); ++i) {
        m_workers.push_back(std::make_unique<Worker>(m_core));
        m_workers.back()->start();
    }
    asio::co_spawn(m_context, acceptConnections(), asio::detached);
    m_thread = std::thread([this] { m_context.run(); });
    return {};
}

asio::awaitable<void> Server::Implementation::acceptConnections()
{
    asio::steady_timer pause(m_context);
    while (m_acceptor.is_open()) {
        const auto [error] = co_await m_acceptor.async_wait(tcp::acceptor::wait_read, noThrow);
        if (error) {
            co_return;
        }
        if (!acceptWaiting()) {
            ++m_core.metrics.acceptPauses;
            pause.expires_after(pauseWithoutDescriptors);
            co_await pause.async_wait(noThrow);
        }
    }
}

bool Server::Implementation::acceptWaiting()
{
    while (true) {
        sockaddr_storage storage{};
        socklen_t size = sizeof(storage);
        Descriptor socket(::accept4(m_acceptor.native_handle(),
                                    reinterpret_cast<sockaddr*>(&storage), &size,
                                    SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (socket.isOpen()) {
            welcome(std::move(socket), addressOf(storage));
            continue;
        }
        if (errno == EAGAIN || errno == EWOULDBLOCK) {
            return true;
        }
        if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            return false;
        }
        // Anything else is about that connection alone.
    }
}

void Server::Implementation::welcome(Descriptor socket, const Address& peer)
{
    Metrics& metrics = m_core.metrics;
    const bool counted = !m_core.proxies.contains(peer);
    const bool full = metrics.connections >= m_core.limits.connections;
    if (full
        || (counted && !m_core.peers.enter(peer.network(), m_core.limits.connectionsPerAddress))) {
        ++metrics.refusedConnections;
        ::send(socket.number(), tooMany.data(), tooMany.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        return;
    }
    ++metrics.accepted;
    ++metrics.connections;
    const auto least =
        std::ranges::min_element(m_workers, {}, [](const auto& worker) { return worker->load(); });
    (*least)->take(std::move(socket), peer);
}

void Server::Implementation::handleSignals()
{
    error_code ignored;
    m_signals.add(SIGTERM, ignored);
    m_signals.add(SIGINT, ignored);
    m_signals.async_wait([this](const error_code& error, int) {
        if (error) {
            return;
        }
        stop();
        // Whoever asks a second time does not want to wait.
        m_signals.async_wait([this](const error_code& again, int) {
            if (!again) {
                m_context.stop();
            }
        });
    });
}

void Server::Implementation::stop()
{
    asio::post(m_context, [this] {
        if (std::exchange(m_stopping, true)) {
            return;
        }
        m_core.notReady = true;
        m_timer.expires_after(m_core.limits.drainDelay);
        m_timer.async_wait([this](const error_code&) { beginDrain(); });
    });
}

// Who waits in the queue of the socket was promised a connection.
void Server::Implementation::beginDrain()
{
    acceptWaiting();
    error_code ignored;
    m_acceptor.close(ignored);
    m_core.draining = true;
    for (const auto& worker : m_workers) {
        worker->drain();
    }
    watchDrain(std::chrono::steady_clock::now() + m_core.limits.drain);
}

void Server::Implementation::watchDrain(std::chrono::steady_clock::time_point end)
{
    if (isEmpty() || std::chrono::steady_clock::now() >= end) {
        m_context.stop();
        return;
    }
    m_timer.expires_after(lookAtTheEnd);
    m_timer.async_wait([this, end](const error_code&) { watchDrain(end); });
}

bool Server::Implementation::isEmpty() const
{
    return std::ranges::all_of(m_workers, [](const auto& worker) { return worker->load() == 0; });
}

void Server::Implementation::wait()
{
    if (m_thread.joinable()) {
        m_thread.join();
    }
    endNow();
}

// Threads first, then what they were to do: coroutines look at pools and contexts when they go.
void Server::Implementation::endNow()
{
    m_context.stop();
    if (m_thread.joinable()) {
        m_thread.join();
    }
    for (const auto& worker : m_workers) {
        worker->end();
    }
    m_core.database.finish();
    m_core.disk.finish();
    m_core.password.finish();
    m_core.linkPassword.finish();
    m_workers.clear();
}

Server::Server(ServerSettings settings, Router& router, EventHub& events, RateLimits& rates,
               AccessLog& log)
    : m_implementation(
        std::make_unique<Implementation>(std::move(settings), router, events, rates, log))
{
}

Server::~Server() = default;

std::string Server::start()
{
    return m_implementation->start();
}

std::uint16_t Server::port() const
{
    return m_implementation->port();
}

void Server::setReadyCheck(std::function<bool()> check)
{
    m_implementation->setReadyCheck(std::move(check));
}

void Server::stop()
{
    m_implementation->stop();
}

void Server::wait()
{
    m_implementation->wait();
}

} // namespace raskadr::server
