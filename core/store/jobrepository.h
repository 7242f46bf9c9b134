#pragma once

#include "core/model/generation.h"
#include "core/model/job.h"
#include "core/model/shot.h"
#include "core/store/changeset.h"
#include "core/store/connection.h"

#include <QList>

namespace raskadr {

struct RepositoryContext;

// A line of the queue page.
struct QueueRow
{
    Generation generation;
    Job job;
    ProjectId projectId;
    QString projectTitle;
    Shot shot;
    QString resultSha256; // of the first result, if there is one
    bool inTrash = false; // its shot, or the whole project

    bool operator==(const QueueRow&) const = default;
};

// A job that is not finished, with the account that it belongs to.
struct OpenJob
{
    AccountId accountId;
    Generation generation;
    Job job;
};

// What became of the generations: the queue, and the results of each.
class JobRepository
{
public:
    explicit JobRepository(const RepositoryContext& context);

    std::optional<Job> find(const GenerationId& generation) const;
    // Unfinished ones first, then the last finished; at most `limit`. Those that are over and were
    // given up are left out.
    QList<QueueRow> queue(int limit) const;
    std::optional<QueueRow> queueRow(const GenerationId& generation) const;
    // Jobs of a shot without a result: what the feed shows beside the assets. Newest first.
    QList<QueueRow> withoutResultOfShot(const ShotId& shot) const;
    // What a start finds to do, oldest first.
    QList<OpenJob> unfinishedOfAllAccounts() const;
    QList<Output> outputs(const GenerationId& generation) const;

    void insert(const Job& job);
    void update(const Job& job);
    void putOutput(const Output& output);

private:
    void note(const GenerationId& generation);

    Connection& m_connection;
    AccountId m_account;
    ChangeSet& m_changes;
};

} // namespace raskadr
