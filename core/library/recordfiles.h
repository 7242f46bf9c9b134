#pragma once

// Reads and writes files under `records/`; internal to this module.

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace raskadr {

// A file under a folder by its relative path; empty contents: it is not to be there.
struct RecordFile
{
    QString path;
    QByteArray bytes;

    bool operator==(const RecordFile&) const = default;
};

// Puts them all under their names, each whole or not at all: written beside, one sync for all of
// them, then renamed. Makes folders as needed. Errors: DiskFull, LibraryReadOnly, Storage.
Result<> writeRecordFiles(const QString& folder, const QList<RecordFile>& files);
// The records that are there, by their paths relative to the folder.
QStringList recordsIn(const QString& folder);
// What writeRecordFiles() left beside when it was interrupted; absolute paths.
QStringList unfinishedRecords(const QString& folder);
void removeUnfinishedRecords(const QString& folder);
// Whether the file has exactly these contents, or is not there if it has none.
bool recordIsCurrent(const QString& folder, const RecordFile& file);

} // namespace raskadr
