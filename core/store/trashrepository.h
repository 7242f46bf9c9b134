#pragma once

#include "core/base/id.h"
#include "core/store/changeset.h"
#include "core/store/connection.h"

#include <QHash>
#include <QList>
#include <QString>

namespace raskadr {

struct RepositoryContext;

// Things in the trash, by what was thrown away as one piece: what lies in a shot or a project that
// is in the trash goes with it.
struct TrashPick
{
    QList<ProjectId> projects;
    QList<ShotId> shots;
    QList<AssetId> assets;

    bool isEmpty() const { return projects.isEmpty() && shots.isEmpty() && assets.isEmpty(); }
    bool operator==(const TrashPick&) const = default;
};

// A content that no row needs any more, and a name by which a person knows it.
struct FreedMedia
{
    QString sha256;
    QString name;
    qint64 size = 0;

    bool operator==(const FreedMedia&) const = default;
};

// Deletes for good what is in the trash; everything else refuses with RowMissing. Rows that other
// rows point to are looked after: originals that lose their parent, shots that lose their
// headliner.
class TrashRepository
{
public:
    explicit TrashRepository(const RepositoryContext& context);

    // What of these lies in the trash. Left out is what is still being worked on: shots with
    // generations that are not finished, projects that files are being brought into.
    TrashPick deletable(const TrashPick& pick) const;
    QList<AssetId> assetsOfShot(const ShotId& shot) const;
    QList<ShotId> shotsOfProject(const ProjectId& project) const;
    // Contents of this asset and how often all accounts' assets use each.
    QString contentOf(const AssetId& asset) const;
    int usesOf(const QString& sha256) const;

    // Generations of this shot that are needed elsewhere, because their result was moved to another
    // shot or something there was made from it, with that shot.
    QHash<GenerationId, ShotId> neededElsewhere(const ShotId& shot) const;

    // Gives the content. The generation goes along unless something is made from it.
    QString removeAsset(const AssetId& asset);
    // With everything inside; gives the contents. Those of neededElsewhere() have to be inserted
    // again in the same transaction.
    QStringList removeShot(const ShotId& shot);
    // Once it has no shots.
    void removeProject(const ProjectId& project);
    // Forgets those of these contents that no row needs, and gives them.
    QList<FreedMedia> freeMedia(const QHash<QString, QString>& nameOfContent);

private:
    void noteDependents(const AssetId& asset);
    void removeGeneration(const GenerationId& generation);

    Connection& m_connection;
    AccountId m_account;
    ChangeSet& m_changes;
};

} // namespace raskadr
