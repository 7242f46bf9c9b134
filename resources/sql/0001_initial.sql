-- The whole data model. Ids are 16 bytes (UUIDv7), times UTC milliseconds, zero is "never".

CREATE TABLE account (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    key_by_password BLOB NOT NULL,
    key_by_recovery_code BLOB NOT NULL,
    failed_logins INTEGER NOT NULL DEFAULT 0,
    next_login INTEGER NOT NULL DEFAULT 0,
    currency TEXT NOT NULL DEFAULT 'RUB',
    budget REAL,
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE project (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    account BLOB NOT NULL REFERENCES account (id),
    title TEXT NOT NULL,
    aspect TEXT NOT NULL DEFAULT '16:9',
    fps REAL NOT NULL DEFAULT 24,
    budget REAL,
    archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    trashed INTEGER NOT NULL DEFAULT 0,
    music TEXT NOT NULL DEFAULT '',
    music_offset INTEGER NOT NULL DEFAULT 0,
    music_volume REAL NOT NULL DEFAULT 1,
    demo INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX project_of_account ON project (account, changed);

CREATE TABLE shot (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    project BLOB NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    script TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'in-progress', 'done')),
    label TEXT NOT NULL DEFAULT 'none'
        CHECK (label IN ('none', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet')),
    planned_duration INTEGER NOT NULL DEFAULT 0 CHECK (planned_duration >= 0),
    headliner BLOB REFERENCES asset (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    trashed INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX shot_of_project ON shot (project, trashed, position);
CREATE INDEX shot_of_headliner ON shot (headliner) WHERE headliner IS NOT NULL;

CREATE TABLE media (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    size INTEGER NOT NULL,
    mime TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    duration INTEGER NOT NULL DEFAULT 0,
    fps REAL NOT NULL DEFAULT 0,
    video_codec TEXT NOT NULL DEFAULT '',
    audio_codec TEXT NOT NULL DEFAULT '',
    palette TEXT NOT NULL DEFAULT '',
    embedded TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'present' CHECK (state IN ('present', 'missing', 'altered')),
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE asset (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    shot BLOB NOT NULL REFERENCES shot (id) ON DELETE CASCADE,
    media TEXT NOT NULL REFERENCES media (sha256),
    kind TEXT NOT NULL CHECK (kind IN ('image', 'video')),
    origin TEXT NOT NULL CHECK (origin IN ('generated', 'imported', 'frame')),
    source_name TEXT NOT NULL DEFAULT '',
    parent BLOB REFERENCES asset (id) ON DELETE SET NULL,
    generation BLOB REFERENCES generation (id),
    favourite INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1)),
    rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected IN (0, 1)),
    note TEXT NOT NULL DEFAULT '',
    provenance TEXT NOT NULL DEFAULT '',
    trashed INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX asset_of_shot ON asset (shot, trashed, created);
CREATE INDEX asset_of_media ON asset (media);
CREATE INDEX asset_of_generation ON asset (generation) WHERE generation IS NOT NULL;
CREATE INDEX asset_of_parent ON asset (parent) WHERE parent IS NOT NULL;

CREATE TABLE generation (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    shot BLOB NOT NULL REFERENCES shot (id) ON DELETE CASCADE,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    model_revision INTEGER NOT NULL,
    prompt TEXT NOT NULL,
    negative_prompt TEXT NOT NULL DEFAULT '',
    parameters TEXT NOT NULL,
    inputs TEXT NOT NULL DEFAULT '[]',
    seed_sent TEXT, -- as text: a seed may be any unsigned 64-bit number
    edit_request TEXT NOT NULL DEFAULT '',
    agent_model TEXT NOT NULL DEFAULT '',
    parent BLOB REFERENCES generation (id),
    cost_estimated REAL,
    cost_unit TEXT NOT NULL DEFAULT '',
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX generation_of_shot ON generation (shot, created);
CREATE INDEX generation_of_parent ON generation (parent) WHERE parent IS NOT NULL;

-- What was asked for is history.
CREATE TRIGGER generation_is_history BEFORE UPDATE ON generation
BEGIN
    SELECT RAISE(ABORT, 'a generation is never changed');
END;

CREATE TABLE job (
    generation BLOB PRIMARY KEY REFERENCES generation (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('queued', 'uploading', 'submitting', 'running',
        'downloading', 'importing', 'done', 'failed', 'canceled', 'unknown')),
    step TEXT NOT NULL DEFAULT '',
    variables TEXT NOT NULL DEFAULT '{}',
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL DEFAULT 0,
    wait_reason TEXT NOT NULL DEFAULT 'none' CHECK (wait_reason IN ('none', 'retry',
        'concurrency', 'offline', 'providerPaused', 'budget', 'locked')),
    cancel_requested INTEGER NOT NULL DEFAULT 0 CHECK (cancel_requested IN (0, 1)),
    error_class TEXT NOT NULL DEFAULT '',
    error_detail TEXT NOT NULL DEFAULT '',
    last_answer BLOB NOT NULL DEFAULT x'',
    cost_charged REAL,
    seed_returned TEXT,
    forgotten INTEGER NOT NULL DEFAULT 0 CHECK (forgotten IN (0, 1)),
    queued INTEGER NOT NULL,
    started INTEGER NOT NULL DEFAULT 0,
    finished INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX job_unfinished ON job (queued) WHERE state NOT IN ('done', 'failed', 'canceled', 'unknown');

CREATE TABLE output (
    generation BLOB NOT NULL REFERENCES generation (id) ON DELETE CASCADE,
    "index" INTEGER NOT NULL,
    address TEXT NOT NULL DEFAULT '',
    expires INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('expected', 'available', 'stored', 'failed')),
    media TEXT REFERENCES media (sha256),
    PRIMARY KEY (generation, "index")
) STRICT;

CREATE TABLE provider (
    id TEXT NOT NULL,
    account BLOB REFERENCES account (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    manifest TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX provider_identity ON provider (id, ifnull(account, x''), revision);

CREATE TABLE model (
    id TEXT NOT NULL,
    provider TEXT NOT NULL,
    account BLOB REFERENCES account (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    manifest TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX model_identity ON model (id, ifnull(account, x''), revision);

CREATE TABLE secret (
    account BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    provider TEXT NOT NULL,
    name TEXT NOT NULL,
    sealed BLOB NOT NULL,
    changed INTEGER NOT NULL,
    PRIMARY KEY (account, provider, name)
) STRICT;

CREATE TABLE exchange_rate (
    account BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    unit TEXT NOT NULL,
    currency TEXT NOT NULL,
    rate REAL NOT NULL,
    date TEXT NOT NULL,
    PRIMARY KEY (account, unit, currency, date)
) STRICT;

CREATE TABLE import_run (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    account BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    project BLOB NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    paths TEXT NOT NULL,
    grouping TEXT NOT NULL CHECK (grouping IN ('file', 'folder', 'number', 'one')),
    make_headliners INTEGER NOT NULL CHECK (make_headliners IN (0, 1)),
    add_again INTEGER NOT NULL CHECK (add_again IN (0, 1)),
    into_shot BLOB REFERENCES shot (id) ON DELETE SET NULL,
    parent_asset BLOB REFERENCES asset (id) ON DELETE SET NULL,
    insert_at INTEGER NOT NULL,
    finished INTEGER NOT NULL DEFAULT 0 CHECK (finished IN (0, 1)),
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE import_item (
    run BLOB NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
    "index" INTEGER NOT NULL,
    path TEXT NOT NULL,
    "group" INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'stored', 'skipped', 'refused')),
    media TEXT NOT NULL DEFAULT '',
    asset BLOB,
    shot BLOB,
    error_kind TEXT NOT NULL DEFAULT '',
    error_amount INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (run, "index")
) STRICT;

CREATE TABLE composer_draft (
    shot BLOB NOT NULL REFERENCES shot (id) ON DELETE CASCADE,
    model TEXT NOT NULL,
    prompt TEXT NOT NULL,
    parameters TEXT NOT NULL,
    inputs TEXT NOT NULL,
    variants INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    PRIMARY KEY (shot, model)
) STRICT;

CREATE TABLE share (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    project BLOB NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    way TEXT NOT NULL CHECK (way IN ('server', 'lan', 'folder')),
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    remote_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    options TEXT NOT NULL,
    expires INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'revoked')),
    comment_cursor INTEGER NOT NULL DEFAULT 0,
    visits INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE INDEX share_of_project ON share (project);

CREATE TABLE share_shot (
    share BLOB NOT NULL REFERENCES share (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    shot BLOB NOT NULL REFERENCES shot (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    media TEXT REFERENCES media (sha256),
    verdict TEXT NOT NULL DEFAULT '' CHECK (verdict IN ('', 'accepted', 'changes')),
    verdict_author TEXT NOT NULL DEFAULT '',
    verdict_at INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (share, revision, shot)
) STRICT;

CREATE TABLE share_upload (
    share BLOB NOT NULL REFERENCES share (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    file TEXT NOT NULL,
    address TEXT NOT NULL,
    offset INTEGER NOT NULL,
    PRIMARY KEY (share, revision, file)
) STRICT;

CREATE TABLE comment (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    share BLOB NOT NULL REFERENCES share (id) ON DELETE CASCADE,
    shot BLOB REFERENCES shot (id) ON DELETE SET NULL,
    revision INTEGER NOT NULL,
    remote_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('comment', 'verdict')),
    reply_to TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL,
    own INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1)),
    text TEXT NOT NULL,
    read INTEGER NOT NULL DEFAULT 0 CHECK (read IN (0, 1)),
    resolved INTEGER NOT NULL DEFAULT 0 CHECK (resolved IN (0, 1)),
    created INTEGER NOT NULL,
    UNIQUE (share, remote_id)
) STRICT;
CREATE INDEX comment_of_shot ON comment (shot, created) WHERE shot IS NOT NULL;

CREATE TABLE outbox (
    n INTEGER PRIMARY KEY,
    share BLOB NOT NULL REFERENCES share (id) ON DELETE CASCADE,
    message TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    attempts INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
    account BLOB REFERENCES account (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    value TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX setting_identity ON setting (ifnull(account, x''), key);

CREATE TABLE search_text (
    n INTEGER PRIMARY KEY,
    account BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    project BLOB NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    entity BLOB NOT NULL,
    norm TEXT NOT NULL,
    UNIQUE (kind, entity)
) STRICT;
CREATE VIRTUAL TABLE search_trigram USING fts5 (norm, content='search_text', content_rowid='n', tokenize='trigram');
CREATE VIRTUAL TABLE search_word USING fts5 (norm, content='search_text', content_rowid='n', tokenize='unicode61', prefix='1 2');
