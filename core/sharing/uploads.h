#pragma once

// Copies on their way to the server; internal to this module.

#include "core/sharing/publishcontent.h"
#include "core/sharing/shareclient.h"
#include "core/store/store.h"

#include <QSet>

namespace raskadr {

// Sends those copies whose hash is wanted, several at a time, each content once; what was begun
// earlier goes on. Returns how many were sent. Errors: those of ShareClient::upload().
ShareResult<int> sendCopies(Store& store, const ShareClient& client, const AccountId& account,
                            const Publication& publication, const PublishContent& content,
                            const QSet<QString>& wanted, ProgressBook& book,
                            const std::stop_token& stop);

} // namespace raskadr
