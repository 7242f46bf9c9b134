#include "sync-server/http/transport.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace raskadr::server {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr auto noThrow = asio::as_tuple(asio::use_awaitable);
constexpr std::uint64_t pieceBytes = 64 * 1024;
constexpr std::uint64_t fileBytesAtOnce = 512 * 1024; // then others have their turn

} // namespace

Transport::Transport(asio::io_context& context, Descriptor socket)
    : m_socket(context)
{
    const int number = socket.number();
    const int on = 1;
    ::setsockopt(number, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    error_code error;
    m_socket.assign(asio::ip::tcp::v6(), number, error);
    if (!error) {
        socket.release();
        m_socket.native_non_blocking(true, error);
    }
}

void Transport::setDeadline(Clock::time_point deadline)
{
    m_deadline = std::min(deadline, m_latest);
    m_expired = false;
}

void Transport::tick(Clock::time_point now)
{
    if (now >= m_deadline) {
        m_expired = true;
        error_code ignored;
        m_socket.cancel(ignored);
    }
}

void Transport::interrupt()
{
    m_interrupted = true;
    error_code ignored;
    m_socket.cancel(ignored);
}

asio::awaitable<bool> Transport::untilReadable()
{
    if (m_expired || m_interrupted) {
        co_return false;
    }
    const auto [error] = co_await m_socket.async_wait(asio::ip::tcp::socket::wait_read, noThrow);
    co_return !error && !m_expired && !m_interrupted;
}

asio::awaitable<bool> Transport::untilWritable()
{
    if (m_expired || m_interrupted) {
        co_return false;
    }
    const auto [error] = co_await m_socket.async_wait(asio::ip::tcp::socket::wait_write, noThrow);
    co_return !error && !m_expired && !m_interrupted;
}

ssize_t Transport::receiveNow(char* room, std::size_t size)
{
    ssize_t count = 0;
    do {
        count = ::recv(m_socket.native_handle(), room, size, 0);
    } while (count < 0 && errno == EINTR);
    return count;
}

asio::awaitable<ssize_t> Transport::receive(char* room, std::size_t size)
{
    while (true) {
        const ssize_t count = receiveNow(room, size);
        if (count >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK)) {
            co_return count;
        }
        if (!co_await untilReadable()) {
            co_return -1;
        }
    }
}

void Transport::startPiece()
{
    m_sentOfPiece = 0;
    setDeadline(Clock::now() + m_pieceTime);
}

void Transport::countSent(std::uint64_t bytes)
{
    m_sent += bytes;
    m_sentOfPiece += bytes;
    if (m_sentOfPiece >= pieceBytes) {
        startPiece();
    }
}

asio::awaitable<bool> Transport::send(std::string_view head, std::string_view body,
                                      bool moreFollows)
{
    startPiece();
    while (!head.empty() || !body.empty()) {
        iovec parts[2] = {{const_cast<char*>(head.data()), head.size()},
                          {const_cast<char*>(body.data()), body.size()}};
        msghdr message{};
        message.msg_iov = head.empty() ? parts + 1 : parts;
        message.msg_iovlen = head.empty() || body.empty() ? 1 : 2;
        const ssize_t count = ::sendmsg(m_socket.native_handle(), &message,
                                        MSG_NOSIGNAL | (moreFollows ? MSG_MORE : 0));
        if (count < 0) {
            if (errno == EINTR) {
                continue;
            }
            if ((errno != EAGAIN && errno != EWOULDBLOCK) || !co_await untilWritable()) {
                co_return false;
            }
            continue;
        }
        countSent(static_cast<std::uint64_t>(count));
        const std::size_t ofHead = std::min(head.size(), static_cast<std::size_t>(count));
        head.remove_prefix(ofHead);
        body.remove_prefix(static_cast<std::size_t>(count) - ofHead);
    }
    co_return true;
}

asio::awaitable<bool> Transport::sendFile(int file, std::uint64_t offset, std::uint64_t length)
{
    startPiece();
    auto position = static_cast<off_t>(offset);
    while (length > 0) {
        const std::size_t most = static_cast<std::size_t>(std::min(length, fileBytesAtOnce));
        const ssize_t count = ::sendfile(m_socket.native_handle(), file, &position, most);
        if (count == 0) {
            co_return false; // the file has become shorter
        }
        if (count < 0) {
            if (errno == EINTR) {
                continue;
            }
            if ((errno != EAGAIN && errno != EWOULDBLOCK) || !co_await untilWritable()) {
                co_return false;
            }
            continue;
        }
        countSent(static_cast<std::uint64_t>(count));
        length -= static_cast<std::uint64_t>(count);
        if (length > 0 && static_cast<std::size_t>(count) == most && !co_await untilWritable()) {
            co_return false;
        }
    }
    co_return true;
}

void Transport::watchForEnd(std::function<void()> gone)
{
    m_socket.async_wait(
        asio::ip::tcp::socket::wait_read,
        [this, alive = std::weak_ptr(m_alive), gone = std::move(gone)](const error_code& error) {
            if (error || alive.expired()) {
                return;
            }
            char byte = 0;
            const ssize_t count =
                ::recv(m_socket.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
            if (count == 0 || (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK)) {
                gone();
            }
        });
}

void Transport::endWatch()
{
    error_code ignored;
    m_socket.cancel(ignored);
}

void Transport::finishSending()
{
    ::shutdown(m_socket.native_handle(), SHUT_WR);
}

void Transport::reset()
{
    const linger now{1, 0};
    ::setsockopt(m_socket.native_handle(), SOL_SOCKET, SO_LINGER, &now, sizeof(now));
    error_code ignored;
    m_socket.close(ignored);
}

} // namespace raskadr::server
