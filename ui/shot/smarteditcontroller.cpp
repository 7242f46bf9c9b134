#include "ui/shot/smarteditcontroller.h"

#include "core/providers/enteredconnection.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostDrafts = 300;

} // namespace

SmartEditController::SmartEditController(Store& store, const AccountId& account,
                                         const MediaFolder& media, JobQueue& jobs,
                                         ServiceSender& sender, const Connections& connections,
                                         QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_account(account)
    , m_media(media)
    , m_jobs(jobs)
    , m_sender(sender)
    , m_connections(connections)
{
    connect(&m_store, &Store::changed, this, [this](const ChangeSet& changes) {
        if (changes.catalog) {
            m_catalog.reset();
        }
    });
}

SmartEditController::~SmartEditController() = default;

const Catalog& SmartEditController::catalog() const
{
    if (!m_catalog) {
        m_catalog =
            m_store.read(m_account, [](const Repositories& r) { return connectedCatalog(r); })
                .value_or(Catalog());
    }
    return *m_catalog;
}

QList<EditAgent> SmartEditController::agents() const
{
    return agentsOf(catalog());
}

std::optional<EditAgent> SmartEditController::agent() const
{
    return choice().chosenOf(agents());
}

const AgentChoice& SmartEditController::choice() const
{
    if (!m_choice) {
        m_choice = m_store
                       .read(m_account,
                             [](const Repositories& r) { return AgentChoice::read(r.settings); })
                       .value_or(AgentChoice());
    }
    return *m_choice;
}

void SmartEditController::choose(const AgentChoice& choice)
{
    m_choice = choice;
    m_store
        .write(m_account,
               [choice](Repositories& r) -> Result<> {
                   choice.write(r.settings);
                   return {};
               })
        .then(this, [this](const Result<>& result) {
            if (!result) {
                Q_EMIT failed({}, result.error());
            }
        });
}

std::optional<EditOffer> SmartEditController::offer(const AssetId& asset,
                                                    const QString& modelId) const
{
    QHash<AssetId, AssetKind> kinds;
    const auto row = m_store.read(m_account, [&](const Repositories& r) {
        auto found = r.assets.row(asset);
        if (found && found->generation) {
            for (const GenerationInput& input : found->generation->inputs) {
                if (const auto used = r.assets.find(input.assetId)) {
                    kinds.insert(used->id, used->kind);
                }
            }
        }
        return found;
    });
    if (!row || !*row) {
        return std::nullopt;
    }
    EditOffer offer;
    offer.source = EditSource::of(**row);
    const auto callable = [this](const QString& id) {
        const CatalogModel* model = catalog().model(id);
        return model && model->manifest.produces != Produces::Text ? model : nullptr;
    };
    const CatalogModel* own = callable(offer.source.modelId);
    offer.modelGone = !own && !offer.source.modelId.isEmpty();
    if (const CatalogModel* model = modelId.isEmpty() ? own : callable(modelId)) {
        offer.modelId = model->manifest.id;
        offer.fitted = FittedSource::to(offer.source, model->manifest, kinds);
    }
    if (choice().showPicture && offer.source.kind == AssetKind::Image) {
        const Media& media = (*row)->media;
        ServiceInput picture;
        picture.name = media.sha256.left(16);
        picture.mime = media.mimeType;
        picture.size = media.size;
        picture.width = media.width;
        picture.height = media.height;
        picture.sha256 = media.sha256;
        offer.fitted.request.picture = ServiceFile{picture, m_media.path(media.sha256)};
    }
    return offer;
}

void SmartEditController::loadDrafts() const
{
    if (m_drafts) {
        return;
    }
    m_drafts.emplace();
    const auto text = m_store.read(m_account, [](const Repositories& r) {
        return readSetting(r.settings, settings::editDrafts);
    });
    const QJsonArray kept = QJsonDocument::fromJson(text.value_or(QString()).toUtf8()).array();
    for (const QJsonValue& draft : kept) {
        m_drafts->append({draft[u"asset"_s].toString(), draft[u"words"_s].toString()});
    }
}

QString SmartEditController::words(const AssetId& asset) const
{
    loadDrafts();
    for (const auto& [id, words] : std::as_const(*m_drafts)) {
        if (id == asset.toString()) {
            return words;
        }
    }
    return {};
}

void SmartEditController::keepWords(const AssetId& asset, const QString& words)
{
    if (this->words(asset) == words) {
        return;
    }
    const QString key = asset.toString();
    m_drafts->removeIf([&](const auto& draft) { return draft.first == key; });
    if (!words.isEmpty()) {
        m_drafts->append({key, words});
    }
    while (m_drafts->size() > mostDrafts) {
        m_drafts->removeFirst();
    }
    QJsonArray kept;
    for (const auto& [id, typed] : std::as_const(*m_drafts)) {
        kept.append(QJsonObject{{u"asset"_s, id}, {u"words"_s, typed}});
    }
    const QString text = QString::fromUtf8(QJsonDocument(kept).toJson(QJsonDocument::Compact));
    m_store
        .write(m_account,
               [text](Repositories& r) -> Result<> {
                   writeSetting(r.settings, settings::editDrafts, text);
                   return {};
               })
        .then(this, [this, asset](const Result<>& result) {
            if (!result) {
                Q_EMIT failed(asset, result.error());
            }
        });
}

void SmartEditController::rewrite(const AssetId& asset, const EditRequest& request)
{
    const auto agent = this->agent();
    if (!agent) {
        EditFailure gone;
        gone.service.errorClass = ErrorClass::ModelGone;
        Q_EMIT refused(asset, gone);
        return;
    }
    auto run =
        std::make_unique<EditRun>(m_sender, m_connections, m_store, m_account, *agent, request);
    connect(run.get(), &EditRun::repairing, this, [this, asset] { Q_EMIT repairing(asset); });
    EditRun* started = run.get();
    m_runs[asset] = std::move(run);
    started->start([this, asset, agentModel = agent->model.id](const EditOutcome& outcome) {
        auto over = m_runs.extract(asset); // ends with this answer
        over.mapped().release()->deleteLater();
        if (outcome.result) {
            Q_EMIT proposed(asset, *outcome.result, agentModel);
        } else {
            Q_EMIT refused(asset, outcome.result.error());
        }
    });
}

void SmartEditController::cancel(const AssetId& asset)
{
    m_runs.erase(asset);
}

void SmartEditController::send(const AssetId& asset, const GenerationRequest& request)
{
    m_jobs.submit(m_account, request)
        .then(this, [this, asset](const Result<QList<GenerationId>>& result) {
            if (result) {
                Q_EMIT sent(asset, *result);
            } else {
                Q_EMIT failed(asset, result.error());
            }
        });
}

} // namespace raskadr::ui
