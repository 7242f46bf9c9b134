#include "core/media/audioreader.h"
#include "core/media/cachefolder.h"
#include "core/media/framereader.h"
#include "core/media/probe.h"
#include "core/media/proxies.h"
#include "core/media/thumbnailer.h"
#include "core/media/videoencoder.h"
#include "tests/support/samples.h"

#include <QDir>
#include <QImageReader>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

class FilmsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void encodesFilmsThatOthersRead();
    void encodesColoursAsTheyWere();
    void givesTheSameBytesTwice();
    void removesAnUnfinishedFilm();
    void refusesImpossibleFilms();
    void reportsAFolderThatIsNotThere();

    void readsEveryFrameInOrder_data();
    void readsEveryFrameInOrder();
    void givesTheFirstFrameAtOnceAndGoesOn();
    void seeksToTheExactFrame_data();
    void seeksToTheExactFrame();
    void seeksForwardsWithoutLosingFrames();
    void seekBehindTheEndGivesTheLastFrame();
    void seeksToKeyFrames();
    void fitsFramesIntoTheTarget();
    void turnsFramesUpright();
    void readsFilmsOfUnequalFrames();
    void reportsFilmsWithoutFrames();
    void readingEndsWhenAsked();

    void takesThePosterFromTheFirstSecond();
    void makesASmallProxy();
    void halvesHighRates_data();
    void halvesHighRates();
    void keepsTheRotationInTheProxy();
    void keepsFirstAndLastPicture();
    void extractsFramesAsTheyAre();
    void stopsMakingAProxy();

    void readsSoundToTheSample();
    void seeksInSoundToTheSample();
    void readsTheSoundOfFilms_data();
    void readsTheSoundOfFilms();
    void reportsFilmsWithoutSound();

private:
    QString at(const QString& name) const { return m_folder->filePath(name); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

static const QString hash = QString(64, u'a');

static QByteArray ffprobe(const QString& path, const QString& entries)
{
    QProcess process;
    process.start(u"ffprobe"_s,
                  {u"-v"_s, u"error"_s, u"-select_streams"_s, u"v:0"_s, u"-show_entries"_s, entries,
                   u"-of"_s, u"csv=p=0"_s, path});
    process.waitForFinished(60'000);
    return process.readAllStandardOutput().trimmed();
}

void FilmsTest::initTestCase()
{
    QImageReader::setAllocationLimit(1024);
}

void FilmsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void FilmsTest::encodesFilmsThatOthersRead()
{
    const QString path = at(u"film.mp4"_s);
    QCOMPARE(samples::film(path, 30, 25, QSize(321, 181)), QString());
    QCOMPARE(ffprobe(path,
                     u"stream=codec_name,width,height,pix_fmt,color_range,color_space,"
                     "color_transfer,color_primaries,avg_frame_rate,nb_frames"_s),
             QByteArray("h264,320,180,yuv420p,tv,bt709,bt709,bt709,25/1,30"));
    const QByteArray bytes = samples::read(path);
    QVERIFY(bytes.indexOf("moov") < bytes.indexOf("mdat"));
    QVERIFY(!bytes.contains("Lavf"));
}

void FilmsTest::encodesColoursAsTheyWere()
{
    const QString path = at(u"film.mp4"_s);
    VideoEncoderOptions options;
    options.size = QSize(160, 90);
    options.crf = 5;
    auto encoder = VideoEncoder::create(path, options);
    QVERIFY(encoder);
    const QList<QColor> colours{QColor(200, 30, 40),   QColor(20, 160, 60),   QColor(30, 60, 210),
                                QColor(128, 128, 128), QColor(255, 255, 255), QColor(0, 0, 0)};
    for (const QColor& color : colours) {
        // Another size and format than the film's.
        QImage image(321, 200, QImage::Format_RGB888);
        image.fill(color);
        QVERIFY((*encoder)->addFrame(image));
    }
    QVERIFY((*encoder)->finish());
    auto reader = FrameReader::open(path);
    QVERIFY(reader);
    for (const QColor& color : colours) {
        const auto frame = (*reader)->next();
        QVERIFY(frame && *frame);
        const QColor found = (*frame)->image.pixelColor(80, 45);
        QVERIFY2(std::abs(found.red() - color.red()) <= 5
                     && std::abs(found.green() - color.green()) <= 5
                     && std::abs(found.blue() - color.blue()) <= 5,
                 qPrintable(color.name() + u" became "_s + found.name()));
    }
}

void FilmsTest::givesTheSameBytesTwice()
{
    QCOMPARE(samples::film(at(u"a.mp4"_s), 40), QString());
    QCOMPARE(samples::film(at(u"b.mp4"_s), 40), QString());
    QVERIFY(samples::read(at(u"a.mp4"_s)) == samples::read(at(u"b.mp4"_s)));
}

void FilmsTest::removesAnUnfinishedFilm()
{
    const QString path = at(u"film.mp4"_s);
    {
        VideoEncoderOptions options;
        options.size = QSize(64, 64);
        auto encoder = VideoEncoder::create(path, options);
        QVERIFY(encoder);
        QVERIFY((*encoder)->addFrame(samples::picture(64, 64)));
        QVERIFY(QFile::exists(path));
    }
    QVERIFY(!QFile::exists(path));
}

void FilmsTest::refusesImpossibleFilms()
{
    VideoEncoderOptions options;
    options.size = QSize(1, 100);
    QCOMPARE(VideoEncoder::create(at(u"a.mp4"_s), options).error().kind, ErrorKind::InvalidInput);
    options.size = QSize(64, 64);
    options.fps = 0;
    QCOMPARE(VideoEncoder::create(at(u"a.mp4"_s), options).error().kind, ErrorKind::InvalidInput);
    options.fps = 24;
    options.preset = u"no such preset"_s;
    QCOMPARE(VideoEncoder::create(at(u"a.mp4"_s), options).error().kind, ErrorKind::InvalidInput);
    options.preset = u"veryfast"_s;
    auto encoder = VideoEncoder::create(at(u"a.mp4"_s), options);
    QVERIFY(encoder);
    QCOMPARE((*encoder)->addFrame(QImage()).error().kind, ErrorKind::InvalidInput);
    QCOMPARE((*encoder)->finish().error().kind, ErrorKind::InvalidInput);
}

void FilmsTest::reportsAFolderThatIsNotThere()
{
    VideoEncoderOptions options;
    options.size = QSize(64, 64);
    const auto encoder = VideoEncoder::create(at(u"nowhere/film.mp4"_s), options);
    QVERIFY(!encoder);
    QCOMPARE(encoder.error().kind, ErrorKind::Storage);
}

void FilmsTest::readsEveryFrameInOrder_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("maxBFrames");
    QTest::newRow("mp4 with b-frames") << u"film.mp4"_s << 3;
    QTest::newRow("mp4 without") << u"film.mp4"_s << 0;
    QTest::newRow("mov") << u"film.mov"_s << 2;
    QTest::newRow("mkv") << u"film.mkv"_s << 2;
}

void FilmsTest::readsEveryFrameInOrder()
{
    QFETCH(QString, name);
    QFETCH(int, maxBFrames);
    QCOMPARE(samples::film(at(u"source.mp4"_s), 61, 24, QSize(320, 180), 20, maxBFrames),
             QString());
    const QString path = at(name);
    if (!QFile::rename(at(u"source.mp4"_s), path) || !name.endsWith(u"mp4"_s)) {
        QVERIFY(
            samples::ffmpeg({u"-i"_s, path, u"-c"_s, u"copy"_s, at(u"other."_s + name.right(3))}));
    }
    const QString used = name.endsWith(u"mp4"_s) ? path : at(u"other."_s + name.right(3));
    auto reader = FrameReader::open(used);
    QVERIFY(reader);
    QCOMPARE((*reader)->size(), QSize(320, 180));
    QVERIFY(std::abs((*reader)->fps() - 24) < 0.01);
    QVERIFY(std::abs((*reader)->durationMs() - 2542) <= 42);
    for (int i = 0; i < 61; ++i) {
        const auto frame = (*reader)->next();
        QVERIFY(frame && *frame);
        QCOMPARE(samples::numberOf((*frame)->image), i);
        QVERIFY(std::abs((*frame)->ptsMs - i * 1000. / 24) <= 1);
    }
    for (int i = 0; i < 2; ++i) {
        const auto end = (*reader)->next();
        QVERIFY(end);
        QVERIFY(!*end);
    }
    QVERIFY((*reader)->seek(0));
    QCOMPARE(samples::numberOf((**(*reader)->next()).image), 0);
    QCOMPARE(samples::numberOf((**(*reader)->next()).image), 1);
}

void FilmsTest::givesTheFirstFrameAtOnceAndGoesOn()
{
    QCOMPARE(samples::film(at(u"film.mp4"_s), 30, 24, QSize(320, 180), 8, 3), QString());
    auto reader = FrameReader::open(at(u"film.mp4"_s));
    QVERIFY(reader);
    for (const int key : {0, 8, 16, 24}) {
        QVERIFY((*reader)->seek(key * 1000 / 24 + 1, FrameReader::SeekMode::KeyFrame));
        for (int i = key; i < std::min(30, key + 12); ++i) {
            const auto frame = (*reader)->next();
            QVERIFY(frame && *frame);
            QCOMPARE(samples::numberOf((*frame)->image), i);
        }
    }
}

void FilmsTest::seeksToTheExactFrame_data()
{
    QTest::addColumn<int>("fps");
    QTest::addColumn<QString>("ending");
    QTest::newRow("24 mp4") << 24 << u"mp4"_s;
    QTest::newRow("30 mp4") << 30 << u"mp4"_s;
    QTest::newRow("25 mkv") << 25 << u"mkv"_s;
    QTest::newRow("24 mkv") << 24 << u"mkv"_s;
    QTest::newRow("60 mov") << 60 << u"mov"_s;
}

void FilmsTest::seeksToTheExactFrame()
{
    QFETCH(int, fps);
    QFETCH(QString, ending);
    QCOMPARE(samples::film(at(u"source.mp4"_s), 100, fps, QSize(320, 180), 24, 3), QString());
    const QString path = at(u"film."_s + ending);
    QVERIFY(samples::ffmpeg({u"-i"_s, at(u"source.mp4"_s), u"-c"_s, u"copy"_s, path}));
    auto reader = FrameReader::open(path);
    QVERIFY(reader);
    // The times that the reader itself gives for its frames.
    QList<qint64> times;
    for (;;) {
        const auto frame = (*reader)->next(QSize(32, 18));
        QVERIFY(frame);
        if (!*frame) {
            break;
        }
        times.append((*frame)->ptsMs);
    }
    QCOMPARE(times.size(), 100);
    quint32 state = 7;
    for (int i = 0; i < 120; ++i) {
        state = state * 1664525 + 1013904223;
        const int wanted = int(state >> 8) % 100;
        // On the frame's own time, and in the middle of the time for which it is shown.
        const qint64 ms = times[wanted] + (i % 2 == 0 ? 0 : 500 / fps);
        QVERIFY((*reader)->seek(ms));
        auto frame = (*reader)->next();
        QVERIFY(frame && *frame);
        QCOMPARE(samples::numberOf((*frame)->image), wanted);
        QCOMPARE((*frame)->ptsMs, times[wanted]);
        if (wanted < 99) {
            frame = (*reader)->next();
            QVERIFY(frame && *frame);
            QCOMPARE(samples::numberOf((*frame)->image), wanted + 1);
        }
    }
}

void FilmsTest::seeksForwardsWithoutLosingFrames()
{
    QCOMPARE(samples::film(at(u"film.mp4"_s), 90, 30, QSize(320, 180), 90, 2), QString());
    auto reader = FrameReader::open(at(u"film.mp4"_s));
    QVERIFY(reader);
    for (int i = 0; i < 90; i += 7) {
        QVERIFY((*reader)->seek(i * 1000 / 30 + 2));
        const auto frame = (*reader)->next();
        QVERIFY(frame && *frame);
        QCOMPARE(samples::numberOf((*frame)->image), i);
    }
    QVERIFY((*reader)->seek(100));
    QVERIFY(*(*reader)->skip());
    QCOMPARE(samples::numberOf((**(*reader)->next()).image), 4);
}

void FilmsTest::seekBehindTheEndGivesTheLastFrame()
{
    QCOMPARE(samples::film(at(u"film.mp4"_s), 50), QString());
    auto reader = FrameReader::open(at(u"film.mp4"_s));
    QVERIFY(reader);
    for (const qint64 ms : {2060LL, 5000LL, 100'000'000LL}) {
        QVERIFY((*reader)->seek(ms));
        auto frame = (*reader)->next();
        QVERIFY(frame && *frame);
        QCOMPARE(samples::numberOf((*frame)->image), 49);
        frame = (*reader)->next();
        QVERIFY(frame);
        QVERIFY(!*frame);
    }
    QVERIFY((*reader)->seek(-50));
    QCOMPARE(samples::numberOf((**(*reader)->next()).image), 0);
}

void FilmsTest::seeksToKeyFrames()
{
    QCOMPARE(samples::film(at(u"film.mp4"_s), 60, 24, QSize(320, 180), 20, 0), QString());
    auto reader = FrameReader::open(at(u"film.mp4"_s));
    QVERIFY(reader);
    QVERIFY((*reader)->seek(35 * 1000 / 24, FrameReader::SeekMode::KeyFrame));
    QCOMPARE(samples::numberOf((**(*reader)->next()).image), 20);
}

void FilmsTest::fitsFramesIntoTheTarget()
{
    QCOMPARE(samples::film(at(u"film.mp4"_s), 3), QString());
    auto reader = FrameReader::open(at(u"film.mp4"_s));
    QVERIFY(reader);
    QCOMPARE((**(*reader)->next(QSize(160, 400))).image.size(), QSize(160, 90));
    QCOMPARE((**(*reader)->next(QSize(1000, 45))).image.size(), QSize(80, 45));
    const auto frame = (*reader)->next(QSize(1000, 1000));
    QCOMPARE((*frame)->image.size(), QSize(320, 180));
    QCOMPARE((*frame)->image.format(), QImage::Format_RGB32);
}

void FilmsTest::turnsFramesUpright()
{
    VideoEncoderOptions options;
    options.size = QSize(320, 180);
    auto encoder = VideoEncoder::create(at(u"a.mp4"_s), options);
    QVERIFY(encoder);
    QVERIFY((*encoder)->addFrame(samples::quarters(320, 180)));
    QVERIFY((*encoder)->finish());
    QVERIFY(samples::ffmpeg({u"-i"_s, at(u"a.mp4"_s), u"-c"_s, u"copy"_s, u"-metadata:s:v:0"_s,
                             u"rotate=90"_s, at(u"b.mp4"_s)}));
    auto reader = FrameReader::open(at(u"b.mp4"_s));
    QVERIFY(reader);
    QCOMPARE((*reader)->size(), QSize(180, 320));
    const QImage image = (**(*reader)->next(QSize(90, 160))).image;
    QCOMPARE(image.size(), QSize(90, 160));
    // The same way round as another player shows it.
    QVERIFY(samples::ffmpeg({u"-i"_s, at(u"b.mp4"_s), u"-frames:v"_s, u"1"_s, at(u"b.png"_s)}));
    const QImage expected(at(u"b.png"_s));
    QCOMPARE(expected.size(), QSize(180, 320));
    for (const double y : {0.25, 0.75}) {
        for (const double x : {0.25, 0.75}) {
            QCOMPARE(samples::quarterAt(image, x, y), samples::quarterAt(expected, x, y));
        }
    }
    QVERIFY(samples::quarterAt(image, 0.25, 0.25) != 'r');
}

void FilmsTest::readsFilmsOfUnequalFrames()
{
    // Every third picture is missing; those before it last twice as long.
    QCOMPARE(samples::film(at(u"source.mp4"_s), 60), QString());
    QVERIFY(samples::ffmpeg({u"-i"_s, at(u"source.mp4"_s), u"-vf"_s, u"select='mod(n,3)-2'"_s,
                             u"-vsync"_s, u"vfr"_s, at(u"film.mp4"_s)}));
    auto reader = FrameReader::open(at(u"film.mp4"_s));
    QVERIFY(reader);
    QVERIFY((*reader)->seek(20 * 1000 / 24 + 3)); // 20 is missing: 19 is still shown
    QCOMPARE(samples::numberOf((**(*reader)->next()).image), 19);
    QCOMPARE(samples::numberOf((**(*reader)->next()).image), 21);
}

void FilmsTest::reportsFilmsWithoutFrames()
{
    QCOMPARE(samples::film(at(u"film.mp4"_s), 10), QString());
    QByteArray bytes = samples::read(at(u"film.mp4"_s));
    const qsizetype data = bytes.indexOf("mdat") + 4;
    bytes.replace(data, bytes.size() - data, QByteArray(bytes.size() - data, '\0'));
    QVERIFY(samples::write(at(u"film.mp4"_s), bytes));
    const auto facts = probeMedia(at(u"film.mp4"_s));
    QVERIFY(facts);
    const auto verified = verifyMedia(at(u"film.mp4"_s), *facts);
    QVERIFY(!verified);
    QCOMPARE(verified.error().kind, ErrorKind::FileDamaged);
    const CacheFolder cache(at(u"cache"_s));
    QCOMPARE(makeThumbnails(at(u"film.mp4"_s), *facts, cache, hash).error().kind,
             ErrorKind::FileDamaged);
    QCOMPARE(makeHoverProxy(at(u"film.mp4"_s), cache, hash).error().kind, ErrorKind::FileDamaged);
    QVERIFY(!cache.hasProxy(hash));
    QVERIFY(samples::save(at(u"a.png"_s), samples::picture(20, 20), "png"));
    QCOMPARE(FrameReader::open(at(u"a.png"_s)).error().kind, ErrorKind::InvalidInput);
}

void FilmsTest::readingEndsWhenAsked()
{
    QCOMPARE(samples::film(at(u"film.mp4"_s), 60), QString());
    std::stop_source stop;
    auto reader = FrameReader::open(at(u"film.mp4"_s), stop.get_token());
    QVERIFY(reader);
    QVERIFY((*reader)->next());
    stop.request_stop();
    Result<bool> more = true;
    for (int i = 0; i < 60 && more; ++i) {
        more = (*reader)->skip();
    }
    QVERIFY(!more);
    QCOMPARE(more.error().kind, ErrorKind::Cancelled);
}

void FilmsTest::takesThePosterFromTheFirstSecond()
{
    QCOMPARE(samples::film(at(u"film.mp4"_s), 72, 24, QSize(640, 360), 10, 3), QString());
    const auto facts = probeMedia(at(u"film.mp4"_s));
    QVERIFY(facts);
    const CacheFolder cache(at(u"cache"_s));
    const auto set = makeThumbnails(at(u"film.mp4"_s), *facts, cache, hash);
    QVERIFY(set);
    QVERIFY(!set->palette.isEmpty());
    const QImage poster(cache.thumbnailPath(hash, 480));
    QCOMPARE(poster.size(), QSize(480, 270));
    QCOMPARE(samples::numberOf(poster), 20); // the last key frame before frame 24
    QCOMPARE(QImage(cache.thumbnailPath(hash, 120)).size(), QSize(120, 68));

    QCOMPARE(samples::film(at(u"short.mp4"_s), 5), QString());
    const auto shortFacts = probeMedia(at(u"short.mp4"_s));
    QVERIFY(makeThumbnails(at(u"short.mp4"_s), *shortFacts, cache, hash));
    QCOMPARE(samples::numberOf(QImage(cache.thumbnailPath(hash, 240))), 0);
    QCOMPARE(QImage(cache.thumbnailPath(hash, 480)).size(), QSize(320, 180));
}

void FilmsTest::makesASmallProxy()
{
    QCOMPARE(samples::film(at(u"silent.mp4"_s), 60, 24, QSize(960, 540)), QString());
    QVERIFY(samples::ffmpeg({u"-i"_s, at(u"silent.mp4"_s), u"-f"_s, u"lavfi"_s, u"-i"_s,
                             u"sine=d=2.5"_s, u"-c:v"_s, u"copy"_s, u"-c:a"_s, u"aac"_s,
                             at(u"film.mp4"_s)}));
    const CacheFolder cache(at(u"cache"_s));
    const auto made = makeHoverProxy(at(u"film.mp4"_s), cache, hash);
    QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
    const QString proxy = cache.proxyPath(hash);
    const auto facts = probeMedia(proxy);
    QVERIFY(facts);
    QCOMPARE(facts->width, 480);
    QCOMPARE(facts->height, 270);
    QCOMPARE(facts->fps, 24.);
    QCOMPARE(facts->frameCount, 60);
    QCOMPARE(facts->durationMs, 2500);
    QVERIFY(!facts->hasAudio);
    const QByteArray bytes = samples::read(proxy);
    QVERIFY(bytes.indexOf("moov") < bytes.indexOf("mdat"));
    QList<QByteArray> kinds = ffprobe(proxy, u"frame=pict_type"_s).split('\n');
    kinds.removeIf([](const QByteArray& line) { return line.isEmpty() || line.startsWith(','); });
    QCOMPARE(kinds.size(), 60);
    for (int i = 0; i < 60; ++i) {
        QVERIFY(!kinds[i].startsWith('B'));
        QVERIFY(i % 12 != 0 || kinds[i].startsWith('I'));
    }
    auto reader = FrameReader::open(proxy);
    QVERIFY(reader);
    for (int i = 0; i < 60; ++i) {
        QCOMPARE(samples::numberOf((**(*reader)->next()).image), i);
    }
    QVERIFY(cache.hasProxy(hash));
    QVERIFY(QDir(cache.path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
}

void FilmsTest::halvesHighRates_data()
{
    QTest::addColumn<int>("fps");
    QTest::addColumn<int>("proxyFps");
    QTest::newRow("30") << 30 << 30;
    QTest::newRow("48") << 48 << 24;
    QTest::newRow("50") << 50 << 25;
    QTest::newRow("60") << 60 << 30;
    QTest::newRow("120") << 120 << 30;
    QTest::newRow("8") << 8 << 8;
}

void FilmsTest::halvesHighRates()
{
    QFETCH(int, fps);
    QFETCH(int, proxyFps);
    QCOMPARE(samples::film(at(u"film.mp4"_s), fps, fps), QString());
    const CacheFolder cache(at(u"cache"_s));
    QVERIFY(makeHoverProxy(at(u"film.mp4"_s), cache, hash));
    const auto facts = probeMedia(cache.proxyPath(hash));
    QVERIFY(facts);
    QCOMPARE(facts->fps, double(proxyFps));
    QCOMPARE(facts->durationMs, 1000);
    QCOMPARE(facts->frameCount, proxyFps);
}

void FilmsTest::keepsTheRotationInTheProxy()
{
    QCOMPARE(samples::film(at(u"a.mp4"_s), 5, 24, QSize(960, 540)), QString());
    QVERIFY(samples::ffmpeg({u"-i"_s, at(u"a.mp4"_s), u"-c"_s, u"copy"_s, u"-metadata:s:v:0"_s,
                             u"rotate=90"_s, at(u"b.mp4"_s)}));
    const CacheFolder cache(at(u"cache"_s));
    QVERIFY(makeHoverProxy(at(u"b.mp4"_s), cache, hash));
    const auto facts = probeMedia(cache.proxyPath(hash));
    QVERIFY(facts);
    QCOMPARE(facts->width, 270);
    QCOMPARE(facts->height, 480);
    const QImage first(cache.framePath(hash, FilmEnd::First));
    QCOMPARE(first.size(), QSize(270, 480));
    auto reader = FrameReader::open(cache.proxyPath(hash));
    const QImage upright = (**(*reader)->next()).image;
    QCOMPARE(upright.size(), first.size());
    QVERIFY(std::abs(qGray(upright.pixel(135, 100)) - qGray(first.pixel(135, 100))) < 40);
}

void FilmsTest::keepsFirstAndLastPicture()
{
    // 60 a second: the last picture is not one of the proxy's.
    QCOMPARE(samples::film(at(u"film.mp4"_s), 60, 60, QSize(640, 360)), QString());
    const CacheFolder cache(at(u"cache"_s));
    QVERIFY(makeHoverProxy(at(u"film.mp4"_s), cache, hash));
    const QImage first(cache.framePath(hash, FilmEnd::First));
    const QImage last(cache.framePath(hash, FilmEnd::Last));
    QCOMPARE(first.size(), QSize(480, 270));
    QCOMPARE(last.size(), QSize(480, 270));
    QCOMPARE(samples::numberOf(first), 0);
    QCOMPARE(samples::numberOf(last), 59);
}

void FilmsTest::extractsFramesAsTheyAre()
{
    QCOMPARE(samples::film(at(u"film.mp4"_s), 50, 25, QSize(640, 360)), QString());
    const QString png = at(u"frame.png"_s);
    const auto number = [&png] {
        QImageReader reader(png);
        return reader.format() == "png" ? samples::numberOf(reader.read()) : -1;
    };
    QVERIFY(extractFrame(at(u"film.mp4"_s), FilmEnd::First, png));
    QCOMPARE(number(), 0);
    QCOMPARE(QImage(png).size(), QSize(640, 360));
    QVERIFY(extractFrame(at(u"film.mp4"_s), FilmEnd::Last, png));
    QCOMPARE(number(), 49);
    QVERIFY(extractFrameAt(at(u"film.mp4"_s), 1000, png));
    QCOMPARE(number(), 25);
    QVERIFY(extractFrameAt(at(u"film.mp4"_s), 1039, png));
    QCOMPARE(number(), 25);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), 2);
    const auto nowhere = extractFrameAt(at(u"film.mp4"_s), 0, at(u"no/frame.png"_s));
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().kind, ErrorKind::Storage);
}

void FilmsTest::stopsMakingAProxy()
{
    QCOMPARE(samples::film(at(u"film.mp4"_s), 60), QString());
    std::stop_source stop;
    stop.request_stop();
    const CacheFolder cache(at(u"cache"_s));
    const auto made = makeHoverProxy(at(u"film.mp4"_s), cache, hash, stop.get_token());
    QVERIFY(!made);
    QCOMPARE(made.error().kind, ErrorKind::Cancelled);
    QVERIFY(!cache.hasProxy(hash));
    QVERIFY(QDir(cache.path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
}

// Two channels that count: the left one up, the right one down, once in 20,000 samples.
static QByteArray countingWav(int frames, int rate)
{
    QByteArray data;
    for (int i = 0; i < frames; ++i) {
        for (const int value : {i % 20'000, -(i % 20'000)}) {
            data += char(value & 255);
            data += char(value >> 8 & 255);
        }
    }
    QByteArray header = "RIFF" + samples::little32(quint32(36 + data.size())) + "WAVEfmt "
        + samples::little32(16) + QByteArray("\x01\0\x02\0", 4) + samples::little32(quint32(rate))
        + samples::little32(quint32(rate * 4)) + QByteArray("\x04\0\x10\0", 4) + "data"
        + samples::little32(quint32(data.size()));
    return header + data;
}

void FilmsTest::readsSoundToTheSample()
{
    QVERIFY(samples::write(at(u"a.wav"_s), countingWav(100'000, 48'000)));
    auto reader = AudioReader::open(at(u"a.wav"_s));
    QVERIFY(reader);
    QVERIFY(std::abs((*reader)->durationMs() - 2083) <= 1);
    qint64 position = 0;
    for (;;) {
        const auto block = (*reader)->next();
        QVERIFY(block);
        if (!*block) {
            break;
        }
        QCOMPARE((*block)->startFrame, position);
        const auto& values = (*block)->samples;
        for (size_t i = 0; i + 1 < values.size(); i += 2) {
            QVERIFY(std::abs(values[i] - float(position % 20'000) / 32768) < 1e-4);
            QVERIFY(std::abs(values[i] + values[i + 1]) < 1e-4);
            ++position;
        }
    }
    QCOMPARE(position, 100'000);
}

void FilmsTest::seeksInSoundToTheSample()
{
    QVERIFY(samples::write(at(u"a.wav"_s), countingWav(200'000, 48'000)));
    auto reader = AudioReader::open(at(u"a.wav"_s));
    QVERIFY(reader);
    for (const qint64 ms : {1500LL, 20LL, 3999LL, 0LL, 777LL}) {
        QVERIFY((*reader)->seek(ms));
        const auto block = (*reader)->next();
        QVERIFY(block && *block);
        QCOMPARE((*block)->startFrame, ms * 48);
        QVERIFY(std::abs((*block)->samples[0] - float(ms * 48 % 20'000) / 32768) < 1e-4);
    }
    QVERIFY((*reader)->seek(100'000));
    const auto block = (*reader)->next();
    QVERIFY(block);
    QVERIFY(!*block);
}

void FilmsTest::readsTheSoundOfFilms_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("codec");
    QTest::newRow("mp4 aac") << u"a.mp4"_s << QStringList{u"-c:a"_s, u"aac"_s};
    QTest::newRow("mkv opus") << u"a.mkv"_s << QStringList{u"-c:a"_s, u"libopus"_s};
    QTest::newRow("mov pcm mono 44.1")
        << u"a.mov"_s
        << QStringList{u"-c:a"_s, u"pcm_s16le"_s, u"-ac"_s, u"1"_s, u"-ar"_s, u"44100"_s};
    QTest::newRow("mp3 file") << u"a.mp3"_s << QStringList{u"-vn"_s, u"-c:a"_s, u"libmp3lame"_s};
    QTest::newRow("flac file") << u"a.flac"_s << QStringList{u"-vn"_s, u"-c:a"_s, u"flac"_s};
    QTest::newRow("ogg file") << u"a.ogg"_s << QStringList{u"-vn"_s, u"-c:a"_s, u"libvorbis"_s};
    QTest::newRow("m4a file") << u"a.m4a"_s << QStringList{u"-vn"_s, u"-c:a"_s, u"aac"_s};
}

void FilmsTest::readsTheSoundOfFilms()
{
    QFETCH(QString, name);
    QFETCH(QStringList, codec);
    QCOMPARE(samples::film(at(u"silent.mp4"_s), 48), QString());
    // Silence, and after one second a tone.
    QVERIFY(samples::ffmpeg(
        QStringList{u"-i"_s, at(u"silent.mp4"_s), u"-f"_s, u"lavfi"_s, u"-i"_s,
                    u"aevalsrc='0.5*sin(2*PI*440*t)*gte(t,1)|0.5*sin(2*PI*440*t)*gte(t,1)':d=2"_s,
                    u"-c:v"_s, u"copy"_s}
        + codec + QStringList{at(name)}));
    auto reader = AudioReader::open(at(name));
    QVERIFY2(reader, reader ? "" : qPrintable(reader.error().detail));
    qint64 end = 0;
    qint64 onset = -1;
    for (;;) {
        const auto block = (*reader)->next();
        QVERIFY(block);
        if (!*block) {
            break;
        }
        QVERIFY((*block)->startFrame >= end);
        for (size_t i = 0; i < (*block)->samples.size() && onset < 0; i += 2) {
            if (std::abs((*block)->samples[i]) > 0.25F) {
                onset = (*block)->startFrame + qint64(i / 2);
            }
        }
        end = (*block)->startFrame + qint64((*block)->samples.size() / 2);
    }
    QVERIFY2(std::abs(end - 96'000) < 3000, QByteArray::number(end).constData());
    QVERIFY2(std::abs(onset - 48'000) < 1500, QByteArray::number(onset).constData());
    QVERIFY((*reader)->seek(1500));
    const auto block = (*reader)->next();
    QVERIFY(block && *block);
    QVERIFY(std::abs((*block)->startFrame - 72'000) <= 1);
}

void FilmsTest::reportsFilmsWithoutSound()
{
    QCOMPARE(samples::film(at(u"silent.mp4"_s), 5), QString());
    QCOMPARE(AudioReader::open(at(u"silent.mp4"_s)).error().kind, ErrorKind::FormatUnsupported);
    QVERIFY(samples::write(at(u"a.m3u"_s), "#EXTM3U\n/etc/passwd\n"));
    QCOMPARE(AudioReader::open(at(u"a.m3u"_s)).error().kind, ErrorKind::PlaylistRefused);
    QVERIFY(samples::save(at(u"a.png"_s), samples::picture(5, 5), "png"));
    QCOMPARE(AudioReader::open(at(u"a.png"_s)).error().kind, ErrorKind::FormatUnsupported);
}

QTEST_GUILESS_MAIN(FilmsTest)
#include "filmstest.moc"
