#include "sync-server/storage/sql.h"

namespace raskadr::server::sql {

#define SHARE_COLUMNS                                                                              \
    "id, account_id, name, title, greeting, tail, pw_hash, can_comment, can_download, "            \
    "comment_seq, "                                                                                \
    "current_rev, visits, created_at, expires_at, revoked_at, producer, "                          \
    "last_visit_at"
#define COMMENT_COLUMNS                                                                            \
    "seq, id, shot_id, rev, guest_id, parent_id, author, body, at_ms, created_at, edited_at, "     \
    "deleted_at, resolved_at"
#define VERDICT_COLUMNS "v.seq, v.shot_id, v.rev, v.guest_id, g.name, v.state, v.at"
// What keeps a file: a revision that guests may see, or an upload of the last day.
#define IS_USED                                                                                    \
    "(exists(select 1 from revision_media m where m.sha256=blob.sha256) "                          \
    "or exists(select 1 from upload u where u.sha256=blob.sha256))"

const std::array<const char*, 3> schemaSteps = {R"sql(
create table account(id text primary key, login text not null unique, pw_hash text not null,
  created_at bigint not null, disabled smallint not null default 0);
create table api_token(hash text primary key, account_id text not null references account(id),
  created_at bigint not null, expires_at bigint, last_used_at bigint);
create index api_token_account on api_token(account_id);
create table blob(sha256 text primary key, size bigint not null check(size>=0), mime text not null,
  state text not null check(state in('ready','deleting')), created_at bigint not null, deleting_since bigint);
create table upload(id text primary key, account_id text not null references account(id), sha256 text not null,
  size bigint not null, received bigint not null default 0, expires_at bigint not null);
create index upload_account on upload(account_id, sha256);
create index upload_sha256 on upload(sha256);
create table share(id text primary key, account_id text not null references account(id),
  token_hash text not null unique, name text not null, title text not null, greeting text not null default '',
  tail text not null default '', pw_hash text, can_comment smallint not null default 1,
  can_download smallint not null default 0, comment_seq bigint not null default 0, current_rev bigint,
  visits bigint not null default 0, created_at bigint not null, expires_at bigint, revoked_at bigint);
create index share_account on share(account_id, created_at);
create table revision(share_id text not null references share(id), rev bigint not null, snapshot text not null,
  since text not null, created_at bigint not null, primary key(share_id,rev));
create table revision_media(share_id text not null, rev bigint not null, media_id text not null,
  sha256 text not null references blob(sha256), mime text not null, primary key(share_id,rev,media_id),
  foreign key(share_id,rev) references revision(share_id,rev));
create index revision_media_sha256 on revision_media(sha256);
create table guest(id text primary key, share_id text not null references share(id), name text not null,
  cookie_hash text not null unique, created_at bigint not null, last_seen_rev bigint);
create table comment(share_id text not null references share(id), seq bigint not null, id text not null,
  shot_id text not null, rev bigint not null, guest_id text references guest(id), parent_id text,
  author text not null, body text not null check(length(body)<=2000), at_ms bigint, created_at bigint not null,
  edited_at bigint, deleted_at bigint, resolved_at bigint, primary key(share_id,id));
create unique index comment_seq on comment(share_id,seq);
create index comment_shot on comment(share_id,shot_id,deleted_at);
create index comment_guest on comment(share_id,guest_id,created_at);
create table verdict(share_id text not null references share(id), shot_id text not null,
  state text not null check(state in('accepted','changes','none')), guest_id text not null references guest(id),
  seq bigint not null, rev bigint not null, at bigint not null, primary key(share_id,shot_id));
create unique index verdict_seq on verdict(share_id,seq);
create table idem(scope text not null, key text not null, req_hash text not null, status integer not null,
  body text not null, expires_at bigint not null, primary key(scope,key));
create index idem_expires on idem(expires_at);
create table rate(k text primary key, tokens double precision not null, at bigint not null);
create table schema_version(v integer not null);
)sql",
                                                R"sql(
alter table share add column producer text not null default '';
)sql",
                                                R"sql(
alter table share add column last_visit_at bigint;
)sql"};

const char* const hasSchema = "select 1 from sqlite_master where name='schema_version'";
const char* const schemaVersion = "select v from schema_version";
const char* const forgetSchemaVersion = "delete from schema_version";
const char* const setSchemaVersion = "insert into schema_version(v) values($1)";

const char* const addAccount =
    "insert into account(id, login, pw_hash, created_at) values($1, $2, $3, $4) "
    "on conflict(login) do nothing returning id";
const char* const accountByLogin =
    "select id, login, pw_hash, disabled from account where login=$1";
const char* const setPassword = "update account set pw_hash=$2 where id=$1";
const char* const addToken =
    "insert into api_token(hash, account_id, created_at, expires_at, last_used_at) "
    "values($1, $2, $3, $4, $3)";
const char* const accountByToken =
    "select a.id, a.login, a.pw_hash, a.disabled, t.expires_at, t.last_used_at "
    "from api_token t join account a on a.id=t.account_id "
    "where t.hash=$1 and a.disabled=0 and (t.expires_at is null or t.expires_at>$2)";
const char* const touchToken = "update api_token set last_used_at=$2 where hash=$1";
const char* const removeToken = "delete from api_token where hash=$1";
const char* const removeTokensOf = "delete from api_token where account_id=$1";
const char* const removeExpiredTokens = "delete from api_token where expires_at<=$1";

const char* const blob = "select size, mime, state from blob where sha256=$1";
const char* const blobOfAccount =
    "select size, mime, state from blob where sha256=$2 and ("
    "exists(select 1 from upload u where u.account_id=$1 and u.sha256=$2 and u.received=u.size and "
    "u.expires_at>$3) "
    "or exists(select 1 from revision_media m join share s on s.id=m.share_id "
    "where m.sha256=$2 and s.account_id=$1))";
const char* const addBlob =
    "insert into blob(sha256, size, mime, state, created_at) values($1, $2, $3, 'ready', $4) "
    "on conflict(sha256) do update set state='ready', deleting_since=null";
const char* const reviveBlob =
    "update blob set state='ready', deleting_since=null where sha256=$1 and state='deleting'";
const char* const markUnusedBlobs =
    "update blob set state='deleting', deleting_since=$1 where state='ready' and not " IS_USED;
const char* const removeUnusedBlobs =
    "delete from blob where state='deleting' and deleting_since<=$1 and not " IS_USED
    " returning sha256";
const char* const bytesDeclared =
    "select coalesce(sum(size), 0) from upload where account_id=$1 and expires_at>$2";
const char* const bytesPublished =
    "select coalesce(sum(size), 0) from blob where sha256 in("
    "select m.sha256 from revision_media m join share s on s.id=m.share_id where s.account_id=$1) "
    "and sha256 not in(select u.sha256 from upload u where u.account_id=$1)";
const char* const addUpload =
    "insert into upload(id, account_id, sha256, size, expires_at) values($1, $2, $3, $4, $5)";
const char* const uploadOfAccount =
    "select id, account_id, sha256, size, received, expires_at from upload "
    "where account_id=$1 and id=$2 and expires_at>$3";
const char* const finishUpload =
    "update upload set received=size, expires_at=$2 where id=$1 returning id";
const char* const removeUpload = "delete from upload where account_id=$1 and id=$2 returning id";
const char* const removeExpiredUploads = "delete from upload where expires_at<=$1 returning id";

const char* const addShare = "insert into share(id, account_id, token_hash, name, title, greeting, "
                             "tail, pw_hash, can_comment, "
                             "can_download, created_at, expires_at, producer) values($1, $2, $3, "
                             "$4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
const char* const sharesOfAccount =
    "select " SHARE_COLUMNS " from share where account_id=$1 order by created_at desc, id";
const char* const shareOfAccount =
    "select " SHARE_COLUMNS " from share where account_id=$1 and id=$2";
const char* const openShare =
    "select " SHARE_COLUMNS " from share where token_hash=$1 and revoked_at is null "
    "and (expires_at is null or expires_at>$2)";
const char* const updateShare =
    "update share set name=$3, title=$4, greeting=$5, tail=$6, pw_hash=$7, can_comment=$8, "
    "can_download=$9, expires_at=$10, producer=$11 where account_id=$1 and id=$2";
const char* const producerOfShare = "select producer from share where account_id=$1 and id=$2";
const char* const revokeShare =
    "update share set revoked_at=coalesce(revoked_at, $3) where account_id=$1 and id=$2 "
    "returning id";
const char* const countVisits =
    "update share set visits=visits+$2, last_visit_at=case when last_visit_at>$3 "
    "then last_visit_at else $3 end where id=$1";
const char* const revision = "select snapshot from revision where share_id=$1 and rev=$2";
const char* const currentRevision =
    "select r.rev, r.snapshot, r.since, r.created_at from share s join revision r "
    "on r.share_id=s.id and r.rev=s.current_rev where s.id=$1";
const char* const addRevision = "insert into revision(share_id, rev, snapshot, since, created_at) "
                                "values($1, $2, $3, $4, $5)";
const char* const addRevisionMedium =
    "insert into revision_media(share_id, rev, media_id, sha256, mime) values($1, $2, $3, $4, $5)";
const char* const switchRevision = "update share set current_rev=$2 where id=$1";
// Not those of expired links: their producer may still set a later end.
const char* const removeOldMedia =
    "delete from revision_media where exists(select 1 from share s where "
    "s.id=revision_media.share_id "
    "and (s.revoked_at<=$1 or (s.current_rev<>revision_media.rev and exists(select 1 from revision "
    "r "
    "where r.share_id=s.id and r.rev=s.current_rev and r.created_at<=$1))))";
const char* const removeOldRevisions =
    "delete from revision where created_at<=$1 "
    "and exists(select 1 from share s where s.id=revision.share_id and "
    "s.current_rev<>revision.rev) "
    "and not exists(select 1 from revision_media m where m.share_id=revision.share_id "
    "and m.rev=revision.rev)";

const char* const guestByCookie = "select id, name from guest where share_id=$1 and cookie_hash=$2";
const char* const addGuest =
    "insert into guest(id, share_id, name, cookie_hash, created_at, last_seen_rev) "
    "values($1, $2, $3, $4, $5, $6)";
const char* const renameGuest = "update guest set name=$3 where share_id=$1 and id=$2 and name<>$3";
const char* const nextSeq =
    "update share set comment_seq=comment_seq+1 where id=$1 returning comment_seq, current_rev";
const char* const standing = "select comment_seq, current_rev from share where id=$1";
const char* const addComment = "insert into comment(share_id, seq, id, shot_id, rev, guest_id, "
                               "parent_id, author, body, at_ms, created_at) "
                               "values($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const char* const comment = "select " COMMENT_COLUMNS " from comment where share_id=$1 and id=$2";
const char* const commentsAfter =
    "select " COMMENT_COLUMNS " from comment where share_id=$1 and seq>$2 order by seq limit $3";
const char* const commentsOfGuestSince =
    "select count(*) from comment where share_id=$1 and guest_id=$2 and created_at>$3";
const char* const commentCounts = "select shot_id, count(*) from comment where share_id=$1 and "
                                  "deleted_at is null group by shot_id";
const char* const commentsOfShot =
    "select " COMMENT_COLUMNS " from comment where share_id=$1 and shot_id=$2 "
    "and deleted_at is null order by created_at, seq";
const char* const editComment =
    "update comment set seq=$3, body=$4, edited_at=$5 where share_id=$1 and id=$2";
const char* const deleteComment =
    "update comment set seq=$3, body='', deleted_at=$4 where share_id=$1 and id=$2";
const char* const resolveComment =
    "update comment set seq=$3, resolved_at=$4 where share_id=$1 and id=$2";
const char* const setVerdict = "insert into verdict(share_id, shot_id, state, guest_id, seq, rev, "
                               "at) values($1, $2, $3, $4, $5, $6, $7) "
                               "on conflict(share_id, shot_id) do update set state=excluded.state, "
                               "guest_id=excluded.guest_id, "
                               "seq=excluded.seq, rev=excluded.rev, at=excluded.at";
const char* const verdict =
    "select " VERDICT_COLUMNS " from verdict v join guest g on g.id=v.guest_id "
    "where v.share_id=$1 and v.shot_id=$2";
const char* const verdictsAfter =
    "select " VERDICT_COLUMNS " from verdict v join guest g on g.id=v.guest_id "
    "where v.share_id=$1 and v.seq>$2 order by v.seq limit $3";

const char* const addAnswer =
    "insert into idem(scope, key, req_hash, status, body, expires_at) "
    "values($1, $2, $3, $4, $5, $6) on conflict(scope, key) do nothing returning key";
const char* const answer = "select req_hash, status, body from idem where scope=$1 and key=$2";
const char* const livingAnswer =
    "select req_hash, status, body from idem where scope=$1 and key=$2 and expires_at>$3";
const char* const forgetAnswer = "delete from idem where scope=$1 and key=$2 and expires_at<=$3";
const char* const removeExpiredAnswers = "delete from idem where expires_at<=$1";

} // namespace raskadr::server::sql
