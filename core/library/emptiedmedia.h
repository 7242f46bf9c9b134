#pragma once

// The contents whose rows went with an account's trash and whose files still lie in the library:
// which they are, and how they get to the system's trash; internal to this module.

#include "core/library/trash.h"

#include <QHash>

namespace raskadr {

using MediaNames = QHash<QString, QString>; // as a person knows the files, by SHA-256

MediaNames namesOf(const Repositories& r, const QList<AssetId>& assets);
// Deletes the rows of those contents that nothing uses any more and notes that their files are to
// be handed over. Returns their bytes.
qint64 freeMedia(Repositories& r, const MediaNames& names);

struct HandedOver
{
    int taken = 0;
    int left = 0; // stay noted
};
// Takes the noted files of one account away. Blocks; errors: those of reading and writing.
Result<HandedOver> handOver(Library& library, const AccountId& account, const TakeAway& takeAway,
                            const std::stop_token& stop);

} // namespace raskadr
