#include "core/wire/filestructure.h"
#include "tests/core/wire/minimalfilm.h"

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QImageWriter>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace raskadr;
using namespace Qt::Literals::StringLiterals;
using minimal::big16;
using minimal::big32;
using minimal::box;
using minimal::Film;
using wire::checkPublished;
using wire::StructureProblem;
using Kind = StructureProblem::Kind;

namespace {

const QByteArray canary = "KANAREYKA-7Q3Z";

QImage picture(int width = 96, int height = 54)
{
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            image.setPixel(x, y, qRgb(x * 255 / width, y * 255 / height, (x * y) & 255));
        }
    }
    return image;
}

QByteArray encoded(const QImage& image, const char* format, int quality = -1,
                   bool progressive = false)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setQuality(quality);
    writer.setProgressiveScanWrite(progressive);
    if (!writer.write(image)) {
        return {};
    }
    // Qt always notes the resolution of a PNG.
    constexpr qsizetype chunkBytes = 4 + 4 + 9 + 4;
    const qsizetype resolution = bytes.indexOf("pHYs");
    return resolution < 0 ? bytes : bytes.remove(resolution - 4, chunkBytes);
}

QByteArray png()
{
    return encoded(picture(), "png");
}

QByteArray jpeg(bool progressive = false)
{
    return encoded(picture(), "jpeg", 80, progressive);
}

QByteArray webp()
{
    return encoded(picture(), "webp", 80);
}

quint32 crc32(const QByteArray& bytes)
{
    quint32 crc = 0xFFFFFFFF;
    for (const char byte : bytes) {
        crc ^= quint8(byte);
        for (int i = 0; i < 8; ++i) {
            crc = crc & 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }
    }
    return ~crc;
}

QByteArray chunk(const QByteArray& name, const QByteArray& contents)
{
    return big32(quint32(contents.size())) + name + contents + big32(crc32(name + contents));
}

// A PNG with these bytes behind its header.
QByteArray pngWith(const QByteArray& bytes)
{
    const QByteArray plain = png();
    return plain.left(33) + bytes + plain.mid(33);
}

QByteArray segment(int marker, const QByteArray& contents)
{
    return QByteArray("\xFF") + char(marker) + big16(int(contents.size()) + 2) + contents;
}

// A JPEG with these bytes behind its JFIF head.
QByteArray jpegWith(const QByteArray& bytes)
{
    const QByteArray plain = jpeg();
    return plain.left(20) + bytes + plain.mid(20);
}

QByteArray little32(quint32 value)
{
    QByteArray bytes = big32(value);
    std::reverse(bytes.begin(), bytes.end());
    return bytes;
}

QByteArray part(const QByteArray& name, const QByteArray& contents)
{
    return name + little32(quint32(contents.size())) + contents
        + QByteArray(contents.size() % 2, '\0');
}

QByteArray riff(const QByteArray& parts)
{
    return "RIFF" + little32(quint32(parts.size()) + 4) + "WEBP" + parts;
}

QByteArray extendedHead(int flags)
{
    return part("VP8X",
                QByteArray(1, char(flags)) + QByteArray(3, '\0')
                    + QByteArray("\x5F\0\0\x35\0\0", 6));
}

QByteArray film(const std::function<void(Film&)>& change)
{
    Film made;
    change(made);
    return made.bytes();
}

std::string_view view(const QByteArray& bytes)
{
    return {bytes.constData(), size_t(bytes.size())};
}

// Counts what a check reads.
class CountedBytes final : public wire::ByteReader
{
public:
    explicit CountedBytes(QByteArray bytes, quint64 claimed = 0, qint64 broken = -1)
        : m_bytes(std::move(bytes))
        , m_claimed(claimed)
        , m_broken(broken)
    {
    }
    std::uint64_t size() const override { return m_claimed ? m_claimed : quint64(m_bytes.size()); }
    std::size_t readAt(std::uint64_t offset, char* target, std::size_t length) const override
    {
        ++reads;
        if (m_broken >= 0 && qint64(offset + length) > m_broken) {
            return 0;
        }
        const QByteArray found = m_bytes.mid(qsizetype(offset), qsizetype(length));
        std::copy(found.begin(), found.end(), target);
        // What is claimed beyond the bytes that are kept is zero.
        std::fill(target + found.size(), target + length, '\0');
        return m_claimed ? length : size_t(found.size());
    }
    mutable qint64 reads = 0;

private:
    QByteArray m_bytes;
    quint64 m_claimed;
    qint64 m_broken;
};

} // namespace

class FileStructureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsFilesWithNothingButTheirPicture_data();
    void acceptsFilesWithNothingButTheirPicture();
    void refusesEverythingElse_data();
    void refusesEverythingElse();
    void namesThePlace_data();
    void namesThePlace();
    void refusesAnotherTypeThanItSays();
    void refusesEveryFileThatIsCutOff_data();
    void refusesEveryFileThatIsCutOff();
    void readsFilesByPath();
    void tellsABrokenDiskFromABrokenFile();
    void worksNoLongerThanTheFileIsLong();
    void survivesMutations_data();
    void survivesMutations();
};

void FileStructureTest::acceptsFilesWithNothingButTheirPicture_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("mime");
    const auto row = [](const char* name, const QByteArray& bytes, const QString& mime) {
        QTest::newRow(name) << bytes << mime;
    };
    row("png", png(), u"image/png"_s);
    row("png of grey", encoded(picture().convertToFormat(QImage::Format_Grayscale8), "png"),
        u"image/png"_s);
    row("png with alpha", encoded(picture().convertToFormat(QImage::Format_RGBA8888), "png"),
        u"image/png"_s);
    row("png of a palette", encoded(picture().convertToFormat(QImage::Format_Indexed8), "png"),
        u"image/png"_s);
    row("png with sRGB", pngWith(chunk("sRGB", QByteArray(1, '\0'))), u"image/png"_s);
    row("jpeg", jpeg(), u"image/jpeg"_s);
    row("progressive jpeg", jpeg(true), u"image/jpeg"_s);
    row("grey jpeg", encoded(picture().convertToFormat(QImage::Format_Grayscale8), "jpeg"),
        u"image/jpeg"_s);
    row("webp", webp(), u"image/webp"_s);
    row("lossless webp", encoded(picture(), "webp", 100), u"image/webp"_s);
    row("webp with alpha", encoded(picture().convertToFormat(QImage::Format_RGBA8888), "webp"),
        u"image/webp"_s);
    row("extended webp", riff(extendedHead(0x10) + webp().mid(12)), u"image/webp"_s);
    row("film with sound", Film().bytes(), u"video/mp4"_s);
    row("silent film", film([](Film& f) { f.sound = false; }), u"video/mp4"_s);
    row("film with a short head of its samples", film([](Film& f) { f.wideSamples = false; }),
        u"video/mp4"_s);
    row("film with wide offsets", film([](Film& f) { f.wideChunks = true; }), u"video/mp4"_s);
    row("film of several slices",
        film([](Film& f) { f.pictures[0] = Film::unit(5, 30) + Film::unit(5, 12); }),
        u"video/mp4"_s);
    row("sound without band replication",
        film([](Film& f) { f.soundSetup = QByteArray::fromHex("119056e500"); }), u"video/mp4"_s);
}

void FileStructureTest::acceptsFilesWithNothingButTheirPicture()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, mime);
    QVERIFY(!bytes.isEmpty());
    const auto problem = checkPublished(view(bytes), mime.toStdString());
    QVERIFY2(!problem, problem ? describe(*problem).c_str() : "");
}

void FileStructureTest::refusesEverythingElse_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("mime");
    QTest::addColumn<int>("kind");
    const auto row = [](const char* name, const QByteArray& bytes, const QString& mime,
                        Kind kind = Kind::NotAllowed) {
        QTest::newRow(name) << bytes << mime << int(kind);
    };
    const QString pngType = u"image/png"_s;
    for (const char* name : {"tEXt", "zTXt", "iTXt", "eXIf", "iCCP", "caBX", "prVt", "tIME", "pHYs",
                             "gAMA", "cHRM", "sPLT", "hIST", "acTL", "fcTL", "bKGD", "cICP"}) {
        row(name, pngWith(chunk(name, canary)), pngType);
    }
    const QByteArray plain = png();
    row("png: behind IEND", plain + canary, pngType, Kind::TrailingData);
    row("png: another png behind it", plain + plain, pngType, Kind::TrailingData);
    row("png: contents of IEND", plain.left(plain.size() - 12) + chunk("IEND", canary), pngType);
    row("png: long sRGB", pngWith(chunk("sRGB", canary)), pngType);
    row("png: palette without colours", pngWith(chunk("PLTE", canary)), pngType);
    row("png: tRNS of any length", pngWith(chunk("tRNS", canary)), pngType);
    row("png: text between pixels",
        plain.left(plain.size() - 12) + chunk("tEXt", canary) + plain.right(12), pngType);
    row("png: a wrong checksum", plain.left(plain.size() - 4) + "abcd", pngType, Kind::Damaged);
    row("png: far too many pixels",
        plain.left(plain.size() - 12) + chunk("IDAT", QByteArray(200'000, 'x')) + plain.right(12),
        pngType);
    row("png: no pixels", plain.left(33) + plain.right(12), pngType, Kind::Damaged);
    row("png: no header", plain.left(8) + plain.mid(33), pngType);

    const QString jpegType = u"image/jpeg"_s;
    for (int application = 0; application < 16; ++application) {
        row(qPrintable(u"jpeg: APP%1"_s.arg(application)),
            jpegWith(segment(0xE0 + application, canary)), jpegType);
    }
    row("jpeg: COM", jpegWith(segment(0xFE, canary)), jpegType);
    row("jpeg: JFIF twice", jpegWith(jpeg().mid(2, 18)), jpegType);
    row("jpeg: small picture in JFIF",
        jpeg().left(2) + segment(0xE0, QByteArray("JFIF\0\1\1\1\0\x48\0\x48\1\1", 14) + "abc")
            + jpeg().mid(20),
        jpegType);
    row("jpeg: JFXX", jpegWith(segment(0xE0, QByteArray("JFXX\0\x10", 6) + jpeg())), jpegType);
    row("jpeg: behind the end", jpeg() + canary, jpegType, Kind::TrailingData);
    row("jpeg: another jpeg behind it", jpeg() + jpeg(), jpegType, Kind::TrailingData);
    row("jpeg: bytes between segments", jpegWith(canary), jpegType);
    row("jpeg: segment before the end",
        jpeg().left(jpeg().size() - 2) + segment(0xFE, canary) + jpeg().right(2), jpegType);
    row("jpeg: many tables", jpegWith(segment(0xDB, QByteArray(65 * 5, '\0'))), jpegType);
    row("jpeg: rest of a table", jpegWith(segment(0xDB, QByteArray(1, '\0') + canary)), jpegType);
    row("jpeg: restart interval of any length", jpegWith(segment(0xDD, canary)), jpegType);
    row("jpeg: reserved segment", jpegWith(segment(0xF0, canary)), jpegType);
    row("jpeg: no scan", jpeg().left(20) + jpeg().right(2), jpegType, Kind::Damaged);

    const QString webpType = u"image/webp"_s;
    const QByteArray picturePart = webp().mid(12);
    row("webp: EXIF", riff(extendedHead(8) + picturePart + part("EXIF", canary)), webpType);
    row("webp: EXIF without its flag", riff(extendedHead(0) + picturePart + part("EXIF", canary)),
        webpType);
    row("webp: XMP", riff(extendedHead(4) + picturePart + part("XMP ", canary)), webpType);
    row("webp: ICCP", riff(extendedHead(0x20) + part("ICCP", canary) + picturePart), webpType);
    row("webp: unknown part", riff(picturePart + part("text", canary)), webpType);
    row("webp: unknown part in front", riff(part("text", canary) + picturePart), webpType);
    row("webp: two pictures", riff(picturePart + picturePart), webpType);
    row("webp: moving", riff(extendedHead(2) + part("ANIM", QByteArray(6, '\0'))), webpType);
    row("webp: alpha without its flag", riff(extendedHead(0) + part("ALPH", canary) + picturePart),
        webpType);
    row("webp: another size in the head",
        riff(part("VP8X", QByteArray(4, '\0') + QByteArray("\x60\0\0\x35\0\0", 6)) + picturePart),
        webpType);
    row("webp: behind it", webp() + canary, webpType, Kind::TrailingData);
    row("webp: no picture", riff(extendedHead(0)), webpType, Kind::Damaged);

    const QString mp4Type = u"video/mp4"_s;
    const auto change = [&row, &mp4Type](const char* name, const std::function<void(Film&)>& how,
                                         Kind kind = Kind::NotAllowed) {
        row(name, film(how), mp4Type, kind);
    };
    for (const char* name : {"udta", "meta", "free", "skip", "uuid", "wide", "iods", "prfl", "cmvd",
                             "mvex", "\251too", "text"}) {
        change(qPrintable(u"mp4: moov/%1"_s.arg(QString::fromLatin1(name))),
               [name](Film& f) { f.movieExtra = box(name, canary); });
        change(qPrintable(u"mp4: trak/%1"_s.arg(QString::fromLatin1(name))),
               [name](Film& f) { f.trackExtra = box(name, canary); });
        change(qPrintable(u"mp4: %1 before the samples"_s.arg(QString::fromLatin1(name))),
               [name](Film& f) { f.betweenBoxes = box(name, canary); });
        change(
            qPrintable(u"mp4: %1 behind the samples"_s.arg(QString::fromLatin1(name))),
            [name](Film& f) { f.behind = box(name, canary); }, Kind::TrailingData);
    }
    change("mp4: an empty free", [](Film& f) { f.betweenBoxes = box("free", {}); });
    change("mp4: unknown box in stbl", [](Film& f) { f.tableExtra = box("sdtp", canary); });
    change("mp4: sub-samples", [](Film& f) { f.tableExtra = box("subs", canary); });
    change("mp4: group of another sort",
           [](Film& f) { f.tableExtra = box("sgpd", big32(0x01000000) + canary); });
    change("mp4: name of the handler", [](Film& f) { f.handlerName = canary; });
    change("mp4: name of the encoder",
           [](Film& f) { f.encoderName = char(14) + canary + QByteArray(17, '\0'); });
    change("mp4: box in avc1", [](Film& f) { f.pictureExtra = box("uuid", canary); });
    change("mp4: colr with a profile",
           [](Film& f) { f.pictureExtra = box("colr", "prof" + canary); });
    change("mp4: box in mp4a", [](Film& f) { f.soundExtra = box("uuid", canary); });
    change("mp4: long parameters of the sound",
           [](Film& f) { f.soundSetup = QByteArray::fromHex("1190") + canary; });
    change("mp4: long sequence parameters", [](Film& f) { f.sequence += QByteArray(80, 'x'); });
    change("mp4: time of making", [](Film& f) { f.created = 0xE0000000; });
    change("mp4: language", [](Film& f) { f.language = 0x4AF3; });
    change("mp4: turned", [](Film& f) {
        f.matrix = big32(0) + big32(0x10000) + big32(0) + big32(0xFFFF0000) + big32(0) + big32(0)
            + big32(0) + big32(0) + big32(0x40000000);
    });
    change("mp4: samples elsewhere", [](Film& f) {
        f.dataReference =
            big32(0) + big32(1) + big32(12 + quint32(canary.size())) + "url " + big32(0) + canary;
    });
    change("mp4: unknown brand", [](Film& f) { f.brands = "isom" + big32(0x200) + "isomabcd"; });
    change("mp4: text as the version of the brand", [](Film& f) { f.brands = "isomtextisom"; });
    for (const int type : {2, 6, 7, 8, 9, 12, 14, 19, 20, 24, 31}) {
        change(qPrintable(u"mp4: H.264 unit %1"_s.arg(type)),
               [type](Film& f) { f.pictures[1] = Film::unit(type, 20) + Film::unit(1, 20); });
    }
    change("mp4: user data behind the slice", [](Film& f) { f.pictures[2] += Film::unit(6, 40); });
    change(
        "mp4: bytes behind the units", [](Film& f) { f.pictures[2] += canary; }, Kind::Damaged);
    change("mp4: fill in the sound", [](Film& f) { f.blocks[0] = '\xDE' + canary; });
    change("mp4: data in the sound", [](Film& f) { f.blocks[1] = '\x80' + canary; });
    change("mp4: a sound without channels", [](Film& f) { f.blocks[1] = '\xE0' + canary; });
    change("mp4: bytes before the samples", [](Film& f) { f.beforeSamples = canary; });
    change("mp4: bytes behind the samples", [](Film& f) { f.afterSamples = canary; });
    change(
        "mp4: bytes behind the film", [](Film& f) { f.behind = canary; }, Kind::TrailingData);
    {
        const QByteArray whole = Film().bytes();
        const qsizetype samples = whole.indexOf("mdat") - 4;
        const qsizetype index = whole.indexOf("moov") - 4;
        row("mp4: index behind the film",
            whole.left(index) + whole.mid(samples) + whole.mid(index, samples - index), mp4Type);
    }
    row("svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", u"image/svg+xml"_s, Kind::UnknownType);
    row("gif", "GIF89a", u"image/gif"_s, Kind::UnknownType);
    row("empty", {}, mp4Type, Kind::UnknownType);
    row("nothing", {}, u""_s, Kind::UnknownType);
}

void FileStructureTest::refusesEverythingElse()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, mime);
    QFETCH(int, kind);
    const auto problem = checkPublished(view(bytes), mime.toStdString());
    QVERIFY(problem);
    QVERIFY2(int(problem->kind) == kind, describe(*problem).c_str());
    // A refusal goes into logs and answers: it may not carry what it refuses.
    QVERIFY(!QByteArray::fromStdString(describe(*problem)).contains(canary));
}

void FileStructureTest::namesThePlace_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("mime");
    QTest::addColumn<QString>("place");
    QTest::newRow("png") << pngWith(chunk("tEXt", canary)) << u"image/png"_s
                         << u"PNG: tEXt at 33"_s;
    QTest::newRow("jpeg") << jpegWith(segment(0xE1, canary)) << u"image/jpeg"_s
                          << u"JPEG: APP1 at 20"_s;
    QTest::newRow("webp") << riff(part("text", canary)) << u"image/webp"_s << u"WebP: text at 12"_s;
    QTest::newRow("mp4") << film([](Film& f) { f.trackExtra = box("udta", canary); })
                         << u"video/mp4"_s << u"MP4: moov/trak/udta at "_s;
    QTest::newRow("unprintable") << riff(part("a\n\x01z", canary)) << u"image/webp"_s
                                 << u"WebP: a??z at 12"_s;
}

void FileStructureTest::namesThePlace()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, mime);
    QFETCH(QString, place);
    const auto problem = checkPublished(view(bytes), mime.toStdString());
    QVERIFY(problem);
    QVERIFY2(QString::fromStdString(problem->place).startsWith(place), problem->place.c_str());
}

void FileStructureTest::refusesAnotherTypeThanItSays()
{
    const QList<std::pair<QByteArray, std::string>> files{{png(), "image/png"},
                                                          {jpeg(), "image/jpeg"},
                                                          {webp(), "image/webp"},
                                                          {Film().bytes(), "video/mp4"}};
    for (const auto& [bytes, own] : files) {
        for (const auto& [others, mime] : files) {
            const auto problem = checkPublished(view(bytes), mime);
            QCOMPARE(problem.has_value(), mime != own);
            if (problem) {
                QCOMPARE(problem->kind, Kind::UnknownType);
            }
        }
    }
}

void FileStructureTest::refusesEveryFileThatIsCutOff_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("mime");
    QTest::newRow("png") << png() << u"image/png"_s;
    QTest::newRow("jpeg") << jpeg() << u"image/jpeg"_s;
    QTest::newRow("progressive jpeg") << jpeg(true) << u"image/jpeg"_s;
    QTest::newRow("webp") << webp() << u"image/webp"_s;
    QTest::newRow("film") << Film().bytes() << u"video/mp4"_s;
}

void FileStructureTest::refusesEveryFileThatIsCutOff()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, mime);
    for (qsizetype length = 0; length < bytes.size(); ++length) {
        QVERIFY2(checkPublished(view(bytes.left(length)), mime.toStdString()),
                 qPrintable(QString::number(length)));
    }
}

void FileStructureTest::readsFilesByPath()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"шот 14.mp4"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(Film().bytes());
    file.close();
    const std::filesystem::path path(QFile::encodeName(file.fileName()).toStdString());
    QVERIFY(!wire::checkPublishedFile(path, "video/mp4"));
    QVERIFY(file.open(QIODevice::Append));
    file.write(canary);
    file.close();
    QCOMPARE(wire::checkPublishedFile(path, "video/mp4")->kind, Kind::TrailingData);
    QCOMPARE(wire::checkPublishedFile(path.parent_path() / "none", "video/mp4")->kind,
             Kind::Unreadable);
    QCOMPARE(wire::checkPublishedFile(path.parent_path(), "video/mp4")->kind, Kind::Unreadable);
}

void FileStructureTest::tellsABrokenDiskFromABrokenFile()
{
    for (const auto& [bytes, mime] : {std::pair(png(), "image/png"),
                                      {jpeg(), "image/jpeg"},
                                      {webp(), "image/webp"},
                                      {Film().bytes(), "video/mp4"}}) {
        const auto problem = checkPublished(CountedBytes(bytes, 0, 0), mime);
        QVERIFY(problem);
        QCOMPARE(problem->kind, Kind::Unreadable);
    }
}

// Files that announce a great deal: the work stays within what they really hold.
void FileStructureTest::worksNoLongerThanTheFileIsLong()
{
    const auto reads = [](const QByteArray& bytes, const char* mime, quint64 claimed) {
        const CountedBytes counted(bytes, claimed);
        const auto problem = checkPublished(counted, mime);
        return problem ? counted.reads : -1;
    };
    constexpr quint64 terabyte = 1ULL << 40;
    QCOMPARE_LE(reads(png(), "image/png", terabyte), 10);
    QCOMPARE_LE(reads(webp(), "image/webp", terabyte), 10);
    // Four billion samples of no size, in a table that the file could hold.
    QByteArray many = Film().bytes();
    const qsizetype sizes = many.indexOf("stsz");
    many.replace(sizes + 8, 8, big32(1) + big32(0xFFFFFFFF));
    QCOMPARE_LE(reads(many, "video/mp4", 0), 40);
    QByteArray huge = Film().bytes();
    huge.replace(huge.indexOf("stsz") - 4, 4, big32(0x7FFFFFFF));
    QCOMPARE_LE(reads(huge, "video/mp4", terabyte), 40);
    // Boxes in boxes in boxes.
    QByteArray deep;
    for (int i = 0; i < 100'000; ++i) {
        deep = "trak" + deep;
    }
    QByteArray nested = box("ftyp", Film().brands);
    const QByteArray index = box("moov", box("trak", box("mdia", box("minf", box("stbl", deep)))));
    QCOMPARE_LE(reads(nested + index + box("mdat", "x"), "video/mp4", 0), 40);
}

void FileStructureTest::survivesMutations_data()
{
    refusesEveryFileThatIsCutOff_data();
}

// Whatever becomes of a file, the check ends, and reads no more than it holds a few times over.
void FileStructureTest::survivesMutations()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, mime);
    QRandomGenerator random(quint32(bytes.size())
                            + quint32(qEnvironmentVariableIntValue("RASKADR_FUZZ_SEED")));
    const int asked = qEnvironmentVariableIntValue("RASKADR_FUZZ_RUNS");
    const int rounds = asked > 0 ? asked : 3'000;
    int accepted = 0;
    for (int round = 0; round < rounds; ++round) {
        QByteArray mutated = bytes;
        for (int change = int(random.bounded(4)); change >= 0; --change) {
            const qsizetype at = random.bounded(int(mutated.size()));
            switch (random.bounded(6)) {
            case 0:
                mutated[at] = char(random.bounded(256));
                break;
            case 1:
                mutated[at] = char(mutated[at] ^ 1 << random.bounded(8));
                break;
            case 2:
                mutated.truncate(std::max<qsizetype>(1, at));
                break;
            case 3:
                mutated.insert(at, mutated.mid(random.bounded(int(mutated.size())), 24));
                break;
            case 4:
                mutated.remove(at, random.bounded(24) + 1);
                mutated += 'x';
                break;
            default:
                mutated.replace(at, 4, big32(random.bounded(2) ? 0xFFFFFFFF : random.bounded(64)));
            }
        }
        const CountedBytes counted(mutated);
        accepted += !checkPublished(counted, mime.toStdString());
        QVERIFY(counted.reads <= 60 + mutated.size() / 16);
    }
    // A changed pixel is still a picture; a changed part is not.
    QVERIFY(accepted < rounds);
}

QTEST_GUILESS_MAIN(FileStructureTest)
#include "filestructuretest.moc"
