#include "core/ingest/importslice.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

// The place of a new shot in the story: behind the shot of the nearest earlier group that made one.
qsizetype placeFor(const ImportRun& run, const QList<ShotId>& order,
                   const QList<ShotId>& groupShots, int group)
{
    for (int earlier = group - 1; earlier >= 0; --earlier) {
        if (const qsizetype at = order.indexOf(groupShots[earlier]); at >= 0) {
            return at + 1;
        }
    }
    return run.insertAt < 0 ? order.size() : std::min<qsizetype>(run.insertAt, order.size());
}

} // namespace

Result<> ImportSlice::operator()(Repositories& r) const
{
    QList<ShotId> order;
    bool newShots = false;
    for (const Step& step : m_steps) {
        if (step.media) {
            if (!r.shots.find(step.item.shotId)) {
                if (!m_run.intoShotId.isNull()) {
                    return failure(ErrorKind::NotFound, u"the shot is gone"_s,
                                   m_run.intoShotId.tail());
                }
                if (!newShots) {
                    order = r.shots.order(m_run.projectId);
                    newShots = true;
                }
                addShot(r, order, step.item);
            }
            addAsset(r, step);
        }
        r.imports.updateItem(m_run.id, step.item);
    }
    if (newShots) {
        r.shots.setOrder(m_run.projectId, order);
    }
    for (const Face& face : m_faces) {
        auto shot = r.shots.find(face.shot);
        if (shot && shot->headlinerId.isNull()) {
            shot->headlinerId = face.asset;
            r.shots.update(*shot);
        }
    }
    r.projects.touch(m_run.projectId, m_nowMs);
    return {};
}

void ImportSlice::addShot(Repositories& r, QList<ShotId>& order, const ImportItem& item) const
{
    const qsizetype place = placeFor(m_run, order, m_groupShots, item.group);
    Shot shot;
    shot.id = item.shotId;
    shot.projectId = m_run.projectId;
    shot.position = static_cast<int>(place);
    shot.createdMs = m_nowMs;
    r.shots.insert(shot);
    order.insert(place, shot.id);
}

void ImportSlice::addAsset(Repositories& r, const Step& step) const
{
    Media media = *step.media;
    media.createdMs = m_nowMs;
    r.media.insert(media);
    Asset asset;
    asset.id = step.item.assetId;
    asset.shotId = step.item.shotId;
    asset.sha256 = media.sha256;
    asset.kind = step.video ? AssetKind::Video : AssetKind::Image;
    asset.origin = AssetOrigin::Imported;
    asset.sourceName = step.item.path.section(u'/', -1);
    asset.parentId = m_run.parentAssetId;
    asset.provenance = step.provenance;
    asset.createdMs = m_nowMs;
    r.assets.insert(asset);
}

} // namespace raskadr
