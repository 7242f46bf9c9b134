#include "core/library/manifestrow.h"

namespace raskadr {

void putPiece(Repositories& r, const AccountId& account, const ManifestPiece& piece)
{
    ManifestRecord record;
    record.id = piece.id;
    record.accountId = account;
    record.manifest = piece.json;
    if (piece.isProvider) {
        r.catalog.putProvider(record);
    } else {
        record.providerId = piece.providerId;
        r.catalog.putModel(record);
    }
}

} // namespace raskadr
