#include "app/cli/jsonvalues.h"

#include "core/model/names.h"
#include "ui/common/joberrortext.h"

#include <QDateTime>
#include <QJsonDocument>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint64 largestExact = 1ull << 53; // beyond it, readers of JSON lose digits

QJsonValue momentOrNull(qint64 ms)
{
    return ms == 0
        ? QJsonValue()
        : QJsonValue(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs));
}

QJsonValue numberOrNull(const std::optional<double>& number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

QJsonValue seedOrNull(const std::optional<quint64>& seed)
{
    if (!seed) {
        return {};
    }
    return *seed <= largestExact ? QJsonValue(static_cast<qint64>(*seed))
                                 : QJsonValue(QString::number(*seed));
}

QJsonObject nameJson(const LocalName& name)
{
    return {{u"en"_s, name.en}, {u"ru"_s, name.ru}};
}

QString producesName(Produces produces)
{
    switch (produces) {
    case Produces::Image:
        return u"image"_s;
    case Produces::Video:
        return u"video"_s;
    case Produces::Text:
        return u"text"_s;
    }
    return {};
}

QString typeName(ParameterType type)
{
    switch (type) {
    case ParameterType::String:
        return u"string"_s;
    case ParameterType::Integer:
        return u"integer"_s;
    case ParameterType::Number:
        return u"number"_s;
    case ParameterType::Boolean:
        return u"boolean"_s;
    case ParameterType::Array:
        return u"array"_s;
    }
    return {};
}

// What the job adds to its generation.
void addJob(QJsonObject& json, const Job& job)
{
    json[u"state"_s] = nameOf(job.state);
    json[u"waitReason"_s] =
        job.waitReason == WaitReason::None ? QJsonValue() : QJsonValue(nameOf(job.waitReason));
    json[u"attempts"_s] = job.attempts;
    json[u"seedReturned"_s] = seedOrNull(job.seedReturned);
    json[u"costCharged"_s] = numberOrNull(job.costCharged);
    const bool failed = !job.errorClass.isEmpty();
    json[u"errorClass"_s] = failed ? QJsonValue(job.errorClass) : QJsonValue();
    json[u"error"_s] = failed ? QJsonValue(ui::jobErrorText(job)) : QJsonValue();
    json[u"forgotten"_s] = job.forgotten;
    json[u"queuedAt"_s] = momentOrNull(job.queuedMs);
    json[u"startedAt"_s] = momentOrNull(job.startedMs);
    json[u"finishedAt"_s] = momentOrNull(job.finishedMs);
}

} // namespace

QJsonObject toJson(const Account& account)
{
    return {{u"id"_s, account.id.toString()},
            {u"login"_s, account.login},
            {u"name"_s, account.name},
            {u"createdAt"_s, momentOrNull(account.createdMs)}};
}

QJsonObject toJson(const Project& project)
{
    return {{u"id"_s, project.id.toString()},
            {u"title"_s, project.title},
            {u"aspect"_s, nameOf(project.aspect)},
            {u"fps"_s, project.fps},
            {u"archived"_s, project.archived},
            {u"createdAt"_s, momentOrNull(project.createdMs)},
            {u"changedAt"_s, momentOrNull(project.changedMs)}};
}

QJsonObject toJson(const ProjectSummary& summary)
{
    QJsonObject json = toJson(summary.project);
    json[u"shots"_s] = summary.shots;
    json[u"doneShots"_s] = summary.doneShots;
    return json;
}

QJsonObject toJson(const Shot& shot)
{
    return {{u"id"_s, shot.id.toString()},
            {u"projectId"_s, shot.projectId.toString()},
            {u"number"_s, shot.number()},
            {u"title"_s, shot.title},
            {u"script"_s, shot.script},
            {u"status"_s, nameOf(shot.status)},
            {u"label"_s, nameOf(shot.label)},
            {u"plannedDurationMs"_s, shot.plannedDurationMs},
            {u"headlinerId"_s, idOrNull(shot.headlinerId)},
            {u"createdAt"_s, momentOrNull(shot.createdMs)}};
}

QJsonObject toJson(const BoardRow& row)
{
    QJsonObject json = toJson(row.shot);
    json[u"assets"_s] = row.assets;
    json[u"runningGenerations"_s] = row.runningJobs;
    json[u"failedGenerations"_s] = row.failedJobs;
    return json;
}

QJsonObject toJson(const Asset& asset, const Shot& shot)
{
    return {{u"id"_s, asset.id.toString()},
            {u"shotId"_s, asset.shotId.toString()},
            {u"kind"_s, nameOf(asset.kind)},
            {u"origin"_s, nameOf(asset.origin)},
            {u"isHeadliner"_s, shot.headlinerId == asset.id},
            {u"generationId"_s, idOrNull(asset.generationId)},
            {u"parentAssetId"_s, idOrNull(asset.parentId)},
            {u"sha256"_s, asset.sha256},
            {u"sourceName"_s, asset.sourceName},
            {u"favourite"_s, asset.favourite},
            {u"rejected"_s, asset.rejected},
            {u"note"_s, asset.note},
            {u"createdAt"_s, momentOrNull(asset.createdMs)}};
}

QJsonObject toJson(const AssetRow& row, const Shot& shot)
{
    QJsonObject json = toJson(row.asset, shot);
    json[u"size"_s] = row.media.size;
    json[u"mimeType"_s] = row.media.mimeType;
    json[u"width"_s] = row.media.width;
    json[u"height"_s] = row.media.height;
    json[u"durationMs"_s] = row.media.durationMs;
    json[u"fps"_s] = row.media.fps;
    json[u"state"_s] = nameOf(row.media.state);
    return json;
}

QJsonObject toJson(const Provenance& provenance)
{
    QJsonObject json;
    const auto add = [&json](const QString& key, const std::optional<ProvenanceField>& field) {
        if (field) {
            json[key] = QJsonObject{{u"value"_s, field->value},
                                    {u"source"_s, nameOf(field->source)},
                                    {u"confidence"_s, field->confidence}};
        }
    };
    add(u"prompt"_s, provenance.prompt);
    add(u"negativePrompt"_s, provenance.negativePrompt);
    add(u"model"_s, provenance.model);
    add(u"seed"_s, provenance.seed);
    add(u"service"_s, provenance.service);
    add(u"link"_s, provenance.link);
    return json;
}

QJsonObject toJson(const Generation& generation, const std::optional<Job>& job)
{
    QJsonArray inputs;
    for (const GenerationInput& input : generation.inputs) {
        inputs.append(QJsonObject{{u"slot"_s, input.slot},
                                  {u"assetId"_s, input.assetId.toString()},
                                  {u"sha256"_s, input.sha256}});
    }
    QJsonObject json{{u"id"_s, generation.id.toString()},
                     {u"shotId"_s, generation.shotId.toString()},
                     {u"providerId"_s, generation.providerId},
                     {u"model"_s, generation.modelId},
                     {u"modelRevision"_s, generation.modelRevision},
                     {u"prompt"_s, generation.prompt},
                     {u"negativePrompt"_s, generation.negativePrompt},
                     {u"parameters"_s, QJsonDocument::fromJson(generation.parameters).object()},
                     {u"inputs"_s, inputs},
                     {u"seedSent"_s, seedOrNull(generation.seedSent)},
                     {u"editRequest"_s, generation.editRequest},
                     {u"agentModel"_s, generation.agentModel},
                     {u"parentId"_s, idOrNull(generation.parentId)},
                     {u"costEstimated"_s, numberOrNull(generation.costEstimated)},
                     {u"costUnit"_s, generation.costUnit},
                     {u"createdAt"_s, momentOrNull(generation.createdMs)}};
    if (job) {
        addJob(json, *job);
    }
    return json;
}

QJsonObject toJson(const QueueRow& row)
{
    QJsonObject json = toJson(row.generation, row.job);
    json[u"projectId"_s] = row.projectId.toString();
    json[u"projectTitle"_s] = row.projectTitle;
    json[u"shotNumber"_s] = row.shot.number();
    json[u"sha256"_s] = row.resultSha256.isEmpty() ? QJsonValue() : QJsonValue(row.resultSha256);
    return json;
}

QJsonObject toJson(const ProviderManifest& provider)
{
    return {{u"id"_s, provider.id},
            {u"name"_s, nameJson(provider.name)},
            {u"local"_s, provider.local},
            {u"free"_s, provider.free},
            {u"concurrency"_s, provider.concurrency}};
}

QJsonObject toJson(const ModelManifest& model, int revision)
{
    QJsonArray inputs;
    for (const InputSlotDescription& slot : model.inputs) {
        inputs.append(QJsonObject{{u"slot"_s, slot.name},
                                  {u"title"_s, nameJson(slot.title)},
                                  {u"kind"_s, nameOf(slot.media)},
                                  {u"min"_s, slot.min},
                                  {u"max"_s, slot.max}});
    }
    return {{u"id"_s, model.id},
            {u"providerId"_s, model.providerId},
            {u"name"_s, nameJson(model.name)},
            {u"produces"_s, producesName(model.produces)},
            {u"free"_s, model.free},
            {u"revision"_s, revision},
            {u"inputs"_s, inputs}};
}

QJsonObject toJson(const ParameterField& field)
{
    QJsonArray choices;
    for (const nlohmann::json& choice : field.choices) {
        choices.append(toQt(choice));
    }
    QJsonObject json{
        {u"name"_s, field.name},         {u"type"_s, typeName(field.type)},
        {u"required"_s, field.required}, {u"title"_s, nameJson({field.title, field.titleRu})},
        {u"unit"_s, field.unit},         {u"default"_s, toQt(field.initial)}};
    const auto add = [&json](const QString& key, const std::optional<nlohmann::json>& value) {
        if (value) {
            json[key] = toQt(*value);
        }
    };
    if (!choices.isEmpty()) {
        json[u"choices"_s] = choices;
    }
    add(u"minimum"_s, field.minimum);
    add(u"maximum"_s, field.maximum);
    add(u"exclusiveMinimum"_s, field.exclusiveMinimum);
    add(u"exclusiveMaximum"_s, field.exclusiveMaximum);
    add(u"multipleOf"_s, field.multipleOf);
    if (field.maxLength) {
        json[u"maxLength"_s] = *field.maxLength;
    }
    return json;
}

QJsonValue toQt(const nlohmann::json& value)
{
    const QByteArray wrapped = QByteArray::fromStdString("[" + value.dump() + "]");
    return QJsonDocument::fromJson(wrapped).array().at(0);
}

} // namespace raskadr::cli
