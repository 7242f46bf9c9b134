#pragma once

#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>

namespace raskadr::server {

// What a connection sleeps on; internal to this module. Everything but `ring` happens in the thread
// of the connection.
class Wake final : public std::enable_shared_from_this<Wake>
{
public:
    explicit Wake(const boost::asio::any_io_executor& executor)
        : m_timer(executor)
    {
    }

    void ring() // from any thread; many at once are one
    {
        if (!m_posted.exchange(true)) {
            boost::asio::post(m_timer.get_executor(), [self = shared_from_this()] {
                self->m_posted = false;
                self->m_rung = true;
                self->m_timer.cancel();
            });
        }
    }
    void leave() // the client is gone
    {
        m_gone = true;
        m_timer.cancel();
    }
    bool isGone() const { return m_gone; }
    bool takeRing() { return std::exchange(m_rung, false); }

    // Until someone rings, the client goes or the time comes.
    boost::asio::awaitable<void> until(std::chrono::steady_clock::time_point time)
    {
        if (!m_rung && !m_gone) {
            m_timer.expires_at(time);
            co_await m_timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
        }
    }

private:
    boost::asio::steady_timer m_timer;
    std::atomic<bool> m_posted = false;
    bool m_rung = false;
    bool m_gone = false;
};

} // namespace raskadr::server
