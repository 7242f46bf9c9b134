#include "core/media/arearescale.h"
#include "core/media/cachefolder.h"
#include "core/media/palette.h"
#include "core/media/plainpng.h"
#include "core/media/probe.h"
#include "core/media/thumbnailer.h"
#include "tests/support/samples.h"

#include <QColorSpace>
#include <QDir>
#include <QImageReader>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <thread>
#include <vector>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

class PicturesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void averagesTheAreaOfEachPixel();
    void keepsEvenFieldsEven_data();
    void keepsEvenFieldsEven();
    void neverEnlarges();

    void makesEveryLevelOfEveryFormat_data();
    void makesEveryLevelOfEveryFormat();
    void keepsTheSizeOfSmallPictures();
    void turnsPicturesUpright_data();
    void turnsPicturesUpright();
    void convertsToSrgb_data();
    void convertsToSrgb();
    void composesTransparencyOnBlack();
    void makesLargeLevelsOnDemand();
    void readsSixteenBitAndGreyPictures();
    void reportsDamageThatOnlyDecodingFinds();
    void readsPlainPngsAsQtDoes_data();
    void readsPlainPngsAsQtDoes();
    void leavesOtherPngsToQt_data();
    void leavesOtherPngsToQt();
    void stopsWhenAsked();
    void decodesLargePicturesFromManyThreads();

    void findsTheColoursOfAFlatPicture();
    void orderIsFromLightToDark();
    void paletteSurvivesItsText();
    void refusesTextsThatAreNoPalette_data();
    void refusesTextsThatAreNoPalette();
    void givesTheSamePaletteEachTime();

    void knowsWhatTheCacheHolds();

private:
    QString at(const QString& name) const { return m_folder->filePath(name); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

static const QString hash = QString(64, u'a');

static QImage thumbnailOf(const QString& path, const QString& cachePath, int level,
                          const QList<int>& levels = CacheFolder::importLevels())
{
    const auto facts = probeMedia(path);
    if (!facts) {
        qWarning() << facts.error().detail;
        return {};
    }
    const CacheFolder cache(cachePath);
    const auto set = makeThumbnails(path, *facts, cache, hash, levels);
    if (!set) {
        qWarning() << set.error().detail;
        return {};
    }
    return QImage(cache.thumbnailPath(hash, level));
}

void PicturesTest::initTestCase()
{
    QImageReader::setAllocationLimit(1024);
}

void PicturesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void PicturesTest::averagesTheAreaOfEachPixel()
{
    // 3 x 1 to 2 x 1: each new pixel is one old one and half of the middle one.
    QImage image(3, 1, QImage::Format_RGB32);
    image.setPixel(0, 0, qRgb(30, 0, 90));
    image.setPixel(1, 0, qRgb(60, 120, 0));
    image.setPixel(2, 0, qRgb(90, 240, 30));
    const QImage small = areaRescaled(image, QSize(2, 1));
    QCOMPARE(small.size(), QSize(2, 1));
    QCOMPARE(small.pixel(0, 0), qRgb(40, 40, 60));
    QCOMPARE(small.pixel(1, 0), qRgb(80, 200, 20));
    const QImage tall = areaRescaled(image.transformed(QTransform().rotate(90)), QSize(1, 2));
    QCOMPARE(tall.pixel(0, 0), qRgb(40, 40, 60));
    QCOMPARE(tall.pixel(0, 1), qRgb(80, 200, 20));
    QCOMPARE(areaRescaled(image, QSize(1, 1)).pixel(0, 0), qRgb(60, 120, 40));
    QCOMPARE(areaRescaled(image, QSize(3, 1)), image);
}

void PicturesTest::keepsEvenFieldsEven_data()
{
    QTest::addColumn<QImage::Format>("format");
    QTest::newRow("rgb32") << QImage::Format_RGB32;
    QTest::newRow("rgb888") << QImage::Format_RGB888;
    QTest::newRow("argb32") << QImage::Format_ARGB32;
    QTest::newRow("indexed") << QImage::Format_Indexed8;
    QTest::newRow("64 bits") << QImage::Format_RGBA64;
}

void PicturesTest::keepsEvenFieldsEven()
{
    QFETCH(QImage::Format, format);
    QImage image(1013, 507, QImage::Format_RGB32);
    image.fill(qRgb(201, 77, 13));
    for (const QSize& size : {QSize(480, 240), QSize(17, 9), QSize(1, 1), QSize(1013, 507)}) {
        const QImage small = areaRescaled(image.convertToFormat(format), size);
        QCOMPARE(small.size(), size);
        for (int y = 0; y < size.height(); ++y) {
            for (int x = 0; x < size.width(); ++x) {
                QCOMPARE(small.pixel(x, y), qRgb(201, 77, 13));
            }
        }
    }
}

void PicturesTest::neverEnlarges()
{
    QCOMPARE(fittedSize(QSize(100, 50), 480), QSize(100, 50));
    QCOMPARE(fittedSize(QSize(1920, 1080), 480), QSize(480, 270));
    QCOMPARE(fittedSize(QSize(1080, 1920), 480), QSize(270, 480));
    QCOMPARE(fittedSize(QSize(10000, 3), 480), QSize(480, 1));
    QCOMPARE(areaRescaled(samples::picture(10, 10), QSize(20, 20)).size(), QSize(10, 10));
}

void PicturesTest::makesEveryLevelOfEveryFormat_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QSize>("size");
    for (const QSize& size : {QSize(1280, 720), QSize(1001, 1503), QSize(3840, 2160)}) {
        for (const char* format : {"png", "jpeg", "webp", "tiff"}) {
            QTest::addRow("%s %dx%d", format, size.width(), size.height())
                << QByteArray(format) << size;
        }
    }
}

void PicturesTest::makesEveryLevelOfEveryFormat()
{
    QFETCH(QByteArray, format);
    QFETCH(QSize, size);
    const QString path = at(u"a"_s);
    QVERIFY(samples::save(path, samples::quarters(size.width(), size.height()), format.constData(),
                          format == "webp" ? 80 : -1));
    const auto facts = probeMedia(path);
    QVERIFY(facts);
    const CacheFolder cache(at(u"cache"_s));
    const auto set = makeThumbnails(path, *facts, cache, hash);
    QVERIFY2(set, set ? "" : qPrintable(set.error().detail));
    QCOMPARE(set->thumbnails.size(), 3);
    for (const Thumbnail& thumbnail : set->thumbnails) {
        QCOMPARE(thumbnail.path, cache.thumbnailPath(hash, thumbnail.level));
        QImageReader reader(thumbnail.path);
        QCOMPARE(reader.format(), QByteArray("jpeg"));
        const QImage image = reader.read();
        QCOMPARE(image.size(), fittedSize(size, thumbnail.level));
        QCOMPARE(image.size(), thumbnail.size);
        QCOMPARE(samples::quarterAt(image, 0.25, 0.25), 'r');
        QCOMPARE(samples::quarterAt(image, 0.75, 0.25), 'g');
        QCOMPARE(samples::quarterAt(image, 0.75, 0.75), 'b');
        QCOMPARE(samples::quarterAt(image, 0.25, 0.75), 'w');
    }
    QVERIFY(cache.isComplete(hash, *facts));
    QVERIFY(set->palette.swatches.size() >= 4); // and perhaps the edges
}

void PicturesTest::keepsTheSizeOfSmallPictures()
{
    QVERIFY(samples::save(at(u"a"_s), samples::picture(200, 100), "png"));
    QCOMPARE(thumbnailOf(at(u"a"_s), at(u"cache"_s), 480).size(), QSize(200, 100));
    QCOMPARE(QImage(CacheFolder(at(u"cache"_s)).thumbnailPath(hash, 240)).size(), QSize(200, 100));
    QCOMPARE(QImage(CacheFolder(at(u"cache"_s)).thumbnailPath(hash, 120)).size(), QSize(120, 60));
    QVERIFY(samples::save(at(u"b"_s), samples::picture(1, 1), "png"));
    QCOMPARE(thumbnailOf(at(u"b"_s), at(u"cache"_s), 120).size(), QSize(1, 1));
}

void PicturesTest::turnsPicturesUpright_data()
{
    // What stands in the four corners, clockwise from the top left, once the picture is upright.
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<int>("orientation");
    QTest::addColumn<QString>("corners");
    const QStringList expected{u"rgbw"_s, u"grwb"_s, u"bwrg"_s, u"wbgr"_s,
                               u"rwbg"_s, u"wrgb"_s, u"bgrw"_s, u"gbwr"_s};
    for (const char* format : {"jpeg", "png", "webp"}) {
        for (int orientation = 1; orientation <= 8; ++orientation) {
            QTest::addRow("%s %d", format, orientation)
                << QByteArray(format) << orientation << expected[orientation - 1];
        }
    }
}

void PicturesTest::turnsPicturesUpright()
{
    QFETCH(QByteArray, format);
    QFETCH(int, orientation);
    QFETCH(QString, corners);
    QByteArray bytes = samples::encoded(samples::quarters(640, 400), format.constData(), 90);
    const QByteArray exif = samples::exifBlock(orientation);
    if (format == "jpeg") {
        bytes = samples::withJpegSegment(bytes, 0xE1, QByteArray("Exif\0\0", 6) + exif);
    } else if (format == "png") {
        bytes = samples::withPngChunk(bytes, "eXIf", exif);
    } else {
        // An extended file: a header that says EXIF follows, the picture, the block.
        QByteArray body("VP8X\x0A\0\0\0\x08\0\0\0\x7F\x02\0\x8F\x01\0", 18);
        body += bytes.mid(12);
        body += "EXIF" + samples::little32(quint32(exif.size())) + exif;
        bytes = "RIFF" + samples::little32(quint32(body.size() + 4)) + "WEBP" + body;
    }
    QVERIFY(samples::write(at(u"a"_s), bytes));
    const QImage image = thumbnailOf(at(u"a"_s), at(u"cache"_s), 240);
    QCOMPARE(image.size(), orientation >= 5 ? QSize(150, 240) : QSize(240, 150));
    const QString found = QString(QChar::fromLatin1(samples::quarterAt(image, 0.25, 0.25)))
        + QChar::fromLatin1(samples::quarterAt(image, 0.75, 0.25))
        + QChar::fromLatin1(samples::quarterAt(image, 0.75, 0.75))
        + QChar::fromLatin1(samples::quarterAt(image, 0.25, 0.75));
    QCOMPARE(found, corners);
}

void PicturesTest::convertsToSrgb_data()
{
    QTest::addColumn<QByteArray>("format");
    for (const char* format : {"png", "jpeg", "webp"}) {
        QTest::newRow(format) << QByteArray(format);
    }
}

void PicturesTest::convertsToSrgb()
{
    QFETCH(QByteArray, format);
    QImage image(300, 200, QImage::Format_RGB32);
    image.fill(qRgb(100, 200, 100));
    image.setColorSpace(QColorSpace(QColorSpace::DisplayP3));
    QVERIFY(samples::save(at(u"a"_s), image, format.constData(), 95));
    QImageReader check(at(u"a"_s), format);
    if (!check.read().colorSpace().isValid()) {
        QSKIP("Qt does not write a profile into this format");
    }
    QImage expected = image;
    expected.convertToColorSpace(QColorSpace(QColorSpace::SRgb));
    const QColor wanted = expected.pixelColor(150, 100);
    QVERIFY(std::abs(wanted.red() - 100) > 20); // the test shows a difference
    const QColor color = thumbnailOf(at(u"a"_s), at(u"cache"_s), 120).pixelColor(60, 40);
    QVERIFY(std::abs(color.red() - wanted.red()) <= 3);
    QVERIFY(std::abs(color.green() - wanted.green()) <= 3);
    QVERIFY(std::abs(color.blue() - wanted.blue()) <= 3);
}

void PicturesTest::composesTransparencyOnBlack()
{
    QImage image(200, 200, QImage::Format_ARGB32);
    image.fill(QColor(255, 255, 255, 0));
    for (int y = 0; y < 200; ++y) {
        for (int x = 100; x < 200; ++x) {
            image.setPixelColor(x, y, QColor(200, 100, 50, 128));
        }
    }
    for (const char* format : {"png", "webp", "tiff"}) {
        QVERIFY(samples::save(at(u"a"_s), image, format, 100));
        const QImage small = thumbnailOf(at(u"a"_s), at(u"cache"_s), 120);
        QVERIFY2(qGray(small.pixel(20, 60)) < 8, format);
        const QColor half = small.pixelColor(90, 60);
        QVERIFY2(std::abs(half.red() - 100) <= 6 && std::abs(half.green() - 50) <= 6, format);
    }
}

void PicturesTest::makesLargeLevelsOnDemand()
{
    QVERIFY(samples::save(at(u"a"_s), samples::quarters(2400, 1600), "jpeg"));
    QCOMPARE(thumbnailOf(at(u"a"_s), at(u"cache"_s), 1920, CacheFolder::largeLevels()).size(),
             QSize(1920, 1280));
    const CacheFolder cache(at(u"cache"_s));
    QCOMPARE(QImage(cache.thumbnailPath(hash, 960)).size(), QSize(960, 640));
    QVERIFY(!QFile::exists(cache.thumbnailPath(hash, 480)));
}

void PicturesTest::readsSixteenBitAndGreyPictures()
{
    QImage deep(400, 300, QImage::Format_RGBX64);
    deep.fill(QColor(10, 200, 90));
    for (const char* format : {"png", "tiff"}) {
        QVERIFY(samples::save(at(u"a"_s), deep, format));
        const QColor color = thumbnailOf(at(u"a"_s), at(u"cache"_s), 120).pixelColor(50, 50);
        QVERIFY2(std::abs(color.green() - 200) <= 4 && std::abs(color.red() - 10) <= 4, format);
    }
    const QImage grey = samples::picture(400, 300).convertToFormat(QImage::Format_Grayscale8);
    for (const char* format : {"png", "jpeg", "tiff"}) {
        QVERIFY(samples::save(at(u"a"_s), grey, format));
        const QColor color = thumbnailOf(at(u"a"_s), at(u"cache"_s), 120).pixelColor(50, 50);
        QVERIFY2(std::abs(color.red() - color.blue()) <= 2, format);
    }
}

void PicturesTest::reportsDamageThatOnlyDecodingFinds()
{
    // The right length and the right parts, but the compressed pixels are overwritten.
    QByteArray bytes = samples::encoded(samples::picture(600, 400), "png");
    bytes.replace(bytes.size() / 2, 2000, QByteArray(2000, '\x5A'));
    QVERIFY(samples::write(at(u"shot_12.png"_s), bytes));
    const auto facts = probeMedia(at(u"shot_12.png"_s));
    if (facts) {
        const auto verified = verifyMedia(at(u"shot_12.png"_s), *facts);
        QVERIFY(!verified);
        QCOMPARE(verified.error().kind, ErrorKind::FileDamaged);
        QCOMPARE(verified.error().subject, u"shot_12.png"_s);
        const CacheFolder cache(at(u"cache"_s));
        const auto set = makeThumbnails(at(u"shot_12.png"_s), *facts, cache, hash);
        QVERIFY(!set);
        QCOMPARE(set.error().kind, ErrorKind::FileDamaged);
        QVERIFY(!cache.hasThumbnails(hash));
    } else {
        QCOMPARE(facts.error().kind, ErrorKind::FileDamaged);
    }
}

static QByteArray pngChunk(const QByteArray& name, const QByteArray& contents)
{
    return samples::big32(quint32(contents.size())) + name + contents
        + samples::big32(samples::crc32(name + contents));
}

// A PNG of 8 bits with these rows, each with the number of its filter in front.
static QByteArray pngOf(const QSize& size, char colour, const QByteArray& rows, char interlace = 0)
{
    const QByteArray packed = qCompress(rows).mid(4);
    return "\x89PNG\r\n\x1A\n"
        + pngChunk("IHDR",
                   samples::big32(quint32(size.width())) + samples::big32(quint32(size.height()))
                       + '\x08' + colour + QByteArray(2, '\0') + interlace)
        + pngChunk("IDAT", packed.left(packed.size() / 2))
        + pngChunk("IDAT", packed.mid(packed.size() / 2)) + pngChunk("IEND", {});
}

// Any bytes: every filter makes some picture of them.
static QByteArray anyRows(const QSize& size, int pixelBytes, quint32 seed = 1)
{
    QRandomGenerator random(seed);
    QByteArray rows;
    for (int y = 0; y < size.height(); ++y) {
        rows += char(y % 5);
        for (int i = 0; i < size.width() * pixelBytes; ++i) {
            rows += char(random.bounded(256));
        }
    }
    return rows;
}

void PicturesTest::readsPlainPngsAsQtDoes_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("pixelBytes");
    for (const QSize& size :
         {QSize(1, 1), QSize(1, 40), QSize(40, 1), QSize(5, 11), QSize(301, 67)}) {
        for (const int bytes : {3, 4}) {
            QTest::addRow("%d x %d, %d bytes", size.width(), size.height(), bytes) << size << bytes;
        }
    }
}

void PicturesTest::readsPlainPngsAsQtDoes()
{
    QFETCH(QSize, size);
    QFETCH(int, pixelBytes);
    // Each filter is that of the first row once.
    for (int turn = 0; turn < 5; ++turn) {
        QByteArray rows = anyRows(size, pixelBytes, quint32(turn));
        const qsizetype length = size.width() * pixelBytes + 1;
        for (qsizetype y = 0; y < size.height(); ++y) {
            rows[y * length] = char((y + turn) % 5);
        }
        const QByteArray file = pngOf(size, pixelBytes == 3 ? 2 : 6, rows);
        const QImage expected = QImage::fromData(file, "png");
        const QImage read = readPlainPng(file, size);
        QCOMPARE(read.size(), size);
        QCOMPARE(read.convertToFormat(expected.format()), expected);
    }
}

void PicturesTest::leavesOtherPngsToQt_data()
{
    QTest::addColumn<QByteArray>("file");
    const QSize size(5, 11);
    const QByteArray rows = anyRows(size, 3);
    const QByteArray plain = pngOf(size, 2, rows);
    QByteArray noFilter = rows;
    noFilter[0] = 5;
    QByteArray flipped = plain;
    flipped[60] = char(flipped[60] ^ 0x10);
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a header only") << plain.left(33);
    QTest::newRow("grey") << pngOf(size, 0, anyRows(size, 1));
    QTest::newRow("palette") << pngOf(size, 3, anyRows(size, 1));
    QTest::newRow("interlaced") << pngOf(size, 2, rows, 1);
    QTest::newRow("16 bits") << samples::encoded(
        samples::picture(5, 11).convertToFormat(QImage::Format_RGBX64), "png");
    QTest::newRow("another size") << pngOf({11, 5}, 2, anyRows({11, 5}, 3));
    QTest::newRow("no such filter") << pngOf(size, 2, noFilter);
    QTest::newRow("too few rows") << pngOf(size, 2, rows.chopped(16));
    QTest::newRow("too many rows") << pngOf(size, 2, rows + rows);
    QTest::newRow("damaged") << flipped;
    QTest::newRow("cut off") << plain.left(100);
    QTest::newRow("a profile") << samples::withPngChunk(plain, "iCCP", "name");
    QTest::newRow("its own gamma") << samples::withPngChunk(plain, "gAMA", samples::big32(100'000));
    QTest::newRow("a colour that is clear") << samples::withPngChunk(plain, "tRNS", "123456");
    QTest::newRow("a part that is longer than the file")
        << plain.left(33) + samples::big32(0xFFFFFFFF) + plain.mid(37);
}

void PicturesTest::leavesOtherPngsToQt()
{
    QFETCH(QByteArray, file);
    QVERIFY(readPlainPng(file, {5, 11}).isNull());
}

void PicturesTest::stopsWhenAsked()
{
    QVERIFY(samples::save(at(u"a"_s), samples::picture(900, 600), "png"));
    const auto facts = probeMedia(at(u"a"_s));
    QVERIFY(facts);
    std::stop_source stop;
    stop.request_stop();
    const CacheFolder cache(at(u"cache"_s));
    const auto set = makeThumbnails(at(u"a"_s), *facts, cache, hash, {120}, stop.get_token());
    QVERIFY(!set);
    QCOMPARE(set.error().kind, ErrorKind::Cancelled);
    QVERIFY(!cache.hasThumbnails(hash, {120}));
}

void PicturesTest::decodesLargePicturesFromManyThreads()
{
    QImage large(6000, 4400, QImage::Format_RGB32);
    large.fill(qRgb(40, 90, 200));
    QVERIFY(samples::save(at(u"a"_s), large, "png", 90));
    const auto facts = probeMedia(at(u"a"_s));
    QVERIFY(facts);
    const CacheFolder cache(at(u"cache"_s));
    std::atomic<int> good = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i) {
        threads.emplace_back([&, i] {
            const QString name(64, QChar(u'b' + i));
            good += makeThumbnails(at(u"a"_s), *facts, cache, name, {120}) ? 1 : 0;
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    QCOMPARE(good.load(), 3);
}

void PicturesTest::findsTheColoursOfAFlatPicture()
{
    // Half dark blue, three tenths orange, a fifth white.
    QImage image(100, 100, QImage::Format_RGB32);
    for (int y = 0; y < 100; ++y) {
        for (int x = 0; x < 100; ++x) {
            image.setPixel(x, y,
                           x < 50       ? qRgb(16, 32, 96)
                               : x < 80 ? qRgb(240, 140, 20)
                                        : qRgb(255, 255, 255));
        }
    }
    const Palette palette = Palette::of(image);
    QCOMPARE(palette.swatches.size(), 3);
    QCOMPARE(palette.swatches[0].color, qRgb(255, 255, 255));
    QCOMPARE(palette.swatches[1].color, qRgb(240, 140, 20));
    QCOMPARE(palette.swatches[2].color, qRgb(16, 32, 96));
    QVERIFY(std::abs(palette.swatches[2].share - 0.5) < 0.001);
    QVERIFY(std::abs(palette.swatches[1].share - 0.3) < 0.001);
    QCOMPARE(palette.dominant(), qRgb(16, 32, 96));

    QImage black(10, 10, QImage::Format_RGB32);
    black.fill(Qt::black);
    QCOMPARE(Palette::of(black).toString(), u"000000:1.000"_s);
    QVERIFY(Palette::of(QImage()).isEmpty());
}

void PicturesTest::orderIsFromLightToDark()
{
    const Palette palette = Palette::of(samples::picture(240, 135, 3));
    QCOMPARE(palette.swatches.size(), 5);
    double total = 0;
    for (int i = 0; i < palette.swatches.size(); ++i) {
        total += palette.swatches[i].share;
        if (i > 0) {
            QVERIFY(qGray(palette.swatches[i].color) <= qGray(palette.swatches[i - 1].color) + 25);
        }
    }
    QVERIFY(total > 0.9 && total < 1.001);
}

void PicturesTest::paletteSurvivesItsText()
{
    Palette palette;
    palette.swatches = {{qRgb(0xC0, 0xA0, 0x08), 0.412}, {qRgb(0, 1, 2), 0.588}};
    QCOMPARE(palette.toString(), u"c0a008:0.412,000102:0.588"_s);
    QCOMPARE(Palette::fromString(palette.toString()), palette);
    QVERIFY(Palette::fromString(QString()).isEmpty());
}

void PicturesTest::refusesTextsThatAreNoPalette_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"x", "c0a008", "c0a008:", "c0a00g:0.5", "c0a008:2", "c0a008:-1",
                             "c0a008:nan", "c0a008:0.5,", "c0a008;0.5", ",", "c0a008:0.5,junk"}) {
        QTest::newRow(text) << QString::fromLatin1(text);
    }
}

void PicturesTest::refusesTextsThatAreNoPalette()
{
    QFETCH(QString, text);
    QVERIFY(Palette::fromString(text).isEmpty());
}

void PicturesTest::givesTheSamePaletteEachTime()
{
    const QImage image = samples::picture(240, 135, 7);
    QCOMPARE(Palette::of(image), Palette::of(image.convertToFormat(QImage::Format_RGB888)));
}

void PicturesTest::knowsWhatTheCacheHolds()
{
    const CacheFolder cache(at(u"cache"_s));
    QVERIFY(!cache.isComplete(hash, MediaKind::Picture));
    QVERIFY(samples::save(at(u"a"_s), samples::picture(600, 400), "png"));
    QVERIFY(!thumbnailOf(at(u"a"_s), cache.path(), 120).isNull());
    QVERIFY(cache.isComplete(hash, MediaKind::Picture));
    QVERIFY(!cache.isComplete(hash, MediaKind::Video));
    // A name without contents, as a crash leaves it, does not count.
    QVERIFY(samples::write(cache.thumbnailPath(hash, 240), {}));
    QVERIFY(!cache.isComplete(hash, MediaKind::Picture));
    cache.remove(hash);
    QVERIFY(!QFile::exists(cache.thumbnailPath(hash, 480)));
    QVERIFY(samples::write(cache.path() + u"/.part-0123-1"_s, "x"));
    QCOMPARE(cache.removeLeftovers(), 1);
}

QTEST_GUILESS_MAIN(PicturesTest)
#include "picturestest.moc"
