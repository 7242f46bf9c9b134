#include "ui/shot/historysteps.h"

#include "ui/common/labels.h"

#include <QCoreApplication>
#include <QSet>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maxSteps = 100;

// One link of the chain: an asset, a generation, or both.
struct Link
{
    std::optional<Asset> asset;
    std::optional<Generation> generation;

    QString key() const
    {
        return generation ? generation->id.toString() : asset ? asset->id.toString() : QString();
    }
};

Link linkOf(const Repositories& r, const AssetId& id)
{
    Link link;
    if (!id.isNull()) {
        link.asset = r.assets.find(id);
    }
    if (link.asset && !link.asset->generationId.isNull()) {
        link.generation = r.generations.find(link.asset->generationId);
    }
    return link;
}

Link linkOf(const Repositories& r, const GenerationId& id)
{
    Link link;
    link.generation = r.generations.find(id);
    const QList<Asset> assets = link.generation ? r.assets.ofGeneration(id) : QList<Asset>();
    for (const Asset& asset : assets) {
        if (!link.asset || (link.asset->trashedMs > 0 && asset.trashedMs == 0)) {
            link.asset = asset;
        }
    }
    return link;
}

Link parentOf(const Repositories& r, const Link& link)
{
    if (link.generation && !link.generation->parentId.isNull()) {
        if (Link parent = linkOf(r, link.generation->parentId); parent.generation) {
            return parent;
        }
    }
    if (link.asset && !link.asset->parentId.isNull()) {
        return linkOf(r, link.asset->parentId);
    }
    if (link.generation && !link.generation->inputs.isEmpty()) {
        return linkOf(r, link.generation->inputs.first().assetId);
    }
    return {};
}

HistoryStep stepOf(const Link& link, const Link& parent)
{
    HistoryStep step;
    if (const auto& asset = link.asset) {
        step.asset = asset->id;
        step.sha256 = asset->sha256;
        step.createdMs = asset->createdMs;
        step.inTrash = asset->trashedMs > 0;
    }
    const bool isFirst = parent.key().isEmpty();
    if (const auto& generation = link.generation) {
        step.createdMs = generation->createdMs;
        step.prompt = generation->prompt;
        const bool fromPicture = parent.asset && parent.asset->kind == AssetKind::Image;
        if (!generation->editRequest.isEmpty()) {
            step.kind = HistoryStep::Kind::Edit;
            step.words = generation->editRequest;
        } else if (isFirst && !step.prompt.isEmpty()) {
            step.kind = HistoryStep::Kind::Prompt;
        } else if (fromPicture && link.asset && link.asset->kind == AssetKind::Video) {
            step.kind = HistoryStep::Kind::Animation;
        }
    } else if (const auto& asset = link.asset) {
        step.kind = asset->origin == AssetOrigin::Frame ? HistoryStep::Kind::Frame
                                                        : HistoryStep::Kind::File;
        step.words = asset->sourceName;
        step.prompt = asset->provenance.prompt ? asset->provenance.prompt->value : QString();
    }
    return step;
}

} // namespace

QList<HistoryStep> historyOf(const Repositories& repositories, const FeedItem& item)
{
    Link link;
    if (item.asset) {
        link.asset = item.asset->asset;
    }
    if (const Generation* generation = item.generation()) {
        link.generation = *generation;
    }
    QList<HistoryStep> steps;
    QSet<QString> seen;
    while (!link.key().isEmpty() && steps.size() < maxSteps && !seen.contains(link.key())) {
        seen.insert(link.key());
        Link parent = parentOf(repositories, link);
        if (seen.contains(parent.key())) {
            parent = {};
        }
        steps.prepend(stepOf(link, parent));
        link = std::move(parent);
    }
    return steps.size() > 1 ? steps : QList<HistoryStep>();
}

QString stepText(const HistoryStep& step)
{
    switch (step.kind) {
    case HistoryStep::Kind::Prompt:
        return QCoreApplication::translate("History", "Original prompt");
    case HistoryStep::Kind::File:
        return step.words.isEmpty() ? originText(AssetOrigin::Imported) : step.words;
    case HistoryStep::Kind::Frame:
        return QCoreApplication::translate("History", "Frame of a video");
    case HistoryStep::Kind::Edit:
        return QCoreApplication::translate("History", "“%1”").arg(step.words.simplified());
    case HistoryStep::Kind::Animation:
        return QCoreApplication::translate("History", "Animated");
    case HistoryStep::Kind::Generation:
        return QCoreApplication::translate("History", "New generation");
    }
    Q_UNREACHABLE();
}

} // namespace raskadr::ui
