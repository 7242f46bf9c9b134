#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace raskadr::server {

// So many at once, and as many again evenly over the period.
struct Rate
{
    double count = 1;
    std::chrono::milliseconds period{60'000};
};

// Token buckets in memory, by key; used from any thread. Keys are made by the server ("login:" and
// the address, …). What is forgotten is full again; there are never more than `capacity` buckets.
class RateLimits final
{
public:
    using Clock = std::chrono::steady_clock;

    explicit RateLimits(std::function<Clock::time_point()> now = Clock::now,
                        std::size_t capacity = 200'000);

    // Takes one; if there is none, says how long to wait (at least a second).
    std::optional<std::chrono::seconds> take(const std::string& key, Rate rate);
    // The same without taking.
    std::optional<std::chrono::seconds> peek(const std::string& key, Rate rate);
    void forget(const std::string& key); // after a success, where only failures count
    std::size_t size() const;
    void setOff() { m_off = true; } // to measure; before anyone takes

private:
    struct Bucket
    {
        double tokens = 0;
        double count = 0;
        double perSecond = 0;
        Clock::time_point at;
    };
    struct Shard
    {
        mutable std::mutex mutex;
        std::unordered_map<std::string, Bucket> buckets;
    };

    std::optional<std::chrono::seconds> use(const std::string& key, Rate rate, double tokens);
    void makeRoom(Shard& shard, Clock::time_point now) const;

    std::function<Clock::time_point()> m_now;
    std::size_t m_shardCapacity;
    bool m_off = false;
    std::array<Shard, 16> m_shards;
};

} // namespace raskadr::server
