#pragma once

#include "core/ingest/grouping.h"
#include "core/media/mediaformat.h"
#include "core/store/store.h"

#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <functional>

namespace raskadr {

// A file that an import would take in.
struct PlannedFile
{
    Candidate candidate;
    MediaKind kind = MediaKind::Picture;
    bool duplicate = false; // in the project already, or the same content once more
};

// What an import would do, for the sheet and for `--json`. Nothing was made yet.
struct ImportPlan
{
    Walk walk;
    QList<PlannedFile> usable; // of walk.candidates, as far as was looked into them
    QList<Error> refused; // the others, with their path as subject
    int pictures = 0; // of the usable ones that are no duplicates
    int videos = 0;
    int duplicates = 0;
    qint64 bytes = 0; // without duplicates
    qint64 bytesAgain = 0; // with them
    QStringList samples; // the first files that pass for pictures or videos, for thumbnails
    ImportGrouping suggested = ImportGrouping::File;
    QMap<ImportGrouping, int> shots; // groups that would be made without duplicates
    QMap<ImportGrouping, int> shotsAgain; // and with them

    int files() const { return pictures + videos; }
    // Takes out files that turned out not to go in. Samples and the suggestion stay.
    void refuse(const QList<Error>& found);
    QJsonObject toJson() const;

private:
    void count();
    friend Result<ImportPlan> planImport(const Store&, const AccountId&, const ProjectId&,
                                         const QStringList&, std::stop_token);
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

// Walks the paths and looks into the files, as far as that is quick: their first bytes, and all of
// those that may be duplicates. Errors: Cancelled, those of reading the store. For a pool thread.
Result<ImportPlan> planImport(const Store& store, const AccountId& account,
                              const ProjectId& project, const QStringList& paths,
                              std::stop_token stop = {});

// Examines the usable files of a plan as the import itself will, and refuses the damaged ones.
// `revised` gets the plan whenever there are new ones, but not more often than `everyMs`, and in
// the end if there were any. Reads most of the files: for a pool thread, which calls `revised`.
void examinePlan(ImportPlan plan, int everyMs, std::stop_token stop,
                 const std::function<void(const ImportPlan&)>& revised);

} // namespace raskadr
