#include "ui/shot/smarteditstanding.h"

#include "core/agent/agentcost.h"
#include "core/agent/jsonprompt.h"
#include "ui/common/jsonvalue.h"
#include "ui/common/moneytext.h"
#include "ui/common/smartedittext.h"

#include <QCoreApplication>

#include <algorithm>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;
using Stage = SmartEditState::Stage;

namespace {

struct SmartEditWords
{
    Q_DECLARE_TR_FUNCTIONS(SmartEdit)
};

// What a description is made of.
struct Describer
{
    const EditStanding& stands;
    const SmartEditController& controller;
    const ModelNames& names;
    const QList<ComposerModel>& models;

    void source(SmartEditState& state, const EditOffer& offer) const;
    void proposal(SmartEditState& state) const;
    QString lossesText(const QList<EditLoss>& losses, const QString& modelId) const;
};

void Describer::source(SmartEditState& state, const EditOffer& offer) const
{
    const bool isKnown = offer.source.hasPrompt() || !offer.source.generationId.isNull();
    const bool own = stands.modelId.isEmpty() && !offer.modelId.isEmpty();
    state.hasModel = !offer.modelId.isEmpty();
    state.takesSeed = state.hasModel && offer.fitted.seed.has_value();
    if (!isKnown) {
        state.withoutAgent = true;
        state.notice = SmartEditWords::tr(
            "The file has no prompt. Describe the picture or choose a model that edits pictures.");
        const auto& known = controller.catalog().models();
        const bool editable = offer.source.kind == AssetKind::Image
            && std::any_of(known.begin(), known.end(), [](const CatalogModel& model) {
                                  return isPictureEditor(model.manifest);
                              });
        state.modelName = state.hasModel ? names.model(offer.modelId)
            : editable                   ? SmartEditWords::tr("Choose a model")
                                         : QString();
        state.stage = state.hasModel ? Stage::Ready : Stage::Describe;
    } else if (!own) {
        state.modelName =
            state.hasModel ? names.model(offer.modelId) : SmartEditWords::tr("Choose a model");
        if (offer.modelGone) {
            state.notice =
                SmartEditWords::tr("The model “%1” cannot be called any more. Choose another one.")
                    .arg(names.model(offer.source.modelId));
        } else if (offer.source.modelId.isEmpty()) {
            state.notice = SmartEditWords::tr(
                "It is not known which model made this. Choose the one that shall make it anew.");
        }
    }
    if (state.hasModel) {
        state.losses = own ? QString() : lossesText(offer.fitted.losses, offer.source.modelId);
        const auto model =
            std::find_if(models.begin(), models.end(), [&](const ComposerModel& candidate) {
                return candidate.id == offer.modelId;
            });
        const nlohmann::json& parameters =
            stands.proposal ? stands.proposal->parameters : offer.fitted.request.parameters;
        if (model != models.end() && model->price) {
            state.price = model->price(QByteArray::fromStdString(parameters.dump()), 1);
        }
        const auto agent = controller.agent();
        if (agent && !agent->isOffline()) {
            const PriceEstimate asked = editPrice(*agent, offer.fitted.request);
            if (asked.kind != PriceEstimate::Kind::Free) {
                state.agentHint = SmartEditWords::tr("The agent: %1").arg(priceText(asked, 1));
            }
            if (asked.kind == PriceEstimate::Kind::Known) {
                state.agentPrice = priceText(asked, 1);
            }
        }
    }
}

void Describer::proposal(SmartEditState& state) const
{
    const EditProposal& proposal = *stands.proposal;
    const EditRequest& request = stands.offer.fitted.request;
    state.askedWords = stands.askedWords;
    state.promptBefore = request.prompt;
    state.promptAfter = proposal.prompt;
    state.negativeBefore = request.negativePrompt;
    state.negativeAfter = proposal.negativePrompt;
    const QList<EditChange> changes = changesOf(request, proposal);
    state.summary = editSummaryText(changes);
    for (const EditChange& change : changes) {
        if (change.kind == EditChange::Kind::Parameter) {
            const QString& id = request.model.id;
            const auto shown = [&](const nlohmann::json& value) {
                return value.is_null() ? u"—"_s : names.value(id, change.name, jsonValueOf(value));
            };
            state.parameters.append(
                {names.parameter(id, change.name), shown(change.before), shown(change.after)});
        }
    }
    QStringList warnings;
    if (!proposal.notUnderstood.isEmpty()) {
        warnings.append(notUnderstoodText(proposal.notUnderstood));
    }
    if (proposal.pictureLeftOut) {
        warnings.append(
            SmartEditWords::tr("The agent did not see the picture: it takes no such files."));
    }
    state.warning = warnings.join(u'\n');
    const auto before = JsonPrompt::read(request.prompt);
    const auto after = before ? JsonPrompt::read(proposal.prompt) : std::nullopt;
    if (before && (!after || !after->hasShapeOf(*before))) {
        state.error = SmartEditWords::tr(
            "The prompt is a JSON document and has to stay one with the same fields.");
        state.canSend = false;
    }
}

QString Describer::lossesText(const QList<EditLoss>& losses, const QString& modelId) const
{
    QStringList lines;
    for (const EditLoss& loss : losses) {
        lines.append(editLossText(loss, names.parameter(modelId, loss.name)));
    }
    return lines.join(u'\n');
}

} // namespace

SmartEditState describedEdit(const EditStanding& standing, const EditOffer& offer,
                             const SmartEditController& controller, const ModelNames& names,
                             const QList<ComposerModel>& models, bool isRewriting)
{
    const Describer describer{standing, controller, names, models};
    SmartEditState state;
    state.words = standing.words;
    state.keepSeed = standing.keepSeed;
    state.error = standing.error;
    if (const auto agent = controller.agent()) {
        state.agentName = names.model(agent->model.id);
    }
    describer.source(state, offer);
    if (isRewriting) {
        state.stage = standing.repairing ? Stage::Repairing : Stage::Thinking;
    } else if (standing.proposal) {
        state.stage = Stage::Proposed;
        describer.proposal(state);
    }
    state.canSend = state.canSend && !standing.sending;
    return state;
}

} // namespace raskadr::ui
