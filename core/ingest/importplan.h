#pragma once

#include "core/ingest/grouping.h"
#include "core/store/store.h"

#include <QJsonObject>
#include <QMap>
#include <QSet>

namespace raskadr {

// What an import would do, for the sheet and for `--json`. Nothing was made yet.
struct ImportPlan
{
    Walk walk;
    QList<Candidate> fresh; // of walk.candidates: not in the project already, and no content twice
    int pictures = 0;       // of the fresh ones, by their first bytes
    int videos = 0;
    QList<Error> refused;   // fresh ones that cannot go in, as far as their first bytes tell
    int duplicates = 0;     // candidates that are not fresh
    qint64 bytes = 0;       // of the fresh ones that are not refused
    qint64 bytesAgain = 0;  // of all candidates
    QStringList samples;    // the first files that pass for pictures or videos, for thumbnails
    ImportGrouping suggested = ImportGrouping::File;
    QMap<ImportGrouping, int> shots;      // groups that the fresh, unrefused ones would make
    QMap<ImportGrouping, int> shotsAgain; // the same if duplicates were added, too

    int files() const { return pictures + videos; }
    QJsonObject toJson() const;
};

// The sizes and contents that a project holds already: what duplicates are recognised by. A file is
// hashed only if its size occurs.
class KnownContents
{
public:
    // Of a null project, which is still to be made: nothing.
    static Result<KnownContents> ofProject(const Store& store, const AccountId& account,
                                           const ProjectId& project);

    bool hasSize(qint64 size) const { return m_sizes.contains(size); }
    bool hasContent(const QString& sha256) const { return m_contents.contains(sha256); }
    void add(const QString& sha256, qint64 size);

private:
    QSet<qint64> m_sizes;
    QSet<QString> m_contents;
};

// Walks the paths and looks into the files: their first bytes, and all of those that may be
// duplicates. Errors: Cancelled, those of reading the store. For a pool thread.
Result<ImportPlan> planImport(const Store& store, const AccountId& account, const ProjectId& project,
                              const QStringList& paths, std::stop_token stop = {});

} // namespace raskadr
