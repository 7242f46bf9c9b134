#include "core/library/recordjson.h"

#include "core/model/names.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

// JSON numbers are doubles, which hold milliseconds and bytes exactly.
QJsonValue number(qint64 value)
{
    return static_cast<double>(value);
}

QJsonValue optionalNumber(const std::optional<double>& value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

// A seed may be any unsigned 64-bit number, which a double does not hold.
QJsonValue seedText(const std::optional<quint64>& seed)
{
    return seed ? QJsonValue(QString::number(*seed)) : QJsonValue();
}

template <class AnyId>
QJsonValue idOrNull(const AnyId& id)
{
    return id.isNull() ? QJsonValue() : QJsonValue(id.toString());
}

QByteArray bytesOf(QJsonObject json, const QString& format)
{
    json[u"format"_s] = format;
    json[u"version"_s] = recordVersion;
    return QJsonDocument(json).toJson(QJsonDocument::Indented);
}

QJsonObject parsed(const QByteArray& json)
{
    return QJsonDocument::fromJson(json).object();
}

QJsonObject provenanceJson(const Provenance& provenance)
{
    QJsonObject json;
    const auto add = [&json](const QString& name, const std::optional<ProvenanceField>& field) {
        if (field) {
            json[name] = QJsonObject{{u"value"_s, field->value},
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

QJsonObject assetJson(const Asset& asset)
{
    return {
        {u"id"_s, asset.id.toString()},
        {u"sha256"_s, asset.sha256},
        {u"kind"_s, nameOf(asset.kind)},
        {u"origin"_s, nameOf(asset.origin)},
        {u"sourceName"_s, asset.sourceName},
        {u"parentAssetId"_s, idOrNull(asset.parentId)},
        {u"generationId"_s, idOrNull(asset.generationId)},
        {u"favourite"_s, asset.favourite},
        {u"rejected"_s, asset.rejected},
        {u"note"_s, asset.note},
        {u"provenance"_s, provenanceJson(asset.provenance)},
        {u"trashedMs"_s, number(asset.trashedMs)},
        {u"createdMs"_s, number(asset.createdMs)},
    };
}

} // namespace

QByteArray accountsRecord(const QList<Account>& accounts)
{
    QJsonArray list;
    for (const Account& account : accounts) {
        list.append(QJsonObject{{u"id"_s, account.id.toString()},
                                {u"login"_s, account.login},
                                {u"name"_s, account.name},
                                {u"currency"_s, account.currency},
                                {u"budget"_s, optionalNumber(account.budget)},
                                {u"createdMs"_s, number(account.createdMs)}});
    }
    return bytesOf({{u"accounts"_s, list}}, u"raskadr.accounts"_s);
}

QByteArray projectRecord(const Project& project, const QList<ShotId>& order)
{
    QJsonArray shots;
    for (const ShotId& shot : order) {
        shots.append(shot.toString());
    }
    return bytesOf({{u"id"_s, project.id.toString()},
                    {u"accountId"_s, project.accountId.toString()},
                    {u"title"_s, project.title},
                    {u"aspect"_s, nameOf(project.aspect)},
                    {u"fps"_s, project.fps},
                    {u"budget"_s, optionalNumber(project.budget)},
                    {u"archived"_s, project.archived},
                    {u"trashedMs"_s, number(project.trashedMs)},
                    {u"music"_s, QJsonObject{{u"sha256"_s, project.musicSha256},
                                             {u"offsetMs"_s, number(project.musicOffsetMs)},
                                             {u"volume"_s, project.musicVolume}}},
                    {u"demo"_s, project.demo},
                    {u"createdMs"_s, number(project.createdMs)},
                    {u"changedMs"_s, number(project.changedMs)},
                    {u"order"_s, shots}},
                   u"raskadr.project"_s);
}

QByteArray shotRecord(const Shot& shot, QList<Asset> assets)
{
    std::sort(assets.begin(), assets.end(),
              [](const Asset& a, const Asset& b) { return a.id < b.id; });
    QJsonArray list;
    for (const Asset& asset : std::as_const(assets)) {
        list.append(assetJson(asset));
    }
    return bytesOf({{u"id"_s, shot.id.toString()},
                    {u"projectId"_s, shot.projectId.toString()},
                    {u"title"_s, shot.title},
                    {u"script"_s, shot.script},
                    {u"status"_s, nameOf(shot.status)},
                    {u"label"_s, nameOf(shot.label)},
                    {u"plannedDurationMs"_s, number(shot.plannedDurationMs)},
                    {u"headlinerId"_s, idOrNull(shot.headlinerId)},
                    {u"trashedMs"_s, number(shot.trashedMs)},
                    {u"createdMs"_s, number(shot.createdMs)},
                    {u"assets"_s, list}},
                   u"raskadr.shot"_s);
}

QJsonObject generationRecord(const Generation& generation, const std::optional<Job>& job)
{
    QJsonArray inputs;
    for (const GenerationInput& input : generation.inputs) {
        inputs.append(QJsonObject{{u"slot"_s, input.slot},
                                  {u"assetId"_s, idOrNull(input.assetId)},
                                  {u"sha256"_s, input.sha256}});
    }
    return {
        {u"id"_s, generation.id.toString()},
        {u"shotId"_s, generation.shotId.toString()},
        {u"providerId"_s, generation.providerId},
        {u"modelId"_s, generation.modelId},
        {u"modelRevision"_s, generation.modelRevision},
        {u"prompt"_s, generation.prompt},
        {u"negativePrompt"_s, generation.negativePrompt},
        {u"parameters"_s, parsed(generation.parameters)},
        {u"inputs"_s, inputs},
        {u"seedSent"_s, seedText(generation.seedSent)},
        {u"seedReturned"_s, seedText(job ? job->seedReturned : std::nullopt)},
        {u"editRequest"_s, generation.editRequest},
        {u"agentModel"_s, generation.agentModel},
        {u"parentId"_s, idOrNull(generation.parentId)},
        {u"costEstimated"_s, optionalNumber(generation.costEstimated)},
        {u"costCharged"_s, optionalNumber(job ? job->costCharged : std::nullopt)},
        {u"costUnit"_s, generation.costUnit},
        {u"createdMs"_s, number(generation.createdMs)},
    };
}

QByteArray mediaSidecar(const Media& media, const GenerationRecords& generations)
{
    QJsonArray list;
    for (const QJsonObject& generation : generations) {
        list.append(generation);
    }
    return bytesOf({{u"sha256"_s, media.sha256},
                    {u"size"_s, number(media.size)},
                    {u"mimeType"_s, media.mimeType},
                    {u"width"_s, media.width},
                    {u"height"_s, media.height},
                    {u"durationMs"_s, number(media.durationMs)},
                    {u"fps"_s, media.fps},
                    {u"videoCodec"_s, media.videoCodec},
                    {u"audioCodec"_s, media.audioCodec},
                    {u"palette"_s, media.palette},
                    {u"embedded"_s, parsed(media.embedded.toUtf8())},
                    {u"createdMs"_s, number(media.createdMs)},
                    {u"generations"_s, list}},
                   u"raskadr.media"_s);
}

GenerationRecords generationsOfSidecar(const QByteArray& sidecar)
{
    GenerationRecords generations;
    const QJsonArray list = parsed(sidecar)[u"generations"_s].toArray();
    for (const QJsonValue& value : list) {
        const QJsonObject generation = value.toObject();
        if (const QString id = generation[u"id"_s].toString(); !id.isEmpty()) {
            generations.insert(id, generation);
        }
    }
    return generations;
}

} // namespace raskadr
