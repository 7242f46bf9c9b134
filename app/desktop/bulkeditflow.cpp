#include "app/desktop/bulkeditflow.h"

#include "core/agent/agentcost.h"
#include "ui/common/moneytext.h"
#include "ui/common/smartedittext.h"
#include "ui/common/toast.h"
#include "ui/shell/mainwindow.h"
#include "ui/storyboard/editsheet.h"

namespace raskadr::desktop {

using namespace Qt::Literals::StringLiterals;

BulkEditFlow::BulkEditFlow(ui::MainWindow& window, LibraryServices& services,
                           const ModelOffer& models, TakeBack& takeBack, const AccountId& account,
                           QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_services(services)
    , m_models(models)
    , m_takeBack(takeBack)
    , m_account(account)
{
}

void BulkEditFlow::ask(const QList<ShotId>& shots)
{
    const auto found = m_services.store().read(m_account, [&](const Repositories& r) {
        QList<Shot> rows;
        for (const ShotId& id : shots) {
            if (const auto shot = r.shots.find(id)) {
                rows.append(*shot);
            }
        }
        return rows;
    });
    if (!found) {
        Q_EMIT failed(found.error());
        return;
    }
    m_controller = std::make_unique<ui::SmartEditController>(
        m_services.store(), m_account, m_services.library().media(), m_services.jobs(),
        m_services.sender(), m_services.connections());
    m_items.clear();
    m_order.clear();
    QList<ui::EditSheet::Row> rows;
    QList<int> leftOut;
    for (const Shot& shot : *found) {
        const auto offer =
            shot.headlinerId.isNull() ? std::nullopt : m_controller->offer(shot.headlinerId);
        if (!offer || offer->modelId.isEmpty() || !offer->source.hasPrompt()) {
            leftOut.append(shot.number());
            continue;
        }
        const QString title = shot.title.isEmpty()
            ? QString::number(shot.number())
            : u"%1 · %2"_s.arg(shot.number()).arg(shot.title);
        rows.append({shot.headlinerId, title, offer->source.prompt});
        m_items.insert(shot.headlinerId, {*offer, std::nullopt, {}});
        m_order.append(shot.headlinerId);
    }
    const auto agent = m_controller->agent();
    if (rows.isEmpty() || !agent) {
        m_window.toasts().show(
            ui::ToastKind::Note,
            tr("None of the selected shots has a headliner with a prompt and a model."));
        return;
    }
    connect(m_controller.get(), &ui::SmartEditController::proposed, this, &BulkEditFlow::take);
    connect(m_controller.get(), &ui::SmartEditController::refused, this,
            [this](const AssetId& asset, const EditFailure& failure) {
                m_asked.remove(asset);
                if (m_sheet) {
                    m_sheet->setFailure(asset, ui::editFailureText(failure, {}));
                }
                askNext();
            });
    m_sheet = new ui::EditSheet(&m_window, rows, leftOut, agentRemark(*agent));
    connect(m_sheet, &ui::EditSheet::rewriteRequested, this, &BulkEditFlow::rewrite);
    connect(m_sheet, &ui::EditSheet::choiceChanged, this, &BulkEditFlow::tellPrice);
    connect(m_sheet, &ui::Dialog::accepted, this, &BulkEditFlow::submit);
    connect(m_sheet, &ui::Dialog::closed, this, [this] {
        m_waiting.clear();
        for (const AssetId& asset : std::as_const(m_asked)) {
            m_controller->cancel(asset);
        }
        m_asked.clear();
    });
    m_sheet->open();
}

// Who rewrites, and what asking about all of them will probably cost.
QString BulkEditFlow::agentRemark(const EditAgent& agent) const
{
    const QString name = m_models.modelName(agent.model.id);
    if (agent.isOffline()) {
        return name;
    }
    std::optional<PriceEstimate> total;
    for (const Item& item : m_items) {
        const PriceEstimate price = editPrice(agent, item.offer.fitted.request);
        if (total && price.kind == PriceEstimate::Kind::Known) {
            total->charge.micros += price.charge.micros;
        } else {
            total = price;
        }
    }
    return total ? u"%1 · %2"_s.arg(name, ui::priceText(*total, 1)) : name;
}

void BulkEditFlow::rewrite(const QString& words)
{
    m_words = words;
    m_waiting.clear();
    for (const AssetId& asset : std::as_const(m_asked)) {
        m_controller->cancel(asset);
    }
    m_asked.clear();
    for (const AssetId& asset : std::as_const(m_order)) {
        m_items[asset].proposal.reset();
        m_sheet->setThinking(asset);
        m_waiting.enqueue(asset);
    }
    askNext();
}

void BulkEditFlow::askNext()
{
    const auto agent = m_controller->agent();
    const qsizetype most = agent ? std::max(1, agent->provider.concurrency) : 1;
    while (!m_waiting.isEmpty() && m_asked.size() < most) {
        const AssetId asset = m_waiting.dequeue();
        EditRequest request = m_items.value(asset).offer.fitted.request;
        request.words = m_words;
        m_asked.insert(asset);
        m_controller->rewrite(asset, request);
    }
}

void BulkEditFlow::take(const AssetId& asset, const EditProposal& proposal,
                        const QString& agentModel)
{
    m_asked.remove(asset);
    Item& item = m_items[asset];
    item.proposal = proposal;
    item.agentModel = agentModel;
    if (m_sheet) {
        if (proposal.notUnderstood.isEmpty()) {
            m_sheet->setProposal(asset, proposal.prompt, ui::editSummaryText(proposal.changes));
        } else {
            m_sheet->setFailure(asset, ui::notUnderstoodText(proposal.notUnderstood));
        }
        tellPrice();
    }
    askNext();
}

void BulkEditFlow::tellPrice()
{
    if (!m_sheet) {
        return;
    }
    QMap<QString, PriceEstimate> known; // by unit
    std::optional<PriceEstimate> unknown;
    std::optional<PriceEstimate> free;
    for (const AssetId& asset : m_sheet->accepted()) {
        const Item& item = m_items[asset];
        const PriceEstimate price = m_models.price(
            item.offer.modelId, QByteArray::fromStdString(item.proposal->parameters.dump()));
        if (price.kind != PriceEstimate::Kind::Known) {
            (price.kind == PriceEstimate::Kind::Free ? free : unknown) = price;
        } else if (const auto sum = known.find(price.charge.unit); sum != known.end()) {
            sum->charge.micros += price.charge.micros;
        } else {
            known.insert(price.charge.unit, price);
        }
    }
    QStringList sums;
    for (const PriceEstimate& sum : std::as_const(known)) {
        sums.append(ui::priceText(sum, 1));
    }
    if (unknown) {
        sums.append(ui::priceText(*unknown, 1));
    } else if (free && sums.isEmpty()) {
        sums.append(ui::priceText(*free, 1));
    }
    m_sheet->setPrice(sums.join(u" + "_s));
}

void BulkEditFlow::submit()
{
    QList<GenerationRequest> requests;
    for (const AssetId& asset : m_sheet->accepted()) {
        const Item& item = m_items[asset];
        requests.append(editedGeneration(item.offer.source, item.offer.fitted, *item.proposal,
                                         m_words, item.agentModel, m_sheet->keepsSeed()));
    }
    m_services.jobs()
        .submitAll(m_account, requests)
        .then(this, [this](const Result<QList<GenerationId>>& made) {
            if (!made) {
                Q_EMIT failed(made.error());
                return;
            }
            Q_EMIT sent(tr("%n edit(s) are in the queue", nullptr, int(made->size())),
                        tr("edits in words"),
                        [this, generations = *made] { m_takeBack.run(generations); });
        });
}

} // namespace raskadr::desktop
