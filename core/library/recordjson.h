#pragma once

// The versioned JSON of records and sidecars; internal to this module. The same values always give
// the same bytes, so that a file that lags behind is told by comparing.

#include "core/model/account.h"
#include "core/model/asset.h"
#include "core/model/generation.h"
#include "core/model/job.h"
#include "core/model/media.h"
#include "core/model/project.h"
#include "core/model/shot.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <optional>

namespace raskadr {

inline constexpr int recordVersion = 1;

// Who works in the library, without anything secret.
QByteArray accountsRecord(const QList<Account>& accounts);
// A project with the order of its shots.
QByteArray projectRecord(const Project& project, const QList<ShotId>& order);
// A shot with what it holds.
QByteArray shotRecord(const Shot& shot, QList<Asset> assets);

// Generations by id, as a sidecar holds them.
using GenerationRecords = QMap<QString, QJsonObject>;
// The facts of a medium and the generations that made it.
QByteArray mediaSidecar(const Media& media, const GenerationRecords& generations);
// What an existing sidecar says; empty if it is none.
GenerationRecords generationsOfSidecar(const QByteArray& sidecar);

} // namespace raskadr
