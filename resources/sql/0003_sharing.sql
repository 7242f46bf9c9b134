-- Links: their servers, what is on its way to them, and what comes back.

CREATE TABLE share_server (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    account BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    way TEXT NOT NULL CHECK (way IN ('server', 'lan')),
    address TEXT NOT NULL,
    login TEXT NOT NULL,
    local INTEGER NOT NULL CHECK (local IN (0, 1)),
    token_expires INTEGER NOT NULL DEFAULT 0,
    checked INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX share_server_of_account ON share_server (account);

ALTER TABLE share ADD COLUMN server BLOB REFERENCES share_server (id) ON DELETE SET NULL;
ALTER TABLE share ADD COLUMN published INTEGER NOT NULL DEFAULT 0;
CREATE INDEX share_of_server ON share (server) WHERE server IS NOT NULL;

-- What the guests of a link know a shot by. It outlives the revisions.
CREATE TABLE share_shot_name (
    share BLOB NOT NULL REFERENCES share (id) ON DELETE CASCADE,
    shot BLOB NOT NULL REFERENCES shot (id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (length(name) = 32),
    PRIMARY KEY (share, shot),
    UNIQUE (share, name)
) STRICT;

ALTER TABLE share_shot ADD COLUMN published INTEGER NOT NULL DEFAULT 0;
CREATE INDEX share_shot_of_shot ON share_shot (shot);
CREATE INDEX share_shot_of_media ON share_shot (media) WHERE media IS NOT NULL;

CREATE TABLE publication (
    share BLOB PRIMARY KEY REFERENCES share (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    shots TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    sent INTEGER NOT NULL CHECK (sent IN (0, 1)),
    paused INTEGER NOT NULL CHECK (paused IN (0, 1)),
    created INTEGER NOT NULL
) STRICT;

ALTER TABLE comment ADD COLUMN verdict TEXT NOT NULL DEFAULT ''
    CHECK (verdict IN ('', 'accepted', 'changes'));
ALTER TABLE comment ADD COLUMN at INTEGER NOT NULL DEFAULT -1;
ALTER TABLE comment ADD COLUMN edited INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comment ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comment ADD COLUMN seen_number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comment ADD COLUMN seen_title TEXT NOT NULL DEFAULT '';
CREATE INDEX comment_unread ON comment (share) WHERE read = 0 AND own = 0 AND deleted = 0;

ALTER TABLE outbox ADD COLUMN comment BLOB REFERENCES comment (id) ON DELETE CASCADE;
ALTER TABLE outbox ADD COLUMN refusal TEXT NOT NULL DEFAULT '';
CREATE INDEX outbox_of_comment ON outbox (comment) WHERE comment IS NOT NULL;
