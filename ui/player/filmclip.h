#pragma once

#include "core/base/id.h"
#include "core/model/asset.h"

#include <QList>
#include <QRgb>
#include <QString>

namespace raskadr::ui {

// One shot as the film shows it. A plain value.
struct FilmClip
{
    ShotId id;
    int number = 0;
    QString title;
    QString script;
    AssetKind kind = AssetKind::Image;
    QString path; // of the original
    QString sha256;
    qint64 durationMs = 0; // as played
    qint64 ownMs = 0; // how long the video is by itself; 0: as long as one likes
    bool hasSound = false;
    bool hasMedia = false; // without, a slate stands for the shot
    bool isLost = false; // the original is gone or is not what it was
    QList<QRgb> colours; // light above dark

    bool operator==(const FilmClip&) const = default;
};

} // namespace raskadr::ui
