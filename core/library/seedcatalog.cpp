#include "core/library/seedcatalog.h"

#include "core/providers/catalog.h"

namespace raskadr {

Result<> putSeedManifests(Store& store)
{
    QList<ManifestPiece> pieces;
    for (const QByteArray& manifest : seedManifests()) {
        const auto split = splitManifest(manifest);
        if (!split) {
            return failure(ErrorKind::Internal, split.error().detail, split.error().subject);
        }
        pieces += *split;
    }
    return store
        .write(AccountId(),
               [pieces](Repositories& r) -> Result<> {
                   for (const ManifestPiece& piece : pieces) {
                       ManifestRecord record;
                       record.id = piece.id;
                       record.manifest = piece.json;
                       if (piece.isProvider) {
                           r.catalog.putProvider(record);
                       } else {
                           record.providerId = piece.providerId;
                           r.catalog.putModel(record);
                       }
                   }
                   return {};
               })
        .wait();
}

} // namespace raskadr
