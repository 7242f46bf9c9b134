#include "core/media/thumbnailer.h"
#include "tests/bench/bench.h"
#include "tests/bench/corpus.h"
#include "tests/bench/stilllimits.h"

#include <QHash>
#include <atomic>

namespace raskadr::bench {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int decodingThreads = 2;
constexpr int rounds = 3;

// Pictures per second of processor time, each way in turn.
struct Rates
{
    double product = 0;
    double limit = 0;
    double vips = 0;
};

Rates measure(const QStringList& files, const QDir& work,
              bool (*limit)(const QString& path, const QString& jpegPath))
{
    QHash<QString, MediaFacts> facts;
    for (const QString& path : files) {
        const auto probed = probeMedia(path);
        if (probed) {
            facts.insert(path, *probed);
        }
    }
    const int count = int(files.size());
    std::atomic<int> failed{0};
    const auto rate = [&](const std::function<bool(int)>& make) {
        const double start = processCpuNow();
        parallel(count, decodingThreads, [&](int i) {
            if (!make(i)) {
                ++failed;
            }
        });
        return count / (processCpuNow() - start);
    };
    std::vector<double> product;
    std::vector<double> raw;
    std::vector<double> vips;
    for (int round = 0; round < rounds; ++round) {
        const CacheFolder cache(work.filePath(u"cache%1"_s.arg(round)));
        product.push_back(rate([&](int i) {
            const QString sha256 = u"%1"_s.arg(i, 64, 16, QChar(u'0'));
            return makeThumbnails(files.at(i), facts.value(files.at(i)), cache, sha256, {480})
                .has_value();
        }));
        raw.push_back(rate(
            [&](int i) { return limit(files.at(i), work.filePath(u"limit%1.jpg"_s.arg(i))); }));
        vips.push_back(rate([&](int i) {
            return vipsThumbnail(files.at(i), work.filePath(u"vips%1.jpg"_s.arg(i)));
        }));
    }
    return failed > 0 ? Rates{} : Rates{median(product), median(raw), median(vips)};
}

} // namespace

void measureStills(const Place& place, Report& report)
{
    const QString unit = u"pictures/CPU s"_s;
    const Rates jpeg = measure(corpusFiles(place.corpus, u"jpeg"_s), place.work, jpegLimit);
    report.ratioAtLeast(u"stills"_s, u"thumbnail of a JPEG 4K"_s, jpeg.product, jpeg.limit, unit,
                        u"TurboJPEG"_s, 0.85);
    report.ratioAtLeast(u"stills"_s, u"thumbnail of a JPEG 4K"_s, jpeg.product, jpeg.vips, unit,
                        u"libvips"_s, 1.6);
    const Rates webp = measure(corpusFiles(place.corpus, u"webp"_s), place.work, webpLimit);
    report.ratioAtLeast(u"stills"_s, u"thumbnail of a WebP"_s, webp.product, webp.limit, unit,
                        u"libwebp"_s, 0.9);
    const Rates png = measure(corpusFiles(place.corpus, u"png"_s), place.work, pngLimit);
    report.ratioAtLeast(u"stills"_s, u"thumbnail of a PNG"_s, png.product, png.limit, unit,
                        u"libdeflate"_s, 0.6);
    report.ratioAtLeast(u"stills"_s, u"thumbnail of a PNG"_s, png.product, png.vips, unit,
                        u"libvips"_s, 1.15);
}

} // namespace raskadr::bench
