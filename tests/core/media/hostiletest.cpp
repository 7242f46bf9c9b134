#include "core/media/audioreader.h"
#include "core/media/cachefolder.h"
#include "core/media/embeddedmetadata.h"
#include "core/media/framereader.h"
#include "core/media/probe.h"
#include "core/media/proxies.h"
#include "core/media/thumbnailer.h"
#include "tests/support/samples.h"

#include <QImageReader>
#include <QTemporaryDir>
#include <QTest>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

// Files with wrong bytes in them: whatever they make of it, the program goes on and says which file
// it was.
class HostileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void survivesDamagedFiles_data();
    void survivesDamagedFiles();
    void survivesBoxesOfEverySize();

private:
    QTemporaryDir m_folder;
};

void HostileTest::initTestCase()
{
    QImageReader::setAllocationLimit(1024);
    QVERIFY(m_folder.isValid());
    // What decoders have to say about damaged files is not the point.
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& text) {
        if (type == QtFatalMsg) {
            fprintf(stderr, "%s\n", qPrintable(text));
            abort();
        }
    });
}

void HostileTest::survivesDamagedFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QImage image = samples::picture(96, 64);
    for (const char* format : {"png", "jpeg", "webp", "tiff"}) {
        QByteArray bytes = samples::encoded(image, format, 80);
        if (bytes.startsWith("\xFF\xD8")) {
            bytes = samples::withJpegSegment(bytes, 0xE1,
                                             QByteArray("Exif\0\0", 6) + samples::exifBlock(6));
        } else if (bytes.startsWith("\x89PNG")) {
            bytes = samples::withPngChunk(bytes, "tEXt", QByteArray("parameters\0text", 15));
        }
        QTest::newRow(format) << bytes;
    }
    const auto film = [this](const QString& name, const QStringList& arguments) {
        const QString path = m_folder.filePath(name);
        return samples::ffmpeg(
                   QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc=s=96x64:d=0.6:r=10"_s}
                   + arguments + QStringList{path})
            ? samples::read(path)
            : QByteArray();
    };
    const QStringList sound{u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=d=0.6"_s, u"-shortest"_s};
    QTest::newRow("gif") << film(u"a.gif"_s, {});
    QTest::newRow("mp4") << film(u"a.mp4"_s, sound + QStringList{u"-pix_fmt"_s, u"yuv420p"_s});
    QTest::newRow("fragmented") << film(
        u"b.mp4"_s, {u"-pix_fmt"_s, u"yuv420p"_s, u"-movflags"_s, u"frag_keyframe+empty_moov"_s});
    QTest::newRow("webm") << film(u"a.webm"_s, sound + QStringList{u"-c:v"_s, u"libvpx"_s});
}

void HostileTest::survivesDamagedFiles()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!bytes.isEmpty());
    const QString path = m_folder.filePath(u"damaged"_s);
    const CacheFolder cache(m_folder.filePath(u"cache"_s));
    const QString hash(64, u'd');
    quint32 state = 20240601;
    const auto random = [&state](quint32 limit) {
        state = state * 1664525 + 1013904223;
        return (state >> 8) % limit;
    };
    int accepted = 0;
    const auto check = [](const Error& error) {
        QVERIFY2(error.kind != ErrorKind::Internal && error.kind != ErrorKind::Storage
                     && error.kind != ErrorKind::Cancelled,
                 qPrintable(errorKindName(error.kind) + u": "_s + error.detail));
    };
    for (int round = 0; round < 100; ++round) {
        QByteArray damaged = bytes;
        // Mostly in the headers, where a wrong byte does most.
        const quint32 reach = round % 3 == 0 ? quint32(damaged.size())
                                             : quint32(std::min<qsizetype>(damaged.size(), 700));
        const quint32 flips = 1 + random(8);
        for (quint32 i = 0; i < flips; ++i) {
            const quint32 place = random(reach);
            static constexpr char harsh[] = {'\0', '\x01', '\x7F', '\x80', '\xFF'};
            damaged[place] = random(2) ? harsh[random(5)] : char(random(256));
        }
        if (round % 10 == 9) {
            damaged.truncate(random(quint32(damaged.size())));
        }
        QVERIFY(samples::write(path, damaged));
        const auto facts = probeMedia(path);
        if (!facts) {
            check(facts.error());
            continue;
        }
        ++accepted;
        if (const auto verified = verifyMedia(path, *facts); !verified) {
            check(verified.error());
        }
        if (const auto set = makeThumbnails(path, *facts, cache, hash); !set) {
            check(set.error());
        }
        if (const auto texts = readEmbeddedMetadata(path, facts->format); !texts) {
            check(texts.error());
        }
        if (facts->kind == MediaKind::Picture) {
            continue;
        }
        if (const auto made = makeHoverProxy(path, cache, hash); !made) {
            check(made.error());
        }
        if (auto reader = FrameReader::open(path); reader) {
            for (const qint64 ms : {300LL, 0LL, 100'000LL}) {
                if ((*reader)->seek(ms)) {
                    for (int i = 0; i < 5; ++i) {
                        if (const auto frame = (*reader)->next(QSize(48, 48)); !frame) {
                            check(frame.error());
                        }
                    }
                }
            }
        }
        if (auto reader = AudioReader::open(path); reader) {
            for (int i = 0; i < 200; ++i) {
                const auto block = (*reader)->next();
                if (!block) {
                    check(block.error());
                    break;
                }
                if (!*block) {
                    break;
                }
            }
        }
    }
    // Not everything may be refused at the door, or the rest was not tested.
    QVERIFY(accepted > 5);
}

void HostileTest::survivesBoxesOfEverySize()
{
    const QString path = m_folder.filePath(u"film.mp4"_s);
    QCOMPARE(samples::film(path, 4, 24, QSize(64, 64)), QString());
    const QByteArray bytes = samples::read(path);
    for (const char* box :
         {"ftyp", "moov", "mvhd", "trak", "tkhd", "mdia", "mdhd", "hdlr", "minf", "stbl", "stsd",
          "stts", "stss", "stsc", "stsz", "stco", "avcC", "mdat"}) {
        const qsizetype at = bytes.indexOf(box);
        QVERIFY2(at >= 4, box);
        for (const quint32 size : {0U, 1U, 7U, 8U, 0x7FFFFFFFU, 0x80000000U, 0xFFFFFFFFU}) {
            QByteArray damaged = bytes;
            damaged.replace(at - 4, 4, samples::big32(size));
            QVERIFY(samples::write(path, damaged));
            if (const auto facts = probeMedia(path); facts) {
                (void)verifyMedia(path, *facts);
            }
            // The first fields behind the name are counts in most boxes.
            damaged = bytes;
            damaged.replace(at + 8, 4, samples::big32(size));
            damaged.replace(at + 12, 4, samples::big32(size));
            QVERIFY(samples::write(path, damaged));
            if (const auto facts = probeMedia(path); facts) {
                (void)verifyMedia(path, *facts);
            }
        }
    }
}

QTEST_GUILESS_MAIN(HostileTest)
#include "hostiletest.moc"
