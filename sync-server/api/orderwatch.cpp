#include "sync-server/api/orderwatch.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

namespace raskadr::server {

OrderWatch::OrderWatch(const std::filesystem::path& folder, std::function<void()> arrived)
    : m_arrived(std::move(arrived))
    , m_arrivals(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK))
    , m_stop(::eventfd(0, EFD_CLOEXEC))
{
    ::mkdir(folder.c_str(), 0700);
    if (m_arrivals.isOpen()
        && ::inotify_add_watch(m_arrivals.number(), folder.c_str(), IN_MOVED_TO | IN_ONLYDIR) < 0) {
        m_arrivals = Descriptor();
    }
    m_thread = std::thread([this] { run(); });
}

OrderWatch::~OrderWatch()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto rung = ::write(m_stop.number(), &one, sizeof(one));
    m_thread.join();
}

void OrderWatch::run()
{
    m_arrived();
    while (m_arrivals.isOpen() && m_stop.isOpen()) {
        std::array<pollfd, 2> watched{
            {{m_arrivals.number(), POLLIN, 0}, {m_stop.number(), POLLIN, 0}}};
        const int ready = ::poll(watched.data(), watched.size(), -1);
        if (watched[1].revents != 0 || (ready < 0 && errno != EINTR)) {
            return;
        }
        std::array<char, 4096> events{};
        while (::read(m_arrivals.number(), events.data(), events.size()) > 0) { }
        m_arrived();
    }
}

} // namespace raskadr::server
