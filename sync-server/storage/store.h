#pragma once

#include "sync-server/storage/rows.h"
#include "sync-server/storage/session.h"

#include <map>
#include <tl/expected.hpp>

namespace raskadr::server {

template <class T = void>
class [[nodiscard]] StoreResult : public tl::expected<T, StoreError>
{
public:
    using tl::expected<T, StoreError>::expected;
};

// Whether something happened once, again, or under a key that stands for something else.
struct Once
{
    enum class Outcome { Done, Repeated, KeyTaken };
    Outcome outcome = Outcome::Done;
    int status = 200; // of Repeated
    std::string answer; // of Repeated
};

// Overtaken: meanwhile another revision than `basedOn` has become the current one.
enum class PublishOutcome {
    Published,
    Unchanged,
    ShareGone,
    NotCurrent,
    NumberTaken,
    MediaMissing,
    Overtaken
};

struct Publication
{
    PublishOutcome outcome = PublishOutcome::Published;
    std::vector<std::string>
        missing; // hashes that the account has not uploaded, or whose size or type differs
};

struct NewRevision
{
    std::string accountId;
    std::string shareId;
    std::int64_t number = 0;
    std::string snapshot;
    std::string since;
    std::optional<std::int64_t> basedOn; // what `since` was reckoned from
    std::vector<RevisionMedium> media;
    // The number that guests must still see for the switch to happen; an inner nothing: none yet.
    std::optional<std::optional<std::int64_t>> onlyAfter;
    Millis now = 0;
};

enum class CommentOutcome { Done, Repeated, KeyTaken, NotFound, DailyLimit };

struct CommentResult
{
    CommentOutcome outcome = CommentOutcome::Done;
    CommentRow comment; // of Done
    std::string answer; // of Repeated
};

struct NewComment
{
    std::string shareId;
    std::string id;
    std::string shotId;
    std::string guestId;
    std::string author;
    std::string text;
    std::optional<Millis> atMs;
    Millis now = 0;
    std::int64_t mostPerDay = 200; // of one guest
};

struct BoardState
{
    std::optional<std::int64_t> revision; // that guests see
    std::int64_t seq = 0;
    std::map<std::string, std::int64_t> comments; // by shot, without deleted ones
    std::vector<VerdictRow> verdicts;
};

// What disappeared from the database, so that its files may follow.
struct Leftovers
{
    std::vector<std::string> uploads;
    std::vector<std::string> blobs;
};

// Everything that the server keeps, as operations of its domain. Each is one transaction. Callable
// from any thread; blocks until it is done. An error means that nothing has happened. Absence and
// refusals are no errors, they are in the results.
class Store
{
public:
    virtual ~Store() = default;

    // False: the login exists.
    virtual StoreResult<bool> addAccount(const Account& account, Millis now) = 0;
    virtual StoreResult<std::optional<Account>> accountByLogin(const std::string& login) = 0;
    // `endSessions` takes back every token of the account.
    virtual StoreResult<> setPassword(const std::string& accountId, const std::string& hash,
                                      bool endSessions) = 0;
    virtual StoreResult<> addToken(const std::string& hash, const std::string& accountId,
                                   Millis now, Millis expiresAt) = 0;
    virtual StoreResult<std::optional<Bearer>> accountByToken(const std::string& hash,
                                                              Millis now) = 0;
    virtual StoreResult<> touchToken(const std::string& hash, Millis now) = 0;
    virtual StoreResult<> removeToken(const std::string& hash) = 0;

    // Those of `sha256` that the account has neither uploaded nor published.
    virtual StoreResult<std::vector<std::string>>
    missingBlobs(const std::string& accountId, const std::vector<std::string>& sha256,
                 Millis now) = 0;
    // False: the account would have more than `quota` bytes; 0 is no limit.
    virtual StoreResult<bool> addUpload(const Upload& upload, std::int64_t quota, Millis now) = 0;
    virtual StoreResult<std::optional<Upload>> upload(const std::string& accountId,
                                                      const std::string& id, Millis now) = 0;
    // False: the upload is gone.
    virtual StoreResult<bool> finishUpload(const std::string& id, const Blob& blob, Millis now,
                                           Millis keepUntil) = 0;
    virtual StoreResult<bool> removeUpload(const std::string& accountId, const std::string& id) = 0;
    virtual StoreResult<bool> hasBlob(const std::string& sha256) = 0;

    virtual StoreResult<Once> addShare(const Share& share, const std::string& tokenHash,
                                       const std::optional<OnlyOnce>& once) = 0;
    virtual StoreResult<std::vector<Share>> shares(const std::string& accountId) = 0;
    virtual StoreResult<std::optional<Share>> share(const std::string& accountId,
                                                    const std::string& id) = 0;
    // The share behind a link, if it is neither revoked nor expired.
    virtual StoreResult<std::optional<Share>> openShare(const std::string& tokenHash,
                                                        Millis now) = 0;
    // Writes what `change` makes of the fields that the producer decides about; `change` may be
    // called more than once. A revoked share stays as it is. Nothing: no such share.
    virtual StoreResult<std::optional<Share>>
    changeShare(const std::string& accountId, const std::string& id,
                const std::function<void(Share&)>& change) = 0;
    // False: no such share. Revoking again changes nothing.
    virtual StoreResult<bool> revokeShare(const std::string& accountId, const std::string& id,
                                          Millis now) = 0;
    // A last visit that is older than the one known changes the count alone.
    virtual StoreResult<> countVisits(const std::map<std::string, VisitCount>& visitsOfShares) = 0;

    virtual StoreResult<Publication> publish(const NewRevision& revision) = 0;
    virtual StoreResult<std::optional<Revision>> currentRevision(const std::string& shareId) = 0;

    virtual StoreResult<std::optional<Guest>> guestByCookie(const std::string& shareId,
                                                            const std::string& cookieHash) = 0;
    // What an earlier request left under the key of this one: Repeated or KeyTaken; nothing: it is
    // new.
    virtual StoreResult<std::optional<Once>> earlier(const OnlyOnce& once) = 0;
    // With `newGuest` the guest comes into being in the same transaction.
    virtual StoreResult<CommentResult> addComment(const NewComment& comment,
                                                  const std::optional<NewGuest>& newGuest,
                                                  const std::optional<OnlyOnce>& once) = 0;
    // NotFound where the comment is not this guest's, or deleted.
    virtual StoreResult<CommentResult> editComment(const std::string& shareId,
                                                   const std::string& guestId,
                                                   const std::string& id, const std::string& text,
                                                   Millis now) = 0;
    virtual StoreResult<CommentResult> deleteComment(const std::string& shareId,
                                                     const std::string& guestId,
                                                     const std::string& id, Millis now) = 0;
    // The producer's answer, under the name that the share gives by now; NotFound where there is no
    // such share of the account, or parent in it.
    virtual StoreResult<CommentResult> reply(const std::string& accountId,
                                             const std::string& shareId, const std::string& id,
                                             const std::string& parentId, const std::string& text,
                                             Millis now, const std::optional<OnlyOnce>& once) = 0;
    virtual StoreResult<CommentResult> resolveComment(const std::string& accountId,
                                                      const std::string& shareId,
                                                      const std::string& id, bool resolved,
                                                      Millis now) = 0;
    virtual StoreResult<std::optional<CommentRow>> comment(const std::string& shareId,
                                                           const std::string& id) = 0;
    // The same verdict by the same guest again changes nothing.
    virtual StoreResult<VerdictRow>
    setVerdict(const std::string& shareId, const std::string& shotId, const std::string& state,
               const std::string& guestId, const std::optional<NewGuest>& newGuest, Millis now) = 0;
    virtual StoreResult<Conversation> conversationAfter(const std::string& shareId,
                                                        std::int64_t seq, int limit) = 0;
    // Living comments and answers of one shot, oldest first.
    virtual StoreResult<std::vector<CommentRow>> commentsOfShot(const std::string& shareId,
                                                                const std::string& shotId) = 0;
    // What stands on the boxes of a share's page, all at one moment.
    virtual StoreResult<BoardState> boardState(const std::string& shareId) = 0;

    // Forgets what has expired. A file that nothing shows any more is marked, and forgotten a day
    // later.
    virtual StoreResult<Leftovers> tidy(Millis now) = 0;
};

} // namespace raskadr::server
