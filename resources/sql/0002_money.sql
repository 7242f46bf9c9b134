-- What generations cost. It stands apart from them, since what was paid stays paid when a shot is
-- deleted for good. Amounts are millionths of the service's unit; the triggers on `job` keep them, so
-- that no writer of a job can forget to.

CREATE TABLE expense (
    generation BLOB PRIMARY KEY CHECK (length(generation) = 16),
    account BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    project BLOB NOT NULL,
    shot BLOB NOT NULL,
    provider TEXT NOT NULL,
    unit TEXT NOT NULL,
    estimated INTEGER, -- one try; NULL: nobody knows
    stage TEXT NOT NULL CHECK (stage IN ('planned', 'reserved', 'settled')),
    amount INTEGER NOT NULL DEFAULT 0, -- of the present try, once it is settled
    unknown INTEGER NOT NULL DEFAULT 0 CHECK (unknown IN (0, 1)), -- it cost what nobody knows
    earlier INTEGER NOT NULL DEFAULT 0, -- of the tries before
    earlier_unknown INTEGER NOT NULL DEFAULT 0, -- how many of those cost what nobody knows
    day TEXT NOT NULL DEFAULT '' -- local, of the present try
) STRICT;
CREATE INDEX expense_of_shot ON expense (shot, account, stage, provider, unit, day, amount, unknown,
                                         earlier, earlier_unknown, estimated);
CREATE INDEX expense_reserved ON expense (account, project, provider, unit, estimated)
    WHERE stage = 'reserved';
CREATE INDEX expense_planned ON expense (account, project, provider, unit, estimated)
    WHERE stage = 'planned';

-- The sums of `expense`, kept by its triggers: a budget is asked before every request.
CREATE TABLE spending (
    account BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    project BLOB NOT NULL,
    provider TEXT NOT NULL,
    unit TEXT NOT NULL,
    amount INTEGER NOT NULL,
    unknown INTEGER NOT NULL,
    PRIMARY KEY (account, day, project, provider, unit)
) STRICT, WITHOUT ROWID;
CREATE INDEX spending_of_project ON spending (project, account, day, provider, unit, amount, unknown);

-- What a unit of a service is worth where its manifest says so.
CREATE TABLE unit_worth (
    account BLOB NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    provider TEXT NOT NULL,
    unit TEXT NOT NULL,
    usd REAL NOT NULL,
    PRIMARY KEY (account, provider, unit)
) STRICT;

-- What the present try of each job costs as its row says it.
CREATE VIEW job_cost (generation, estimated, is_final, amount, unknown, day) AS
SELECT
    generation,
    estimated,
    is_final,
    CASE WHEN NOT is_final THEN 0 WHEN charged IS NOT NULL THEN charged
         WHEN may_cost THEN ifnull(estimated, 0) ELSE 0 END,
    is_final AND charged IS NULL AND may_cost AND estimated IS NULL,
    CASE WHEN is_final THEN date(finished / 1000, 'unixepoch', 'localtime') ELSE '' END
FROM (
    SELECT
        job.generation AS generation,
        CAST(min(max(round(generation.cost_estimated * 1000000), 0), 1e13) AS INTEGER) AS estimated,
        CAST(min(max(round(job.cost_charged * 1000000), 0), 1e13) AS INTEGER) AS charged,
        job.state IN ('done', 'failed', 'canceled', 'unknown') AS is_final,
        CASE job.state
            WHEN 'done' THEN 1
            WHEN 'unknown' THEN 1
            WHEN 'failed' THEN job.error_class IN ('job_lost', 'timeout', 'submit_unknown',
                'result_invalid', 'result_expired', 'content_blocked_output', 'disk_full')
            WHEN 'canceled' THEN job.step <> ''
            ELSE 0
        END AS may_cost,
        iif(job.finished > 0, job.finished, generation.created) AS finished
    FROM job JOIN generation ON generation.id = job.generation
);

CREATE TRIGGER expense_begins AFTER INSERT ON job
BEGIN
    INSERT OR IGNORE INTO expense (generation, account, project, shot, provider, unit, estimated,
                                   stage, amount, unknown, day)
    SELECT generation.id, project.account, project.id, shot.id, generation.provider,
           generation.cost_unit, job_cost.estimated,
           CASE WHEN job_cost.is_final THEN 'settled'
                WHEN NEW.state = 'queued' AND NEW.attempts = 0 THEN 'planned'
                ELSE 'reserved' END,
           job_cost.amount, job_cost.unknown, job_cost.day
    FROM generation
    JOIN job_cost ON job_cost.generation = generation.id
    JOIN shot ON shot.id = generation.shot
    JOIN project ON project.id = shot.project
    WHERE generation.id = NEW.generation;
END;

-- From an end back to queued is a new try, and what the last one cost stays; from an end to anywhere
-- else the same try goes on. One that has begun stays reserved, also when it waits again.
CREATE TRIGGER expense_follows
AFTER UPDATE OF state, cost_charged, error_class, step, finished ON job
BEGIN
    UPDATE expense SET
        earlier = expense.earlier
            + iif(NEW.state = 'queued' AND expense.stage = 'settled', expense.amount, 0),
        earlier_unknown = expense.earlier_unknown
            + iif(NEW.state = 'queued' AND expense.stage = 'settled', expense.unknown, 0),
        stage = CASE WHEN now.is_final THEN 'settled'
                     WHEN NEW.state <> 'queued' THEN 'reserved'
                     WHEN expense.stage = 'settled' THEN 'planned'
                     ELSE expense.stage END,
        amount = now.amount,
        unknown = now.unknown,
        day = iif(now.is_final, now.day, expense.day)
    FROM (SELECT * FROM job_cost WHERE job_cost.generation = NEW.generation) AS now
    WHERE expense.generation = NEW.generation;
END;

CREATE TRIGGER spending_begins AFTER INSERT ON expense
WHEN NEW.amount > 0 OR NEW.unknown > 0
BEGIN
    INSERT INTO spending (account, day, project, provider, unit, amount, unknown)
    VALUES (NEW.account, NEW.day, NEW.project, NEW.provider, NEW.unit, NEW.amount, NEW.unknown)
    ON CONFLICT DO UPDATE SET amount = amount + excluded.amount,
                              unknown = unknown + excluded.unknown;
END;

-- What is taken back is taken from the day on which it was written down.
CREATE TRIGGER spending_follows AFTER UPDATE ON expense
WHEN NEW.earlier + NEW.amount <> OLD.earlier + OLD.amount
    OR NEW.earlier_unknown + NEW.unknown <> OLD.earlier_unknown + OLD.unknown
BEGIN
    INSERT INTO spending (account, day, project, provider, unit, amount, unknown)
    VALUES (NEW.account,
            iif(OLD.day <> '' AND NEW.earlier + NEW.amount <= OLD.earlier + OLD.amount,
                OLD.day, NEW.day),
            NEW.project, NEW.provider, NEW.unit,
            NEW.earlier + NEW.amount - OLD.earlier - OLD.amount,
            NEW.earlier_unknown + NEW.unknown - OLD.earlier_unknown - OLD.unknown)
    ON CONFLICT DO UPDATE SET amount = amount + excluded.amount,
                              unknown = unknown + excluded.unknown;
END;

INSERT INTO expense (generation, account, project, shot, provider, unit, estimated, stage, amount,
                     unknown, day)
SELECT generation.id, project.account, project.id, shot.id, generation.provider, generation.cost_unit,
       job_cost.estimated,
       CASE WHEN job_cost.is_final THEN 'settled' WHEN job.attempts = 0 THEN 'planned'
            ELSE 'reserved' END,
       job_cost.amount, job_cost.unknown, job_cost.day
FROM job
JOIN job_cost ON job_cost.generation = job.generation
JOIN generation ON generation.id = job.generation
JOIN shot ON shot.id = generation.shot
JOIN project ON project.id = shot.project;
