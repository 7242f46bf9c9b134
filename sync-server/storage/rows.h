#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the store keeps, as values. Ids are those of core/wire, times UTC milliseconds, hashes
// lower-case hexadecimal SHA-256; of tokens and cookies only the hash is kept.
namespace raskadr::server {

using Millis = std::int64_t;

struct Account
{
    std::string id;
    std::string login;
    std::string passwordHash;
    bool disabled = false;
};

// An account as the bearer of a token.
struct Bearer
{
    Account account;
    std::optional<Millis> expiresAt;
    std::optional<Millis> lastUsedAt;
};

struct Blob
{
    std::string sha256;
    std::int64_t size = 0;
    std::string mime;
};

// A file on its way. How much of it has arrived, the media store knows; `finished` when it is a
// blob.
struct Upload
{
    std::string id;
    std::string accountId;
    std::string sha256;
    std::int64_t size = 0;
    bool finished = false;
    Millis expiresAt = 0;
};

struct Share
{
    std::string id;
    std::string accountId;
    std::string name;
    std::string title;
    std::string greeting;
    std::string producer; // whom guests see answering; empty: nobody named
    std::string tail;
    std::optional<std::string> passwordHash;
    bool canComment = true;
    bool canDownload = false;
    std::int64_t commentSeq = 0; // of the last change in its conversation
    std::optional<std::int64_t> currentRevision;
    std::int64_t visits = 0;
    std::optional<Millis> lastVisitAt;
    Millis createdAt = 0;
    std::optional<Millis> expiresAt;
    std::optional<Millis> revokedAt;
};

// Visits of one share since they were last written down.
struct VisitCount
{
    std::int64_t count = 0;
    Millis lastAt = 0;
};

// One file of a revision.
struct RevisionMedium
{
    std::string mediaId;
    std::string sha256;
    std::int64_t size = 0;
    std::string mime;
};

struct Revision
{
    std::int64_t number = 0;
    std::string snapshot;
    std::string
        since; // JSON: for each shot the revision in which it last got another picture or film
    Millis createdAt = 0;
};

struct Guest
{
    std::string id;
    std::string name;
};

// A guest that comes into being with what it does first.
struct NewGuest
{
    std::string id;
    std::string name;
    std::string cookieHash;
};

// A line of a share's conversation; without a guest it is the producer's.
struct CommentRow
{
    std::int64_t seq = 0;
    std::string id;
    std::string shotId;
    std::int64_t revision = 0;
    std::optional<std::string> guestId;
    std::optional<std::string> parentId;
    std::string author;
    std::string text;
    std::optional<Millis> atMs;
    Millis createdAt = 0;
    std::optional<Millis> editedAt;
    std::optional<Millis> deletedAt;
    std::optional<Millis> resolvedAt;
};

// The last verdict on a shot; `state` is accepted, changes or none.
struct VerdictRow
{
    std::int64_t seq = 0;
    std::string shotId;
    std::int64_t revision = 0;
    std::string guestId;
    std::string author;
    std::string state;
    Millis at = 0;
};

// What came after a place of a conversation, both lists in order of seq and without gaps up to
// `next`.
struct Conversation
{
    std::vector<CommentRow> comments;
    std::vector<VerdictRow> verdicts;
    std::int64_t next = 0;
    bool more = false;
};

// An effect that happens once however often it is asked for. The scope is a link for guests, an
// account for the producer; `key` and `request` are hashes.
struct OnlyOnce
{
    std::string scope;
    std::string key;
    std::string request;
    int status = 200;
    std::string answer; // kept with the effect and given back when the request comes again
    Millis now = 0;
    Millis expiresAt = 0;
};

} // namespace raskadr::server
