#include "core/jobs/submit.h"

#include "core/providers/money.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

// The manifests that a batch asks for, each read once.
class AskedModels
{
public:
    struct Asked
    {
        CatalogModel model;
        ProviderManifest provider;
    };

    explicit AskedModels(const Repositories& repositories)
        : m_repositories(repositories)
    {
    }

    Result<Asked> find(const QString& id)
    {
        const auto known = m_asked.constFind(id);
        if (known != m_asked.constEnd()) {
            return *known;
        }
        auto asked = read(id);
        m_asked.insert(id, asked);
        return asked;
    }

private:
    Result<Asked> read(const QString& id) const
    {
        for (const ManifestRecord& record : m_repositories.catalog.models()) {
            if (record.id != id) {
                continue;
            }
            auto manifest = parseModel(record.manifest);
            if (!manifest) {
                return failure(ErrorKind::ModelGone, manifest.error().detail, id);
            }
            if (manifest->providerId.isEmpty()) {
                manifest->providerId = record.providerId;
            }
            return Asked{{*manifest, record.revision}, provider(manifest->providerId)};
        }
        return failure(ErrorKind::ModelGone, u"no such model"_s, id);
    }

    // One that cannot be read has no prices; whether it can be reached is asked when the job
    // begins.
    ProviderManifest provider(const QString& id) const
    {
        ProviderManifest none;
        none.document = std::make_shared<const json>(json::object());
        for (const ManifestRecord& record : m_repositories.catalog.providers()) {
            if (record.id == id) {
                return parseProvider(record.manifest).value_or(none);
            }
        }
        return none;
    }

    const Repositories& m_repositories;
    QHash<QString, Result<Asked>> m_asked;
};

QList<GenerationId> insertAll(Repositories& repositories, const QList<Generation>& generations,
                              const ShotId& shotId, qint64 nowMs)
{
    QList<GenerationId> ids;
    for (const Generation& generation : generations) {
        repositories.generations.insert(generation);
        Job job;
        job.generationId = generation.id;
        job.queuedMs = nowMs;
        repositories.jobs.insert(job);
        ids.append(generation.id);
    }
    if (const auto shot = repositories.shots.find(shotId)) {
        repositories.projects.touch(shot->projectId, nowMs);
    }
    return ids;
}

} // namespace

void estimateCost(Generation& generation, const ProviderManifest& provider,
                  const ModelManifest& model)
{
    const json parameters = json::parse(generation.parameters.toStdString(), nullptr, false);
    const PriceEstimate price =
        estimatedPrice(provider, model, parameters.is_object() ? parameters : json(json::object()));
    generation.costUnit =
        price.kind == PriceEstimate::Kind::Known ? price.charge.unit : priceUnit(provider, model);
    switch (price.kind) {
    case PriceEstimate::Kind::Free:
        generation.costEstimated = 0;
        break;
    case PriceEstimate::Kind::Known:
        generation.costEstimated = double(price.charge.micros) / 1e6;
        break;
    case PriceEstimate::Kind::Unknown:
        generation.costEstimated.reset();
        break;
    }
}

namespace {

Result<QList<GenerationId>> insertOne(Repositories& repositories, AskedModels& models,
                                      const GenerationRequest& request, const SeedSource& seeds,
                                      qint64 nowMs)
{
    if (!repositories.shots.find(request.shotId)) {
        return failure(ErrorKind::NotFound, u"no such shot"_s, request.shotId.tail());
    }
    if (request.parentId && !repositories.generations.find(request.parentId)) {
        return failure(ErrorKind::NotFound, u"no such generation"_s, request.parentId.tail());
    }
    const auto asked = models.find(request.modelId);
    if (!asked) {
        return failure(asked.error());
    }
    QList<ResolvedInput> inputs;
    for (const RequestedInput& input : request.inputs) {
        const auto asset = repositories.assets.find(input.assetId);
        if (!asset) {
            return failure(ErrorKind::NotFound, u"no such asset"_s, input.assetId.tail());
        }
        inputs.append({{input.slot, asset->id, asset->sha256}, asset->kind});
    }
    auto generations = expand(asked->model, request, inputs, seeds, nowMs);
    if (!generations) {
        return failure(generations.error());
    }
    // All variants ask for the same, apart from the seed.
    estimateCost(generations->first(), asked->provider, asked->model.manifest);
    for (Generation& generation : *generations) {
        generation.costEstimated = generations->first().costEstimated;
        generation.costUnit = generations->first().costUnit;
    }
    if (const auto worth = unitWorth(asked->provider, asked->model.manifest)) {
        repositories.rates.noteWorth(*worth);
    }
    return insertAll(repositories, *generations, request.shotId, nowMs);
}

} // namespace

Result<QList<GenerationId>> insertRequested(Repositories& repositories,
                                            const GenerationRequest& request,
                                            const SeedSource& seeds, qint64 nowMs)
{
    AskedModels models(repositories);
    return insertOne(repositories, models, request, seeds, nowMs);
}

Result<QList<GenerationId>> insertAllRequested(Repositories& repositories,
                                               const QList<GenerationRequest>& requests,
                                               const SeedSource& seeds, qint64 nowMs)
{
    AskedModels models(repositories);
    QList<GenerationId> ids;
    for (qsizetype i = 0; i < requests.size(); ++i) {
        auto inserted = insertOne(repositories, models, requests[i], seeds, nowMs);
        if (!inserted) {
            Error error = inserted.error();
            error.amount = i;
            return failure(error);
        }
        ids += *inserted;
    }
    return ids;
}

Result<QList<GenerationId>> insertRepeated(Repositories& repositories,
                                           const GenerationId& generation, const SeedSource& seeds,
                                           qint64 nowMs)
{
    auto again = repositories.generations.find(generation);
    if (!again) {
        return failure(ErrorKind::NotFound, u"no such generation"_s, generation.tail());
    }
    again->id = GenerationId::create();
    again->createdMs = nowMs;
    if (seeds && again->seedSent) {
        const auto record = repositories.catalog.model(again->modelId, again->modelRevision);
        const ModelManifest model =
            record ? parseModel(record->manifest).value_or(ModelManifest()) : ModelManifest();
        again->seedSent = drawnSeed(model, seeds);
    }
    return insertAll(repositories, {*again}, again->shotId, nowMs);
}

} // namespace raskadr
