#pragma once

// What a publication consists of once its copies are made; internal to this module.

#include "core/media/publishcopy.h"
#include "core/sharing/publishprogress.h"
#include "core/sharing/sharefailure.h"
#include "core/wire/board.h"
#include "core/wire/snapshot.h"

#include <QHash>
#include <stop_token>

namespace raskadr {

class MediaFolder;

// A shot with the copies of its headliner; none: the page shows a placeholder.
struct ShotContent
{
    ShareShot shot;
    QList<PublishedFile> files;
};

struct PublishContent
{
    QList<ShotContent> shots;
    QList<RefusedShot> refused;
};

// Makes the copies, several at a time. A shot whose copies cannot be made goes without, and is
// among the refused ones; a full disk and a stop end all of it. `hasCard`: the first shot that has
// something to show gets the card of the link, too.
ShareResult<PublishContent> makeContent(const QList<ShareShot>& shots, const MediaFolder& media,
                                        const CacheFolder& cache, bool hasCard, ProgressBook& book,
                                        const std::stop_token& stop);

// For the server, with fresh random names of the media.
wire::Snapshot snapshotOf(const PublishContent& content, const QHash<ShotId, QString>& shotNames,
                          int aspectWidth, int aspectHeight);

// For a folder: the board, and which copy goes under which path below it.
struct FolderContent
{
    wire::Board board;
    QList<std::pair<QString, QString>> files; // the copy, the path below the folder
};
FolderContent folderContentOf(const PublishContent& content, const wire::Snapshot& snapshot);

// Calls `work(index)` for each index below `count` in so many threads of its own, until one says
// no.
void inParallel(int threads, qsizetype count, const std::function<bool(qsizetype)>& work);

} // namespace raskadr
