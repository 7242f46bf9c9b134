#include "ui/shot/assetfacts.h"

#include "ui/common/format.h"
#include "ui/common/labels.h"
#include "ui/common/moneytext.h"

#include <QCoreApplication>
#include <QDateTime>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double guessed = 0.6; // what is believed less is called a guess

class AssetFactsWords
{
    Q_DECLARE_TR_FUNCTIONS(AssetFacts)
};

QList<Fact> factsOfGeneration(const InspectedAsset& shown, const Generation& generation)
{
    const FeedItem& item = shown.item;
    const Job* job = item.job ? &item.job->job : item.asset->job ? &*item.asset->job : nullptr;
    QList<Fact> facts{
        {AssetFactsWords::tr("Model"), shown.modelName, {}},
        {AssetFactsWords::tr("Created"), shown.created, {}},
        {AssetFactsWords::tr("Provider"), shown.providerName, {}},
        {AssetFactsWords::tr("Cost"), costText(generation, job ? *job : Job{}), {}},
        {AssetFactsWords::tr("Seed"), item.seed() ? QString::number(*item.seed()) : QString(), {}}};
    if (job && job->startedMs > 0 && job->finishedMs > job->startedMs) {
        facts.append(
            {AssetFactsWords::tr("Took"), secondsText(job->finishedMs - job->startedMs), {}});
    }
    for (const auto& [name, value] : shown.parameters) {
        facts.append({name, value, {}});
    }
    return facts;
}

QList<Fact> factsOfImport(const InspectedAsset& shown)
{
    const Asset& asset = shown.item.asset->asset;
    QList<Fact> facts{{AssetFactsWords::tr("File"), asset.sourceName, {}},
                      {AssetFactsWords::tr("Added"), shown.created, {}}};
    const auto add = [&facts](const QString& name, const std::optional<ProvenanceField>& field) {
        if (field) {
            facts.append({name, field->value.simplified(), remarkOn(*field)});
        }
    };
    add(AssetFactsWords::tr("Model"), asset.provenance.model);
    add(AssetFactsWords::tr("Seed"), asset.provenance.seed);
    add(AssetFactsWords::tr("Service"), asset.provenance.service);
    add(AssetFactsWords::tr("Link"), asset.provenance.link);
    return facts;
}

QString nameText(FileFact fact)
{
    switch (fact) {
    case FileFact::Steps:
        return AssetFactsWords::tr("Steps");
    case FileFact::Guidance:
        return AssetFactsWords::tr("Guidance (CFG)");
    case FileFact::Sampler:
        return AssetFactsWords::tr("Sampler");
    case FileFact::Scheduler:
        return AssetFactsWords::tr("Scheduler");
    case FileFact::Denoise:
        return AssetFactsWords::tr("Denoising");
    case FileFact::Size:
        return AssetFactsWords::tr("Size asked");
    case FileFact::AspectRatio:
        return AssetFactsWords::tr("Aspect ratio");
    case FileFact::ModelHash:
        return AssetFactsWords::tr("Model hash");
    case FileFact::Vae:
        return AssetFactsWords::tr("VAE");
    case FileFact::Loras:
        return AssetFactsWords::tr("LoRA");
    case FileFact::Styles:
        return AssetFactsWords::tr("Styles");
    case FileFact::ClipSkip:
        return AssetFactsWords::tr("CLIP skip");
    case FileFact::SystemVersion:
        return AssetFactsWords::tr("Version");
    case FileFact::Author:
        return AssetFactsWords::tr("Author");
    case FileFact::Credit:
        return AssetFactsWords::tr("Credit");
    case FileFact::Rights:
        return AssetFactsWords::tr("Rights");
    case FileFact::SourceType:
        return AssetFactsWords::tr("Made by");
    }
    Q_UNREACHABLE();
}

QString valueText(FileFact fact, const QString& value)
{
    if (fact != FileFact::SourceType) {
        return value;
    }
    if (value.compare(u"trainedAlgorithmicMedia"_s, Qt::CaseInsensitive) == 0) {
        return AssetFactsWords::tr("a neural network");
    }
    if (value.compare(u"compositeWithTrainedAlgorithmicMedia"_s, Qt::CaseInsensitive) == 0
        || value.compare(u"compositeSynthetic"_s, Qt::CaseInsensitive) == 0) {
        return AssetFactsWords::tr("partly a neural network");
    }
    if (value.compare(u"digitalCapture"_s, Qt::CaseInsensitive) == 0) {
        return AssetFactsWords::tr("a camera");
    }
    return value;
}

} // namespace

QString remarkOn(const ProvenanceField& field)
{
    return field.source == FactSource::File && field.confidence < guessed
        ? AssetFactsWords::tr("from the file, a guess")
        : sourceText(field.source);
}

QList<Fact> factsOf(const InspectedAsset& shown)
{
    const FeedItem& item = shown.item;
    const Generation* generation = item.generation();
    QList<Fact> facts = generation ? factsOfGeneration(shown, *generation) : factsOfImport(shown);
    if (item.isAsset()) {
        const Media& media = item.asset->media;
        facts.append({AssetFactsWords::tr("Size"), sizeText(media.width, media.height), {}});
        if (media.durationMs > 0) {
            facts.append({AssetFactsWords::tr("Length"),
                          AssetFactsWords::tr("%1, %2 fps")
                              .arg(secondsText(media.durationMs), decimalText(media.fps, 2)),
                          {}});
        }
        facts.append({AssetFactsWords::tr("File size"), bytesText(media.size), {}});
    }
    return facts;
}

QList<Fact> factsFromFile(const InspectedAsset& shown)
{
    QList<Fact> facts;
    for (auto it = shown.fromFile.facts.begin(); it != shown.fromFile.facts.end(); ++it) {
        facts.append({nameText(it.key()), valueText(it.key(), it.value()), {}});
    }
    return facts;
}

} // namespace raskadr::ui
