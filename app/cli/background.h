#pragma once

#include <QEventLoop>
#include <QMetaObject>
#include <optional>
#include <thread>

namespace raskadr::cli {

// Runs `work()` in a thread of its own and returns its answer, while the main thread's event loop
// goes on: records are written, and Ctrl+C is heard.
template <class Work>
auto inBackground(Work work)
{
    std::optional<decltype(work())> answer;
    QEventLoop loop;
    {
        const std::jthread thread([&] {
            answer.emplace(work());
            QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
        });
        loop.exec();
    }
    return std::move(*answer);
}

} // namespace raskadr::cli
