#pragma once

#include "core/ingest/walk.h"
#include "core/model/importrun.h"

#include <QList>
#include <QString>
#include <optional>

namespace raskadr {

// Files that go into one shot, in this order.
struct ImportGroup
{
    QList<Candidate> files;

    bool operator==(const ImportGroup&) const = default;
};

// The number of the shot that a file or folder is named after, as text to compare: "10" for
// sh010_v3, SHOT_010-take2 and 010b, "3/12" for «сцена 3 кадр 12», "s3" if only the scene is named.
// Versions, takes, copies, dates and picture sizes are no shot numbers. Nothing: the name holds no
// number.
std::optional<QString> shotNumber(const QString& name);

// Groups in the order of their first files; candidates keep their order inside a group.
//   File: each on its own. One: all together.
//   Folder: files that lie directly in the same folder; what was given by itself, or lies directly
//   in the only folder that was given, stays on its own. Number: files with the same shot number in
//   their name, else in the names of their folders; files without a number stay on their own.
QList<ImportGroup> groupCandidates(const QList<Candidate>& candidates, ImportGrouping grouping);

// The grouping that the structure of folders and names speaks for.
ImportGrouping suggestGrouping(const QList<Candidate>& candidates);

} // namespace raskadr
