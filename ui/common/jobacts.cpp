#include "ui/common/jobacts.h"

#include "ui/common/detailsdialog.h"
#include "ui/common/dialog.h"
#include "ui/common/joberrortext.h"

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

QString pausedFor(const JobQueue& jobs, const AccountId& account, const QString& providerId)
{
    for (const PausedProvider& paused : jobs.pausedProviders(account)) {
        if (paused.providerId == providerId) {
            return paused.errorClass;
        }
    }
    return {};
}

JobActs::JobActs(const Store& store, JobQueue& jobs, const AccountId& account, QWidget* page)
    : QObject(page)
    , m_store(store)
    , m_jobs(jobs)
    , m_account(account)
    , m_page(page)
{
}

template <class T>
void JobActs::follow(const Pending<T>& pending)
{
    pending.then(this, [this](const Result<T>& result) {
        if (!result) {
            Q_EMIT failed(result.error());
        }
    });
}

void JobActs::run(const QueueRow& row, const JobStanding& standing, JobAct act)
{
    const GenerationId& id = row.generation.id;
    switch (act) {
    case JobAct::Cancel:
        follow(m_jobs.cancel(m_account, id));
        break;
    case JobAct::Retry:
        retry(row);
        break;
    case JobAct::Now:
        tryNow(id);
        break;
    case JobAct::Help:
        help(row, standing);
        break;
    case JobAct::Money:
        Q_EMIT moneyWanted();
        break;
    case JobAct::Resume:
        m_jobs.resumeProvider(m_account, row.generation.providerId);
        break;
    case JobAct::Details:
        showDetails(row, standing);
        break;
    case JobAct::ToShot:
        Q_EMIT shotWanted(row);
        break;
    case JobAct::Forget:
        follow(m_jobs.forget(m_account, id));
        break;
    case JobAct::More:
        break;
    }
}

void JobActs::retry(const QueueRow& row)
{
    const GenerationId id = row.generation.id;
    if (row.job.state == JobState::Done) {
        // It is made once more, beside its result.
        follow(m_jobs.repeat(m_account, id));
    } else if (row.job.state == JobState::Unknown && row.generation.costEstimated != 0) {
        auto* question = Dialog::ask(
            m_page, tr("Repeat the request?"),
            tr("The first request may have been paid for. Repeating may cost once more."),
            tr("Repeat"));
        connect(question, &Dialog::accepted, this,
                [this, id] { follow(m_jobs.retry(m_account, id)); });
    } else {
        follow(m_jobs.retry(m_account, id));
    }
}

void JobActs::tryNow(const GenerationId& generation)
{
    // Taken out of the queue and put back, so that nothing is left of its waiting. One that began
    // in the meantime goes on.
    m_jobs.cancel(m_account, generation).then(this, [this, generation](const Result<Job>& job) {
        if (!job) {
            Q_EMIT failed(job.error());
        } else if (job->state == JobState::Canceled && job->step.isEmpty()) {
            follow(m_jobs.retry(m_account, generation));
        }
    });
}

void JobActs::changeRequest(const QueueRow& row)
{
    if (isFinal(row.job.state)) {
        Q_EMIT requestWanted(row);
        return;
    }
    // One that waits leaves the queue first: nobody pays for both models. It can be repeated from
    // there.
    m_jobs.cancel(m_account, row.generation.id).then(this, [this, row](const Result<Job>& job) {
        if (job) {
            Q_EMIT requestWanted(row);
        } else {
            Q_EMIT failed(job.error());
        }
    });
}

void JobActs::help(const QueueRow& row, const JobStanding& standing)
{
    const GenerationId& id = row.generation.id;
    switch (remedyOf(row.job, standing)) {
    case JobRemedy::RepeatWithNewSeed:
        // The new one takes the place of the one that failed.
        m_jobs.repeatWithNewSeed(m_account, id)
            .then(this, [this, id](const Result<QList<GenerationId>>& made) {
                if (made) {
                    follow(m_jobs.forget(m_account, id));
                } else {
                    Q_EMIT failed(made.error());
                }
            });
        break;
    case JobRemedy::Check:
        follow(m_jobs.check(m_account, id));
        break;
    case JobRemedy::Repeat:
    case JobRemedy::None:
        follow(m_jobs.retry(m_account, id));
        break;
    case JobRemedy::OpenProvider:
        Q_EMIT providerWanted(row.generation.providerId);
        break;
    case JobRemedy::TopUp:
        Q_EMIT addressWanted(standing.billingAddress);
        break;
    case JobRemedy::OtherModel:
    case JobRemedy::ChangeRequest:
        changeRequest(row);
        break;
    case JobRemedy::FreeSpace:
        Q_EMIT folderWanted();
        break;
    }
}

void JobActs::showDetails(const QueueRow& row, const JobStanding& standing)
{
    // Lists leave out what the service said last.
    const auto read = m_store.read(
        m_account, [&](const Repositories& r) { return r.jobs.find(row.generation.id); });
    const Job& job = read && *read ? **read : row.job;
    QStringList lines{row.generation.modelId, job.errorClass, job.errorDetail,
                      QString::fromUtf8(job.lastAnswer)};
    lines.removeAll(QString());
    ui::showDetails(m_page, standing.errorTitle, standing.errorText, lines.join(u'\n'));
}

} // namespace raskadr::ui
