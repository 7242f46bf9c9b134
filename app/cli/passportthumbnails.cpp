#include "app/cli/passportthumbnails.h"

#include "core/media/thumbnailer.h"

#include <QFileInfo>

namespace raskadr::cli {

namespace {

constexpr int level = 240; // pixels of the longer side

} // namespace

PassportThumbnails::PassportThumbnails(Library& library, std::stop_token stop)
    : m_library(library)
    , m_stop(std::move(stop))
{
}

QString PassportThumbnails::pathOf(const QString& sha256)
{
    if (const QString cached = m_library.cache().thumbnailPath(sha256, level);
        QFileInfo::exists(cached)) {
        return cached;
    }
    if (!m_folder) {
        m_folder = std::make_unique<QTemporaryDir>();
    }
    const QString original = m_library.media().path(sha256);
    const auto facts = probeMedia(original, m_stop);
    if (!m_folder->isValid() || !facts) {
        return {};
    }
    const CacheFolder cache(m_folder->path());
    const auto made = makeThumbnails(original, *facts, cache, sha256, {level}, m_stop);
    return made ? cache.thumbnailPath(sha256, level) : QString();
}

} // namespace raskadr::cli
