#include "sync-server/api/repetition.h"

#include "sync-server/secrets/hash.h"
#include "sync-server/secrets/secrets.h"

#include <nlohmann/json.hpp>

namespace raskadr::server {

namespace {

constexpr size_t shortestKey = 16;
constexpr size_t longestKey = 64;
constexpr Millis kept = 24 * 60 * 60 * 1000;

bool isKey(const std::string& text)
{
    return text.size() >= shortestKey && text.size() <= longestKey
        && text.find_first_not_of(
               "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.:+/\"")
        == std::string::npos;
}

} // namespace

Repetition Repetition::of(const Request& request, const std::string& scope,
                          const std::string& content)
{
    const auto key = request.header("idempotency-key");
    return key ? of(*key, scope, request.path + "\n" + content) : Repetition();
}

Repetition Repetition::of(const std::string& key, const std::string& scope,
                          const std::string& content)
{
    Repetition repetition;
    if (!isKey(key)) {
        repetition.m_malformed = true;
        return repetition;
    }
    repetition.m_key = key;
    repetition.m_once.scope = scope;
    repetition.m_once.key = sha256Hex(scope + "\n" + key);
    repetition.m_once.request = sha256Hex(content);
    return repetition;
}

Response Repetition::refusal(const Request& request) const
{
    return problem(request, 400, "key_needed",
                   "Idempotency-Key must have 16 to 64 letters, digits and -_");
}

Response Repetition::keyTaken(const Request& request) const
{
    return problem(request, 422, "key_taken", "this Idempotency-Key stands for another request");
}

void Repetition::remember(int status, const std::string& id, const std::string& secret)
{
    if (!isThere()) {
        return;
    }
    nlohmann::json answer{{"id", id}};
    if (!secret.empty()) {
        answer["sealed"] = sealUnder(m_key, secret);
    }
    m_once.status = status;
    m_once.answer = answer.dump();
}

std::optional<OnlyOnce> Repetition::once(Millis now) const
{
    if (!isThere()) {
        return std::nullopt;
    }
    OnlyOnce once = m_once;
    once.now = now;
    once.expiresAt = now + kept;
    return once;
}

Repetition::Earlier Repetition::recall(const std::string& answer) const
{
    const auto document = nlohmann::json::parse(answer, nullptr, false);
    if (!document.is_object()) {
        return {};
    }
    Earlier earlier{document.value("id", std::string()), std::nullopt};
    if (document.contains("sealed")) {
        earlier.secret = unsealUnder(m_key, document.value("sealed", std::string()));
    }
    return earlier;
}

} // namespace raskadr::server
