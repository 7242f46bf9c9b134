#include "core/store/rowreaders.h"

#include "core/model/modeljson.h"
#include "core/model/names.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

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
    asset.provenance = provenanceOf(row.text());
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
    if (generation.id.isNull()) {
        row.skip(15); // joined, and none is there
        return generation;
    }
    generation.shotId = row.id<ShotId>();
    generation.providerId = row.text();
    generation.modelId = row.text();
    generation.modelRevision = row.number();
    generation.prompt = row.text();
    generation.negativePrompt = row.text();
    generation.parameters = row.utf8();
    generation.inputs = inputsOf(row.text());
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
    if (job.generationId.isNull()) {
        row.skip(16);
        return job;
    }
    job.state = fromName<JobState>(row.text()).value_or(JobState::Unknown);
    job.step = row.text();
    job.variables = row.utf8();
    job.attempts = row.number();
    job.notBeforeMs = row.integer();
    job.waitReason = fromName<WaitReason>(row.text()).value_or(WaitReason::None);
    job.cancelRequested = row.boolean();
    job.errorClass = row.text();
    job.errorDetail = row.text();
    job.lastAnswer = row.blob();
    job.errorParameter = row.text();
    job.costCharged = row.optionalReal();
    job.seedReturned = row.optionalUnsigned();
    job.forgotten = row.boolean();
    job.queuedMs = row.integer();
    job.startedMs = row.integer();
    job.finishedMs = row.integer();
    return job;
}

QString provenanceText(const Provenance& provenance)
{
    return provenance.isEmpty()
        ? QString()
        : QString::fromUtf8(QJsonDocument(toJson(provenance)).toJson(QJsonDocument::Compact));
}

Provenance provenanceOf(const QString& text)
{
    return text.isEmpty() ? Provenance()
                          : provenanceFromJson(QJsonDocument::fromJson(text.toUtf8()).object());
}

QString inputsText(const QList<GenerationInput>& inputs)
{
    return QString::fromUtf8(QJsonDocument(toJson(inputs)).toJson(QJsonDocument::Compact));
}

QList<GenerationInput> inputsOf(const QString& text)
{
    return text == u"[]"_s ? QList<GenerationInput>()
                           : inputsFromJson(QJsonDocument::fromJson(text.toUtf8()).array());
}

} // namespace raskadr
