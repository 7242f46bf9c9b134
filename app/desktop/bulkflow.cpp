#include "app/desktop/bulkflow.h"

#include "core/jobs/budget.h"
#include "core/settings/settings.h"
#include "ui/common/format.h"
#include "ui/common/moneytext.h"
#include "ui/common/toast.h"
#include "ui/shell/mainwindow.h"

#include <QSet>

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

namespace {

// What was asked for last; of an animation rather what animated something.
QString lastPrompt(const Repositories& r, const ShotId& shot, ui::BatchPurpose purpose)
{
    QString any;
    for (const Generation& generation : r.generations.ofShot(shot)) {
        if (generation.prompt.trimmed().isEmpty()) {
            continue;
        }
        const bool animates = !generation.inputs.isEmpty();
        if (animates == (purpose == ui::BatchPurpose::Animate)) {
            return generation.prompt;
        }
        if (any.isEmpty()) {
            any = generation.prompt;
        }
    }
    return any;
}

} // namespace

BulkFlow::BulkFlow(ui::MainWindow& window, LibraryServices& services, const ModelOffer& models,
                   const AccountId& account, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_services(services)
    , m_models(models)
    , m_account(account)
{
}

void BulkFlow::ask(ui::BatchPurpose purpose, const ProjectId& project, const QList<ShotId>& shots)
{
    m_reading = runAsync(
        m_services.pool(), this,
        [store = &m_services.store(), account = m_account, purpose, project, shots,
         now = m_services.clock().nowMs()](const std::stop_token&) {
            return read(*store, account, purpose, project, shots, now);
        },
        [this, purpose](const Result<Reading>& reading) {
            if (reading) {
                show(purpose, *reading);
            } else {
                Q_EMIT failed(reading.error());
            }
        },
        1);
}

Result<BulkFlow::Reading> BulkFlow::read(const Store& store, const AccountId& account,
                                         ui::BatchPurpose purpose, const ProjectId& project,
                                         const QList<ShotId>& shots, qint64 nowMs)
{
    return store.read(account, [&](const Repositories& r) {
        const QSet<ShotId> chosen(shots.begin(), shots.end());
        Reading reading;
        for (const BoardRow& row : r.shots.board(project)) {
            if (!chosen.contains(row.shot.id)) {
                continue;
            }
            const bool picture = row.coverIsHeadliner && row.coverKind == AssetKind::Image
                && row.coverState == MediaState::Present;
            if (purpose == ui::BatchPurpose::Animate && !picture) {
                reading.leftOut.append(row.shot.number());
                continue;
            }
            ui::BatchShot shot{row.shot.id,
                               row.shot.number(),
                               row.shot.title,
                               row.shot.script,
                               lastPrompt(r, row.shot.id, purpose),
                               {},
                               row.coverSha256};
            if (picture) {
                shot.picture = row.coverAssetId;
            }
            reading.shots.append(shot);
        }
        for (const auto& use : {projectBudgetUse(r, project), accountBudgetUse(r, nowMs)}) {
            if (use) {
                reading.limits.append(*use);
            }
        }
        reading.holdsUnknown = readSetting(r.settings, settings::unknownPriceMicros) < 0;
        return reading;
    });
}

void BulkFlow::show(ui::BatchPurpose purpose, const Reading& reading)
{
    if (reading.shots.isEmpty()) {
        m_window.toasts().show(
            ui::ToastKind::Note,
            purpose == ui::BatchPurpose::Animate
                ? tr("None of the selected shots has a picture as its headliner.")
                : tr("The selected shots are not there any more."));
        return;
    }
    auto* sheet = new ui::GenerateSheet(
        &m_window, purpose, reading.shots, reading.leftOut, m_models.batchModels(purpose),
        [this, reading](const QString& modelId, const QByteArray& parameters, int results) {
            return price(reading, modelId, parameters, results);
        },
        m_services.thumbnails());
    connect(sheet, &ui::Dialog::accepted, this, [this, sheet] { submit(sheet->request()); });
    sheet->open();
}

ui::BatchPrice BulkFlow::price(const Reading& reading, const QString& modelId,
                               const QByteArray& parameters, int results) const
{
    const PriceEstimate estimate = m_models.price(modelId, parameters);
    ui::BatchPrice words{m_models.priceWords(modelId, parameters, results).text, {}};
    if (reading.limits.isEmpty() || estimate.kind == PriceEstimate::Kind::Free) {
        return words;
    }
    const BudgetUse& tightest =
        *std::min_element(reading.limits.begin(), reading.limits.end(),
                          [](const auto& a, const auto& b) { return a.left() < b.left(); });
    const ExchangeRates& rates = m_models.rates();
    if (estimate.kind == PriceEstimate::Kind::Unknown) {
        if (reading.holdsUnknown) {
            words.warning = tr("The price is unknown. With a limit of %1 these generations wait.")
                                .arg(ui::moneyText(tightest.limit, rates.currency()));
        }
        return words;
    }
    const auto total = rates.inCurrency({m_models.providerOf(modelId),
                                         estimate.charge.unit,
                                         {},
                                         estimate.charge.micros * results,
                                         0});
    if (!total) {
        words.warning =
            tr("There is no rate for %1, so the limit of %2 cannot be checked and these "
               "generations wait.")
                .arg(ui::rateUnitText(rateUnit(m_models.providerOf(modelId), estimate.charge.unit)),
                     ui::moneyText(tightest.limit, rates.currency()));
    } else if (double(*total) / 1e6 > tightest.left()) {
        words.warning =
            tr("Only %1 of the limit of %2 are left. What does not fit waits in the queue.")
                .arg(ui::moneyText(std::max(0.0, tightest.left()), rates.currency()),
                     ui::moneyText(tightest.limit, rates.currency()));
    }
    return words;
}

void BulkFlow::submit(const ui::BatchRequest& request)
{
    QList<GenerationRequest> requests;
    requests.reserve(request.items.size());
    for (const ui::BatchRequest::Item& item : request.items) {
        GenerationRequest each;
        each.shotId = item.shot;
        each.modelId = request.modelId;
        each.prompt = item.prompt;
        each.parameters = request.parameters;
        each.variants = request.variants;
        if (!request.pictureSlot.isEmpty() && !item.picture.isNull()) {
            each.inputs.append({request.pictureSlot, item.picture});
        }
        requests.append(each);
    }
    m_services.jobs().submitAll(m_account, requests).then(this, [this](const auto& written) {
        if (written) {
            m_window.toasts().show(
                ui::ToastKind::Done,
                tr("In the queue: %n generation(s)", nullptr, static_cast<int>(written->size())));
        } else {
            Q_EMIT failed(written.error());
        }
    });
}

} // namespace raskadr::desktop
