#include "core/passport/passportrow.h"

#include "core/passport/readablename.h"

#include <QJsonDocument>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

QString valueOf(const std::optional<ProvenanceField>& field)
{
    return field ? field->value : QString();
}

DataSource sourceOf(const AssetRow& data)
{
    if (data.generation) {
        return DataSource::GeneratedHere;
    }
    if (data.asset.origin == AssetOrigin::Frame) {
        return DataSource::FrameOfVideo;
    }
    const Provenance& provenance = data.asset.provenance;
    bool fromFile = false;
    for (const auto* field : {&provenance.prompt, &provenance.negativePrompt, &provenance.model,
                              &provenance.seed, &provenance.service, &provenance.link}) {
        if (*field && (*field)->source == FactSource::Typed) {
            return DataSource::TypedByHand;
        }
        fromFile |= field->has_value();
    }
    return fromFile ? DataSource::FromFile : DataSource::Unknown;
}

} // namespace

PassportRow passportRow(const Shot& shot, int index, const AssetRow& data, const QString& parentName)
{
    PassportRow row;
    row.shot = shot;
    row.index = index;
    row.data = data;
    row.isHeadliner = shot.headlinerId == data.asset.id;
    row.fileName = readableFileName(shot.number(), shot.title, index,
                                    suffixOfMimeType(data.media.mimeType));
    row.sourceFileName = parentName;
    row.source = sourceOf(data);
    if (data.generation) {
        const Generation& generation = *data.generation;
        row.providerId = generation.providerId;
        row.modelId = generation.modelId;
        row.modelRevision = generation.modelRevision;
        row.prompt = generation.prompt;
        row.negativePrompt = generation.negativePrompt;
        if (data.job && data.job->seedReturned) {
            row.seed = QString::number(*data.job->seedReturned);
        } else if (generation.seedSent) {
            row.seed = QString::number(*generation.seedSent);
        }
        row.parameters = QJsonDocument::fromJson(generation.parameters).object();
        for (const auto& key : {u"prompt"_s, u"negativePrompt"_s, u"negative_prompt"_s, u"seed"_s}) {
            row.parameters.remove(key);
        }
    } else {
        const Provenance& provenance = data.asset.provenance;
        row.providerId = valueOf(provenance.service);
        row.modelId = valueOf(provenance.model);
        row.prompt = valueOf(provenance.prompt);
        row.negativePrompt = valueOf(provenance.negativePrompt);
        row.seed = valueOf(provenance.seed);
    }
    return row;
}

} // namespace raskadr
