#include "app/desktop/queueflow.h"

#include "app/desktop/filemanager.h"
#include "core/jobs/budget.h"
#include "ui/common/dialog.h"
#include "ui/common/format.h"
#include "ui/common/joberrortext.h"
#include "ui/common/moneytext.h"
#include "ui/queue/queuepage.h"
#include "ui/shell/topbar.h"

#include <QLocale>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rereadAfterMs = 100;
constexpr int mostLines = 1000;

bool concerns(const ChangeSet& changes)
{
    return !changes.jobs.isEmpty() || !changes.shotOrders.isEmpty() || !changes.projects.isEmpty()
        || !changes.accounts.isEmpty() || changes.catalog;
}

} // namespace

QueueFlow::QueueFlow(ui::QueuePage& page, ui::TopBar& topBar, LibraryServices& services,
                     ui::ShotController& controller, const ModelOffer& models,
                     const AccountId& account, QObject* parent)
    : QObject(parent)
    , m_page(page)
    , m_topBar(topBar)
    , m_services(services)
    , m_controller(controller)
    , m_models(models)
    , m_account(account)
{
    m_reader.setMaxThreadCount(1);
    m_reread.setSingleShot(true);
    m_reread.setInterval(rereadAfterMs);
    connect(&m_reread, &QTimer::timeout, this, &QueueFlow::refresh);
    connect(&m_services.store(), &Store::changed, this, [this](const ChangeSet& changes) {
        if (concerns(changes) && m_page.isVisible() && !m_reread.isActive()) {
            m_reread.start();
        }
    });
    JobQueue& jobs = m_services.jobs();
    connect(&jobs, &JobQueue::progressed, &m_page, &ui::QueuePage::setProgress);
    connect(&jobs, &JobQueue::countsChanged, this, &QueueFlow::showCount);
    connect(&jobs, &JobQueue::pausesChanged, &m_reread, qOverload<>(&QTimer::start));
    connect(&m_page, &ui::QueuePage::acted, this, &QueueFlow::act);
    showCount();
}

QueueFlow::~QueueFlow()
{
    m_reading = {};
    m_reader.waitForDone();
}

void QueueFlow::refresh()
{
    if (m_busy) {
        m_again = true;
        return;
    }
    m_busy = true;
    m_reading = runAsync(
        m_reader, this,
        [store = &m_services.store(), account = m_account,
         now = m_services.clock().nowMs()](const std::stop_token&) {
            return read(*store, account, now);
        },
        [this](const Result<Reading>& reading) {
            m_busy = false;
            if (reading) {
                show(*reading);
            } else {
                Q_EMIT failed(reading.error());
            }
            if (std::exchange(m_again, false)) {
                refresh();
            }
        });
}

Result<QueueFlow::Reading> QueueFlow::read(const Store& store, const AccountId& account,
                                           qint64 nowMs)
{
    return store.read(account, [nowMs](const Repositories& r) {
        Reading reading;
        reading.rows = r.jobs.queue(mostLines);
        // Those that ask for the same at the same place wait for the same.
        QHash<QString, std::optional<BudgetStop>> known;
        for (QueueRow& row : reading.rows) {
            row.job.lastAnswer.clear(); // read when somebody asks for it
            if (row.job.state != JobState::Queued || row.job.waitReason != WaitReason::Budget) {
                continue;
            }
            const Generation& asked = row.generation;
            const QString key = row.projectId.toString() + asked.providerId + asked.costUnit
                + QString::number(asked.costEstimated.value_or(-1));
            auto stop = known.constFind(key);
            if (stop == known.constEnd()) {
                stop = known.insert(key, budgetStop(r, asked.id, nowMs));
            }
            if (*stop) {
                reading.stops.insert(asked.id, **stop);
            }
        }
        reading.rates = r.rates.rates();
        reading.month = reading.rates.sum(r.expenses.ofMonth(monthOf(nowMs)).spent);
        reading.use = accountBudgetUse(r, nowMs);
        return reading;
    });
}

void QueueFlow::show(const Reading& reading)
{
    QList<ui::QueueLine> lines;
    lines.reserve(reading.rows.size());
    for (const QueueRow& row : reading.rows) {
        lines.append(lineOf(row, reading));
    }
    m_page.setLines(lines);
    showSpending(reading);
}

ui::QueueLine QueueFlow::lineOf(const QueueRow& row, const Reading& reading) const
{
    ui::QueueLine line;
    line.row = row;
    line.modelName = m_models.modelName(row.generation.modelId);
    line.providerName = m_models.providerName(row.generation.providerId);
    line.coverSha256 = !row.resultSha256.isEmpty()      ? row.resultSha256
        : !row.generation.inputs.isEmpty() ? row.generation.inputs.first().sha256
                                           : QString();
    line.errorText = ui::jobErrorText(row.job, line.providerName);
    line.endText = ui::jobEndText(row.job, row.generation.costEstimated == 0);
    line.costText = ui::costText(row.generation, row.job);
    line.costInCurrency = ui::costInCurrencyText(row.generation, row.job, reading.rates);
    if (const auto stop = reading.stops.constFind(row.generation.id);
        stop != reading.stops.constEnd()) {
        line.waitText = ui::budgetStopText(*stop);
        line.block = ui::QueueBlock::Limit;
    }
    if (row.job.state == JobState::Queued && row.job.waitReason == WaitReason::ProviderPaused) {
        line.waitText = pausedText(row.generation.providerId);
        line.block = ui::QueueBlock::ProviderPaused;
    }
    if (const auto progress = m_services.jobs().progress(row.generation.id)) {
        line.progress = progress->fraction;
        line.remainingMs = progress->remainingMs;
    }
    return line;
}

QString QueueFlow::pausedText(const QString& providerId) const
{
    for (const PausedProvider& paused : m_services.jobs().pausedProviders(m_account)) {
        if (paused.providerId == providerId) {
            Job failed;
            failed.state = JobState::Failed;
            failed.errorClass = paused.errorClass;
            return tr("Paused after errors: %1").arg(ui::jobErrorText(failed));
        }
    }
    return {};
}

void QueueFlow::showSpending(const Reading& reading)
{
    if (reading.month.isZero() && !reading.use) {
        m_page.setSpending({}, -1);
        return;
    }
    const QDate today = QDateTime::fromMSecsSinceEpoch(m_services.clock().nowMs()).date();
    const QString month = QLocale().standaloneMonthName(today.month());
    const QString sum = ui::sumText(reading.month, reading.rates.currency());
    if (!reading.use) {
        m_page.setSpending(tr("Spent in %1: %2").arg(month, sum), -1);
        return;
    }
    const double limit = reading.use->limit;
    const QString& currency = reading.rates.currency();
    m_page.setSpending(tr("Spent in %1: %2 of %3")
                           .arg(month, ui::amountText(reading.month.micros, currency),
                                ui::moneyText(limit, currency)),
                       limit > 0 ? reading.use->used / limit : 1);
}

void QueueFlow::act(const ui::QueueLine& line, ui::QueueAct act)
{
    const QueueRow& row = line.row;
    const GenerationId& id = row.generation.id;
    switch (act) {
    case ui::QueueAct::Cancel:
        m_controller.cancel(id);
        break;
    case ui::QueueAct::Retry:
        // A finished one is made once more, beside its result.
        if (row.job.state == JobState::Done) {
            m_controller.repeat(id, false);
        } else if (row.job.state == JobState::Unknown && row.generation.costEstimated != 0) {
            auto* question = ui::Dialog::ask(
                &m_page, tr("Repeat the request?"),
                tr("The first request may have been paid for. Repeating may cost once more."),
                tr("Repeat"));
            connect(question, &ui::Dialog::accepted, this, [this, id] { m_controller.retry(id); });
        } else {
            m_controller.retry(id);
        }
        break;
    case ui::QueueAct::Forget:
        m_controller.forget(id);
        break;
    case ui::QueueAct::ToShot:
        Q_EMIT shotWanted(row.shot.id, row.projectId);
        break;
    case ui::QueueAct::Details: {
        const auto job = m_services.store().read(
            m_account, [&](const Repositories& r) { return r.jobs.find(id); });
        m_page.showDetails(line, job && *job ? **job : row.job);
        break;
    }
    case ui::QueueAct::Money:
        Q_EMIT moneyWanted();
        break;
    case ui::QueueAct::Help:
        help(line);
        break;
    case ui::QueueAct::Resume:
        m_services.jobs().resumeProvider(m_account, row.generation.providerId);
        break;
    case ui::QueueAct::More:
        break;
    }
}

void QueueFlow::help(const ui::QueueLine& line)
{
    const QueueRow& row = line.row;
    switch (ui::jobRemedy(row.job)) {
    case ui::JobRemedy::RepeatWithNewSeed:
        m_controller.repeat(row.generation.id, true);
        break;
    case ui::JobRemedy::Check:
        m_services.jobs().check(m_account, row.generation.id).then(this, [this](const Result<Job>& job) {
            if (!job) {
                Q_EMIT failed(job.error());
            }
        });
        break;
    case ui::JobRemedy::Repeat:
    case ui::JobRemedy::None:
        m_controller.retry(row.generation.id);
        break;
    case ui::JobRemedy::OpenProvider:
        Q_EMIT providerWanted(row.generation.providerId);
        break;
    case ui::JobRemedy::OtherModel:
    case ui::JobRemedy::ChangeRequest:
        Q_EMIT requestWanted(row);
        break;
    case ui::JobRemedy::FreeSpace:
        showInFolder(m_services.library().path());
        break;
    }
}

void QueueFlow::showCount()
{
    m_topBar.setRunning(m_services.jobs().counts(m_account).unfinished());
}

} // namespace raskadr::desktop
