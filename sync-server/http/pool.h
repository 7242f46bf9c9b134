#pragma once

#include <atomic>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace raskadr::server {

// Threads for what blocks, with a queue that has an end; internal to this module. Used from any
// thread.
class Pool final
{
public:
    Pool(std::size_t threads, std::size_t queue)
        : m_threads(std::make_unique<boost::asio::thread_pool>(threads))
        , m_limit(threads + queue)
    {
    }
    ~Pool() { finish(); }

    // Whether one more may come; then it has to come by `run`.
    bool admit()
    {
        if (m_inside.fetch_add(1) < m_limit) {
            return true;
        }
        m_inside.fetch_sub(1);
        return false;
    }
    // What must be done though the queue may be full.
    void admitAnyway() { m_inside.fetch_add(1); }
    std::size_t inside() const { return m_inside; }
    // What is running is waited for, what is queued is thrown away with the coroutines that wait
    // for it.
    void finish()
    {
        if (m_threads) {
            m_threads->stop();
            m_threads->join();
            m_threads.reset();
        }
    }

    // Does the work in the pool and goes on in the thread of the coroutine. What the work refers to
    // has to stay until the pool is finished; it must not throw.
    template <class Work>
    boost::asio::awaitable<std::invoke_result_t<Work&>> run(Work work)
    {
        using Result = std::invoke_result_t<Work&>;
        auto initiate = [this](auto handler, Work inner) {
            auto executor = boost::asio::get_associated_executor(handler);
            boost::asio::post(
                *m_threads,
                [this, executor, handler = std::move(handler), inner = std::move(inner)]() mutable {
                    Result result = inner();
                    m_inside.fetch_sub(1);
                    boost::asio::post(
                        executor,
                        [handler = std::move(handler), result = std::move(result)]() mutable {
                            std::move(handler)(std::move(result));
                        });
                });
        };
        co_return co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<>,
                                                       void(Result)>(
            std::move(initiate), boost::asio::use_awaitable, std::move(work));
    }

private:
    std::unique_ptr<boost::asio::thread_pool> m_threads;
    const std::size_t m_limit;
    std::atomic<std::size_t> m_inside = 0;
};

} // namespace raskadr::server
