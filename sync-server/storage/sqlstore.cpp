#include "sync-server/storage/sqlstore.h"

#include "sync-server/storage/sql.h"

#include <set>

namespace raskadr::server {

namespace {

constexpr Millis day = 24 * 60 * 60 * 1000;

Account readAccount(const SqlRow& row)
{
    return {row.text(0), row.text(1), row.text(2), row.flag(3)};
}

std::vector<std::string> firstColumn(const SqlRows& rows)
{
    std::vector<std::string> texts;
    for (const SqlRow& row : rows) {
        texts.push_back(row.text(0));
    }
    return texts;
}

} // namespace

SqlStore::SqlStore(std::unique_ptr<Engine> engine)
    : m_engine(std::move(engine))
{
}

StoreResult<> SqlStore::done(const char* sql, std::initializer_list<SqlValue> values)
{
    const auto error = m_engine->write([&](Session& session) {
        session.run(sql, values);
        return true;
    });
    if (error) {
        return tl::unexpected(*error);
    }
    return {};
}

StoreResult<bool> SqlStore::addAccount(const Account& account, Millis now)
{
    return written<bool>([&](Session& session, bool& added) {
        added =
            !session.run(sql::addAccount, {account.id, account.login, account.passwordHash, now})
                 .empty();
        return added;
    });
}

StoreResult<std::optional<Account>> SqlStore::accountByLogin(const std::string& login)
{
    return found<std::optional<Account>>([&](Session& session, std::optional<Account>& account) {
        const SqlRows rows = session.run(sql::accountByLogin, {login});
        if (!rows.empty()) {
            account = readAccount(rows.front());
        }
    });
}

StoreResult<> SqlStore::setPassword(const std::string& accountId, const std::string& hash,
                                    bool endSessions)
{
    const auto error = m_engine->write([&](Session& session) {
        session.run(sql::setPassword, {accountId, hash});
        if (endSessions) {
            session.run(sql::removeTokensOf, {accountId});
        }
        return true;
    });
    if (error) {
        return tl::unexpected(*error);
    }
    return {};
}

StoreResult<> SqlStore::addToken(const std::string& hash, const std::string& accountId, Millis now,
                                 Millis expiresAt)
{
    return done(sql::addToken, {hash, accountId, now, expiresAt});
}

StoreResult<std::optional<Bearer>> SqlStore::accountByToken(const std::string& hash, Millis now)
{
    return found<std::optional<Bearer>>([&](Session& session, std::optional<Bearer>& bearer) {
        const SqlRows rows = session.run(sql::accountByToken, {hash, now});
        if (!rows.empty()) {
            bearer = Bearer{readAccount(rows.front()), rows.front().optionalInteger(4),
                            rows.front().optionalInteger(5)};
        }
    });
}

StoreResult<> SqlStore::touchToken(const std::string& hash, Millis now)
{
    return done(sql::touchToken, {hash, now});
}

StoreResult<> SqlStore::removeToken(const std::string& hash)
{
    return done(sql::removeToken, {hash});
}

StoreResult<std::vector<std::string>> SqlStore::missingBlobs(const std::string& accountId,
                                                             const std::vector<std::string>& sha256,
                                                             Millis now)
{
    return found<std::vector<std::string>>(
        [&](Session& session, std::vector<std::string>& missing) {
            std::set<std::string> seen;
            for (const std::string& hash : sha256) {
                if (seen.insert(hash).second
                    && session.run(sql::blobOfAccount, {accountId, hash, now}).empty()) {
                    missing.push_back(hash);
                }
            }
        });
}

StoreResult<bool> SqlStore::addUpload(const Upload& upload, std::int64_t quota, Millis now)
{
    return written<bool>([&](Session& session, bool& added) {
        if (quota > 0) {
            const std::int64_t declared =
                session.run(sql::bytesDeclared, {upload.accountId, now}).front().integer(0);
            const std::int64_t published =
                session.run(sql::bytesPublished, {upload.accountId}).front().integer(0);
            if (upload.size > quota - declared - published) {
                return false;
            }
        }
        session.run(sql::addUpload,
                    {upload.id, upload.accountId, upload.sha256, upload.size, upload.expiresAt});
        added = true;
        return true;
    });
}

StoreResult<std::optional<Upload>> SqlStore::upload(const std::string& accountId,
                                                    const std::string& id, Millis now)
{
    return found<std::optional<Upload>>([&](Session& session, std::optional<Upload>& upload) {
        const SqlRows rows = session.run(sql::uploadOfAccount, {accountId, id, now});
        if (!rows.empty()) {
            const SqlRow& row = rows.front();
            upload = Upload{row.text(0),
                            row.text(1),
                            row.text(2),
                            row.integer(3),
                            row.integer(3) == row.integer(4),
                            row.integer(5)};
        }
    });
}

StoreResult<bool> SqlStore::finishUpload(const std::string& id, const Blob& blob, Millis now,
                                         Millis keepUntil)
{
    return written<bool>([&](Session& session, bool& finished) {
        finished = !session.run(sql::finishUpload, {id, keepUntil}).empty();
        if (finished) {
            session.run(sql::addBlob, {blob.sha256, blob.size, blob.mime, now});
        }
        return finished;
    });
}

StoreResult<bool> SqlStore::removeUpload(const std::string& accountId, const std::string& id)
{
    return written<bool>([&](Session& session, bool& removed) {
        removed = !session.run(sql::removeUpload, {accountId, id}).empty();
        return removed;
    });
}

StoreResult<bool> SqlStore::hasBlob(const std::string& sha256)
{
    return found<bool>(
        [&](Session& session, bool& has) { has = !session.run(sql::blob, {sha256}).empty(); });
}

StoreResult<Leftovers> SqlStore::tidy(Millis now)
{
    return written<Leftovers>([&](Session& session, Leftovers& leftovers) {
        session.run(sql::removeExpiredAnswers, {now});
        session.run(sql::removeExpiredTokens, {now});
        leftovers.uploads = firstColumn(session.run(sql::removeExpiredUploads, {now}));
        session.run(sql::removeOldMedia, {now - day});
        session.run(sql::removeOldRevisions, {now - day});
        leftovers.blobs = firstColumn(session.run(sql::removeUnusedBlobs, {now - day}));
        session.run(sql::markUnusedBlobs, {now});
        return true;
    });
}

} // namespace raskadr::server
