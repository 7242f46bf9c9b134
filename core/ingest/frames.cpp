#include "core/ingest/frames.h"

#include "core/media/probe.h"
#include "core/media/proxies.h"

#include <QFile>
#include <QScopeGuard>

namespace raskadr {

namespace {

Result<> extract(const QString& film, const FrameMoment& moment, const QString& png,
                 const std::stop_token& stop)
{
    if (const auto* end = std::get_if<FilmEnd>(&moment)) {
        return extractFrame(film, *end, png, stop);
    }
    return extractFrameAt(film, std::get<qint64>(moment), png, stop);
}

} // namespace

Result<AssetId> addFrame(const ImportPlace& place, const AccountId& account, const Asset& film,
                         const FrameMoment& moment, std::stop_token stop)
{
    const QString png = place.media.temporaryPath();
    const auto cleanUp = qScopeGuard([&png] { QFile::remove(png); });
    if (auto extracted = extract(place.media.path(film.sha256), moment, png, stop); !extracted) {
        return failure(extracted.error());
    }
    const auto facts = probeMedia(png, stop);
    if (!facts) {
        return failure(facts.error());
    }
    const auto stored = place.media.adopt(png, stop);
    if (!stored) {
        return failure(stored.error());
    }
    Media media;
    media.sha256 = stored->sha256;
    media.size = stored->size;
    media.mimeType = facts->mimeType;
    media.width = facts->width;
    media.height = facts->height;
    media.createdMs = place.clock.nowMs();
    Asset frame;
    frame.id = AssetId::create();
    frame.shotId = film.shotId;
    frame.sha256 = stored->sha256;
    frame.kind = AssetKind::Image;
    frame.origin = AssetOrigin::Frame;
    frame.parentId = film.id;
    frame.createdMs = media.createdMs;
    const auto written = place.store
                             .write(account,
                                    [media, frame](Repositories& r) -> Result<> {
                                        const auto shot = r.shots.find(frame.shotId);
                                        if (!shot) {
                                            return failure(ErrorKind::NotFound);
                                        }
                                        r.media.insert(media);
                                        r.assets.insert(frame);
                                        r.projects.touch(shot->projectId, frame.createdMs);
                                        return {};
                                    })
                             .wait();
    if (!written) {
        return failure(written.error());
    }
    return frame.id;
}

} // namespace raskadr
