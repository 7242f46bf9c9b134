#include "sync-server/http/eventhub.h"

#include <utility>

namespace raskadr::server {

EventHub::Subscription::~Subscription()
{
    if (m_hub != nullptr) {
        m_hub->unsubscribe(*this);
    }
}

EventHub::Subscription::Subscription(Subscription&& other) noexcept
    : m_hub(std::exchange(other.m_hub, nullptr))
    , m_id(other.m_id)
    , m_keys(std::move(other.m_keys))
{
}

EventHub::Subscription& EventHub::Subscription::operator=(Subscription&& other) noexcept
{
    if (this != &other) {
        Subscription previous(std::move(*this));
        m_hub = std::exchange(other.m_hub, nullptr);
        m_id = other.m_id;
        m_keys = std::move(other.m_keys);
    }
    return *this;
}

void EventHub::publish(const std::string& key)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_keys.find(key);
    if (found == m_keys.end()) {
        return;
    }
    for (const auto& [id, wake] : found->second) {
        (*wake)();
    }
}

EventHub::Subscription EventHub::subscribe(std::vector<std::string> keys,
                                           std::function<void()> wake)
{
    Subscription subscription;
    const auto shared = std::make_shared<std::function<void()>>(std::move(wake));
    const std::lock_guard lock(m_mutex);
    subscription.m_hub = this;
    subscription.m_id = ++m_lastId;
    subscription.m_keys = std::move(keys);
    for (const std::string& key : subscription.m_keys) {
        m_keys[key].emplace(subscription.m_id, shared);
    }
    return subscription;
}

std::size_t EventHub::subscriptions() const
{
    const std::lock_guard lock(m_mutex);
    std::size_t count = 0;
    for (const auto& [key, subscribers] : m_keys) {
        count += subscribers.size();
    }
    return count;
}

void EventHub::unsubscribe(const Subscription& subscription)
{
    const std::lock_guard lock(m_mutex);
    for (const std::string& key : subscription.m_keys) {
        const auto found = m_keys.find(key);
        if (found == m_keys.end()) {
            continue;
        }
        found->second.erase(subscription.m_id);
        if (found->second.empty()) {
            m_keys.erase(found);
        }
    }
}

} // namespace raskadr::server
