#include "app/cli/queuerun.h"

#include "app/cli/interrupt.h"
#include "app/cli/jsonvalues.h"
#include "app/cli/services.h"
#include "core/draft/draftengine.h"
#include "core/jobs/jobqueue.h"
#include "ui/common/joberrortext.h"
#include "ui/common/labels.h"

#include <QEventLoop>
#include <QRandomGenerator>
#include <QThreadPool>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

// How far a queue is, of all that it was given, by what its signals told.
class QueueProgress
{
public:
    explicit QueueProgress(qsizetype all)
        : m_all(all)
    {
    }

    void note(const GenerationId& generation, double fraction)
    {
        m_fractions[generation] = fraction;
    }
    double fraction() const
    {
        double done = 0;
        for (const double fraction : m_fractions) {
            done += fraction;
        }
        return m_all == 0 ? 1 : done / double(m_all);
    }

private:
    const qsizetype m_all;
    QHash<GenerationId, double> m_fractions;
};

Result<QSet<GenerationId>> unfinished(Context& context)
{
    return context.read([&](const Repositories& r) {
        QSet<GenerationId> ids;
        for (const OpenJob& open : r.jobs.unfinishedOfAllAccounts()) {
            if (open.accountId == context.account()) {
                ids.insert(open.generation.id);
            }
        }
        return ids;
    });
}

} // namespace

Result<> runQueue(Context& context, const QSet<GenerationId>& only)
{
    auto all = only.isEmpty() ? unfinished(context) : Result<QSet<GenerationId>>(only);
    if (!all) {
        return failure(all.error());
    }
    if (all->isEmpty()) {
        return {};
    }
    DraftEngine engine;
    QThreadPool pool;
    Interrupt interrupt;
    Services services(context);
    {
        JobQueue queue(context.store(), context.library().media(), context.clock(), pool, engine);
        queue.reachServices(services.sender(), context.connections());
        QObject::connect(&context.connections(), &ProviderConnections::unlocked, &queue,
                         &JobQueue::unlock);
        QueueProgress progress(all->size());
        QEventLoop loop;
        const auto show = [&] {
            context.output().progress(Words::tr("Generating"), progress.fraction());
        };
        QObject::connect(&queue, &JobQueue::progressed, &loop,
                         [&](const GenerationId& id, double fraction, qint64) {
                             progress.note(id, fraction);
                             show();
                         });
        QObject::connect(&queue, &JobQueue::finished, &loop, [&](const GenerationId& id, JobState) {
            progress.note(id, 1);
            show();
        });
        QObject::connect(&queue, &JobQueue::idle, &loop, &QEventLoop::quit);
        QObject::connect(&interrupt, &Interrupt::requested, &loop, &QEventLoop::quit);
        queue.unlock(context.account());
        queue.startOnly(*all);
        loop.exec();
    }
    pool.waitForDone();
    return interrupt.isRequested() ? Result<>(failure(ErrorKind::Cancelled)) : Result<>();
}

int queueRequest(Context& context, const GenerationRequest& request, QList<GenerationId>& ids)
{
    const SeedSource seeds = [] { return QRandomGenerator::system()->generate(); };
    const auto inserted =
        context.store()
            .write(context.account(),
                   [request, seeds, now = context.clock().nowMs()](Repositories& r) {
                       return insertRequested(r, request, seeds, now);
                   })
            .wait();
    if (!inserted) {
        return inserted.error().kind == ErrorKind::InvalidInput
            ? context.fail(
                Words::tr("The value of “%1” does not fit. What fits: raskadr-cli model params %2")
                    .arg(inserted.error().subject, request.modelId))
            : context.fail(inserted.error());
    }
    ids = *inserted;
    if (!context.has(u"--wait"_s)) {
        return Done;
    }
    const auto run = runQueue(context, QSet<GenerationId>(ids.begin(), ids.end()));
    if (!run) {
        return run.error().kind == ErrorKind::Cancelled
            ? context.fail(Words::tr("Stopped. What is not done waits in the queue: raskadr-cli "
                                     "queue run"))
            : context.fail(run.error());
    }
    return Done;
}

QJsonObject generationJson(const Repositories& r, const Generation& generation)
{
    QJsonObject json = withOutcome(generation, r.jobs.find(generation.id));
    const QList<Asset> assets = r.assets.ofGeneration(generation.id);
    json[u"assetId"_s] = assets.isEmpty() ? QJsonValue() : QJsonValue(assets.first().id.toString());
    json[u"sha256"_s] = assets.isEmpty() ? QJsonValue() : QJsonValue(assets.first().sha256);
    return json;
}

QString generationSentence(const Repositories& r, const Generation& generation)
{
    const auto job = r.jobs.find(generation.id);
    const JobState state = job ? job->state : JobState::Unknown;
    if (state == JobState::Failed && job) {
        return Words::tr("Generation %1 failed. %2")
            .arg(generation.id.tail(), ui::jobErrorText(*job));
    }
    const QList<Asset> assets = r.assets.ofGeneration(generation.id);
    if (state == JobState::Done && !assets.isEmpty()) {
        return Words::tr("Generation %1 is done, the asset is %2.")
            .arg(generation.id.tail(), assets.first().id.tail());
    }
    return Words::tr("Generation %1: %2").arg(generation.id.tail(), ui::statusText(state));
}

ShownGenerations shownGenerations(const Repositories& r, const QList<GenerationId>& ids)
{
    ShownGenerations shown;
    for (const GenerationId& id : ids) {
        if (const auto generation = r.generations.find(id)) {
            shown.json.append(generationJson(r, *generation));
            shown.lines.append(generationSentence(r, *generation));
            const auto job = r.jobs.find(id);
            shown.allDone &= job && job->state == JobState::Done;
        }
    }
    return shown;
}

} // namespace raskadr::cli
