#include "tests/bench/stilllimits.h"

#include <vips/vips.h>

namespace raskadr::bench {

bool vipsThumbnail(const QString& path, const QString& jpegPath)
{
    static const bool ready = [] {
        const bool started = vips_init("bench") == 0;
        vips_concurrency_set(1);
        vips_cache_set_max(0);
        return started;
    }();
    VipsImage* image = nullptr;
    if (!ready
        || vips_thumbnail(path.toUtf8().constData(), &image, 480, "height", 480, nullptr) != 0) {
        return false;
    }
    const bool saved =
        vips_jpegsave(image, jpegPath.toUtf8().constData(), "Q", 80, "strip", TRUE, nullptr) == 0;
    g_object_unref(image);
    vips_thread_shutdown();
    return saved;
}

} // namespace raskadr::bench
