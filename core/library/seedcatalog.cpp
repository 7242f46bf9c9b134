#include "core/library/seedcatalog.h"

#include "core/library/manifestrow.h"

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
                       putPiece(r, AccountId(), piece);
                   }
                   return {};
               })
        .wait();
}

} // namespace raskadr
