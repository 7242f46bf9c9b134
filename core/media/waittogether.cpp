#include "core/media/waittogether.h"

#include "core/base/logging.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace raskadr {

namespace {

constexpr qsizetype atOnce = 8;

} // namespace

Result<> waitTogether(qsizetype count, const std::function<Result<>(qsizetype)>& wait)
{
    std::atomic<qsizetype> next = 0;
    std::mutex mutex;
    std::optional<std::pair<qsizetype, Error>> first;
    const auto work = [&] {
        for (qsizetype i = next++; i < count; i = next++) {
            const auto done = wait(i);
            const std::scoped_lock lock(mutex);
            if (!done && (!first || i < first->first)) {
                first.emplace(i, done.error());
            }
        }
    };
    {
        std::vector<std::jthread> threads;
        try {
            for (qsizetype i = 1; i < std::min(count, atOnce); ++i) {
                threads.emplace_back(work);
            }
        } catch (const std::system_error&) {
            qCDebug(logMedia) << "no thread to be had: waiting in turn";
        }
        work();
    }
    if (first) {
        return failure(first->second);
    }
    return {};
}

} // namespace raskadr
