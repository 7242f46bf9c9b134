#pragma once

// What guests said, from the servers into the library. Blocking functions for a pool thread and the
// command line.

#include "core/base/clock.h"
#include "core/sharing/shareservers.h"
#include "core/store/store.h"
#include "core/wire/comment.h"

#include <optional>
#include <stop_token>

namespace raskadr {

// One page of a link's conversation, with its cursor: whatever it says twice, or again as something
// else, is one row. Returns what nobody here has seen before, the producer's own answers apart. The
// texts are a stranger's and are kept as they are.
Result<QList<CommentId>> takeIn(Repositories& r, const ShareId& share,
                                const wire::CommentPage& page);

// Everything that came after the cursor, page by page, each in a transaction of its own.
ShareResult<QList<CommentId>> pullComments(Store& store, const ShareClient& client,
                                           const AccountId& account, const ShareId& share,
                                           std::stop_token stop = {});

// The same for all published links at this server, or those of one project; and what the server
// counted and decided about them since: visits, and links that were revoked there.
ShareResult<QList<CommentId>> pullServer(Store& store, ShareServers& servers, const Clock& clock,
                                         const AccountId& account, const ShareServerId& server,
                                         const std::optional<ProjectId>& project = {},
                                         std::stop_token stop = {});

} // namespace raskadr
