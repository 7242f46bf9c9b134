#pragma once

#include <array>

// All SQL of the server, one text for every engine: text, bigint, smallint and double precision,
// ids made by the server, times in UTC milliseconds, parameters $1, $2, …; nothing that only one
// engine knows. A statement stands for itself by the address of its text.
namespace raskadr::server::sql {

// Each takes the schema one version further; a released step is never edited, and changes are
// additive, so that an older server can still work beside a newer one.
extern const std::array<const char*, 3> schemaSteps;

extern const char* const hasSchema; // of SQLite alone
extern const char* const schemaVersion;
extern const char* const forgetSchemaVersion;
extern const char* const setSchemaVersion; // $1 version

// Accounts and their tokens.
extern const char* const addAccount; // $1 id, $2 login, $3 hash, $4 now
extern const char* const accountByLogin; // $1 login
extern const char* const setPassword; // $1 id, $2 hash
extern const char* const addToken; // $1 hash, $2 account, $3 now, $4 expires
extern const char* const accountByToken; // $1 hash, $2 now
extern const char* const touchToken; // $1 hash, $2 now
extern const char* const removeToken; // $1 hash
extern const char* const removeTokensOf; // $1 account
extern const char* const removeExpiredTokens; // $1 now

// Files and uploads.
extern const char* const blob; // $1 sha256
extern const char* const blobOfAccount; // $1 account, $2 sha256, $3 now
extern const char* const addBlob; // $1 sha256, $2 size, $3 mime, $4 now
extern const char* const reviveBlob; // $1 sha256
extern const char* const markUnusedBlobs; // $1 now
extern const char* const removeUnusedBlobs; // $1 marked before
extern const char* const bytesDeclared; // $1 account, $2 now
extern const char* const bytesPublished; // $1 account
extern const char* const addUpload; // $1 id, $2 account, $3 sha256, $4 size, $5 expires
extern const char* const uploadOfAccount; // $1 account, $2 id, $3 now
extern const char* const finishUpload; // $1 id, $2 expires
extern const char* const removeUpload; // $1 account, $2 id
extern const char* const removeExpiredUploads; // $1 now

// Shares and their revisions.
extern const char* const
    addShare; // $1 id, $2 account, $3 token hash, $4 name, $5 title, $6 greeting, $7 tail,
              // $8 password, $9 comments, $10 download, $11 now, $12 expires, $13 producer
extern const char* const sharesOfAccount; // $1 account
extern const char* const shareOfAccount; // $1 account, $2 id
extern const char* const openShare; // $1 token hash, $2 now
extern const char* const updateShare; // $1 account, $2 id, $3 name, $4 title, $5 greeting, $6 tail,
                                      // $7 password, $8 comments, $9 download, $10 expires,
                                      // $11 producer
extern const char* const producerOfShare; // $1 account, $2 id
extern const char* const revokeShare; // $1 account, $2 id, $3 now
extern const char* const countVisits; // $1 id, $2 how many, $3 when the last one was
extern const char* const revision; // $1 share, $2 rev
extern const char* const currentRevision; // $1 share
extern const char* const addRevision; // $1 share, $2 rev, $3 snapshot, $4 since, $5 now
extern const char* const addRevisionMedium; // $1 share, $2 rev, $3 medium, $4 sha256, $5 mime
extern const char* const switchRevision; // $1 share, $2 rev
extern const char* const removeOldMedia; // $1 outdated before
extern const char* const removeOldRevisions; // $1 outdated before

// What guests leave.
extern const char* const guestByCookie; // $1 share, $2 cookie hash
extern const char* const addGuest; // $1 id, $2 share, $3 name, $4 cookie hash, $5 now, $6 seen
extern const char* const renameGuest; // $1 share, $2 id, $3 name
extern const char* const nextSeq; // $1 share
extern const char* const standing; // $1 share
extern const char* const addComment; // $1 share, $2 seq, $3 id, $4 shot, $5 rev, $6 guest, $7
                                     // parent, $8 author, $9 text, $10 at, $11 now
extern const char* const comment; // $1 share, $2 id
extern const char* const commentsAfter; // $1 share, $2 seq, $3 limit
extern const char* const commentsOfGuestSince; // $1 share, $2 guest, $3 since
extern const char* const commentCounts; // $1 share
extern const char* const commentsOfShot; // $1 share, $2 shot
extern const char* const editComment; // $1 share, $2 id, $3 seq, $4 text, $5 now
extern const char* const deleteComment; // $1 share, $2 id, $3 seq, $4 now
extern const char* const resolveComment; // $1 share, $2 id, $3 seq, $4 resolved
extern const char* const
    setVerdict; // $1 share, $2 shot, $3 state, $4 guest, $5 seq, $6 rev, $7 now
extern const char* const verdict; // $1 share, $2 shot
extern const char* const verdictsAfter; // $1 share, $2 seq, $3 limit

// Answers that were given once.
extern const char* const addAnswer; // $1 scope, $2 key, $3 request, $4 status, $5 body, $6 expires
extern const char* const answer; // $1 scope, $2 key
extern const char* const livingAnswer; // $1 scope, $2 key, $3 now
extern const char* const forgetAnswer; // $1 scope, $2 key, $3 now
extern const char* const removeExpiredAnswers; // $1 now

} // namespace raskadr::server::sql
