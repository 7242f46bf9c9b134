#include "core/passport/passportrow.h"

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

QJsonObject shownParameters(const QByteArray& parameters)
{
    QJsonObject shown = QJsonDocument::fromJson(parameters).object();
    for (const auto& key : {u"prompt"_s, u"negativePrompt"_s, u"negative_prompt"_s, u"seed"_s}) {
        shown.remove(key);
    }
    return shown;
}

void tellOrigin(PassportRow& row)
{
    const AssetRow& data = row.data;
    row.source = sourceOf(data);
    if (data.generation) {
        const Generation& generation = *data.generation;
        row.providerId = generation.providerId;
        row.modelId = generation.modelId;
        row.modelRevision = generation.modelRevision;
        row.prompt = generation.prompt;
        row.negativePrompt = generation.negativePrompt;
        const auto seed =
            data.job && data.job->seedReturned ? data.job->seedReturned : generation.seedSent;
        row.seed = seed ? QString::number(*seed) : QString();
    } else {
        const Provenance& provenance = data.asset.provenance;
        row.providerId = valueOf(provenance.service);
        row.modelId = valueOf(provenance.model);
        row.modelRevision = 0;
        row.prompt = valueOf(provenance.prompt);
        row.negativePrompt = valueOf(provenance.negativePrompt);
        row.seed = valueOf(provenance.seed);
    }
}

} // namespace raskadr
