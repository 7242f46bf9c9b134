#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace raskadr::server {

// Tells those who wait that something under a key has changed ("share:…", "account:…"); what it was
// they read themselves, after their cursor. So nothing is lost between reading and waiting, and
// many changes at once cost one reading. Used from any thread.
class EventHub final
{
public:
    // Ends the subscription when it goes. Outlived by the hub.
    class Subscription final
    {
    public:
        Subscription() = default;
        ~Subscription();
        Subscription(Subscription&& other) noexcept;
        Subscription& operator=(Subscription&& other) noexcept;

    private:
        friend class EventHub;
        EventHub* m_hub = nullptr;
        std::uint64_t m_id = 0;
        std::vector<std::string> m_keys;
    };

    // After the commit, in the thread that wrote.
    void publish(const std::string& key);
    // `wake` is called in the thread of every publisher, with the hub locked: it hands on, no more.
    [[nodiscard]] Subscription subscribe(std::vector<std::string> keys, std::function<void()> wake);

    std::size_t subscriptions() const;

private:
    void unsubscribe(const Subscription& subscription);

    mutable std::mutex m_mutex;
    std::uint64_t m_lastId = 0;
    std::unordered_map<std::string,
                       std::unordered_map<std::uint64_t, std::shared_ptr<std::function<void()>>>>
        m_keys;
};

} // namespace raskadr::server
