#pragma once

#include "core/model/asset.h"
#include "core/model/media.h"
#include "core/model/share.h"
#include "core/model/shot.h"
#include "core/store/changeset.h"
#include "core/store/connection.h"

#include <QList>

namespace raskadr {

struct RepositoryContext;

// What was last said about a shot on the page of a link.
struct ShareVerdict
{
    ShareId shareId;
    QString shareName;
    Verdict verdict = Verdict::None;
    QString author;
    qint64 atMs = 0;

    bool operator==(const ShareVerdict&) const = default;
};

// Everything that a box of the storyboard shows.
struct BoardRow
{
    Shot shot;
    QString coverSha256; // the headliner, else the newest asset; empty: the shot is empty
    bool coverIsHeadliner = false;
    AssetKind coverKind = AssetKind::Image;
    AssetId coverAssetId;
    qint64 coverDurationMs = 0;
    double coverFps = 0;
    int coverWidth = 0;
    int coverHeight = 0;
    MediaState coverState = MediaState::Present;
    QString coverPalette;
    bool coverHasSound = false;
    int assets = 0;
    int queuedJobs = 0;
    int runningJobs = 0;
    int failedJobs = 0; // failed or unknown, and neither retried nor forgotten
    int unreadComments = 0; // verdicts included
    int comments = 0; // without verdicts
    QList<ShareVerdict> verdicts; // on the pages of published links, by the age of these

    bool operator==(const BoardRow&) const = default;
};

// The shots of a film, in the order of the story, alone and as the storyboard shows them.
class ShotRepository
{
public:
    explicit ShotRepository(const RepositoryContext& context);

    // In story order; without those in the trash.
    QList<Shot> ofProject(const ProjectId& project) const;
    QList<Shot> trashedOfProject(const ProjectId& project) const;
    QList<ShotId> order(const ProjectId& project) const;
    std::optional<Shot> find(const ShotId& id) const;
    QList<Shot> findByTail(const QString& tail) const;
    int countOfProject(const ProjectId& project) const;

    // Rows of a project in story order, or of its trash (last thrown away first).
    QList<BoardRow> board(const ProjectId& project, bool trash = false) const;
    std::optional<BoardRow> boardRow(const ShotId& id) const;

    // The position given is taken as it is; setOrder() makes the order whole.
    void insert(const Shot& shot);
    void update(const Shot& shot);
    // Renumbers the shots named, in this order, from zero. Shots in the trash are left out.
    void setOrder(const ProjectId& project, const QList<ShotId>& order);

private:
    Connection& m_connection;
    AccountId m_account;
    ChangeSet& m_changes;
};

} // namespace raskadr
