#pragma once

#include "core/model/asset.h"
#include "core/model/shot.h"

#include <QMap>
#include <QString>

namespace raskadr {

// Every word of the passport. The document's language may differ from the window's, so whoever
// writes a passport fills this in.
struct PassportLabels
{
    QString assetsSheet, shotsSheet, longTextsSheet;
    QString shotNumber, shotTitle, kind, file, headliner, provider, model, modelRevision, prompt,
        negativePrompt, seed, otherParameters, sourceAsset, editRequest, dataSource, date, cost,
        costUnit, width, height, duration, note, sha256, assetId, thumbnail;
    QString script, status, label, plannedDuration, assetCount, shotId;
    QString longTextCell, longTextPart, longTextText, continued; // continued: "… see %1"
    QString yes, image, video;
    QString generatedHere, fromFile, typedByHand, frameOfVideo, unknownSource;
    QMap<ShotStatus, QString> statuses;
    QMap<ShotLabel, QString> labels;
    QMap<QString, QString> models, providers; // names by id; what is not here is written as its id
    QMap<QString, QString> parameters; // known parameter names, e.g. "duration" → "Длительность"
};

} // namespace raskadr
