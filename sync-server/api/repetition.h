#pragma once

#include "sync-server/http/message.h"
#include "sync-server/storage/rows.h"

#include <optional>
#include <string>

namespace raskadr::server {

// A request that its sender may repeat without repeating the effect: its Idempotency-Key and what
// is kept under it. A secret of the answer (a token, a cookie) is sealed under the key, which the
// sender alone has; of the key itself only the hash is kept.
class Repetition final
{
public:
    // `scope`: a link or an account. `content`: what makes two requests the same.
    static Repetition of(const Request& request, const std::string& scope,
                         const std::string& content);
    static Repetition of(const std::string& key, const std::string& scope,
                         const std::string& content);

    bool isThere() const { return !m_key.empty(); }
    bool isMalformed() const { return m_malformed; }
    Response refusal(const Request& request) const;
    Response keyTaken(const Request& request) const;

    void remember(int status, const std::string& id, const std::string& secret);
    // None without a key.
    std::optional<OnlyOnce> once(Millis now) const;

    struct Earlier
    {
        std::string id;
        std::optional<std::string> secret;
    };
    Earlier recall(const std::string& kept) const;

private:
    std::string m_key;
    bool m_malformed = false;
    OnlyOnce m_once;
};

} // namespace raskadr::server
