#pragma once

#include <QCoreApplication>
#include <QMetaObject>
#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <memory>
#include <stop_token>
#include <utility>

namespace raskadr {

// Work that runs in a pool. Destroying or reassigning the handle asks the work to stop and drops
// its answer; it never waits.
class [[nodiscard]] AsyncHandle
{
public:
    AsyncHandle() = default;
    explicit AsyncHandle(std::stop_source source)
        : m_source(std::make_unique<std::stop_source>(std::move(source)))
    {
    }
    AsyncHandle(AsyncHandle&&) = default;
    AsyncHandle& operator=(AsyncHandle&& other)
    {
        stop();
        m_source = std::move(other.m_source);
        return *this;
    }
    ~AsyncHandle() { stop(); }

    void stop()
    {
        if (m_source) {
            m_source->request_stop();
        }
    }

private:
    std::unique_ptr<std::stop_source> m_source;
};

// An object of the given thread through which other threads may call into it; whoever holds it last
// lets it go in its own thread. A program that ends drops waiting calls while their queue is
// locked, and then nothing may be queued any more.
inline std::shared_ptr<QObject> makeRelay(QThread* thread)
{
    std::shared_ptr<QObject> relay(new QObject, [](QObject* object) {
        if (QCoreApplication::closingDown()) {
            delete object;
        } else {
            object->deleteLater();
        }
    });
    relay->moveToThread(thread);
    return relay;
}

// Runs `work(std::stop_token)` in the pool and then `done(result)` in the thread of `context`.
// `done` is dropped when the handle or the context is gone by then. Higher priority runs first.
template <class Work, class Done>
AsyncHandle runAsync(QThreadPool& pool, QObject* context, Work work, Done done, int priority = 0)
{
    std::stop_source source;
    // The context may only be touched in its own thread, so the answer goes through a relay that
    // lives there and is checked there.
    auto relay = makeRelay(context->thread());
    QPointer<QObject> guard(context);
    pool.start(
        [relay, guard, token = source.get_token(), work = std::move(work),
         done = std::move(done)]() mutable {
            if (token.stop_requested()) {
                return;
            }
            auto answer = std::make_shared<decltype(work(token))>(work(token));
            QMetaObject::invokeMethod(
                relay.get(),
                [relay, guard, token, answer, done = std::move(done)]() mutable {
                    if (guard && !token.stop_requested()) {
                        done(std::move(*answer));
                    }
                },
                Qt::QueuedConnection);
        },
        priority);
    return AsyncHandle(std::move(source));
}

} // namespace raskadr
