#include "core/passport/jsonwriter.h"

#include "core/model/names.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

QString momentText(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonValue optionalNumber(const std::optional<double>& number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

// A seed may need all 64 bits, which a JSON number loses.
QJsonValue optionalSeed(const std::optional<quint64>& seed)
{
    return seed ? QJsonValue(QString::number(*seed)) : QJsonValue();
}

QJsonObject generationObject(const Generation& generation, const std::optional<Job>& job)
{
    QJsonArray inputs;
    for (const GenerationInput& input : generation.inputs) {
        inputs.append(QJsonObject{{u"slot"_s, input.slot},
                                  {u"assetId"_s, input.assetId.toString()},
                                  {u"sha256"_s, input.sha256}});
    }
    return {{u"id"_s, generation.id.toString()},
            {u"providerId"_s, generation.providerId},
            {u"modelId"_s, generation.modelId},
            {u"modelRevision"_s, generation.modelRevision},
            {u"prompt"_s, generation.prompt},
            {u"negativePrompt"_s, generation.negativePrompt},
            {u"parameters"_s, QJsonDocument::fromJson(generation.parameters).object()},
            {u"inputs"_s, inputs},
            {u"seedSent"_s, optionalSeed(generation.seedSent)},
            {u"seedReturned"_s, job ? optionalSeed(job->seedReturned) : QJsonValue()},
            {u"editRequest"_s, generation.editRequest},
            {u"agentModel"_s, generation.agentModel},
            {u"parentId"_s, generation.parentId.isNull() ? QJsonValue()
                                                         : QJsonValue(generation.parentId.toString())},
            {u"costEstimated"_s, optionalNumber(generation.costEstimated)},
            {u"costCharged"_s, job ? optionalNumber(job->costCharged) : QJsonValue()},
            {u"costUnit"_s, generation.costUnit},
            {u"createdAt"_s, momentText(generation.createdMs)}};
}

QJsonObject provenanceObject(const Provenance& provenance)
{
    QJsonObject object;
    const auto add = [&object](const QString& key, const std::optional<ProvenanceField>& field) {
        if (field) {
            object.insert(key, QJsonObject{{u"value"_s, field->value},
                                           {u"source"_s, nameOf(field->source)},
                                           {u"confidence"_s, field->confidence}});
        }
    };
    add(u"prompt"_s, provenance.prompt);
    add(u"negativePrompt"_s, provenance.negativePrompt);
    add(u"model"_s, provenance.model);
    add(u"seed"_s, provenance.seed);
    add(u"service"_s, provenance.service);
    add(u"link"_s, provenance.link);
    return object;
}

QJsonObject assetObject(const PassportRow& row)
{
    const Asset& asset = row.data.asset;
    const Media& media = row.data.media;
    QJsonObject object{
        {u"id"_s, asset.id.toString()},
        {u"shotId"_s, asset.shotId.toString()},
        {u"kind"_s, nameOf(asset.kind)},
        {u"origin"_s, nameOf(asset.origin)},
        {u"isHeadliner"_s, row.isHeadliner},
        {u"file"_s, row.fileName},
        {u"sourceName"_s, asset.sourceName},
        {u"parentAssetId"_s, asset.parentId.isNull() ? QJsonValue() : QJsonValue(asset.parentId.toString())},
        {u"favourite"_s, asset.favourite},
        {u"rejected"_s, asset.rejected},
        {u"note"_s, asset.note},
        {u"createdAt"_s, momentText(asset.createdMs)},
        {u"sha256"_s, media.sha256},
        {u"size"_s, media.size},
        {u"mimeType"_s, media.mimeType},
        {u"width"_s, media.width},
        {u"height"_s, media.height},
        {u"durationMs"_s, media.durationMs},
        {u"fps"_s, media.fps},
        {u"videoCodec"_s, media.videoCodec},
        {u"audioCodec"_s, media.audioCodec},
    };
    if (row.data.generation) {
        object.insert(u"generation"_s, generationObject(*row.data.generation, row.data.job));
    } else {
        object.insert(u"provenance"_s, provenanceObject(asset.provenance));
    }
    if (!media.embedded.isEmpty()) {
        object.insert(u"embedded"_s, QJsonDocument::fromJson(media.embedded.toUtf8()).object());
    }
    return object;
}

QJsonObject shotObject(const Shot& shot)
{
    return {{u"id"_s, shot.id.toString()},
            {u"number"_s, shot.number()},
            {u"title"_s, shot.title},
            {u"script"_s, shot.script},
            {u"status"_s, nameOf(shot.status)},
            {u"label"_s, nameOf(shot.label)},
            {u"plannedDurationMs"_s, shot.plannedDurationMs},
            {u"headlinerId"_s, shot.headlinerId.isNull() ? QJsonValue()
                                                         : QJsonValue(shot.headlinerId.toString())}};
}

} // namespace

Result<> writePassportJson(const Passport& passport, const QString& path,
                           const PassportProgress& progress, std::stop_token stop)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return failure(ErrorKind::FileUnreadable, file.errorString(), path);
    }
    bool written = true;
    const auto write = [&](const QByteArray& bytes) {
        written = written && file.write(bytes) == bytes.size();
    };
    const auto compact = [](const QJsonObject& object) {
        return QJsonDocument(object).toJson(QJsonDocument::Compact);
    };

    // Written piece by piece: a project may be larger than memory wants to hold twice.
    const Project& project = passport.project();
    write("{\"version\":1,\"project\":"
          + compact({{u"id"_s, project.id.toString()},
                     {u"title"_s, project.title},
                     {u"aspect"_s, nameOf(project.aspect)},
                     {u"fps"_s, project.fps}})
          + ",\n\"shots\":[");
    const char* separator = "\n";
    for (const Shot& shot : passport.shots()) {
        write(separator + compact(shotObject(shot)));
        separator = ",\n";
    }
    write("],\n\"assets\":[");
    separator = "\n";
    int row = 0;
    passport.visit([&](const PassportRow& data) {
        write(separator + compact(assetObject(data)));
        separator = ",\n";
        if (progress && ++row % 64 == 0) {
            progress(double(row) / passport.rowCount());
        }
        return written && !stop.stop_requested();
    });
    write("]}\n");
    if (stop.stop_requested()) {
        return failure(ErrorKind::Cancelled);
    }
    if (!written || !file.commit()) {
        return failure(ErrorKind::DiskFull, file.errorString(), path, file.size() + 1'000'000);
    }
    return {};
}

} // namespace raskadr
