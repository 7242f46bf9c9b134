#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace raskadr::server {

// One line per request, written by a thread of its own. A reader that does not read makes lines get
// lost (they are counted), never makes anyone wait. Used from any thread.
class AccessLog final
{
public:
    // Takes the descriptor without owning it; -1 writes nothing.
    explicit AccessLog(int descriptor);
    ~AccessLog(); // writes what is left, for at most a second
    AccessLog(const AccessLog&) = delete;
    AccessLog& operator=(const AccessLog&) = delete;

    void write(std::string_view line); // without the line's end
    std::uint64_t lost() const;
    bool isOn() const { return m_descriptor >= 0; }

private:
    void run();

    const int m_descriptor;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::string m_waiting;
    std::uint64_t m_lost = 0;
    bool m_ending = false;
    std::thread m_thread;
};

// What of a path may stand in a log: links, ids and everything else that is long are cut out.
std::string redactedPath(std::string_view path);

} // namespace raskadr::server
