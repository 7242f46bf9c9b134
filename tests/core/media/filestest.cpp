#include "core/media/embeddedmetadata.h"
#include "core/media/mediafolder.h"
#include "core/media/probe.h"
#include "core/media/sniff.h"
#include "tests/support/samples.h"

#include <QBuffer>
#include <QDir>
#include <QImageReader>
#include <QImageWriter>
#include <QTemporaryDir>
#include <QTest>

#include <stop_token>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;

// What files are, told by their contents.
class FilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void knowsEveryFormatByContentWhateverTheName_data();
    void knowsEveryFormatByContentWhateverTheName();
    void refusesWhatIsNoMedium_data();
    void refusesWhatIsNoMedium();
    void refusesFoldersPipesSocketsAndDevicesWithoutWaiting();
    void reportsMissingAndUnreadableFiles();

    void probesPicturesFromTheirHeaders();
    void givesSizeAfterOrientation();
    void probesFilms();
    void refusesBombsByTheirHeader_data();
    void refusesBombsByTheirHeader();
    void refusesFilmsOfManyHours();
    void findsFilesCutOffAnywhere_data();
    void findsFilesCutOffAnywhere();
    void acceptsBytesBehindACompleteFile();
    void stopsWhenAsked();

    void readsTextsThatProgramsLeft();
    void leavesOutTextsThatAreTooLong();

    void findsWhatChangedInAPng();
    void findsWhatADecoderRefuses();

private:
    QString at(const QString& name) const { return m_folder->filePath(name); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void FilesTest::initTestCase()
{
    QImageReader::setAllocationLimit(1024);
}

void FilesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void FilesTest::knowsEveryFormatByContentWhateverTheName_data()
{
    QTest::addColumn<MediaFormat>("format");
    QTest::newRow("png") << MediaFormat::Png;
    QTest::newRow("jpeg") << MediaFormat::Jpeg;
    QTest::newRow("webp") << MediaFormat::WebP;
    QTest::newRow("gif") << MediaFormat::Gif;
    QTest::newRow("tiff") << MediaFormat::Tiff;
    QTest::newRow("mp4") << MediaFormat::Mp4;
    QTest::newRow("mov") << MediaFormat::QuickTime;
    QTest::newRow("mkv") << MediaFormat::Matroska;
    QTest::newRow("webm") << MediaFormat::WebM;
}

void FilesTest::knowsEveryFormatByContentWhateverTheName()
{
    QFETCH(MediaFormat, format);
    const QString plain = at(u"sample."_s + extensionOf(format));
    const QString misnamed = at(u"sample.txt"_s);
    const QByteArray still = imageFormatOf(format);
    if (format == MediaFormat::Gif) {
        QVERIFY(samples::ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc=s=64x48:d=0.5"_s, plain}));
    } else if (!still.isEmpty()) {
        QVERIFY(samples::save(plain, samples::picture(64, 48), still.constData()));
    } else {
        const QString codec = format == MediaFormat::WebM ? u"libvpx"_s : u"libx264"_s;
        QVERIFY(samples::ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc=s=64x48:d=0.5:r=10"_s,
                                 u"-c:v"_s, codec, u"-pix_fmt"_s, u"yuv420p"_s, plain}));
    }
    QVERIFY(QFile::copy(plain, misnamed));
    const auto sniffed = sniffMedia(misnamed);
    QVERIFY(sniffed);
    QCOMPARE(*sniffed, format);

    const auto facts = probeMedia(misnamed);
    QVERIFY2(facts, facts ? "" : qPrintable(facts.error().detail));
    QCOMPARE(facts->width, 64);
    QCOMPARE(facts->height, 48);
    QCOMPARE(facts->mimeType, mimeTypeOf(format));
    QCOMPARE(facts->kind, still.isEmpty() ? MediaKind::Video : MediaKind::Picture);
    QCOMPARE(facts->animated, format == MediaFormat::Gif);
    QCOMPARE(facts->durationMs > 0, facts->kind == MediaKind::Video);
    QVERIFY(verifyMedia(misnamed, *facts));
}

void FilesTest::refusesWhatIsNoMedium_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ErrorKind>("kind");
    const auto row = [](const char* name, const QByteArray& bytes, ErrorKind kind) {
        QTest::newRow(name) << bytes << kind;
    };
    row("empty", {}, ErrorKind::FileEmpty);
    row("text", "Shot 1: a harbour in the morning", ErrorKind::FormatUnsupported);
    row("zeros", QByteArray(4096, '\0'), ErrorKind::FormatUnsupported);
    row("elf",
        QByteArray("\x7F"
                   "ELF\x02\x01\x01",
                   7),
        ErrorKind::FormatUnsupported);
    row("zip", QByteArray("PK\x03\x04 and so on"), ErrorKind::FormatUnsupported);
    row("html", "<!DOCTYPE html><html><script>alert(1)</script></html>",
        ErrorKind::FormatUnsupported);
    row("xml", "<?xml version='1.0'?><root/>", ErrorKind::FormatUnsupported);
    row("svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", ErrorKind::SvgRefused);
    row("svg behind a prolog",
        "<?xml version='1.0'?>\n<!-- x -->\n<SVG><image href='/etc/passwd'/>",
        ErrorKind::SvgRefused);
    row("m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n/etc/passwd\n",
        ErrorKind::PlaylistRefused);
    row("m3u8 behind a mark", "\xEF\xBB\xBF\n#EXTM3U\nfile.ts\n", ErrorKind::PlaylistRefused);
    row("concat", "ffconcat version 1.0\nfile /etc/passwd\n", ErrorKind::PlaylistRefused);
    row("concat without a head", "file '/etc/passwd'\n", ErrorKind::PlaylistRefused);
    row("edl", "# mpv EDL v0\n/etc/passwd,0,1\n", ErrorKind::PlaylistRefused);
    row("pls", "[playlist]\nFile1=/etc/passwd\n", ErrorKind::PlaylistRefused);
    row("dash", "<?xml version='1.0'?><MPD></MPD>", ErrorKind::PlaylistRefused);
    row("heic",
        QByteArray("\0\0\0\x18"
                   "ftypheic\0\0\0\0mif1heic",
                   24),
        ErrorKind::HeicRefused);
    row("avif",
        QByteArray("\0\0\0\x18"
                   "ftypavif\0\0\0\0mif1avif",
                   24),
        ErrorKind::HeicRefused);
    row("bmp", QByteArray("BM\x46\0\0\0\0\0\0\0", 10), ErrorKind::FormatUnsupported);
    row("only a png signature", QByteArray("\x89PNG\r\n\x1a\n", 8), ErrorKind::FileDamaged);
    row("only a jpeg signature", QByteArray("\xFF\xD8\xFF\xE0", 4), ErrorKind::FileDamaged);
    row("only a webp signature", QByteArray("RIFF\x04\0\0\0WEBP", 12), ErrorKind::FileDamaged);
    row("only a gif signature", "GIF89a", ErrorKind::FileDamaged);
    row("only a tiff signature", QByteArray("II*\0\x08\0\0\0", 8), ErrorKind::FileDamaged);
    row("only an mp4 signature",
        QByteArray("\0\0\0\x10"
                   "ftypisom\0\0\0\0",
                   16),
        ErrorKind::FileDamaged);
    row("only a webm signature", "\x1A\x45\xDF\xA3\x87\x42\x82\x84webm", ErrorKind::FileDamaged);
}

void FilesTest::refusesWhatIsNoMedium()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ErrorKind, kind);
    for (const QString& name : {u"shot.png"_s, u"shot.mp4"_s}) {
        QVERIFY(samples::write(at(name), bytes));
        const auto facts = probeMedia(at(name));
        QVERIFY(!facts);
        QCOMPARE(errorKindName(facts.error().kind), errorKindName(kind));
        QCOMPARE(facts.error().subject, name);
    }
}

void FilesTest::refusesFoldersPipesSocketsAndDevicesWithoutWaiting()
{
    QVERIFY(QDir().mkdir(at(u"folder.png"_s)));
    QCOMPARE(::mkfifo(QFile::encodeName(at(u"pipe.mp4"_s)).constData(), 0600), 0);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    QVERIFY(socket >= 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    const QByteArray socketPath = QFile::encodeName(at(u"socket.jpg"_s));
    QVERIFY(size_t(socketPath.size()) < sizeof(address.sun_path));
    std::copy(socketPath.begin(), socketPath.end(), address.sun_path);
    QCOMPARE(::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
    for (const QString& path : {at(u"folder.png"_s), at(u"pipe.mp4"_s), at(u"socket.jpg"_s),
                                u"/dev/null"_s, u"/dev/zero"_s}) {
        const auto sniffed = sniffMedia(path);
        QVERIFY(!sniffed);
        QCOMPARE(sniffed.error().kind, ErrorKind::NotAFile);
        const auto stored = MediaFolder(at(u"library"_s)).ingest(path);
        QVERIFY(!stored);
        QCOMPARE(stored.error().kind, ErrorKind::NotAFile);
    }
    ::close(socket);
}

void FilesTest::reportsMissingAndUnreadableFiles()
{
    QCOMPARE(sniffMedia(at(u"nowhere.png"_s)).error().kind, ErrorKind::FileMissing);
    QCOMPARE(sniffMedia(at(u"nowhere/at/all.png"_s)).error().kind, ErrorKind::FileMissing);
    QVERIFY(samples::save(at(u"secret.png"_s), samples::picture(8, 8), "png"));
    QVERIFY(QFile::setPermissions(at(u"secret.png"_s), {}));
    if (::geteuid() != 0) {
        QCOMPARE(sniffMedia(at(u"secret.png"_s)).error().kind, ErrorKind::FileUnreadable);
    }
    QVERIFY(QFile::link(at(u"loop"_s), at(u"loop"_s)));
    QCOMPARE(sniffMedia(at(u"loop"_s)).error().kind, ErrorKind::FileUnreadable);
}

void FilesTest::probesPicturesFromTheirHeaders()
{
    QImage transparent(40, 30, QImage::Format_ARGB32);
    transparent.fill(QColor(255, 0, 0, 100));
    QVERIFY(samples::save(at(u"alpha.png"_s), transparent, "png"));
    QVERIFY(samples::save(at(u"plain.png"_s), samples::picture(40, 30), "png"));
    QVERIFY(samples::save(at(u"alpha.webp"_s), transparent, "webp", 100));
    QVERIFY(samples::save(at(u"plain.webp"_s), samples::picture(40, 30), "webp", 60));
    QVERIFY(!probeMedia(at(u"alpha.png"_s))->opaque);
    QVERIFY(probeMedia(at(u"plain.png"_s))->opaque);
    QVERIFY(!probeMedia(at(u"alpha.webp"_s))->opaque);
    QVERIFY(probeMedia(at(u"plain.webp"_s))->opaque);
    const auto facts = probeMedia(at(u"plain.webp"_s));
    QCOMPARE(facts->width, 40);
    QCOMPARE(facts->height, 30);
    QCOMPARE(facts->size, QFileInfo(at(u"plain.webp"_s)).size());
}

void FilesTest::givesSizeAfterOrientation()
{
    const QByteArray jpeg = samples::encoded(samples::picture(60, 40), "jpeg");
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const QByteArray turned = samples::withJpegSegment(
            jpeg, 0xE1, QByteArray("Exif\0\0", 6) + samples::exifBlock(orientation));
        QVERIFY(samples::write(at(u"turned.jpg"_s), turned));
        const auto facts = probeMedia(at(u"turned.jpg"_s));
        QVERIFY(facts);
        QCOMPARE(facts->width, orientation >= 5 ? 40 : 60);
        QCOMPARE(facts->height, orientation >= 5 ? 60 : 40);
    }
}

void FilesTest::probesFilms()
{
    const QString path = at(u"film.mp4"_s);
    QVERIFY(samples::ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc=s=192x108:d=2:r=30000/1001"_s,
                             u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=d=2"_s, u"-c:v"_s, u"libx264"_s,
                             u"-pix_fmt"_s, u"yuv420p"_s, u"-c:a"_s, u"aac"_s, path}));
    auto facts = probeMedia(path);
    QVERIFY(facts);
    QCOMPARE(facts->kind, MediaKind::Video);
    QCOMPARE(facts->width, 192);
    QCOMPARE(facts->height, 108);
    QVERIFY(std::abs(facts->fps - 30000 / 1001.) < 0.01);
    QCOMPARE(facts->frameCount, 60);
    QVERIFY(std::abs(facts->durationMs - 2002) <= 2);
    QCOMPARE(facts->videoCodec, u"h264"_s);
    QCOMPARE(facts->audioCodec, u"aac"_s);
    QVERIFY(facts->hasAudio);

    // A film that lies on its side and one with wide pixels.
    const QString turned = at(u"turned.mov"_s);
    QVERIFY(samples::ffmpeg(
        {u"-i"_s, path, u"-c"_s, u"copy"_s, u"-metadata:s:v:0"_s, u"rotate=90"_s, turned}));
    facts = probeMedia(turned);
    QVERIFY(facts);
    QCOMPARE(facts->width, 108);
    QCOMPARE(facts->height, 192);
    const QString wide = at(u"wide.mp4"_s);
    QVERIFY(samples::ffmpeg({u"-i"_s, path, u"-vf"_s, u"setsar=2"_s, u"-an"_s, wide}));
    facts = probeMedia(wide);
    QVERIFY(facts);
    QCOMPARE(facts->width, 384);
    QVERIFY(!facts->hasAudio);

    // A recording that was written on the fly does not know its own length.
    const QString live = at(u"live.webm"_s);
    QVERIFY(samples::ffmpeg(
        {u"-i"_s, path, u"-c:v"_s, u"libvpx"_s, u"-an"_s, u"-live"_s, u"1"_s, live}));
    facts = probeMedia(live);
    QVERIFY(facts);
    QVERIFY(std::abs(facts->durationMs - 2002) <= 40);
    const QString fragmented = at(u"fragmented.mp4"_s);
    QVERIFY(samples::ffmpeg({u"-i"_s, path, u"-c"_s, u"copy"_s, u"-movflags"_s,
                             u"frag_keyframe+empty_moov"_s, fragmented}));
    facts = probeMedia(fragmented);
    QVERIFY(facts);
    QVERIFY(std::abs(facts->durationMs - 2002) <= 40);

    const QString sound = at(u"sound.m4a"_s);
    QVERIFY(samples::ffmpeg({u"-i"_s, path, u"-vn"_s, u"-c"_s, u"copy"_s, sound}));
    QCOMPARE(probeMedia(sound).error().kind, ErrorKind::FormatUnsupported);
}

void FilesTest::refusesBombsByTheirHeader_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qint64>("pixels");

    QByteArray header =
        samples::big32(60000) + samples::big32(60000) + QByteArray("\x08\x02\0\0\0", 5);
    const QByteArray png = QByteArray("\x89PNG\r\n\x1a\n", 8) + samples::big32(13) + "IHDR" + header
        + samples::big32(samples::crc32("IHDR" + header));
    QTest::newRow("png") << png << 3'600'000'000LL;
    header = samples::big32(12000) + samples::big32(10000) + QByteArray("\x10\x02\0\0\0", 5);
    QTest::newRow("png of 16 bits") << QByteArray("\x89PNG\r\n\x1a\n", 8) + samples::big32(13)
            + "IHDR" + header + samples::big32(samples::crc32("IHDR" + header))
                                    << 120'000'000LL;
    QByteArray jpeg = samples::encoded(samples::picture(16, 16), "jpeg");
    const qsizetype frame = jpeg.indexOf("\xFF\xC0");
    jpeg.replace(frame + 5, 4, "\xFF\xDC\xFF\xDC");
    QTest::newRow("jpeg") << jpeg << 65500LL * 65500;
    QTest::newRow("webp animation")
        << QByteArray("RIFF\x1A\0\0\0WEBPVP8X\x0A\0\0\0\x02\0\0\0\xFE\x3F\0\xFE\x3F\0", 30)
            + QByteArray("ANIM\0\0\0\0", 8)
        << 16383LL * 16383;
    QTest::newRow("gif") << QByteArray("GIF89a\xFF\xFF\xFF\xFF\0\0\0;", 14) << 65535LL * 65535;
    QByteArray tiff("II*\0\x08\0\0\0\x02\0", 10);
    tiff += QByteArray("\0\x01\x04\0\x01\0\0\0", 8) + samples::little32(100'000);
    tiff += QByteArray("\x01\x01\x04\0\x01\0\0\0", 8) + samples::little32(100'000);
    tiff += QByteArray(4, '\0');
    QTest::newRow("tiff") << tiff << 10'000'000'000LL;
}

void FilesTest::refusesBombsByTheirHeader()
{
    QFETCH(QByteArray, bytes);
    QFETCH(qint64, pixels);
    QVERIFY(samples::write(at(u"bomb.png"_s), bytes));
    const auto facts = probeMedia(at(u"bomb.png"_s));
    QVERIFY(!facts);
    QCOMPARE(errorKindName(facts.error().kind), errorKindName(ErrorKind::PictureTooLarge));
    QCOMPARE(facts.error().amount, pixels);
}

void FilesTest::refusesFilmsOfManyHours()
{
    const QString path = at(u"long.mp4"_s);
    QCOMPARE(samples::film(path, 1), QString());
    QByteArray bytes = samples::read(path);
    // One picture that is shown for two days: three tables say so.
    const qsizetype media = bytes.indexOf("mdhd");
    const qsizetype times = bytes.indexOf("stts");
    const qsizetype edits = bytes.indexOf("elst");
    QVERIFY(media > 0 && times > 0 && edits > 0);
    bytes.replace(media + 20, 4, samples::big32(0x7FFFFFF0));
    bytes.replace(times + 16, 4, samples::big32(0x7FFFFFF0));
    bytes.replace(edits + 12, 4, samples::big32(0x7FFFFFF0));
    QVERIFY(samples::write(path, bytes));
    const auto facts = probeMedia(path);
    QVERIFY(!facts);
    QCOMPARE(errorKindName(facts.error().kind), errorKindName(ErrorKind::VideoTooLong));
    QVERIFY(facts.error().amount > maxFilmMs);
}

void FilesTest::findsFilesCutOffAnywhere_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"cut.png", "cut.jpg", "progressive.jpg", "cut.webp", "cut.gif",
                             "cut.tif", "cut.mp4", "slow.mp4", "cut.mkv"}) {
        QTest::newRow(name) << QString::fromLatin1(name);
    }
}

void FilesTest::findsFilesCutOffAnywhere()
{
    QFETCH(QString, name);
    const QString whole = at(name);
    const QImage image = samples::picture(240, 160);
    if (name == u"cut.gif"_s) {
        QVERIFY(
            samples::ffmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc=s=240x160:d=0.2"_s, whole}));
    } else if (name == u"progressive.jpg"_s) {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        QImageWriter writer(&buffer, "jpeg");
        writer.setProgressiveScanWrite(true);
        QVERIFY(writer.write(image));
        QVERIFY(samples::write(whole, bytes));
    } else if (name == u"cut.mp4"_s) {
        QCOMPARE(samples::film(whole, 24), QString());
    } else if (name == u"slow.mp4"_s) {
        QCOMPARE(samples::film(at(u"fast.mp4"_s), 24), QString());
        QVERIFY(samples::ffmpeg({u"-i"_s, at(u"fast.mp4"_s), u"-c"_s, u"copy"_s, whole}));
    } else if (name == u"cut.mkv"_s) {
        QCOMPARE(samples::film(at(u"fast.mp4"_s), 24), QString());
        QVERIFY(samples::ffmpeg({u"-i"_s, at(u"fast.mp4"_s), u"-c"_s, u"copy"_s, whole}));
    } else {
        const QByteArray format = name.endsWith(u"jpg"_s) ? "jpeg"
            : name.endsWith(u"tif"_s)                     ? "tiff"
                                                          : name.mid(4).toLatin1();
        QVERIFY(samples::save(whole, image, format.constData()));
    }
    const auto facts = probeMedia(whole);
    QVERIFY2(facts, facts ? "" : qPrintable(facts.error().detail));
    QVERIFY(verifyMedia(whole, *facts));
    const QByteArray bytes = samples::read(whole);
    for (int percent = 1; percent < 100; percent += 2) {
        QVERIFY(samples::write(at(u"part"_s), bytes.left(bytes.size() * percent / 100)));
        const auto part = probeMedia(at(u"part"_s));
        QVERIFY2(!part, qPrintable(QString::number(percent) + u" %"_s));
        // With less than a signature left, it is not even known what it was.
        if (bytes.size() * percent / 100 > 64) {
            QCOMPARE(errorKindName(part.error().kind), errorKindName(ErrorKind::FileDamaged));
        }
    }
    QVERIFY(samples::write(at(u"part"_s), bytes.chopped(1)));
    QVERIFY(!probeMedia(at(u"part"_s)));
}

void FilesTest::acceptsBytesBehindACompleteFile()
{
    for (const char* format : {"png", "jpeg", "webp"}) {
        const QByteArray bytes = samples::encoded(samples::picture(32, 32), format);
        QVERIFY(samples::write(at(u"tail"_s), bytes + QByteArray(100, 'x')));
        const auto facts = probeMedia(at(u"tail"_s));
        QVERIFY2(facts, format);
        QVERIFY2(verifyMedia(at(u"tail"_s), *facts), format);
    }
}

void FilesTest::stopsWhenAsked()
{
    std::stop_source source;
    source.request_stop();
    QCOMPARE(samples::film(at(u"film.mp4"_s), 5), QString());
    QCOMPARE(probeMedia(at(u"film.mp4"_s), source.get_token()).error().kind, ErrorKind::Cancelled);
    QVERIFY(samples::save(at(u"a.jpg"_s), samples::picture(64, 64), "jpeg"));
    QCOMPARE(probeMedia(at(u"a.jpg"_s), source.get_token()).error().kind, ErrorKind::Cancelled);
}

void FilesTest::readsTextsThatProgramsLeft()
{
    const QByteArray png = samples::encoded(samples::picture(16, 16), "png");
    const QByteArray packed = qCompress("сжатый промпт"_ba).mid(4);
    QByteArray bytes = samples::withPngChunk(png, "tEXt", QByteArray("parameters\0a harbour", 20));
    bytes = samples::withPngChunk(bytes, "zTXt", QByteArray("workflow\0\0", 10) + packed);
    bytes =
        samples::withPngChunk(bytes, "iTXt", QByteArray("Comment\0\0\0ru\0\0", 14) + "гавань"_ba);
    QVERIFY(samples::write(at(u"a.png"_s), bytes));
    auto texts = readEmbeddedMetadata(at(u"a.png"_s), MediaFormat::Png);
    QVERIFY(texts);
    QCOMPARE(texts->value(u"png.parameters"_s), u"a harbour"_s);
    QCOMPARE(texts->value(u"png.workflow"_s), u"сжатый промпт"_s);
    QCOMPARE(texts->value(u"png.Comment"_s), u"гавань"_s);
    QVERIFY(embeddedMetadataJson(*texts).contains(u"\"png.Comment\":\"гавань\""_s));

    // EXIF in little endian: a directory that points to another with a comment in UTF-16.
    const QByteArray comment = QByteArray("UNICODE\0", 8) + QByteArray("\0p\0r\0o\0m\0p\0t", 12);
    QByteArray exif("II*\0\x08\0\0\0\x01\0", 10);
    exif += QByteArray("\x69\x87\x04\0\x01\0\0\0\x1A\0\0\0\0\0\0\0", 16);
    exif += QByteArray("\x01\0\x86\x92\x07\0", 6) + samples::little32(quint32(comment.size()))
        + samples::little32(44) + QByteArray(4, '\0');
    QCOMPARE(exif.size(), 44);
    exif += comment;
    QByteArray jpeg = samples::encoded(samples::picture(16, 16), "jpeg");
    jpeg = samples::withJpegSegment(jpeg, 0xFE, "made by hand");
    jpeg = samples::withJpegSegment(jpeg, 0xE1, QByteArray("Exif\0\0", 6) + exif);
    jpeg = samples::withJpegSegment(
        jpeg, 0xE1, QByteArray("http://ns.adobe.com/xap/1.0/\0", 29) + "<x:xmpmeta/>");
    QVERIFY(samples::write(at(u"a.jpg"_s), jpeg));
    texts = readEmbeddedMetadata(at(u"a.jpg"_s), MediaFormat::Jpeg);
    QVERIFY(texts);
    QCOMPARE(texts->value(u"exif.UserComment"_s), u"prompt"_s);
    QCOMPARE(texts->value(u"jpeg.comment"_s), u"made by hand"_s);
    QCOMPARE(texts->value(u"xmp"_s), u"<x:xmpmeta/>"_s);

    QCOMPARE(samples::film(at(u"plain.mp4"_s), 3), QString());
    QVERIFY(samples::ffmpeg({u"-i"_s, at(u"plain.mp4"_s), u"-c"_s, u"copy"_s, u"-metadata"_s,
                             u"comment=два слова"_s, at(u"a.mp4"_s)}));
    texts = readEmbeddedMetadata(at(u"a.mp4"_s), MediaFormat::Mp4);
    QVERIFY(texts);
    QCOMPARE(texts->value(u"film.comment"_s), u"два слова"_s);
    QVERIFY(readEmbeddedMetadata(at(u"plain.mp4"_s), MediaFormat::Mp4)->isEmpty());
}

void FilesTest::leavesOutTextsThatAreTooLong()
{
    // A few kilobytes that unpack to a hundred megabytes.
    const QByteArray bomb = qCompress(QByteArray(100'000'000, 'a'), 9).mid(4);
    const QByteArray png = samples::encoded(samples::picture(16, 16), "png");
    QByteArray bytes = samples::withPngChunk(png, "zTXt", QByteArray("bomb\0\0", 6) + bomb);
    bytes = samples::withPngChunk(bytes, "tEXt", QByteArray("small\0text", 10));
    for (int i = 0; i < 500; ++i) {
        bytes = samples::withPngChunk(bytes, "tEXt", "k" + QByteArray::number(i) + '\0' + "v");
    }
    QVERIFY(samples::write(at(u"a.png"_s), bytes));
    const auto texts = readEmbeddedMetadata(at(u"a.png"_s), MediaFormat::Png);
    QVERIFY(texts);
    QVERIFY(!texts->contains(u"png.bomb"_s));
    QVERIFY(texts->size() <= 200);
    QVERIFY(texts->size() > 100);
}

void FilesTest::findsWhatChangedInAPng()
{
    const QByteArray png = samples::withPngChunk(
        samples::encoded(samples::picture(200, 100), "png"), "tEXt", QByteArray("k\0text", 6));
    QVERIFY(samples::write(at(u"a.png"_s), png));
    const auto facts = examineMedia(at(u"a.png"_s));
    QVERIFY(facts);
    QCOMPARE(*facts, *probeMedia(at(u"a.png"_s)));
    QVERIFY(samples::write(at(u"tail.png"_s), png + QByteArray(100, 'x')));
    QVERIFY(examineMedia(at(u"tail.png"_s)));
    const qsizetype pixels = png.indexOf("IDAT") + 4;
    for (qsizetype place = pixels; place < png.indexOf("IEND") - 8; place += 97) {
        QByteArray flipped = png;
        flipped[place] = char(flipped[place] ^ 0x10);
        QVERIFY(samples::write(at(u"b.png"_s), flipped));
        QVERIFY(probeMedia(at(u"b.png"_s)));
        QCOMPARE(examineMedia(at(u"b.png"_s)).error().kind, ErrorKind::FileDamaged);
    }
    // A text that changed harms nobody.
    QByteArray text = png;
    text[text.indexOf("tEXt") + 7] ^= 1;
    QVERIFY(samples::write(at(u"b.png"_s), text));
    QVERIFY(examineMedia(at(u"b.png"_s)));
    QVERIFY(verifyMedia(at(u"b.png"_s), *examineMedia(at(u"b.png"_s))));
}

void FilesTest::findsWhatADecoderRefuses()
{
    QByteArray jpeg = samples::encoded(samples::picture(200, 100), "jpeg", 80);
    QVERIFY(samples::write(at(u"whole.jpg"_s), jpeg));
    QVERIFY(examineMedia(at(u"whole.jpg"_s)));
    const qsizetype table = jpeg.indexOf("\xFF\xC4");
    QVERIFY(table > 0);
    jpeg.replace(table + 5, 16, QByteArray(16, '\xFF')); // more codes than there can be
    QVERIFY(samples::write(at(u"spoilt.jpg"_s), jpeg));
    QVERIFY(probeMedia(at(u"spoilt.jpg"_s)));
    QCOMPARE(examineMedia(at(u"spoilt.jpg"_s)).error().kind, ErrorKind::FileDamaged);

    QVERIFY(samples::film(at(u"whole.mp4"_s), 6).isEmpty());
    QVERIFY(examineMedia(at(u"whole.mp4"_s)));
    QByteArray film = samples::read(at(u"whole.mp4"_s));
    const qsizetype frames = film.indexOf("mdat") + 4;
    QVERIFY(frames > 4);
    const qsizetype behind = std::max(film.indexOf("moov"), frames);
    const qsizetype length = (behind > frames ? behind - 4 : film.size()) - frames;
    film.replace(frames, length, QByteArray(length, '\0'));
    QVERIFY(samples::write(at(u"spoilt.mp4"_s), film));
    QVERIFY(probeMedia(at(u"spoilt.mp4"_s)));
    QCOMPARE(examineMedia(at(u"spoilt.mp4"_s)).error().kind, ErrorKind::FileDamaged);
}

QTEST_GUILESS_MAIN(FilesTest)
#include "filestest.moc"
