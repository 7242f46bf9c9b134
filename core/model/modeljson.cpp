#include "core/model/modeljson.h"

#include "core/model/names.h"

#include <QDateTime>
#include <QJsonDocument>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint64 largestExact = 1ull << 53; // JSON numbers are doubles to most readers

const std::pair<QString, std::optional<ProvenanceField> Provenance::*> provenanceFields[] = {
    {u"prompt"_s, &Provenance::prompt},   {u"negativePrompt"_s, &Provenance::negativePrompt},
    {u"model"_s, &Provenance::model},     {u"seed"_s, &Provenance::seed},
    {u"service"_s, &Provenance::service}, {u"link"_s, &Provenance::link},
};

} // namespace

QJsonValue momentJson(qint64 ms)
{
    return ms == 0
        ? QJsonValue()
        : QJsonValue(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs));
}

QJsonValue numberJson(const std::optional<double>& number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

QJsonValue seedJson(const std::optional<quint64>& seed)
{
    if (!seed) {
        return {};
    }
    return *seed <= largestExact ? QJsonValue(static_cast<qint64>(*seed))
                                 : QJsonValue(QString::number(*seed));
}

QJsonObject toJson(const Project& project)
{
    return {{u"id"_s, project.id.toString()},
            {u"title"_s, project.title},
            {u"aspect"_s, nameOf(project.aspect)},
            {u"fps"_s, project.fps},
            {u"archived"_s, project.archived},
            {u"createdAt"_s, momentJson(project.createdMs)},
            {u"changedAt"_s, momentJson(project.changedMs)}};
}

QJsonObject toJson(const Shot& shot)
{
    return {{u"id"_s, shot.id.toString()},
            {u"projectId"_s, shot.projectId.toString()},
            {u"title"_s, shot.title},
            {u"script"_s, shot.script},
            {u"status"_s, nameOf(shot.status)},
            {u"label"_s, nameOf(shot.label)},
            {u"plannedDurationMs"_s, shot.plannedDurationMs},
            {u"headlinerId"_s, idJson(shot.headlinerId)},
            {u"createdAt"_s, momentJson(shot.createdMs)}};
}

QJsonObject toJson(const Asset& asset)
{
    return {{u"id"_s, asset.id.toString()},
            {u"shotId"_s, asset.shotId.toString()},
            {u"kind"_s, nameOf(asset.kind)},
            {u"origin"_s, nameOf(asset.origin)},
            {u"generationId"_s, idJson(asset.generationId)},
            {u"parentAssetId"_s, idJson(asset.parentId)},
            {u"sha256"_s, asset.sha256},
            {u"sourceName"_s, asset.sourceName},
            {u"favourite"_s, asset.favourite},
            {u"rejected"_s, asset.rejected},
            {u"note"_s, asset.note},
            {u"createdAt"_s, momentJson(asset.createdMs)}};
}

QJsonObject toJson(const Media& media)
{
    return {{u"sha256"_s, media.sha256},
            {u"size"_s, media.size},
            {u"mimeType"_s, media.mimeType},
            {u"width"_s, media.width},
            {u"height"_s, media.height},
            {u"durationMs"_s, media.durationMs},
            {u"fps"_s, media.fps},
            {u"videoCodec"_s, media.videoCodec},
            {u"audioCodec"_s, media.audioCodec}};
}

QJsonObject toJson(const Provenance& provenance)
{
    QJsonObject json;
    for (const auto& [key, member] : provenanceFields) {
        if (const auto& field = provenance.*member) {
            json[key] = QJsonObject{{u"value"_s, field->value},
                                    {u"source"_s, nameOf(field->source)},
                                    {u"confidence"_s, field->confidence}};
        }
    }
    return json;
}

Provenance provenanceFromJson(const QJsonObject& json)
{
    Provenance provenance;
    for (const auto& [key, member] : provenanceFields) {
        if (const QJsonValue value = json.value(key); value.isObject()) {
            provenance.*member = ProvenanceField{
                value[u"value"_s].toString(),
                fromName<FactSource>(value[u"source"_s].toString()).value_or(FactSource::Typed),
                value[u"confidence"_s].toDouble(1)};
        }
    }
    return provenance;
}

QJsonArray toJson(const QList<GenerationInput>& inputs)
{
    QJsonArray array;
    for (const GenerationInput& input : inputs) {
        array.append(QJsonObject{{u"slot"_s, input.slot},
                                 {u"assetId"_s, idJson(input.assetId)},
                                 {u"sha256"_s, input.sha256}});
    }
    return array;
}

QList<GenerationInput> inputsFromJson(const QJsonArray& json)
{
    QList<GenerationInput> inputs;
    for (const QJsonValue& value : json) {
        inputs.append({value[u"slot"_s].toString(),
                       AssetId::fromString(value[u"assetId"_s].toString()),
                       value[u"sha256"_s].toString()});
    }
    return inputs;
}

QJsonObject toJson(const Generation& generation)
{
    return {{u"id"_s, generation.id.toString()},
            {u"shotId"_s, generation.shotId.toString()},
            {u"providerId"_s, generation.providerId},
            {u"model"_s, generation.modelId},
            {u"modelRevision"_s, generation.modelRevision},
            {u"prompt"_s, generation.prompt},
            {u"negativePrompt"_s, generation.negativePrompt},
            {u"parameters"_s, QJsonDocument::fromJson(generation.parameters).object()},
            {u"inputs"_s, toJson(generation.inputs)},
            {u"seedSent"_s, seedJson(generation.seedSent)},
            {u"editRequest"_s, generation.editRequest},
            {u"agentModel"_s, generation.agentModel},
            {u"parentId"_s, idJson(generation.parentId)},
            {u"costEstimated"_s, numberJson(generation.costEstimated)},
            {u"costUnit"_s, generation.costUnit},
            {u"createdAt"_s, momentJson(generation.createdMs)}};
}

QJsonObject toJson(const Generation& generation, const std::optional<Job>& job)
{
    QJsonObject json = toJson(generation);
    json[u"seedReturned"_s] = seedJson(job ? job->seedReturned : std::nullopt);
    json[u"costCharged"_s] = numberJson(job ? job->costCharged : std::nullopt);
    return json;
}

} // namespace raskadr
