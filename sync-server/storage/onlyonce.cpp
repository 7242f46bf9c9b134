#include "sync-server/storage/onlyonce.h"

#include "sync-server/storage/sql.h"

namespace raskadr::server {

namespace {

Once told(const SqlRow& kept, const OnlyOnce& once)
{
    if (kept.text(0) != once.request) {
        return {Once::Outcome::KeyTaken, 0, {}};
    }
    return {Once::Outcome::Repeated, static_cast<int>(kept.integer(1)), kept.text(2)};
}

} // namespace

Once takeKey(Session& session, const OnlyOnce& once)
{
    session.run(sql::forgetAnswer, {once.scope, once.key, once.now});
    if (!session
             .run(sql::addAnswer,
                  {once.scope, once.key, once.request, std::int64_t(once.status), once.answer,
                   once.expiresAt})
             .empty()) {
        return {};
    }
    const SqlRows rows = session.run(sql::answer, {once.scope, once.key});
    return rows.empty() ? Once{Once::Outcome::KeyTaken, 0, {}} : told(rows.front(), once);
}

std::optional<Once> earlier(Session& session, const OnlyOnce& once)
{
    const SqlRows rows = session.run(sql::livingAnswer, {once.scope, once.key, once.now});
    return rows.empty() ? std::nullopt : std::optional(told(rows.front(), once));
}

} // namespace raskadr::server
