#pragma once

// The rows that an import writes at once; internal to this module.

#include "core/model/asset.h"
#include "core/model/importrun.h"
#include "core/store/store.h"

#include <QList>
#include <optional>

namespace raskadr {

// Shots, assets and states of the files that were taken in, as one transaction of Store::write().
class ImportSlice
{
public:
    // One file of the run that is being taken in.
    struct Step
    {
        ImportItem item; // as it will be
        std::optional<Media> media;
        Provenance provenance;
        bool video = false;
    };
    // A group that is through with this slice, and the asset to become its shot's face.
    struct Face
    {
        ShotId shot;
        AssetId asset;
    };

    ImportSlice(ImportRun run, QList<ShotId> groupShots, QList<Step> steps, QList<Face> faces,
                qint64 nowMs)
        : m_run(std::move(run))
        , m_groupShots(std::move(groupShots))
        , m_steps(std::move(steps))
        , m_faces(std::move(faces))
        , m_nowMs(nowMs)
    {
    }

    Result<> operator()(Repositories& r) const;

private:
    void addShot(Repositories& r, QList<ShotId>& order, const ImportItem& item) const;
    void addAsset(Repositories& r, const Step& step) const;

    ImportRun m_run;
    QList<ShotId> m_groupShots;
    QList<Step> m_steps;
    QList<Face> m_faces;
    qint64 m_nowMs;
};

} // namespace raskadr
