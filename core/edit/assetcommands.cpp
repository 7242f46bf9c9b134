#include "core/edit/assetcommands.h"

#include "core/edit/finding.h"
#include "core/media/provenance/fileprovenance.h"

#include <functional>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

struct AssetPlan
{
    EditPlan plan;
    int count = 0;
};

// Lets `edit` change every asset and notes the projects that this concerns.
Result<AssetPlan> planForEach(const Repositories& repositories, const QList<AssetId>& ids,
                              const std::function<void(Asset&)>& edit)
{
    const auto assets = findAssets(repositories, ids);
    if (!assets) {
        return failure(assets.error());
    }
    AssetPlan planned;
    for (const Asset& before : *assets) {
        Asset after = before;
        edit(after);
        if (after == before) {
            continue;
        }
        planned.plan.change(before, after);
        ++planned.count;
        for (const ShotId& id : {before.shotId, after.shotId}) {
            if (const auto shot = repositories.shots.find(id)) {
                planned.plan.touch(shot->projectId);
            }
        }
    }
    return planned;
}

// Shots that lose an asset lose it as their headliner, too.
void clearHeadliners(const Repositories& repositories, const QList<Asset>& leaving, EditPlan& plan)
{
    for (const Asset& asset : leaving) {
        const auto shot = repositories.shots.find(asset.shotId);
        if (shot && shot->headlinerId == asset.id) {
            Shot after = *shot;
            after.headlinerId = {};
            plan.change(*shot, after);
        }
    }
}

void setField(std::optional<ProvenanceField>& field, const std::optional<QString>& typed,
              const std::optional<ProvenanceField>& fromFile)
{
    if (!typed || (field && field->value == *typed)) {
        return;
    }
    if (typed->isEmpty()) {
        field.reset();
    } else if (fromFile && fromFile->value == *typed) {
        field = fromFile;
    } else {
        field = ProvenanceField{*typed, FactSource::Typed, 1};
    }
}

Provenance provenanceOfFile(const Repositories& repositories, const Asset& asset)
{
    const auto media = repositories.media.find(asset.sha256);
    return media ? fileProvenance(media->embedded, asset.sourceName).fields : Provenance();
}

Result<Shot> findTarget(const Repositories& repositories, const ShotId& id)
{
    auto shot = findShot(repositories, id);
    if (shot && shot->trashedMs > 0) {
        return failure(ErrorKind::InvalidInput, u"the shot is in the trash"_s, id.tail());
    }
    return shot;
}

} // namespace

SetFavourite::SetFavourite(QList<AssetId> assets, bool favourite)
    : m_assets(std::move(assets))
    , m_favourite(favourite)
{
}

CommandKind SetFavourite::kind() const
{
    return m_favourite ? CommandKind::AddFavourite : CommandKind::RemoveFavourite;
}

Result<PlannedCommand::Planned> SetFavourite::plan(const Repositories& repositories, qint64) const
{
    auto planned = planForEach(repositories, m_assets,
                               [this](Asset& asset) { asset.favourite = m_favourite; });
    if (!planned) {
        return failure(planned.error());
    }
    return Planned{planned->plan, planned->count};
}

SetRejected::SetRejected(QList<AssetId> assets, bool rejected)
    : m_assets(std::move(assets))
    , m_rejected(rejected)
{
}

CommandKind SetRejected::kind() const
{
    return m_rejected ? CommandKind::Reject : CommandKind::Unreject;
}

Result<PlannedCommand::Planned> SetRejected::plan(const Repositories& repositories, qint64) const
{
    auto planned =
        planForEach(repositories, m_assets, [this](Asset& asset) { asset.rejected = m_rejected; });
    if (!planned) {
        return failure(planned.error());
    }
    return Planned{planned->plan, planned->count};
}

EditNote::EditNote(const AssetId& asset, QString note)
    : m_asset(asset)
    , m_note(std::move(note))
{
}

Result<PlannedCommand::Planned> EditNote::plan(const Repositories& repositories, qint64) const
{
    auto planned =
        planForEach(repositories, {m_asset}, [this](Asset& asset) { asset.note = m_note; });
    if (!planned) {
        return failure(planned.error());
    }
    return Planned{planned->plan, planned->count};
}

EditProvenance::EditProvenance(QList<AssetId> assets, ProvenanceChanges changes)
    : m_assets(std::move(assets))
    , m_changes(std::move(changes))
{
}

Result<PlannedCommand::Planned> EditProvenance::plan(const Repositories& repositories, qint64) const
{
    auto planned = planForEach(repositories, m_assets, [&](Asset& asset) {
        const Provenance file = provenanceOfFile(repositories, asset);
        Provenance& facts = asset.provenance;
        setField(facts.prompt, m_changes.prompt, file.prompt);
        setField(facts.negativePrompt, m_changes.negativePrompt, file.negativePrompt);
        setField(facts.model, m_changes.model, file.model);
        setField(facts.seed, m_changes.seed, file.seed);
        setField(facts.service, m_changes.service, file.service);
        setField(facts.link, m_changes.link, file.link);
    });
    if (!planned) {
        return failure(planned.error());
    }
    return Planned{planned->plan, planned->count};
}

ReadFileProvenance::ReadFileProvenance(QList<AssetId> assets)
    : m_assets(std::move(assets))
{
}

Result<PlannedCommand::Planned> ReadFileProvenance::plan(const Repositories& repositories,
                                                         qint64) const
{
    auto planned = planForEach(repositories, m_assets, [&](Asset& asset) {
        if (!asset.generationId.isNull()) {
            return;
        }
        const Provenance file = provenanceOfFile(repositories, asset);
        for (const auto field :
             {&Provenance::prompt, &Provenance::negativePrompt, &Provenance::model,
              &Provenance::seed, &Provenance::service, &Provenance::link}) {
            auto& known = asset.provenance.*field;
            if (file.*field && (!known || known->source == FactSource::File)) {
                known = file.*field;
            }
        }
    });
    if (!planned) {
        return failure(planned.error());
    }
    return Planned{planned->plan, planned->count};
}

MoveAssets::MoveAssets(QList<AssetId> assets, const ShotId& target)
    : m_assets(std::move(assets))
    , m_target(target)
{
}

Result<PlannedCommand::Planned> MoveAssets::plan(const Repositories& repositories, qint64) const
{
    if (const auto target = findTarget(repositories, m_target); !target) {
        return failure(target.error());
    }
    QList<Asset> leaving;
    auto planned = planForEach(repositories, m_assets, [&](Asset& asset) {
        if (asset.shotId != m_target) {
            leaving.append(asset);
            asset.shotId = m_target;
        }
    });
    if (!planned) {
        return failure(planned.error());
    }
    clearHeadliners(repositories, leaving, planned->plan);
    return Planned{planned->plan, planned->count};
}

CopyAssets::CopyAssets(QList<AssetId> assets, const ShotId& target)
    : m_assets(std::move(assets))
    , m_target(target)
{
}

Result<PlannedCommand::Planned> CopyAssets::plan(const Repositories& repositories,
                                                 qint64 nowMs) const
{
    const auto target = findTarget(repositories, m_target);
    if (!target) {
        return failure(target.error());
    }
    auto assets = findAssets(repositories, m_assets);
    if (!assets) {
        return failure(assets.error());
    }
    // Later ids sort later within the same millisecond.
    std::sort(assets->begin(), assets->end(), [](const Asset& a, const Asset& b) {
        return a.createdMs != b.createdMs ? a.createdMs < b.createdMs : a.id < b.id;
    });
    Planned planned;
    for (Asset asset : *assets) {
        asset.id = AssetId::create();
        asset.shotId = m_target;
        asset.trashedMs = 0;
        asset.createdMs = nowMs;
        planned.plan.create(asset, nowMs);
        ++planned.count;
    }
    planned.plan.touch(target->projectId);
    return planned;
}

TrashAssets::TrashAssets(QList<AssetId> assets)
    : m_assets(std::move(assets))
{
}

Result<PlannedCommand::Planned> TrashAssets::plan(const Repositories& repositories,
                                                  qint64 nowMs) const
{
    QList<Asset> leaving;
    auto planned = planForEach(repositories, m_assets, [&](Asset& asset) {
        if (asset.trashedMs == 0) {
            leaving.append(asset);
            asset.trashedMs = nowMs;
        }
    });
    if (!planned) {
        return failure(planned.error());
    }
    clearHeadliners(repositories, leaving, planned->plan);
    return Planned{planned->plan, planned->count};
}

RestoreAssets::RestoreAssets(QList<AssetId> assets)
    : m_assets(std::move(assets))
{
}

Result<PlannedCommand::Planned> RestoreAssets::plan(const Repositories& repositories, qint64) const
{
    auto planned = planForEach(repositories, m_assets, [](Asset& asset) { asset.trashedMs = 0; });
    if (!planned) {
        return failure(planned.error());
    }
    return Planned{planned->plan, planned->count};
}

} // namespace raskadr
