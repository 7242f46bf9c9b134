#include "core/media/mediafolder.h"
#include "core/media/probe.h"
#include "tests/support/samples.h"

#include <QImageReader>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

namespace {

// Files are copied and read in blocks of this size.
constexpr qsizetype border = 256 * 1024;

QImage noise(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    QRandomGenerator random(7);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            image.setPixel(x, y, random.generate() | 0xFF000000);
        }
    }
    return image;
}

// With so many bytes more in front of the picture.
QByteArray longer(const QByteArray& file, bool png, qsizetype bytes)
{
    if (png) {
        return samples::withPngChunk(file, "teSt", QByteArray(bytes - 12, 'x'));
    }
    QByteArray result = file;
    for (qsizetype left = bytes; left > 0;) {
        const qsizetype count = left > 60'000 ? 30'000 : left;
        result = samples::withJpegSegment(result, 0xFE, QByteArray(count - 4, 'x'));
        left -= count;
    }
    return result;
}

} // namespace

class WholenessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QImageReader::setAllocationLimit(1024);
        // What decoders have to say about damaged files is not the point.
        QLoggingCategory::setFilterRules(u"qt.gui.imageio*=false"_s);
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void seesPartsThatLieAcrossABlock_data()
    {
        QTest::addColumn<bool>("png");
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<qsizetype>("place"); // a part begins here, before the border
        const QByteArray png = samples::encoded(noise(500, 400), "png");
        qsizetype part = 33;
        for (qsizetype next = part; next < border - 200;
             next += 12 + qFromBigEndian<quint32>(png.constData() + next)) {
            part = next;
        }
        QTest::newRow("png, its pixels") << true << png << part;
        QTest::newRow("png, its end")
            << true << samples::encoded(noise(250, 240), "png") << qsizetype(-12);
        const QByteArray jpeg = samples::encoded(noise(700, 500), "jpeg", 90);
        QVERIFY(jpeg.size() > border);
        QTest::newRow("jpeg, its pixels")
            << false << jpeg << jpeg.lastIndexOf(QByteArray("\xFF\0", 2), border - 200);
        QTest::newRow("jpeg, its end")
            << false << samples::encoded(noise(200, 200), "jpeg", 90) << qsizetype(-2);
    }
    void seesPartsThatLieAcrossABlock()
    {
        QFETCH(bool, png);
        QFETCH(QByteArray, file);
        QFETCH(qsizetype, place);
        if (place < 0) {
            place += file.size();
        }
        QVERIFY(place > 0 && place < border - 100);
        const MediaFormat format = png ? MediaFormat::Png : MediaFormat::Jpeg;
        for (int before = -2; before <= 13; ++before) {
            const QByteArray moved = longer(file, png, border - before - place);
            QCOMPARE(wholeAs(moved), std::optional(format));
            QVERIFY(samples::write(at(u"file"_s), moved));
            QVERIFY(examineMedia(at(u"file"_s)));
            QCOMPARE(wholeAs(moved + QByteArray(20, 'x')), std::optional(format));
            for (const qsizetype cut :
                 {qsizetype(1), moved.size() - border, moved.size() - border + 1}) {
                if (cut > 0) {
                    QCOMPARE(wholeAs(moved.chopped(cut)), std::optional<MediaFormat>());
                }
            }
            if (png) {
                QByteArray flipped = moved;
                flipped[moved.size() - 20] = char(flipped[moved.size() - 20] ^ 1);
                QCOMPARE(wholeAs(flipped), std::optional<MediaFormat>());
            }
        }
    }

    void thinksOfACopyAsOfItsFile_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("png") << samples::encoded(samples::picture(90, 60), "png");
        QTest::newRow("jpeg") << samples::encoded(samples::picture(90, 60), "jpeg", 80);
        QTest::newRow("webp") << samples::encoded(samples::picture(90, 60), "webp", 80);
    }
    void thinksOfACopyAsOfItsFile()
    {
        QFETCH(QByteArray, file);
        QRandomGenerator random(11);
        for (int round = 0; round < 150; ++round) {
            QByteArray damaged = file;
            for (int i = 0; i < round % 4; ++i) {
                damaged[random.bounded(int(damaged.size()))] = char(random.bounded(256));
            }
            if (round % 5 == 4) {
                damaged.truncate(1 + random.bounded(int(damaged.size())));
            }
            QVERIFY(samples::write(at(u"file"_s), damaged));
            const MediaFolder folder(at(u"library"_s));
            const auto copy = folder.copy(at(u"file"_s));
            QVERIFY(copy);
            const auto ofFile = examineMedia(at(u"file"_s));
            const auto ofCopy = examineMedia(*copy);
            QCOMPARE(ofCopy.has_value(), ofFile.has_value());
            if (ofFile) {
                QCOMPARE(*ofCopy, *ofFile);
            } else {
                QCOMPARE(errorKindName(ofCopy.error().kind), errorKindName(ofFile.error().kind));
            }
        }
    }

    void takesNothingForWholeThatChangedItsFormat()
    {
        const QByteArray png = samples::encoded(samples::picture(90, 60), "png");
        const QByteArray jpeg = samples::encoded(samples::picture(90, 60), "jpeg", 80);
        QCOMPARE(wholeAs(png), std::optional(MediaFormat::Png));
        QCOMPARE(wholeAs(jpeg), std::optional(MediaFormat::Jpeg));
        QCOMPARE(wholeAs(samples::encoded(samples::picture(90, 60), "webp", 80)),
                 std::optional<MediaFormat>());
        QCOMPARE(wholeAs("text"), std::optional<MediaFormat>());
    }

    void readsHeadersOfWhatBreaksOffLater()
    {
        const QByteArray png = samples::encoded(samples::picture(400, 300), "png");
        QVERIFY(samples::write(at(u"half.png"_s), png.left(png.size() / 2)));
        const auto headers = readMediaHeaders(at(u"half.png"_s));
        QVERIFY(headers);
        QCOMPARE(QSize(headers->width, headers->height), QSize(400, 300));
        QCOMPARE(probeMedia(at(u"half.png"_s)).error().kind, ErrorKind::FileDamaged);
        QVERIFY(samples::film(at(u"film.mp4"_s), 6).isEmpty());
        const QByteArray film = samples::read(at(u"film.mp4"_s));
        QVERIFY(samples::write(at(u"half.mp4"_s), film.left(film.size() / 2)));
        QCOMPARE(readMediaHeaders(at(u"half.mp4"_s)).error().kind, ErrorKind::FileDamaged);
    }

    void beginsWithFilmsOfEveryKind_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("options");
        const QStringList x264{u"-c:v"_s, u"libx264"_s, u"-pix_fmt"_s, u"yuv420p"_s};
        QTest::newRow("one slice") << u"film.mp4"_s << x264;
        QTest::newRow("many slices")
            << u"film.mp4"_s << x264 + QStringList{u"-x264-params"_s, u"slices=8"_s};
        QTest::newRow("fields") << u"film.mp4"_s
                                << x264 + QStringList{u"-flags"_s, u"+ildct+ilme"_s};
        QTest::newRow("codes of variable length")
            << u"film.mkv"_s << x264 + QStringList{u"-coder"_s, u"vlc"_s};
        QTest::newRow("without key frames")
            << u"film.mp4"_s
            << x264 + QStringList{u"-x264-params"_s, u"intra-refresh=1:keyint=20"_s};
        QTest::newRow("vp8") << u"film.webm"_s << QStringList{u"-c:v"_s, u"libvpx"_s};
        QTest::newRow("mjpeg") << u"film.mov"_s
                               << QStringList{u"-c:v"_s, u"mjpeg"_s, u"-pix_fmt"_s, u"yuvj420p"_s};
    }
    void beginsWithFilmsOfEveryKind()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, options);
        QVERIFY(samples::ffmpeg(QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s,
                                            u"mandelbrot=s=640x360:r=10"_s, u"-t"_s, u"1"_s}
                                + options + QStringList{at(name)}));
        const auto facts = examineMedia(at(name));
        QVERIFY2(facts, facts ? "" : qPrintable(facts.error().detail));
        QCOMPARE(*facts, *probeMedia(at(name)));
    }

private:
    QString at(const QString& name) const { return m_folder->filePath(name); }
    std::optional<MediaFormat> wholeAs(const QByteArray& bytes) const
    {
        const MediaFolder folder(at(u"library"_s));
        if (!samples::write(at(u"source"_s), bytes)) {
            return std::nullopt;
        }
        const auto copy = folder.copy(at(u"source"_s));
        return copy ? copy->wholeAs() : std::nullopt;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(WholenessTest)
#include "wholenesstest.moc"
