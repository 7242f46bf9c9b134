#pragma once

#include "core/media/publishcopy.h"

#include <optional>

namespace raskadr {

// The picture that messengers show beside a link (wire::MediaRole::Card), made of the clean copies
// of one original: the picture of it, or the poster of a film. It fills the card where little is
// cut off; else it stands whole before itself, enlarged, dim and out of focus. At most 300 kB. Kept
// and checked as the copies are, `published/<sha256>/card-1`. Nothing: there is no such copy.
// Errors: those of publishCopies(). In the calling thread; any thread.
Result<std::optional<PublishedFile>> publishCard(const QString& sha256,
                                                 const QList<PublishedFile>& copies,
                                                 const CacheFolder& cache,
                                                 const std::stop_token& stop = {});

} // namespace raskadr
