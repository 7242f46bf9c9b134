#include "app/cli/commands.h"
#include "app/cli/context.h"
#include "app/cli/ids.h"
#include "app/cli/jsonvalues.h"
#include "app/cli/queuerun.h"
#include "app/cli/table.h"
#include "core/jobs/jobtransitions.h"
#include "ui/common/labels.h"

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostRows = 100'000;

int listQueue(Context& context)
{
    const auto rows = context.read([](const Repositories& r) { return r.jobs.queue(mostRows); });
    if (!rows) {
        return context.fail(rows.error());
    }
    QJsonArray json;
    Table table({Words::tr("Id"), Words::tr("State"), Words::tr("Model"), Words::tr("Project"),
                 Words::tr("Shot"), Words::tr("Prompt")});
    for (const QueueRow& row : *rows) {
        json.append(toJson(row));
        table.add({row.generation.id.tail(), ui::statusText(row.job.state), row.generation.modelId,
                   shortened(row.projectTitle, 30), QString::number(row.shot.number()),
                   shortened(row.generation.prompt, 50)});
    }
    context.output().result(json,
                            table.isEmpty() ? Words::tr("The queue is empty.") : table.toText());
    return Done;
}

int runAll(Context& context)
{
    const auto before = context.read([&](const Repositories& r) {
        QList<GenerationId> generations;
        for (const OpenJob& open : r.jobs.unfinishedOfAllAccounts()) {
            if (open.accountId == context.account()) {
                generations.append(open.generation.id);
            }
        }
        return generations;
    });
    if (!before) {
        return context.fail(before.error());
    }
    if (!before->isEmpty()) {
        const auto run = runQueue(context, QSet<GenerationId>(before->begin(), before->end()));
        if (!run) {
            return context.fail(run.error());
        }
    }
    const auto shown =
        context.read([&](const Repositories& r) { return shownGenerations(r, *before); });
    if (!shown) {
        return context.fail(shown.error());
    }
    context.output().result(shown->json,
                            shown->lines.isEmpty() ? Words::tr("Nothing was waiting.")
                                                   : shown->lines.join(u'\n'));
    return shown->allDone ? Done : context.fail(Words::tr("Not every generation is done."));
}

// One step of the job named, and what it became.
int step(Context& context,
         Result<Job> (*transition)(Repositories&, const GenerationId&, qint64 nowMs))
{
    const auto generation = findGeneration(context, context.argument(0));
    if (!generation) {
        return Failed;
    }
    const auto job = context.store()
                         .write(context.account(),
                                [transition, id = generation->id, now = context.clock().nowMs()](
                                    Repositories& r) { return transition(r, id, now); })
                         .wait();
    if (!job && job.error().kind == ErrorKind::InvalidInput) {
        return context.fail(
            Words::tr("Generation %1 is not over yet or is done; there is nothing to "
                      "retry.")
                .arg(generation->id.tail()));
    }
    if (!job) {
        return context.fail(job.error());
    }
    struct Shown
    {
        QJsonObject json;
        QString line;
    };
    const auto shown = context.read([&](const Repositories& r) {
        return Shown{generationJson(r, *generation), generationSentence(r, *generation)};
    });
    if (!shown) {
        return context.fail(shown.error());
    }
    context.output().result(shown->json, shown->line);
    return Done;
}

// Asks the service what became of a job that nobody knows the end of, and stays until it is known.
int checkGeneration(Context& context)
{
    const auto generation = findGeneration(context, context.argument(0));
    if (!generation) {
        return Failed;
    }
    const GenerationId id = generation->id;
    const auto asked =
        context.store()
            .write(context.account(), [id](Repositories& r) { return checkJob(r, id); })
            .wait();
    if (!asked && asked.error().kind == ErrorKind::InvalidInput) {
        return context.fail(
            Words::tr("Generation %1 cannot be asked for: its result is not unknown, or the "
                      "service does not tell.")
                .arg(id.tail()));
    }
    if (!asked) {
        return context.fail(asked.error());
    }
    if (const auto run = runQueue(context, {id}); !run) {
        return context.fail(run.error());
    }
    struct Shown
    {
        QJsonObject json;
        QString line;
        bool isDone = false;
    };
    const auto shown = context.read([&](const Repositories& r) {
        const auto job = r.jobs.find(id);
        return Shown{generationJson(r, *generation), generationSentence(r, *generation),
                     job && job->state == JobState::Done};
    });
    if (!shown) {
        return context.fail(shown.error());
    }
    context.output().result(shown->json, shown->line);
    return shown->isDone ? Done : Failed;
}

} // namespace

QList<CommandSpec> queueCommands()
{
    return {
        {u"queue list"_s,
         {},
         Words::tr("Show the generations of the account, unfinished ones first."),
         {},
         Access::Read,
         true,
         listQueue},
        {u"queue run"_s,
         {},
         Words::tr("Run everything that waits, to its end."),
         {},
         Access::Write,
         true,
         runAll},
        {u"queue cancel"_s,
         u"GENERATION"_s,
         Words::tr("Cancel a generation that is not over."),
         {},
         Access::Write,
         true,
         [](Context& context) { return step(context, cancelJob); }},
        {u"queue retry"_s,
         u"GENERATION"_s,
         Words::tr("Put a failed or canceled generation back into the queue."),
         {},
         Access::Write,
         true,
         [](Context& context) { return step(context, retryJob); }},
        {u"queue check"_s,
         u"GENERATION"_s,
         Words::tr("Ask the service what became of a generation whose result is unknown."),
         {},
         Access::Write,
         true,
         checkGeneration},
        {u"queue forget"_s,
         u"GENERATION"_s,
         Words::tr("Give a result up; a failure is not counted any more."),
         {},
         Access::Write,
         true,
         [](Context& context) { return step(context, forgetJob); }},
    };
}

} // namespace raskadr::cli
