#include "app/desktop/queueflow.h"

#include "core/jobs/budget.h"
#include "ui/common/format.h"
#include "ui/common/moneytext.h"
#include "ui/queue/queuepage.h"
#include "ui/shell/topbar.h"

#include <QLocale>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int queueRereadAfterMs = 100;
constexpr int mostLines = 1000;

bool concernsQueue(const ChangeSet& changes)
{
    return !changes.jobs.isEmpty() || !changes.shotOrders.isEmpty() || !changes.projects.isEmpty()
        || !changes.accounts.isEmpty() || changes.catalog;
}

} // namespace

QueueFlow::QueueFlow(ui::QueuePage& page, ui::TopBar& topBar, LibraryServices& services,
                     const ModelOffer& models, const AccountId& account, QObject* parent)
    : QObject(parent)
    , m_page(page)
    , m_topBar(topBar)
    , m_services(services)
    , m_models(models)
    , m_account(account)
    , m_acts(new ui::JobActs(services.store(), services.jobs(), account, &page))
{
    m_reader.setMaxThreadCount(1);
    m_reread.setSingleShot(true);
    m_reread.setInterval(queueRereadAfterMs);
    connect(&m_reread, &QTimer::timeout, this, &QueueFlow::refresh);
    connect(&m_services.store(), &Store::changed, this, [this](const ChangeSet& changes) {
        if (concernsQueue(changes) && m_page.isVisible() && !m_reread.isActive()) {
            m_reread.start();
        }
    });
    JobQueue& jobs = m_services.jobs();
    connect(&jobs, &JobQueue::progressed, &m_page, &ui::QueuePage::setProgress);
    connect(&jobs, &JobQueue::countsChanged, this, &QueueFlow::showCount);
    connect(&jobs, &JobQueue::pausesChanged, &m_reread, qOverload<>(&QTimer::start));
    connect(&m_page, &ui::QueuePage::acted, m_acts,
            [this](const ui::QueueLine& line, ui::JobAct act) {
                m_acts->run(line.row, line.standing, act);
            });
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
        [store = &m_services.store(), account = m_account, now = m_services.clock().nowMs()](
            const std::stop_token&) { return read(*store, account, now); },
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
    line.readOnly = m_services.isReadOnly();
    line.modelName = m_models.modelName(row.generation.modelId);
    line.providerName = m_models.providerName(row.generation.providerId);
    line.coverSha256 = !row.resultSha256.isEmpty() ? row.resultSha256
        : !row.generation.inputs.isEmpty()         ? row.generation.inputs.first().sha256
                                                   : QString();
    ui::JobHindrance hindrance;
    if (const auto stop = reading.stops.constFind(row.generation.id);
        stop != reading.stops.constEnd()) {
        hindrance.limit = *stop;
    }
    hindrance.pausedFor = ui::pausedFor(m_services.jobs(), m_account, row.generation.providerId);
    ui::JobNames names{line.providerName, m_models.billingAddress(row.generation.providerId), {}};
    if (row.job.errorClass == u"invalid_input"_s && !row.job.errorParameter.isEmpty()) {
        names.refused = m_models.refusalText(row.generation.modelId, row.job.errorParameter);
    }
    line.standing = ui::standingOf(row.generation, row.job, names, hindrance);
    line.costText = ui::costText(row.generation, row.job);
    line.costInCurrency = ui::costInCurrencyText(row.generation, row.job, reading.rates);
    if (const auto progress = m_services.jobs().progress(row.generation.id)) {
        line.standing.progress = progress->fraction;
        line.standing.remainingMs = progress->remainingMs;
    }
    return line;
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

void QueueFlow::showCount()
{
    m_topBar.setRunning(m_services.jobs().counts(m_account).unfinished());
}

} // namespace raskadr::desktop
