#include "sync-server/http/accesslog.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace raskadr::server {

namespace {

constexpr std::size_t maxWaiting = 1024 * 1024;
constexpr std::size_t longestPlainPart = 20;

// As much as the reader takes until the time is up.
std::size_t writeUntil(int descriptor, std::string_view text,
                       std::chrono::steady_clock::time_point end)
{
    std::size_t done = 0;
    while (done < text.size()) {
        pollfd ready{descriptor, POLLOUT, 0};
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            end - std::chrono::steady_clock::now());
        if (::poll(&ready, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0))) <= 0) {
            break;
        }
        // A pipe that polls as writable takes this much without blocking.
        const ssize_t count = ::write(descriptor, text.data() + done,
                                      std::min<std::size_t>(text.size() - done, 4096));
        if (count < 0 && errno != EINTR && errno != EAGAIN) {
            break;
        }
        done += count > 0 ? static_cast<std::size_t>(count) : 0;
    }
    return done;
}

} // namespace

AccessLog::AccessLog(int descriptor)
    : m_descriptor(descriptor)
{
    if (m_descriptor >= 0) {
        m_thread = std::thread([this] { run(); });
    }
}

AccessLog::~AccessLog()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void AccessLog::write(std::string_view line)
{
    if (m_descriptor < 0) {
        return;
    }
    const std::lock_guard lock(m_mutex);
    if (m_waiting.size() + line.size() >= maxWaiting) {
        ++m_lost;
        return;
    }
    m_waiting.append(line).push_back('\n');
}

std::uint64_t AccessLog::lost() const
{
    const std::lock_guard lock(m_mutex);
    return m_lost;
}

// Lines are collected for a moment, so that a busy server writes many at once.
void AccessLog::run()
{
    using namespace std::chrono_literals;
    std::string writing;
    std::unique_lock lock(m_mutex);
    while (true) {
        const bool ending = m_changed.wait_for(lock, 100ms, [this] { return m_ending; });
        writing.append(m_waiting);
        m_waiting.clear();
        lock.unlock();
        const auto end = std::chrono::steady_clock::now() + (ending ? 1000ms : 200ms);
        const std::size_t done = writeUntil(m_descriptor, writing, end);
        writing.erase(0, done);
        lock.lock();
        if (ending) {
            return;
        }
        // What the reader has not taken counts to what waits.
        if (writing.size() > maxWaiting) {
            m_lost += static_cast<std::uint64_t>(std::ranges::count(writing, '\n'));
            writing.clear();
        }
    }
}

std::string redactedPath(std::string_view path)
{
    std::string result;
    bool secret = false; // what follows /s/ is a link's token
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::size_t end = std::min(path.find('/'), path.size());
        const std::string_view part = path.substr(0, end);
        path.remove_prefix(end);
        const bool plain = std::ranges::all_of(part, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                || c == '.' || c == '_' || c == '-';
        });
        const bool cut = (secret && !part.empty()) || part.size() > longestPlainPart || !plain;
        result.append("/").append(cut ? "-" : part);
        secret = part == "s" && result == "/s";
    }
    return result.empty() ? "/" : result;
}

} // namespace raskadr::server
