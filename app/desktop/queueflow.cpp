#include "app/desktop/queueflow.h"

#include "ui/common/joberrortext.h"
#include "ui/queue/queuepage.h"
#include "ui/shell/topbar.h"

namespace raskadr::desktop {

namespace {

constexpr int rereadAfterMs = 100;
constexpr int mostLines = 1000;

} // namespace

QueueFlow::QueueFlow(ui::QueuePage& page, ui::TopBar& topBar, LibraryServices& services,
                     ui::ShotController& controller, const ModelOffer& models,
                     const AccountId& account, QObject* parent)
    : QObject(parent)
    , m_page(page)
    , m_topBar(topBar)
    , m_services(services)
    , m_models(models)
    , m_account(account)
{
    m_reread.setSingleShot(true);
    m_reread.setInterval(rereadAfterMs);
    connect(&m_reread, &QTimer::timeout, this, &QueueFlow::refresh);
    connect(&m_services.store(), &Store::changed, this, [this](const ChangeSet& changes) {
        const bool concerned =
            !changes.jobs.isEmpty() || !changes.shotOrders.isEmpty() || changes.catalog;
        if (concerned && m_page.isVisible() && !m_reread.isActive()) {
            m_reread.start();
        }
    });
    connect(&m_services.jobs(), &JobQueue::progressed, &m_page, &ui::QueuePage::setProgress);
    connect(&m_services.jobs(), &JobQueue::countsChanged, this, &QueueFlow::showCount);
    connect(&m_page, &ui::QueuePage::cancelRequested, &controller, &ui::ShotController::cancel);
    connect(&m_page, &ui::QueuePage::retryRequested, &controller, &ui::ShotController::retry);
    connect(&m_page, &ui::QueuePage::repeatRequested, &controller,
            [&controller](const GenerationId& id) { controller.repeat(id, false); });
    connect(&m_page, &ui::QueuePage::forgetRequested, &controller, &ui::ShotController::forget);
    showCount();
}

void QueueFlow::refresh()
{
    const auto rows = m_services.store().read(
        m_account, [](const Repositories& r) { return r.jobs.queue(mostLines); });
    if (!rows) {
        Q_EMIT failed(rows.error());
        return;
    }
    QList<ui::QueueLine> lines;
    lines.reserve(rows->size());
    for (const QueueRow& row : *rows) {
        ui::QueueLine line;
        line.row = row;
        line.modelName = m_models.modelName(row.generation.modelId);
        line.providerName = m_models.providerName(row.generation.providerId);
        line.coverSha256 = !row.resultSha256.isEmpty()      ? row.resultSha256
            : !row.generation.inputs.isEmpty() ? row.generation.inputs.first().sha256
                                               : QString();
        line.errorText = ui::jobErrorText(row.job);
        if (const auto progress = m_services.jobs().progress(row.generation.id)) {
            line.progress = progress->fraction;
            line.remainingMs = progress->remainingMs;
        }
        lines.append(line);
    }
    m_page.setLines(lines);
}

void QueueFlow::showCount()
{
    m_topBar.setRunning(m_services.jobs().counts(m_account).unfinished());
}

} // namespace raskadr::desktop
