#pragma once

// What records and sidecars should say by what the database says; internal to this module.

#include "core/base/result.h"
#include "core/library/recordfiles.h"
#include "core/library/recordjson.h"
#include "core/store/store.h"

#include <QHash>
#include <stop_token>

namespace raskadr {

struct RecordChanges;

struct ExpectedFiles
{
    QList<RecordFile> records;
    QHash<QString, GenerationRecords>
        generations; // by SHA-256; every medium to be written has a key
};

// Both block; any thread. Errors: those of reading, Cancelled.
Result<ExpectedFiles> expectedOfEverything(const Store& store, const std::stop_token& stop);
// Records of what is gone are expected to be empty.
Result<ExpectedFiles> expectedOf(const Store& store, const QString& recordsPath,
                                 const RecordChanges& changes, const std::stop_token& stop);

} // namespace raskadr
