#include "tests/support/canaryfiles.h"
#include "tests/support/samples.h"
#include "tests/support/taggedfiles.h"

#include <QColorSpace>
#include <QDir>

#include <algorithm>

namespace raskadr::canaries {

using namespace Qt::Literals::StringLiterals;
using samples::big32;
using samples::little32;

namespace {

QByteArray little16(int value)
{
    return little32(quint32(value)).left(2);
}

QByteArray deflated(const QByteArray& bytes)
{
    return qCompress(bytes, 9).mid(4);
}

QByteArray xmp(const QByteArray& word)
{
    return R"(<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">)"
           R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description )"
           R"(xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>)"
           R"(<rdf:li xml:lang="x-default">)"
        + word
        + R"(</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>)"
          R"(<?xpacket end="w"?>)";
}

// A real profile with the word behind its tables.
QByteArray profile(const QByteArray& word)
{
    QByteArray bytes = QColorSpace(QColorSpace::AdobeRgb).iccProfile() + word
        + QByteArray(4 - word.size() % 4, '\0');
    return bytes.replace(0, 4, big32(quint32(bytes.size())));
}

QByteArray iptc(const QByteArray& word)
{
    // Caption of record 2, in Photoshop's resource 0x0404.
    const QByteArray record = QByteArray("\x1C\x02\x78", 3) + char(0) + char(word.size()) + word;
    return QByteArray("Photoshop 3.0\0", 14) + "8BIM" + QByteArray("\x04\x04\0\0", 4)
        + big32(quint32(record.size())) + record + QByteArray(record.size() % 2, '\0');
}

// A manifest of content credentials, as far as its boxes go.
QByteArray credentials(const QByteArray& word)
{
    const QByteArray label =
        "c2pa" + QByteArray::fromHex("0011001080000000AA00389B7103") + word + '\0';
    const QByteArray description = big32(quint32(label.size()) + 8) + "jumd" + label;
    const QByteArray content = big32(quint32(word.size()) + 8) + "json" + word;
    return big32(quint32(description.size() + content.size()) + 8) + "jumb" + description + content;
}

class PictureWriter
{
public:
    PictureWriter(QString folder, QByteArray word)
        : m_folder(std::move(folder))
        , m_word(std::move(word))
    {
        QDir().mkpath(m_folder);
    }

    QList<Place> write()
    {
        writePngs();
        writeJpegs();
        writeWebps();
        writeGifs();
        writeTiffs();
        return m_failed ? QList<Place>() : m_places;
    }

private:
    void put(const QString& name, const QString& ending, const QByteArray& bytes)
    {
        const QString file = u"%1.%2"_s.arg(m_places.size(), 2, 10, QLatin1Char('0')).arg(ending);
        m_failed = m_failed || bytes.isEmpty() || !samples::write(m_folder + u'/' + file, bytes);
        m_places.append({name, file});
    }
    // Every picture is another one, so that no two files are the same.
    QImage picture() { return samples::picture(160, 90, int(m_places.size()) + 1); }
    void writePngs();
    void writeJpegs();
    void writeWebps();
    void writeGifs();
    void writeTiffs();
    QByteArray tiff(int tag, int type, const QByteArray& value, const QByteArray& behind = {});

    const QString m_folder;
    const QByteArray m_word;
    QList<Place> m_places;
    bool m_failed = false;
};

void PictureWriter::writePngs()
{
    const auto chunk = [this](const char* type, const QByteArray& contents,
                              const char* place = "") {
        put(u"PNG %1 %2"_s.arg(QLatin1String(type), QLatin1String(place)), u"png"_s,
            samples::withPngChunk(samples::encoded(picture(), "png"), type, contents));
    };
    const QByteArray zero(1, '\0');
    const QByteArray packed = deflated(m_word);
    chunk("tEXt", "parameters" + zero + m_word, "parameters");
    chunk("tEXt", "workflow" + zero + R"({"nodes": [{"text": ")" + m_word + R"("}]})", "workflow");
    chunk("tEXt", m_word + zero + "x", "keyword");
    chunk("zTXt", "prompt" + zero + zero + packed);
    chunk("iTXt", "prompt" + zero + QByteArray(4, '\0') + m_word);
    chunk("iTXt", "prompt" + zero + '\1' + QByteArray(3, '\0') + packed, "packed");
    chunk("iTXt", "XML:com.adobe.xmp" + QByteArray(5, '\0') + xmp(m_word), "XMP");
    chunk("eXIf", tagged::exif({{0x010E, m_word}}));
    chunk("iCCP", m_word + zero + zero + deflated(profile("x")), "name");
    chunk("iCCP", "icc" + zero + zero + deflated(profile(m_word)), "profile");
    chunk("caBX", credentials(m_word));
    chunk("prVt", m_word);
    chunk("sPLT", m_word + zero + '\x08');
    chunk("dSIG", m_word);
    chunk("meTa", QByteArray("\xFF\xFE", 2) + m_word.toBase64(), "base64");
    const QByteArray plain = samples::encoded(picture(), "png");
    put(u"PNG behind IEND"_s, u"png"_s, plain + m_word);
    const QByteArray second = samples::encoded(picture(), "png");
    put(u"PNG zip behind IEND"_s, u"png"_s, second + "PK\3\4" + packed);
    const QByteArray third = samples::encoded(picture(), "png");
    put(u"PNG text behind the pixels"_s, u"png"_s,
        third.left(third.size() - 12)
            + samples::withPngChunk(third, "tEXt", "Comment" + zero + m_word)
                  .mid(33)
                  .left(12 + 8 + m_word.size())
            + third.right(12));
}

void PictureWriter::writeJpegs()
{
    const auto segment = [this](int marker, const QByteArray& contents, const char* place) {
        put(u"JPEG "_s + QLatin1String(place), u"jpg"_s,
            samples::withJpegSegment(samples::encoded(picture(), "jpeg"), quint8(marker),
                                     contents));
    };
    const QByteArray exifHead("Exif\0\0", 6);
    segment(0xE1, exifHead + tagged::exif({}, QString::fromLatin1(m_word)), "EXIF UserComment");
    segment(0xE1, exifHead + tagged::exif({}, QString::fromLatin1(m_word), false),
            "EXIF UserComment, little endian");
    segment(0xE1, exifHead + tagged::exif({{0x010E, m_word}}), "EXIF ImageDescription");
    segment(0xE1, exifHead + tagged::exif({{0x0131, m_word}}), "EXIF Software");
    segment(0xE1, exifHead + tagged::exif({{0x013B, m_word}}), "EXIF Artist");
    segment(0xE1, QByteArray("http://ns.adobe.com/xap/1.0/\0", 29) + xmp(m_word), "XMP");
    segment(0xE1,
            QByteArray("http://ns.adobe.com/xmp/extension/\0", 35) + QByteArray(32, 'A')
                + big32(quint32(m_word.size())) + big32(0) + m_word,
            "extended XMP");
    segment(0xE2, QByteArray("ICC_PROFILE\0\1\1", 14) + profile(m_word), "ICC");
    segment(0xE2, QByteArray("MPF\0", 4) + m_word, "APP2 MPF");
    segment(0xE0, QByteArray("JFXX\0\x10", 6) + m_word, "JFXX");
    segment(0xED, iptc(m_word), "IPTC");
    segment(0xEB, QByteArray("JP\0\1\0\0\0\1", 8) + credentials(m_word),
            "APP11 content credentials");
    segment(0xEC, "Ducky" + m_word, "APP12");
    segment(0xEF, m_word, "APP15");
    segment(0xFE, m_word, "COM");
    segment(0xFE, m_word.toBase64(), "COM in base64");
    put(u"JPEG behind the end"_s, u"jpg"_s, samples::encoded(picture(), "jpeg") + m_word);
    const QByteArray inner =
        samples::withJpegSegment(samples::encoded(picture(), "jpeg"), 0xFE, m_word);
    put(u"JPEG in a JPEG behind the end"_s, u"jpg"_s, samples::encoded(picture(), "jpeg") + inner);
    const QByteArray plain = samples::encoded(picture(), "jpeg");
    put(u"JPEG before the end marker"_s, u"jpg"_s,
        plain.left(plain.size() - 2)
            + samples::withJpegSegment(QByteArray("\xFF\xD8"), 0xFE, m_word).mid(2)
            + plain.right(2));
}

void PictureWriter::writeWebps()
{
    const auto file = [this](const char* name, int flags, const QByteArray& contents, bool front) {
        const QByteArray plain = samples::encoded(picture(), "webp", 80).mid(12);
        QByteArray head = "VP8X" + little32(10) + char(flags) + QByteArray(3, '\0')
            + little32(159).left(3) + little32(89).left(3);
        const QByteArray part = name + little32(quint32(contents.size())) + contents
            + QByteArray(contents.size() % 2, '\0');
        const QByteArray parts = "WEBP" + head + (front ? part + plain : plain + part);
        put(u"WebP "_s + QLatin1String(name), u"webp"_s,
            "RIFF" + little32(quint32(parts.size())) + parts);
    };
    file("EXIF", 0x08, tagged::exif({{0x010E, m_word}}), false);
    file("XMP ", 0x04, xmp(m_word), false);
    file("ICCP", 0x20, profile(m_word), true);
    file("C2PA", 0x00, credentials(m_word), false);
    file("note", 0x00, m_word, false);
    put(u"WebP behind it"_s, u"webp"_s, samples::encoded(picture(), "webp", 80) + m_word);
}

void PictureWriter::writeGifs()
{
    // One pixel; another colour each time.
    const auto file = [this](const char* place, const QByteArray& extension,
                             const QByteArray& behind) {
        const QByteArray head = QByteArray::fromHex("47494638396101000100800000")
            + char(m_places.size()) + QByteArray::fromHex("40ffffff00");
        const QByteArray image = QByteArray::fromHex("2c00000000010001000002024401003b");
        put(u"GIF "_s + QLatin1String(place), u"gif"_s, head + extension + image + behind);
    };
    const QByteArray text = char(m_word.size()) + m_word + '\0';
    file("comment", QByteArray("\x21\xFE") + text, {});
    file("application", QByteArray("\x21\xFF\x0B", 3) + "XMP DataXMP" + text, {});
    file("plain text", QByteArray::fromHex("21010c000000000100010001010100") + text, {});
    file("behind it", {}, m_word);
}

// One strip of RGB with one more tag.
QByteArray PictureWriter::tiff(int tag, int type, const QByteArray& value, const QByteArray& behind)
{
    const QImage image = picture().convertToFormat(QImage::Format_RGB888);
    QByteArray pixels;
    for (int y = 0; y < image.height(); ++y) {
        pixels.append(reinterpret_cast<const char*>(image.constScanLine(y)), image.width() * 3);
    }
    struct Entry
    {
        int tag;
        int type;
        quint32 count;
        quint32 value;
    };
    constexpr int shortNumber = 3;
    constexpr int longNumber = 4;
    constexpr quint32 entries = 10;
    constexpr quint32 bitsAt = 8 + 2 + entries * 12 + 4;
    constexpr quint32 valueAt = bitsAt + 6;
    const auto pixelsAt = valueAt + quint32(value.size());
    QList<Entry> table{{256, longNumber, 1, quint32(image.width())},
                       {257, longNumber, 1, quint32(image.height())},
                       {258, shortNumber, 3, bitsAt},
                       {259, shortNumber, 1, 1},
                       {262, shortNumber, 1, 2},
                       {273, longNumber, 1, pixelsAt},
                       {277, shortNumber, 1, 3},
                       {278, longNumber, 1, quint32(image.height())},
                       {279, longNumber, 1, quint32(pixels.size())},
                       {tag, type, quint32(value.size()), valueAt}};
    std::sort(table.begin(), table.end(),
              [](const Entry& a, const Entry& b) { return a.tag < b.tag; });
    QByteArray bytes = QByteArray("II*\0\x08\0\0\0", 8) + little16(int(entries));
    for (const Entry& entry : table) {
        bytes += little16(entry.tag) + little16(entry.type) + little32(entry.count)
            + little32(entry.value);
    }
    return bytes + little32(0) + little16(8) + little16(8) + little16(8) + value + pixels + behind;
}

void PictureWriter::writeTiffs()
{
    constexpr int ascii = 2;
    constexpr int byte = 1;
    constexpr int undefined = 7;
    const auto file = [this](const char* place, int tag, int type, const QByteArray& value,
                             const QByteArray& behind = {}) {
        put(u"TIFF "_s + QLatin1String(place), u"tif"_s, tiff(tag, type, value, behind));
    };
    const QByteArray text = m_word + '\0';
    file("description", 270, ascii, text);
    file("software", 305, ascii, text);
    file("artist", 315, ascii, text);
    file("XMP", 700, byte, xmp(m_word));
    file("copyright", 33432, ascii, text);
    file("IPTC", 33723, undefined,
         QByteArray("\x1C\x02\x78", 3) + '\0' + char(m_word.size()) + m_word);
    file("ICC", 34675, undefined, profile(m_word));
    file("private tag", 65000, undefined, text);
    file("behind the pixels", 305, ascii, QByteArray("x\0", 2), m_word);
}

} // namespace

QList<Place> writePictures(const QString& folder, const QByteArray& word)
{
    return PictureWriter(folder, word).write();
}

} // namespace raskadr::canaries
