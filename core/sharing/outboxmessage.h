#pragma once

// What waits to be told to a share server, and telling it. Functions for a transaction, and a
// blocking one for a pool thread and the command line.

#include "core/base/clock.h"
#include "core/sharing/shareservers.h"
#include "core/store/store.h"

#include <stop_token>

namespace raskadr {

bool isResolve(const OutboxMessage& message);

// The producer's answer to a comment or to an answer to it, as a row that is seen at once and as a
// message. `author` is for links that give guests no name. InvalidInput with the field as subject:
// "text" if it is empty, too long or not plain; "share" if the link was revoked; "comment" if what
// it answers is not known to the server yet, was deleted or is a verdict. NotFound.
Result<CommentId> addAnswer(Repositories& r, const CommentId& parent, const QString& text,
                            const QString& author, qint64 nowMs);
// NotFound; InvalidInput for a verdict.
Result<> setResolved(Repositories& r, const CommentId& comment, bool resolved, qint64 nowMs);
Result<> markRead(Repositories& r, const QList<CommentId>& comments, bool read);
// Gives up an answer that the server refused, or that waits.
Result<> dismissAnswer(Repositories& r, const CommentId& comment);

struct OutboxEnd
{
    int sent = 0;
    int refused = 0;
    int left = 0; // that wait for better times
    std::optional<ShareFailure> failure; // the first reason to wait
    qint64 nextMs = 0; // when to try again; 0: when something changes

    bool operator==(const OutboxEnd&) const = default;
};

// Sends what may be sent now, in the order of the acts for each link. `all`: also what is to wait
// a little.
Result<OutboxEnd> sendOutbox(Store& store, ShareServers& servers, const Clock& clock,
                             const AccountId& account, bool all = false, std::stop_token stop = {});

} // namespace raskadr
