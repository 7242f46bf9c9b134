#pragma once

// Publications as rows: what a link is to show, how one begins and ends. Functions for a
// transaction.

#include "core/base/result.h"
#include "core/net/secret.h"
#include "core/store/repositories.h"

#include <optional>

namespace raskadr {

// What the user decides before a link is made.
struct PublishRequest
{
    ProjectId projectId;
    ShareWay way = ShareWay::Server;
    ShareServerId serverId; // with Server and Lan
    QString folder; // with Folder: where the page goes, or the path of a .zip
    QString name;
    ShareOptions options;
    qint64 expiresMs = 0; // 0: never
    std::optional<Secret> password;
};

// The shots that the link would show if it were published now, in the order of the story.
QList<ShareShot> plannedShots(const Repositories& r, const Share& share);

// In what the page of a link differs from the film as it is now.
struct Staleness
{
    QList<ShotId> shots; // changed, new or moved
    int gone = 0; // on the page and not to be shown any more

    int count() const { return int(shots.size()) + gone; }
    bool operator==(const Staleness&) const = default;
};

// Of a published link; nothing of another one. A shot that others have overtaken counts as moved,
// one that was only pushed on by a new one does not.
Staleness staleness(const Repositories& r, const Share& share);

// Whether what the user wrote may stand on a page. InvalidInput with the field as subject: "title",
// "greeting", "name", "producer", "tail".
Result<> checkLink(const Share& share);

// Writes a link as a draft, and that it is to be published. InvalidInput with the field as subject:
// "shots" if there is none to show or there are too many, "title", "greeting", "name", "producer",
// "tail", "expires", "folder", "password". NotFound: the project, the server.
Result<Share> beginLink(Repositories& r, const PublishRequest& request, qint64 nowMs);
// Writes that the link is to show what is there now. A revision that the server may have already
// comes first; then nothing changes. NotFound; InvalidInput for a link that is revoked.
Result<Publication> beginRevision(Repositories& r, const ShareId& share, qint64 nowMs);
// The guests see it.
Result<Share> endPublication(Repositories& r, const Publication& publication, qint64 nowMs);

} // namespace raskadr
