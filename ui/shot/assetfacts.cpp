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

class Words
{
    Q_DECLARE_TR_FUNCTIONS(AssetFacts)
};

QList<Fact> factsOfGeneration(const InspectedAsset& shown, const Generation& generation)
{
    const FeedItem& item = shown.item;
    const Job* job = item.job ? &item.job->job : item.asset->job ? &*item.asset->job : nullptr;
    QList<Fact> facts{
        {Words::tr("Model"), shown.modelName, {}},
        {Words::tr("Created"), shown.created, {}},
        {Words::tr("Provider"), shown.providerName, {}},
        {Words::tr("Cost"), costText(generation, job ? *job : Job{}), {}},
        {Words::tr("Seed"), item.seed() ? QString::number(*item.seed()) : QString(), {}}};
    if (job && job->startedMs > 0 && job->finishedMs > job->startedMs) {
        facts.append({Words::tr("Took"), secondsText(job->finishedMs - job->startedMs), {}});
    }
    for (const auto& [name, value] : shown.parameters) {
        facts.append({name, value, {}});
    }
    return facts;
}

QList<Fact> factsOfImport(const InspectedAsset& shown)
{
    const Asset& asset = shown.item.asset->asset;
    QList<Fact> facts{{Words::tr("File"), asset.sourceName, {}},
                      {Words::tr("Added"), shown.created, {}}};
    const auto add = [&facts](const QString& name, const std::optional<ProvenanceField>& field) {
        if (field) {
            facts.append({name, field->value.simplified(), remarkOn(*field)});
        }
    };
    add(Words::tr("Model"), asset.provenance.model);
    add(Words::tr("Seed"), asset.provenance.seed);
    add(Words::tr("Service"), asset.provenance.service);
    add(Words::tr("Link"), asset.provenance.link);
    return facts;
}

QString nameText(FileFact fact)
{
    switch (fact) {
    case FileFact::Steps:
        return Words::tr("Steps");
    case FileFact::Guidance:
        return Words::tr("Guidance (CFG)");
    case FileFact::Sampler:
        return Words::tr("Sampler");
    case FileFact::Scheduler:
        return Words::tr("Scheduler");
    case FileFact::Denoise:
        return Words::tr("Denoising");
    case FileFact::Size:
        return Words::tr("Size asked");
    case FileFact::AspectRatio:
        return Words::tr("Aspect ratio");
    case FileFact::ModelHash:
        return Words::tr("Model hash");
    case FileFact::Vae:
        return Words::tr("VAE");
    case FileFact::Loras:
        return Words::tr("LoRA");
    case FileFact::Styles:
        return Words::tr("Styles");
    case FileFact::ClipSkip:
        return Words::tr("CLIP skip");
    case FileFact::SystemVersion:
        return Words::tr("Version");
    case FileFact::Author:
        return Words::tr("Author");
    case FileFact::Credit:
        return Words::tr("Credit");
    case FileFact::Rights:
        return Words::tr("Rights");
    case FileFact::SourceType:
        return Words::tr("Made by");
    }
    Q_UNREACHABLE();
}

QString valueText(FileFact fact, const QString& value)
{
    if (fact != FileFact::SourceType) {
        return value;
    }
    if (value.compare(u"trainedAlgorithmicMedia"_s, Qt::CaseInsensitive) == 0) {
        return Words::tr("a neural network");
    }
    if (value.compare(u"compositeWithTrainedAlgorithmicMedia"_s, Qt::CaseInsensitive) == 0
        || value.compare(u"compositeSynthetic"_s, Qt::CaseInsensitive) == 0) {
        return Words::tr("partly a neural network");
    }
    if (value.compare(u"digitalCapture"_s, Qt::CaseInsensitive) == 0) {
        return Words::tr("a camera");
    }
    return value;
}

} // namespace

QString remarkOn(const ProvenanceField& field)
{
    return field.source == FactSource::File && field.confidence < guessed
        ? Words::tr("from the file, a guess")
        : sourceText(field.source);
}

QList<Fact> factsOf(const InspectedAsset& shown)
{
    const FeedItem& item = shown.item;
    const Generation* generation = item.generation();
    QList<Fact> facts = generation ? factsOfGeneration(shown, *generation) : factsOfImport(shown);
    if (item.isAsset()) {
        const Media& media = item.asset->media;
        facts.append({Words::tr("Size"), sizeText(media.width, media.height), {}});
        if (media.durationMs > 0) {
            facts.append({Words::tr("Length"),
                          Words::tr("%1, %2 fps")
                              .arg(secondsText(media.durationMs), decimalText(media.fps, 2)),
                          {}});
        }
        facts.append({Words::tr("File size"), bytesText(media.size), {}});
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
