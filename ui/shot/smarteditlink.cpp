#include "ui/shot/smarteditlink.h"

#include "ui/common/errortext.h"
#include "ui/common/popupmenu.h"
#include "ui/common/smartedittext.h"

#include <QAction>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

SmartEditLink::SmartEditLink(SmartEditPanel& panel, SmartEditController& controller,
                             ModelNames names, QObject* parent)
    : QObject(parent)
    , m_panel(panel)
    , m_controller(controller)
    , m_names(std::move(names))
{
    m_panel.hide();
    connect(&m_panel, &SmartEditPanel::wordsChanged, this, [this](const QString& words) {
        if (!m_asset.isNull()) {
            standing(m_asset).words = words;
            m_controller.keepWords(m_asset, words);
        }
    });
    connect(&m_panel, &SmartEditPanel::rewriteRequested, this,
            [this](const QString& words) { rewrite(words, false); });
    connect(&m_panel, &SmartEditPanel::rewriteAndGenerateRequested, this,
            [this](const QString& words) { rewrite(words, true); });
    connect(&m_panel, &SmartEditPanel::generateRequested, this, &SmartEditLink::send);
    connect(&m_panel, &SmartEditPanel::promptEdited, this, [this](const QString& prompt) {
        if (auto& proposal = standing(m_asset).proposal) {
            proposal->prompt = prompt;
            update(m_asset);
        }
    });
    connect(&m_panel, &SmartEditPanel::negativeEdited, this, [this](const QString& prompt) {
        if (auto& proposal = standing(m_asset).proposal) {
            proposal->negativePrompt = prompt;
            update(m_asset);
        }
    });
    connect(&m_panel, &SmartEditPanel::keepSeedChosen, this,
            [this](bool keep) { standing(m_asset).keepSeed = keep; });
    connect(&m_panel, &SmartEditPanel::discarded, this, [this] {
        standing(m_asset).proposal.reset();
        update(m_asset);
        m_panel.focusWords();
    });
    connect(&m_panel, &SmartEditPanel::canceled, this, [this] {
        m_controller.cancel(m_asset);
        update(m_asset);
        m_panel.focusWords();
    });
    connect(&m_panel, &SmartEditPanel::describeRequested, this, &SmartEditLink::describeRequested);
    connect(&m_panel, &SmartEditPanel::agentMenuRequested, this, &SmartEditLink::openAgentMenu);
    connect(&m_panel, &SmartEditPanel::modelMenuRequested, this, &SmartEditLink::openModelMenu);
    connect(&m_controller, &SmartEditController::proposed, this, &SmartEditLink::take);
    connect(&m_controller, &SmartEditController::repairing, this, [this](const AssetId& asset) {
        standing(asset).repairing = true;
        update(asset);
    });
    connect(&m_controller, &SmartEditController::refused, this,
            [this](const AssetId& asset, const EditFailure& failure) {
                standing(asset).error = failureText(failure);
                update(asset);
            });
    connect(&m_controller, &SmartEditController::sent, this,
            [this](const AssetId& asset, const QList<GenerationId>& generations) {
                m_sent.insert(asset, m_standing.take(asset));
                m_controller.keepWords(asset, {});
                update(asset);
                Q_EMIT sent(asset, generations);
            });
    connect(&m_controller, &SmartEditController::failed, this,
            [this](const AssetId& asset, const Error& error) {
                if (asset != m_asset || error.kind != ErrorKind::InvalidInput) {
                    Q_EMIT failed(error);
                } else {
                    Error named = error;
                    named.subject = m_names.parameter(standing(asset).offer.modelId, error.subject);
                    standing(asset).error = errorText(named);
                }
                standing(asset).sending = false;
                update(asset);
            });
}

EditStanding& SmartEditLink::standing(const AssetId& asset)
{
    auto found = m_standing.find(asset);
    if (found == m_standing.end()) {
        found = m_standing.insert(asset, EditStanding());
        found->words = m_controller.words(asset);
    }
    return *found;
}

void SmartEditLink::setModels(const QList<ComposerModel>& models)
{
    m_models = models;
    update(m_asset);
}

void SmartEditLink::show(const FeedItem* item)
{
    const AssetId asset =
        item && item->isAsset() && item->asset->asset.trashedMs == 0 ? item->assetId() : AssetId();
    if (asset != m_asset && !m_asset.isNull()) {
        m_panel.flush();
    }
    m_asset = asset;
    if (asset.isNull()) {
        m_panel.hide();
        return;
    }
    update(asset);
}

void SmartEditLink::refresh()
{
    update(m_asset);
}

void SmartEditLink::takeBack(const AssetId& asset)
{
    const auto last = m_sent.constFind(asset);
    // Words that were typed meanwhile are not written over.
    if (last == m_sent.cend() || !m_controller.words(asset).isEmpty()) {
        return;
    }
    EditStanding stands = *last;
    m_sent.erase(last);
    stands.sending = false;
    m_controller.keepWords(asset, stands.words);
    m_standing.insert(asset, stands);
    update(asset);
}

void SmartEditLink::update(const AssetId& asset)
{
    if (asset.isNull() || asset != m_asset) {
        return;
    }
    m_panel.show(stateOf(asset));
}

SmartEditState SmartEditLink::stateOf(const AssetId& asset)
{
    const EditStanding& stands = standing(asset);
    const auto offer = m_controller.offer(asset, stands.modelId);
    m_panel.setVisible(offer.has_value());
    if (!offer) {
        return {};
    }
    return describedEdit(stands, *offer, m_controller, m_names, m_models,
                         m_controller.isRewriting(asset));
}

void SmartEditLink::rewrite(const QString& words, bool thenGenerate)
{
    EditStanding& stands = standing(m_asset);
    const auto offer = m_controller.offer(m_asset, stands.modelId);
    if (!offer || offer->modelId.isEmpty() || words.trimmed().isEmpty()) {
        return;
    }
    stands.words = words;
    stands.offer = *offer;
    stands.offer.fitted.request.words = words.trimmed();
    stands.askedWords = words.trimmed();
    stands.proposal.reset();
    stands.error.clear();
    stands.repairing = false;
    stands.thenGenerate = thenGenerate;
    const AssetId asset = m_asset;
    m_controller.rewrite(asset, stands.offer.fitted.request);
    update(asset);
}

void SmartEditLink::take(const AssetId& asset, const EditProposal& proposal,
                         const QString& agentModel)
{
    EditStanding& stands = standing(asset);
    stands.proposal = proposal;
    stands.agentModel = agentModel;
    stands.repairing = false;
    // Half of what was asked for is not sent unseen.
    if (std::exchange(stands.thenGenerate, false) && proposal.notUnderstood.isEmpty()) {
        sendProposal(asset);
    }
    update(asset);
}

void SmartEditLink::send()
{
    EditStanding& stands = standing(m_asset);
    if (stands.proposal) {
        sendProposal(m_asset);
        update(m_asset);
        return;
    }
    // A model that edits pictures by itself gets the words as its prompt.
    const auto offer = m_controller.offer(m_asset, stands.modelId);
    if (!offer || offer->modelId.isEmpty() || stands.sending || offer->source.hasPrompt()) {
        return;
    }
    EditProposal plain;
    plain.prompt = stands.words.trimmed();
    plain.parameters = offer->fitted.request.parameters;
    stands.offer = *offer;
    stands.sending = true;
    FittedSource fitted = offer->fitted;
    if (fitted.inputs.isEmpty()) {
        for (const InputSlotDescription& slot : fitted.request.model.inputs) {
            if (slot.media == AssetKind::Image) {
                fitted.inputs.append({slot.name, m_asset});
                break;
            }
        }
    }
    m_controller.send(m_asset,
                      editedGeneration(offer->source, fitted, plain, plain.prompt, {}, false));
    update(m_asset);
}

void SmartEditLink::sendProposal(const AssetId& asset)
{
    EditStanding& stands = standing(asset);
    if (!stands.proposal || stands.sending) {
        return;
    }
    stands.sending = true;
    stands.error.clear();
    m_controller.send(asset,
                      editedGeneration(stands.offer.source, stands.offer.fitted, *stands.proposal,
                                       stands.askedWords, stands.agentModel, stands.keepSeed));
}

void SmartEditLink::openAgentMenu(const QPoint& globalPosition)
{
    auto* menu = new PopupMenu(&m_panel);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto current = m_controller.agent();
    QString provider;
    for (const EditAgent& agent : m_controller.agents()) {
        if (agent.provider.id != provider) {
            provider = agent.provider.id;
            menu->addHeading(m_names.provider(provider));
        }
        QAction* item = menu->addItem(u"smart-edit"_s, m_names.model(agent.model.id));
        item->setCheckable(true);
        item->setChecked(current && current->model.id == agent.model.id);
        connect(item, &QAction::triggered, this, [this, agent] {
            AgentChoice choice = m_controller.choice();
            choice.modelId = agent.model.id;
            m_controller.choose(choice);
            refresh();
            if (!choice.withSettings(agent).isComplete()) {
                Q_EMIT agentSettingsRequested(agent.model.id);
            }
        });
    }
    menu->addSeparator();
    if (current && !current->settings().isEmpty()) {
        connect(menu->addItem(u"settings"_s, tr("Settings of the agent…")), &QAction::triggered,
                this, [this, id = current->model.id] { Q_EMIT agentSettingsRequested(id); });
    }
    if (current && current->seesPictures()) {
        QAction* picture = menu->addItem(u"eye"_s, tr("Show the picture to the agent"));
        picture->setCheckable(true);
        picture->setChecked(m_controller.choice().showPicture);
        connect(picture, &QAction::triggered, this, [this](bool on) {
            AgentChoice choice = m_controller.choice();
            choice.showPicture = on;
            m_controller.choose(choice);
        });
    }
    connect(menu->addItem(u"plus"_s, tr("Connect another agent…")), &QAction::triggered, this,
            &SmartEditLink::providersRequested);
    menu->popup(globalPosition);
}

void SmartEditLink::openModelMenu(const QPoint& globalPosition)
{
    const auto offer = m_controller.offer(m_asset);
    if (!offer) {
        return;
    }
    const bool known = offer->source.hasPrompt() || !offer->source.generationId.isNull();
    auto* menu = new PopupMenu(&m_panel);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QString provider;
    for (const CatalogModel& entry : m_controller.catalog().models()) {
        const ModelManifest& model = entry.manifest;
        const Produces wanted =
            offer->source.kind == AssetKind::Video ? Produces::Video : Produces::Image;
        if (known ? model.produces != wanted : !isPictureEditor(model)) {
            continue;
        }
        if (model.providerId != provider) {
            provider = model.providerId;
            menu->addHeading(m_names.provider(provider));
        }
        connect(menu->addItem(model.produces == Produces::Video ? u"video"_s : u"image"_s,
                              m_names.model(model.id)),
                &QAction::triggered, this, [this, id = model.id] {
                    EditStanding& stands = standing(m_asset);
                    stands.modelId = id;
                    stands.proposal.reset();
                    stands.error.clear();
                    update(m_asset);
                    m_panel.focusWords();
                });
    }
    menu->popup(globalPosition);
}

QString SmartEditLink::failureText(const EditFailure& failure) const
{
    const auto agent = m_controller.agent();
    return editFailureText(failure, agent ? m_names.provider(agent->provider.id) : QString());
}

} // namespace raskadr::ui
