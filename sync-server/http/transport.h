#pragma once

#include "sync-server/http/descriptor.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace raskadr::server {

// The bytes of one connection, with a deadline for whatever is waited for; internal to this module.
// Lives in the thread of its context. The deadline is looked at by `tick`, which someone has to
// call again and again: so no timer is started and stopped for every read.
class Transport final
{
public:
    using Clock = std::chrono::steady_clock;

    Transport(boost::asio::io_context& context, Descriptor socket);

    void setDeadline(Clock::time_point deadline);
    Clock::time_point deadline() const { return m_deadline; }
    bool isExpired() const { return m_expired; } // until the next deadline is set
    void tick(Clock::time_point now);
    // Ends what is being waited for, as if the client were gone.
    void interrupt();

    boost::asio::awaitable<bool> untilReadable();
    // Of what is there, without waiting: 0 at the end, -1 with EAGAIN or another error.
    ssize_t receiveNow(char* room, std::size_t size);
    // Waits for bytes: how many, 0 at the end of the stream, -1 if it failed or took too long.
    boost::asio::awaitable<ssize_t> receive(char* room, std::size_t size);

    // All of it; every 64 KiB may take `pieceTime`. False if it failed or took too long.
    boost::asio::awaitable<bool> send(std::string_view head, std::string_view body,
                                      bool moreFollows = false);
    boost::asio::awaitable<bool> sendFile(int file, std::uint64_t offset, std::uint64_t length);
    void setPieceTime(Clock::duration time) { m_pieceTime = time; }
    void setLatest(Clock::time_point latest) { m_latest = latest; } // no deadline goes beyond
    std::uint64_t sent() const { return m_sent; }

    // Calls back once when the client has closed.
    void watchForEnd(std::function<void()> gone);
    void endWatch();

    void finishSending();
    void reset(); // throws away what is not sent yet

    boost::asio::any_io_executor executor() { return m_socket.get_executor(); }

private:
    void startPiece();
    void countSent(std::uint64_t bytes);
    boost::asio::awaitable<bool> untilWritable();

    boost::asio::ip::tcp::socket m_socket;
    Clock::time_point m_deadline = Clock::time_point::max();
    Clock::time_point m_latest = Clock::time_point::max();
    Clock::duration m_pieceTime = std::chrono::seconds(30);
    std::uint64_t m_sent = 0;
    std::uint64_t m_sentOfPiece = 0;
    bool m_expired = false;
    bool m_interrupted = false;
    const std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace raskadr::server
