#pragma once

#include "sync-server/storage/store.h"

#include <memory>

namespace raskadr::server {

// The store on a database that speaks SQL; which one, the engine decides.
class SqlStore final : public Store
{
public:
    explicit SqlStore(std::unique_ptr<Engine> engine);

    StoreResult<bool> addAccount(const Account& account, Millis now) override;
    StoreResult<std::optional<Account>> accountByLogin(const std::string& login) override;
    StoreResult<> setPassword(const std::string& accountId, const std::string& hash,
                              bool endSessions) override;
    StoreResult<> addToken(const std::string& hash, const std::string& accountId, Millis now,
                           Millis expiresAt) override;
    StoreResult<std::optional<Bearer>> accountByToken(const std::string& hash, Millis now) override;
    StoreResult<> touchToken(const std::string& hash, Millis now) override;
    StoreResult<> removeToken(const std::string& hash) override;

    StoreResult<std::vector<std::string>> missingBlobs(const std::string& accountId,
                                                       const std::vector<std::string>& sha256,
                                                       Millis now) override;
    StoreResult<bool> addUpload(const Upload& upload, std::int64_t quota, Millis now) override;
    StoreResult<std::optional<Upload>> upload(const std::string& accountId, const std::string& id,
                                              Millis now) override;
    StoreResult<bool> finishUpload(const std::string& id, const Blob& blob, Millis now,
                                   Millis keepUntil) override;
    StoreResult<bool> removeUpload(const std::string& accountId, const std::string& id) override;
    StoreResult<bool> hasBlob(const std::string& sha256) override;

    StoreResult<Once> addShare(const Share& share, const std::string& tokenHash,
                               const std::optional<OnlyOnce>& once) override;
    StoreResult<std::vector<Share>> shares(const std::string& accountId) override;
    StoreResult<std::optional<Share>> share(const std::string& accountId,
                                            const std::string& id) override;
    StoreResult<std::optional<Share>> openShare(const std::string& tokenHash, Millis now) override;
    StoreResult<std::optional<Share>>
    changeShare(const std::string& accountId, const std::string& id,
                const std::function<void(Share&)>& change) override;
    StoreResult<bool> revokeShare(const std::string& accountId, const std::string& id,
                                  Millis now) override;
    StoreResult<> countVisits(const std::map<std::string, VisitCount>& visitsOfShares) override;

    StoreResult<Publication> publish(const NewRevision& revision) override;
    StoreResult<std::optional<Revision>> currentRevision(const std::string& shareId) override;

    StoreResult<std::optional<Guest>> guestByCookie(const std::string& shareId,
                                                    const std::string& cookieHash) override;
    StoreResult<std::optional<Once>> earlier(const OnlyOnce& once) override;
    StoreResult<CommentResult> addComment(const NewComment& comment,
                                          const std::optional<NewGuest>& newGuest,
                                          const std::optional<OnlyOnce>& once) override;
    StoreResult<CommentResult> editComment(const std::string& shareId, const std::string& guestId,
                                           const std::string& id, const std::string& text,
                                           Millis now) override;
    StoreResult<CommentResult> deleteComment(const std::string& shareId, const std::string& guestId,
                                             const std::string& id, Millis now) override;
    StoreResult<CommentResult> reply(const std::string& accountId, const std::string& shareId,
                                     const std::string& id, const std::string& parentId,
                                     const std::string& text, Millis now,
                                     const std::optional<OnlyOnce>& once) override;
    StoreResult<CommentResult> resolveComment(const std::string& accountId,
                                              const std::string& shareId, const std::string& id,
                                              bool resolved, Millis now) override;
    StoreResult<std::optional<CommentRow>> comment(const std::string& shareId,
                                                   const std::string& id) override;
    StoreResult<VerdictRow> setVerdict(const std::string& shareId, const std::string& shotId,
                                       const std::string& state, const std::string& guestId,
                                       const std::optional<NewGuest>& newGuest,
                                       Millis now) override;
    StoreResult<Conversation> conversationAfter(const std::string& shareId, std::int64_t seq,
                                                int limit) override;
    StoreResult<std::vector<CommentRow>> commentsOfShot(const std::string& shareId,
                                                        const std::string& shotId) override;
    StoreResult<BoardState> boardState(const std::string& shareId) override;

    StoreResult<Leftovers> tidy(Millis now) override;

private:
    // Runs work in a transaction and gives what it left in a value, which is a new one for every
    // try.
    template <class T, class WorkOn>
    StoreResult<T> written(const WorkOn& work)
    {
        std::unique_ptr<T> value;
        const auto error = m_engine->write([&](Session& session) {
            value = std::make_unique<T>();
            return work(session, *value);
        });
        if (error) {
            return tl::unexpected(*error);
        }
        return std::move(*value);
    }
    template <class T, class WorkOn>
    StoreResult<T> found(const WorkOn& work)
    {
        std::unique_ptr<T> value;
        const auto error = m_engine->read([&](Session& session) {
            value = std::make_unique<T>();
            work(session, *value);
        });
        if (error) {
            return tl::unexpected(*error);
        }
        return std::move(*value);
    }
    StoreResult<> done(const char* sql, std::initializer_list<SqlValue> values);

    std::unique_ptr<Engine> m_engine;
};

} // namespace raskadr::server
