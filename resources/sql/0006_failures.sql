-- What failed before anything was ordered cost nothing, and what failed after it was paid for did.
-- The same is said in mayHaveCost().

DROP VIEW job_cost;

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
            WHEN 'failed' THEN job.step = 'fetching' OR (job.step <> ''
                AND job.error_class NOT IN ('rate_limited', 'busy', 'concurrency',
                    'insufficient_funds', 'quota_daily', 'auth_invalid', 'auth_forbidden',
                    'content_blocked_input', 'invalid_input', 'input_media_invalid',
                    'input_unreachable', 'provider_failed', 'local_not_running', 'local_oom',
                    'local_missing')
                AND (job.step <> 'submitting' OR job.error_class NOT IN ('model_gone', 'internal',
                    'offline', 'tls', 'blocked_region')))
            WHEN 'canceled' THEN job.step <> ''
            ELSE 0
        END AS may_cost,
        iif(job.finished > 0, job.finished, generation.created) AS finished
    FROM job JOIN generation ON generation.id = job.generation
);

UPDATE expense SET amount = now.amount, unknown = now.unknown
FROM job_cost AS now
WHERE now.generation = expense.generation AND expense.stage = 'settled' AND now.is_final
    AND (now.amount <> expense.amount OR now.unknown <> expense.unknown);
