#include "sync-server/http/ratelimits.h"

#include <algorithm>
#include <cmath>

namespace raskadr::server {

RateLimits::RateLimits(std::function<Clock::time_point()> now, std::size_t capacity)
    : m_now(std::move(now))
    , m_shardCapacity(std::max<std::size_t>(capacity / m_shards.size(), 16))
{
}

std::optional<std::chrono::seconds> RateLimits::take(const std::string& key, Rate rate)
{
    return use(key, rate, 1);
}

std::optional<std::chrono::seconds> RateLimits::peek(const std::string& key, Rate rate)
{
    return use(key, rate, 0);
}

void RateLimits::forget(const std::string& key)
{
    Shard& shard = m_shards[std::hash<std::string>()(key) % m_shards.size()];
    const std::lock_guard lock(shard.mutex);
    shard.buckets.erase(key);
}

std::size_t RateLimits::size() const
{
    std::size_t count = 0;
    for (const Shard& shard : m_shards) {
        const std::lock_guard lock(shard.mutex);
        count += shard.buckets.size();
    }
    return count;
}

std::optional<std::chrono::seconds> RateLimits::use(const std::string& key, Rate rate,
                                                    double tokens)
{
    if (m_off) {
        return std::nullopt;
    }
    const Clock::time_point now = m_now();
    const double perSecond = rate.count / std::chrono::duration<double>(rate.period).count();
    Shard& shard = m_shards[std::hash<std::string>()(key) % m_shards.size()];
    const std::lock_guard lock(shard.mutex);
    auto found = shard.buckets.find(key);
    if (found == shard.buckets.end()) {
        if (tokens == 0) {
            return std::nullopt;
        }
        makeRoom(shard, now);
        found = shard.buckets.emplace(key, Bucket{rate.count, rate.count, perSecond, now}).first;
    }
    Bucket& bucket = found->second;
    const double passed = std::chrono::duration<double>(now - bucket.at).count();
    bucket.tokens =
        std::min(bucket.count, bucket.tokens + std::max(passed, 0.0) * bucket.perSecond);
    bucket.at = now;
    if (bucket.tokens >= 1) {
        bucket.tokens -= tokens;
        return std::nullopt;
    }
    const double missing = (1 - bucket.tokens) / bucket.perSecond;
    return std::chrono::seconds(static_cast<std::int64_t>(std::max(std::ceil(missing), 1.0)));
}

// Buckets that would be full by now say nothing. If all are in use, some are given up.
void RateLimits::makeRoom(Shard& shard, Clock::time_point now) const
{
    if (shard.buckets.size() < m_shardCapacity) {
        return;
    }
    std::erase_if(shard.buckets, [now](const auto& entry) {
        const Bucket& bucket = entry.second;
        const double passed = std::chrono::duration<double>(now - bucket.at).count();
        return bucket.tokens + passed * bucket.perSecond >= bucket.count;
    });
    while (shard.buckets.size() >= m_shardCapacity) {
        shard.buckets.erase(shard.buckets.begin());
    }
}

} // namespace raskadr::server
