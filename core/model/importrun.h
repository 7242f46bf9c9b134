#pragma once

#include "core/base/id.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace raskadr {

enum class ImportGrouping { File, Folder, Number, One };
enum class ImportItemState { Waiting, Stored, Skipped, Refused };

// One file of an import and what became of it.
struct ImportItem
{
    int index = 0;
    QString path;
    int group = 0; // files of one group go into one shot, in this order
    ImportItemState state = ImportItemState::Waiting;
    QString sha256;
    AssetId assetId; // decided when the run is confirmed, so that a repeated step is recognised
    ShotId shotId; // likewise: the shot it goes into
    QString errorKind; // base::errorKindName when refused
    qint64 errorAmount = 0;

    bool operator==(const ImportItem&) const = default;
};

// An import that was confirmed. It is kept until it is complete so that a kill loses nothing.
struct ImportRun
{
    ImportRunId id;
    AccountId accountId;
    ProjectId projectId;
    QStringList paths;
    ImportGrouping grouping = ImportGrouping::File;
    bool makeHeadliners = true;
    bool addAgain = false; // files that are already in the project are added, too
    ShotId intoShotId; // null: new shots
    AssetId parentAssetId; // null: none
    int insertAt = -1; // position of the first new shot; -1: at the end
    bool finished = false;
    qint64 createdMs = 0;

    bool operator==(const ImportRun&) const = default;
};

} // namespace raskadr
