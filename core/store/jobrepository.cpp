#include "core/store/jobrepository.h"

#include "core/model/names.h"
#include "core/store/queryrows.h"
#include "core/store/repositories.h"
#include "core/store/rowreaders.h"

namespace raskadr {

namespace {

#define JOB_OF_ACCOUNT                                                                             \
    " FROM job JOIN generation ON generation.id = job.generation "                                 \
    " JOIN shot ON shot.id = generation.shot "                                                     \
    " JOIN project ON project.id = shot.project AND project.account = :account "

#define QUEUE_SELECT                                                                               \
    "SELECT " GENERATION_COLUMNS ", " JOB_COLUMNS ", project.id, project.title, shot.id, "         \
    "shot.position, shot.title, shot.trashed, project.trashed, "                                   \
    "(SELECT media FROM asset WHERE asset.generation = job.generation LIMIT 1)" JOB_OF_ACCOUNT

QueueRow readQueueRow(Query& row)
{
    QueueRow result;
    result.generation = readGeneration(row);
    result.job = readJob(row);
    result.projectId = row.id<ProjectId>();
    result.projectTitle = row.text();
    result.shot.id = row.id<ShotId>();
    result.shot.projectId = result.projectId;
    result.shot.position = row.number();
    result.shot.title = row.text();
    result.shot.trashedMs = row.integer();
    result.inTrash = row.integer() > 0 || result.shot.trashedMs > 0;
    result.resultSha256 = row.text();
    return result;
}

void bindJob(Query& query, const Job& job)
{
    query.bind(":generation", job.generationId)
        .bind(":state", nameOf(job.state))
        .bind(":step", job.step)
        .bind(":variables", QString::fromUtf8(job.variables.isEmpty() ? "{}" : job.variables))
        .bind(":attempts", job.attempts)
        .bind(":not_before", job.notBeforeMs)
        .bind(":wait_reason", nameOf(job.waitReason))
        .bind(":cancel_requested", job.cancelRequested)
        .bind(":error_class", job.errorClass)
        .bind(":error_detail", job.errorDetail)
        .bind(":error_parameter", job.errorParameter)
        .bind(":last_answer", job.lastAnswer)
        .bind(":cost_charged", job.costCharged)
        .bind(":seed_returned", job.seedReturned)
        .bind(":forgotten", job.forgotten)
        .bind(":queued", job.queuedMs)
        .bind(":started", job.startedMs)
        .bind(":finished", job.finishedMs);
}

OpenJob readOpenJob(Query& row)
{
    OpenJob open;
    open.accountId = row.id<AccountId>();
    open.generation = readGeneration(row);
    open.job = readJob(row);
    return open;
}

} // namespace

JobRepository::JobRepository(const RepositoryContext& context)
    : m_connection(context.connection)
    , m_account(context.account)
    , m_changes(context.changes)
{
}

std::optional<Job> JobRepository::find(const GenerationId& generation) const
{
    Query query(m_connection,
                "SELECT " JOB_COLUMNS JOB_OF_ACCOUNT "WHERE job.generation = :generation");
    query.bind(":account", m_account).bind(":generation", generation);
    return readOne(query, readJob);
}

QList<QueueRow> JobRepository::queue(int limit) const
{
    Query query(m_connection,
                QUEUE_SELECT "WHERE job.forgotten = 0 OR job.state NOT IN "
                             "('done', 'failed', 'canceled', 'unknown') "
                             "ORDER BY job.state IN ('done', 'failed', 'canceled', 'unknown'), "
                             "CASE WHEN job.finished > 0 THEN -job.finished ELSE job.queued END, "
                             "generation.id LIMIT :limit");
    query.bind(":account", m_account).bind(":limit", limit);
    return readAll(query, readQueueRow);
}

std::optional<QueueRow> JobRepository::queueRow(const GenerationId& generation) const
{
    Query query(m_connection, QUEUE_SELECT "WHERE job.generation = :generation");
    query.bind(":account", m_account).bind(":generation", generation);
    return readOne(query, readQueueRow);
}

QList<QueueRow> JobRepository::withoutResultOfShot(const ShotId& shot) const
{
    Query query(m_connection,
                QUEUE_SELECT "WHERE generation.shot = :shot AND job.forgotten = 0 "
                             "AND job.state NOT IN ('done', 'canceled') "
                             "ORDER BY generation.created DESC, generation.id DESC");
    query.bind(":account", m_account).bind(":shot", shot);
    return readAll(query, readQueueRow);
}

QList<OpenJob> JobRepository::unfinishedOfAllAccounts() const
{
    Query query(m_connection,
                "SELECT project.account, " GENERATION_COLUMNS ", " JOB_COLUMNS
                " FROM job JOIN generation ON generation.id = job.generation "
                "JOIN shot ON shot.id = generation.shot "
                "JOIN project ON project.id = shot.project "
                "WHERE job.state NOT IN ('done', 'failed', 'canceled', 'unknown') "
                "ORDER BY job.queued, generation.id");
    return readAll(query, readOpenJob);
}

QList<Output> JobRepository::outputs(const GenerationId& generation) const
{
    Query query(m_connection,
                "SELECT \"index\", address, expires, state, ifnull(media, '') FROM output "
                "WHERE generation = :generation AND EXISTS (SELECT 1 FROM generation g "
                "JOIN shot ON shot.id = g.shot JOIN project ON project.id = shot.project "
                "AND project.account = :account WHERE g.id = :generation) ORDER BY \"index\"");
    query.bind(":account", m_account).bind(":generation", generation);
    return readAll(query, [&generation](Query& row) {
        Output output;
        output.generationId = generation;
        output.index = row.number();
        output.address = row.text();
        output.expiresMs = row.integer();
        output.state = fromName<OutputState>(row.text()).value_or(OutputState::Expected);
        output.sha256 = row.text();
        return output;
    });
}

void JobRepository::insert(const Job& job)
{
    Query query(
        m_connection,
        "INSERT INTO job (generation, state, step, variables, attempts, not_before, "
        "wait_reason, cancel_requested, error_class, error_detail, error_parameter, last_answer, "
        "cost_charged, seed_returned, forgotten, queued, started, finished) "
        "SELECT :generation, :state, :step, :variables, :attempts, :not_before, "
        ":wait_reason, :cancel_requested, :error_class, :error_detail, :error_parameter, "
        ":last_answer, "
        ":cost_charged, :seed_returned, :forgotten, :queued, :started, :finished "
        "FROM generation JOIN shot ON shot.id = generation.shot "
        "JOIN project ON project.id = shot.project AND project.account = :account "
        "WHERE generation.id = :generation");
    bindJob(query, job);
    query.bind(":account", m_account);
    query.runOnOne();
    m_changes.jobs.inserted.insert(job.generationId);
    note(job.generationId);
}

void JobRepository::update(const Job& job)
{
    Query query(m_connection,
                "UPDATE job SET state = :state, step = :step, variables = :variables, "
                "attempts = :attempts, not_before = :not_before, wait_reason = :wait_reason, "
                "cancel_requested = :cancel_requested, error_class = :error_class, "
                "error_detail = :error_detail, error_parameter = :error_parameter, last_answer = "
                ":last_answer, "
                "cost_charged = :cost_charged, seed_returned = :seed_returned, "
                "forgotten = :forgotten, queued = :queued, started = :started, "
                "finished = :finished WHERE generation = :generation AND EXISTS "
                "(SELECT 1 FROM generation g JOIN shot ON shot.id = g.shot "
                "JOIN project ON project.id = shot.project AND project.account = :account "
                "WHERE g.id = :generation)");
    bindJob(query, job);
    query.bind(":account", m_account);
    query.runOnOne();
    m_changes.jobs.updated.insert(job.generationId);
    note(job.generationId);
}

void JobRepository::putOutput(const Output& output)
{
    Query query(m_connection,
                "INSERT INTO output (generation, \"index\", address, expires, state, media) "
                "SELECT generation.id, :index, :address, :expires, :state, nullif(:media, '') "
                "FROM generation JOIN shot ON shot.id = generation.shot "
                "JOIN project ON project.id = shot.project AND project.account = :account "
                "WHERE generation.id = :generation "
                "ON CONFLICT (generation, \"index\") DO UPDATE SET address = excluded.address, "
                "expires = excluded.expires, state = excluded.state, media = excluded.media");
    query.bind(":account", m_account)
        .bind(":generation", output.generationId)
        .bind(":index", output.index)
        .bind(":address", output.address)
        .bind(":expires", output.expiresMs)
        .bind(":state", nameOf(output.state))
        .bind(":media", output.sha256);
    query.runOnOne();
    note(output.generationId);
}

void JobRepository::note(const GenerationId& generation)
{
    Query query(m_connection, "SELECT shot FROM generation WHERE id = :generation");
    query.bind(":generation", generation);
    if (query.step()) {
        m_changes.shotContents.insert(query.id<ShotId>());
    }
}

} // namespace raskadr
