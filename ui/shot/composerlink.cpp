#include "ui/shot/composerlink.h"

#include "ui/shot/shotcontroller.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMimeData>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

// Settings without what belongs to one frame alone.
QByteArray settingsOf(const Generation& generation)
{
    QJsonObject parameters = QJsonDocument::fromJson(generation.parameters).object();
    parameters.remove(u"seed"_s);
    parameters.remove(u"prompt"_s);
    return QJsonDocument(parameters).toJson(QJsonDocument::Compact);
}

} // namespace

ComposerLink::ComposerLink(Composer& composer, ShotController& controller, const Store& store,
                           const AccountId& account, const ShotReader& reader, QObject* parent)
    : QObject(parent)
    , m_composer(composer)
    , m_controller(controller)
    , m_store(store)
    , m_account(account)
    , m_reader(reader)
{
    connect(&m_composer, &Composer::draftChanged, this, &ComposerLink::keep);
    connect(&m_composer, &Composer::generateRequested, &m_controller, &ShotController::generate);
    connect(&m_composer, &Composer::modelChosen, this, &ComposerLink::chooseModel);
    connect(&m_composer, &Composer::slotFilled, this, &ComposerLink::fill);
    connect(&m_composer, &Composer::slotPressed, this, &ComposerLink::currentWanted);
    connect(&m_composer, &Composer::mediaDropped, this,
            [this](const QString& slot, const QMimeData* data) {
                m_awaiting = slot;
                Q_EMIT mediaOffered(data);
            });
}

void ComposerLink::open(const ShotId& shot)
{
    m_shot = shot;
    m_awaiting.clear();
    load({});
}

void ComposerLink::load(const QString& modelId)
{
    m_composer.flush();
    const ComposerModel* standing = m_composer.model();
    const QString wanted = modelId.isEmpty() && standing ? standing->id : modelId;
    m_composer.setDraft(stored(modelId).value_or(fresh(wanted)));
}

std::optional<ComposerDraft> ComposerLink::stored(const QString& modelId) const
{
    const QString id = modelId.isEmpty() ? m_newest.value(m_shot) : modelId;
    if (const auto kept = m_kept.constFind({m_shot, id}); kept != m_kept.cend()) {
        return *kept;
    }
    const auto read = m_store.read(m_account, [&](const Repositories& repositories) {
        return modelId.isEmpty() ? repositories.drafts.newest(m_shot)
                                 : repositories.drafts.find(m_shot, modelId);
    });
    return read ? *read : std::nullopt;
}

ComposerDraft ComposerLink::fresh(const QString& modelId) const
{
    // What the model was last used with anywhere.
    ComposerDraft draft{m_shot, modelId, {}, "{}", {}, 1, 0};
    const auto last = m_store.read(m_account, [&](const Repositories& repositories) {
        return repositories.generations.newestOfModel(modelId);
    });
    if (last && *last) {
        draft.parameters = settingsOf(**last);
    }
    return draft;
}

void ComposerLink::chooseModel(const QString& modelId)
{
    // A model that is new here takes over what is typed, and the picture.
    const QList<GenerationInput> standing = m_composer.draft().inputs;
    ComposerDraft draft = stored(modelId).value_or(fresh(modelId));
    if (draft.prompt.isEmpty()) {
        draft.prompt = m_composer.promptText();
    }
    m_composer.setDraft(draft);
    if (const QString slot = m_composer.firstSlot();
        draft.inputs.isEmpty() && !standing.isEmpty() && !slot.isEmpty()) {
        m_composer.setInput(slot, standing.first().assetId, standing.first().sha256);
    }
    keep(m_composer.draft());
}

void ComposerLink::animate(const AssetRow& picture)
{
    const ComposerModel* model = m_composer.model();
    if (!model || model->produces != AssetKind::Video || model->inputs.isEmpty()) {
        model = m_composer.firstModel(AssetKind::Video, true);
    }
    if (!model) {
        return;
    }
    const QString id = model->id;
    load(id);
    m_composer.setInput(m_composer.firstSlot(), picture.asset.id, picture.asset.sha256);
    m_composer.focusPrompt();
}

void ComposerLink::takeSettings(const Generation& generation)
{
    m_composer.flush();
    const ComposerDraft before = m_composer.draft();
    ComposerDraft draft;
    draft.shotId = m_shot;
    draft.modelId = generation.modelId;
    draft.prompt = generation.prompt;
    draft.parameters = settingsOf(generation);
    draft.inputs = generation.inputs;
    const auto overwritten = stored(generation.modelId);
    m_composer.setDraft(draft);
    keep(m_composer.draft());
    m_composer.offerBack(tr("Settings taken"),
                         overwritten && !overwritten->prompt.isEmpty() ? *overwritten : before);
    m_composer.focusPrompt();
}

void ComposerLink::takeSeed(quint64 seed)
{
    const ComposerModel* model = m_composer.model();
    const bool takesSeeds = model
        && std::any_of(model->fields.begin(), model->fields.end(),
                       [](const FormField& field) { return field.kind == FormField::Kind::Seed; });
    if (!takesSeeds) {
        m_composer.setError({}, tr("This model takes no seed. Choose one that does."));
        return;
    }
    m_composer.flush();
    const ComposerDraft before = m_composer.draft();
    m_composer.setSeed(seed);
    m_composer.flush();
    m_composer.offerBack(tr("Seed taken"), before);
}

void ComposerLink::fill(const QString& slot, const AssetId& asset)
{
    const auto row = m_reader.asset(asset);
    if (row && row->asset.kind == AssetKind::Image) {
        m_composer.setInput(slot, asset, row->asset.sha256);
    } else if (row) {
        m_composer.setError({}, tr("A video does not fit here. Take a frame of it and drag that."));
    }
}

void ComposerLink::noteImported(const QList<AssetId>& assets)
{
    const QString slot = std::exchange(m_awaiting, {});
    for (const AssetId& asset : slot.isEmpty() ? QList<AssetId>() : assets) {
        const auto row = m_reader.asset(asset);
        if (row && row->asset.kind == AssetKind::Image) {
            m_composer.setInput(slot, asset, row->asset.sha256);
            return;
        }
    }
    if (!assets.isEmpty() && !slot.isEmpty()) {
        fill(slot, assets.first());
    }
}

void ComposerLink::keep(const ComposerDraft& draft)
{
    m_kept.insert({draft.shotId, draft.modelId}, draft);
    m_newest.insert(draft.shotId, draft.modelId);
    m_controller.keepDraft(draft);
}

} // namespace raskadr::ui
