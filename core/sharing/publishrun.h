#pragma once

#include "core/base/clock.h"
#include "core/library/library.h"
#include "core/sharing/publishplan.h"
#include "core/sharing/publishprogress.h"
#include "core/sharing/shareservers.h"

#include <stop_token>

namespace raskadr {

// What came of a publication.
struct PublishEnd
{
    Share share;
    QList<RefusedShot> refused; // the page shows a placeholder for them
    int filesSent = 0;
    int filesReused = 0; // the server had them already

    bool operator==(const PublishEnd&) const = default;
};

// Takes the publication of a link to its end, from wherever it is: copies, the link, uploads, and
// the switch. The rows follow each step, so that a process that ends at any moment is continued by
// the next one, and the guests see the old revision until they see the whole new one. One at a time
// for each link. Blocks; for a pool thread. Faults: those of the client and of copying,
// NothingToShow if there is no such publication, LinkGone if the link was revoked.
ShareResult<PublishEnd> runPublication(Library& library, ShareServers& servers, const Clock& clock,
                                       const AccountId& account, const ShareId& share,
                                       const PublishProgressFn& progress,
                                       std::stop_token stop = {});

// As the other beginLink(); the link's password is sealed until its server knows it. AccountLocked.
Result<Share> beginLink(Repositories& r, ShareServers& servers, const AccountId& account,
                        const PublishRequest& request, qint64 nowMs);

// Ends the link at its server, and in the library. LinkGone is no fault; a folder stays where it
// is.
ShareResult<> revokeLink(Store& store, ShareServers& servers, const Clock& clock,
                         const AccountId& account, const ShareId& share, std::stop_token stop = {});

// What is to be changed about a link; what is not there stays.
struct ShareChange
{
    std::optional<QString> name;
    std::optional<QString> title;
    std::optional<QString> greeting;
    std::optional<QString> producer;
    std::optional<QString> tail;
    std::optional<bool> canComment;
    std::optional<bool> canDownload;
    std::optional<std::optional<Secret>> password; // an inner nothing removes it
    std::optional<qint64> expiresMs; // 0: never
    std::optional<ShareScope> scope; // counts with the next revision
    std::optional<QList<ShotId>> selected; // likewise
};

// Tells the server, and then the library. A folder is told nothing: its next revision has it.
// Faults: InvalidInput with the field, LinkGone, those of the client.
ShareResult<Share> changeLink(Store& store, ShareServers& servers, const Clock& clock,
                              const AccountId& account, const ShareId& share,
                              const ShareChange& change, std::stop_token stop = {});

} // namespace raskadr
