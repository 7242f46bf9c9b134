#include "app/cli/jsonvalues.h"

#include "core/model/names.h"
#include "ui/common/joberrortext.h"
#include "ui/common/jsonvalue.h"

#include <QDateTime>
#include <QJsonDocument>

namespace raskadr::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

void add(QJsonObject& json, const QJsonObject& more)
{
    for (auto it = more.begin(); it != more.end(); ++it) {
        json.insert(it.key(), it.value());
    }
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
    const bool failed = !job.errorClass.isEmpty();
    json[u"errorClass"_s] = failed ? QJsonValue(job.errorClass) : QJsonValue();
    json[u"error"_s] = failed ? QJsonValue(ui::jobErrorText(job)) : QJsonValue();
    json[u"forgotten"_s] = job.forgotten;
    json[u"queuedAt"_s] = momentJson(job.queuedMs);
    json[u"startedAt"_s] = momentJson(job.startedMs);
    json[u"finishedAt"_s] = momentJson(job.finishedMs);
}

} // namespace

QJsonObject toJson(const Account& account)
{
    return {{u"id"_s, account.id.toString()},
            {u"login"_s, account.login},
            {u"name"_s, account.name},
            {u"createdAt"_s, momentJson(account.createdMs)}};
}

QJsonObject toJson(const ProjectSummary& summary)
{
    QJsonObject json = toJson(summary.project);
    json[u"shots"_s] = summary.shots;
    json[u"doneShots"_s] = summary.doneShots;
    return json;
}

QJsonObject numbered(const Shot& shot)
{
    QJsonObject json = toJson(shot);
    json[u"number"_s] = shot.number();
    return json;
}

QJsonObject toJson(const BoardRow& row)
{
    QJsonObject json = numbered(row.shot);
    json[u"assets"_s] = row.assets;
    json[u"queuedGenerations"_s] = row.queuedJobs;
    json[u"runningGenerations"_s] = row.runningJobs;
    json[u"failedGenerations"_s] = row.failedJobs;
    return json;
}

QJsonObject toJson(const Asset& asset, const Shot& shot)
{
    QJsonObject json = toJson(asset);
    json[u"isHeadliner"_s] = shot.headlinerId == asset.id;
    return json;
}

QJsonObject toJson(const AssetRow& row, const Shot& shot)
{
    QJsonObject json = toJson(row.asset, shot);
    add(json, toJson(row.media));
    json[u"state"_s] = nameOf(row.media.state);
    return json;
}

QJsonObject withOutcome(const Generation& generation, const std::optional<Job>& job)
{
    QJsonObject json = toJson(generation, job);
    if (job) {
        addJob(json, *job);
    }
    return json;
}

QJsonObject toJson(const QueueRow& row)
{
    QJsonObject json = withOutcome(row.generation, row.job);
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
        choices.append(ui::jsonValueOf(choice));
    }
    QJsonObject json{
        {u"name"_s, field.name},         {u"type"_s, typeName(field.type)},
        {u"required"_s, field.required}, {u"title"_s, nameJson({field.title, field.titleRu})},
        {u"unit"_s, field.unit},         {u"default"_s, ui::jsonValueOf(field.initial)}};
    const auto add = [&json](const QString& key, const std::optional<nlohmann::json>& value) {
        if (value) {
            json[key] = ui::jsonValueOf(*value);
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

} // namespace raskadr::cli
