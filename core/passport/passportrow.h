#pragma once

#include "core/model/shot.h"
#include "core/store/assetrepository.h"

#include <QJsonObject>
#include <QString>

namespace raskadr {

// Where the facts of an asset come from.
enum class DataSource { GeneratedHere, FromFile, TypedByHand, FrameOfVideo, Unknown };

// One asset as the passport tells it, whether it was generated here or brought in.
struct PassportRow
{
    Shot shot;
    int index = 1; // within its shot, oldest first
    AssetRow data;
    bool isHeadliner = false;
    QString fileName; // readable, unique within the passport; empty: it has no file
    QString sourceFileName; // of the parent asset; empty: none, or it has no file
    QString providerId, modelId;
    int modelRevision = 0; // 0: unknown
    QString prompt, negativePrompt, seed;
    QJsonObject parameters; // without prompt, negative prompt and seed
    int parametersVersion = 0; // another one when they changed since the row before
    DataSource source = DataSource::Unknown;
};

// What of a generation's parameters a row tells as such: prompt and seed have columns of their own.
QJsonObject shownParameters(const QByteArray& parameters);

// Fills in who or what made the asset, from the generation of `row.data` or its provenance.
void tellOrigin(PassportRow& row);

} // namespace raskadr
