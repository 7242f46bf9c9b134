#include "sync-server/storage/onlyonce.h"

#include "sync-server/storage/sql.h"

namespace raskadr::server {

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
    if (rows.empty() || rows.front().text(0) != once.request) {
        return {Once::Outcome::KeyTaken, 0, {}};
    }
    return {Once::Outcome::Repeated, static_cast<int>(rows.front().integer(1)),
            rows.front().text(2)};
}

} // namespace raskadr::server
