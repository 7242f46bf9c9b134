#include "core/library/filestates.h"

#include <QFileInfo>
#include <QHash>

namespace raskadr {

namespace {

MediaState stateOf(const QFileInfo& file, const Media& medium)
{
    if (!file.exists()) {
        return MediaState::Missing;
    }
    const bool fits = file.isFile() && file.size() == medium.size;
    return fits && medium.state != MediaState::Altered ? MediaState::Present : MediaState::Altered;
}

} // namespace

Result<int> noteFileStates(Store& store, const MediaFolder& media, const QStringList& sha256,
                           const std::stop_token& stop)
{
    const auto known = store.read(AccountId(), [&](const Repositories& r) {
        QList<Media> found;
        for (const QString& name : sha256) {
            if (const auto medium = r.media.find(name)) {
                found.append(*medium);
            }
        }
        return found;
    });
    if (!known) {
        return failure(known.error());
    }
    QHash<QString, MediaState> changed;
    for (const Media& medium : *known) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        const MediaState state = stateOf(QFileInfo(media.path(medium.sha256)), medium);
        if (state != medium.state) {
            changed.insert(medium.sha256, state);
        }
    }
    if (changed.isEmpty()) {
        return 0;
    }
    const auto written =
        store
            .write(AccountId(),
                   [changed](Repositories& r) -> Result<> {
                       for (auto it = changed.cbegin(); it != changed.cend(); ++it) {
                           r.media.setState(it.key(), it.value());
                       }
                       return {};
                   })
            .wait();
    return written ? Result<int>(static_cast<int>(changed.size())) : failure(written.error());
}

} // namespace raskadr
