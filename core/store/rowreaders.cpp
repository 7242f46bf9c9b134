#include "core/store/rowreaders.h"

#include "core/model/names.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ProvenanceEntry
{
    QLatin1String key;
    std::optional<ProvenanceField> Provenance::* field;
};

constexpr std::array provenanceEntries{
    ProvenanceEntry{"prompt"_L1, &Provenance::prompt},
    ProvenanceEntry{"negativePrompt"_L1, &Provenance::negativePrompt},
    ProvenanceEntry{"model"_L1, &Provenance::model},
    ProvenanceEntry{"seed"_L1, &Provenance::seed},
    ProvenanceEntry{"service"_L1, &Provenance::service},
    ProvenanceEntry{"link"_L1, &Provenance::link},
};

} // namespace

Asset readAsset(Query& row)
{
    Asset asset;
    asset.id = row.id<AssetId>();
    asset.shotId = row.id<ShotId>();
    asset.sha256 = row.text();
    asset.kind = fromName<AssetKind>(row.text()).value_or(AssetKind::Image);
    asset.origin = fromName<AssetOrigin>(row.text()).value_or(AssetOrigin::Imported);
    asset.sourceName = row.text();
    asset.parentId = row.id<AssetId>();
    asset.generationId = row.id<GenerationId>();
    asset.favourite = row.boolean();
    asset.rejected = row.boolean();
    asset.note = row.text();
    asset.provenance = provenanceFromJson(row.text());
    asset.trashedMs = row.integer();
    asset.createdMs = row.integer();
    return asset;
}

Media readJoinedMedia(Query& row)
{
    Media media;
    media.sha256 = row.text();
    media.size = row.integer();
    media.mimeType = row.text();
    media.width = row.number();
    media.height = row.number();
    media.durationMs = row.integer();
    media.fps = row.real();
    media.videoCodec = row.text();
    media.audioCodec = row.text();
    media.palette = row.text();
    media.embedded = row.text();
    media.state = fromName<MediaState>(row.text()).value_or(MediaState::Present);
    media.createdMs = row.integer();
    return media;
}

Generation readGeneration(Query& row)
{
    Generation generation;
    generation.id = row.id<GenerationId>();
    generation.shotId = row.id<ShotId>();
    generation.providerId = row.text();
    generation.modelId = row.text();
    generation.modelRevision = row.number();
    generation.prompt = row.text();
    generation.negativePrompt = row.text();
    generation.parameters = row.text().toUtf8();
    generation.inputs = inputsFromJson(row.text());
    generation.seedSent = row.optionalUnsigned();
    generation.editRequest = row.text();
    generation.agentModel = row.text();
    generation.parentId = row.id<GenerationId>();
    generation.costEstimated = row.optionalReal();
    generation.costUnit = row.text();
    generation.createdMs = row.integer();
    return generation;
}

Job readJob(Query& row)
{
    Job job;
    job.generationId = row.id<GenerationId>();
    job.state = fromName<JobState>(row.text()).value_or(JobState::Unknown);
    job.step = row.text();
    job.variables = row.text().toUtf8();
    job.attempts = row.number();
    job.notBeforeMs = row.integer();
    job.waitReason = fromName<WaitReason>(row.text()).value_or(WaitReason::None);
    job.cancelRequested = row.boolean();
    job.errorClass = row.text();
    job.errorDetail = row.text();
    job.lastAnswer = row.blob();
    job.costCharged = row.optionalReal();
    job.seedReturned = row.optionalUnsigned();
    job.forgotten = row.boolean();
    job.queuedMs = row.integer();
    job.startedMs = row.integer();
    job.finishedMs = row.integer();
    return job;
}

QString provenanceToJson(const Provenance& provenance)
{
    if (provenance.isEmpty()) {
        return {};
    }
    QJsonObject object;
    for (const auto& [key, member] : provenanceEntries) {
        if (const auto& field = provenance.*member) {
            object.insert(key, QJsonObject{{u"value"_s, field->value},
                                           {u"source"_s, nameOf(field->source)},
                                           {u"confidence"_s, field->confidence}});
        }
    }
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Provenance provenanceFromJson(const QString& json)
{
    Provenance provenance;
    if (json.isEmpty()) {
        return provenance;
    }
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    for (const auto& [key, member] : provenanceEntries) {
        if (const QJsonValue value = object.value(key); value.isObject()) {
            provenance.*member = ProvenanceField{
                value[u"value"_s].toString(),
                fromName<FactSource>(value[u"source"_s].toString()).value_or(FactSource::Typed),
                value[u"confidence"_s].toDouble(1)};
        }
    }
    return provenance;
}

QString inputsToJson(const QList<GenerationInput>& inputs)
{
    QJsonArray array;
    for (const GenerationInput& input : inputs) {
        array.append(QJsonObject{{u"slot"_s, input.slot},
                                 {u"assetId"_s, input.assetId.toString()},
                                 {u"sha256"_s, input.sha256}});
    }
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

QList<GenerationInput> inputsFromJson(const QString& json)
{
    QList<GenerationInput> inputs;
    const QJsonArray array = QJsonDocument::fromJson(json.toUtf8()).array();
    for (const QJsonValue& value : array) {
        inputs.append({value[u"slot"_s].toString(),
                       AssetId::fromString(value[u"assetId"_s].toString()),
                       value[u"sha256"_s].toString()});
    }
    return inputs;
}

} // namespace raskadr
