#include "core/media/probe.h"
#include "core/media/proxies.h"
#include "core/media/thumbnailer.h"
#include "tests/bench/bench.h"
#include "tests/bench/corpus.h"
#include "tests/bench/filmlimits.h"
#include "ui/player/framefeed.h"

#include <QEventLoop>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTimer>

namespace raskadr::bench {

using namespace Qt::Literals::StringLiterals;

namespace {

QString nameOf(qsizetype i)
{
    return u"%1"_s.arg(i, 64, 16, QChar(u'0'));
}

// Processor seconds of each call in milliseconds, as the median.
double medianCpuMs(qsizetype count, int rounds, const std::function<bool(qsizetype, int)>& work)
{
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        for (qsizetype i = 0; i < count; ++i) {
            const double start = processCpuNow();
            if (!work(i, round)) {
                return 0;
            }
            times.push_back((processCpuNow() - start) * 1e3);
        }
    }
    return median(times);
}

void measurePosters(const Place& place, Report& report, const QString& kind, const QString& what,
                    double goal)
{
    const QString thumbnailer = QStandardPaths::findExecutable(u"ffmpegthumbnailer"_s);
    if (thumbnailer.isEmpty()) {
        report.skipped(what, u"ffmpegthumbnailer is not there"_s);
        return;
    }
    const QStringList files = corpusFiles(place.corpus, kind);
    const double product = medianCpuMs(files.size(), 3, [&](qsizetype i, int round) {
        const auto facts = probeMedia(files.at(i));
        const CacheFolder cache(place.work.filePath(u"%1-%2"_s.arg(kind).arg(round)));
        return facts && makeThumbnails(files.at(i), *facts, cache, nameOf(i), {480}).has_value();
    });
    const double peer = medianCpuMs(files.size(), 3, [&](qsizetype i, int) {
        return QProcess::execute(thumbnailer,
                                 {u"-i"_s, files.at(i), u"-o"_s, place.work.filePath(u"peer.jpg"_s),
                                  u"-s"_s, u"480"_s, u"-t"_s, u"20%"_s})
            == 0;
    });
    report.ratioAtMost(u"films"_s, what, product, peer, u"CPU ms"_s, u"ffmpegthumbnailer"_s, goal);
}

// From asking for a film to its first picture in the window's thread.
bool firstPictureOfFeed(const QString& path)
{
    ui::FrameFeed feed(path, {480, 270});
    QEventLoop loop;
    bool shown = false;
    QObject::connect(&feed, &ui::FrameFeed::frameReady, &loop, [&] {
        shown = feed.takeNext().has_value();
        loop.quit();
    });
    QObject::connect(&feed, &ui::FrameFeed::failed, &loop, &QEventLoop::quit);
    loop.exec();
    return shown;
}

} // namespace

void measureFilms(const Place& place, Report& report)
{
    measurePosters(place, report, u"film720"_s, u"poster of a film 720p"_s, 0.20);
    measurePosters(place, report, u"film4k"_s, u"poster of a film 4K"_s, 0.30);

    const QStringList films = corpusFiles(place.corpus, u"film720"_s);
    const CacheFolder cache(place.work.filePath(u"proxies"_s));
    const double making = medianCpuMs(films.size(), 1, [&](qsizetype i, int) {
        return makeHoverProxy(films.at(i), cache, nameOf(i)).has_value();
    });
    const double decoding = medianCpuMs(
        films.size(), 1, [&](qsizetype i, int) { return rawDecodeAndScale(films.at(i)); });
    report.ratioAtMost(u"films"_s, u"hover proxy of 5 s of 720p"_s, making, decoding, u"CPU ms"_s,
                       u"decode and scale alone"_s, 1.15);
    double sources = 0;
    double proxies = 0;
    for (qsizetype i = 0; i < films.size(); ++i) {
        sources += double(QFileInfo(films.at(i)).size());
        proxies += double(QFileInfo(cache.proxyPath(nameOf(i))).size());
    }
    report.ratioAtMost(u"films"_s, u"bytes of a hover proxy"_s, proxies / 1024, sources / 1024,
                       u"KiB"_s, u"its film"_s, 0.30);

    std::vector<double> shown;
    std::vector<double> raw;
    for (int round = 0; round < 5; ++round) {
        for (qsizetype i = 0; i < films.size(); ++i) {
            const QString proxy = cache.proxyPath(nameOf(i));
            double start = wallNow();
            if (firstPictureOfFeed(proxy)) {
                shown.push_back((wallNow() - start) * 1e3);
            }
            start = wallNow();
            if (rawFirstPicture(proxy)) {
                raw.push_back((wallNow() - start) * 1e3);
            }
        }
    }
    report.ratioAtMost(u"films"_s, u"hover to the first moving picture"_s, median(shown),
                       median(raw), u"ms"_s, u"libav alone"_s, 1.2);
    report.atMost(u"films"_s, u"hover to the first moving picture, p95"_s, percentile(shown, 0.95),
                  u"ms"_s, 30);
}

} // namespace raskadr::bench
