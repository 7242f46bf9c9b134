#include "tests/support/taggedfiles.h"

#include "tests/support/samples.h"

#include <QBitArray>
#include <QFile>
#include <QFileInfo>

namespace raskadr::tagged {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray plainPicture(const char* format)
{
    return samples::encoded(samples::picture(64, 36, 3), format);
}

QByteArray little16(quint16 value)
{
    return samples::little32(value).left(2);
}

QByteArray entry(quint16 tag, quint16 type, quint32 count, quint32 value)
{
    return little16(tag) + little16(type) + samples::little32(count) + samples::little32(value);
}

// Adler and CRC apart, a gzip file is what zlib makes, with another head.
QByteArray gzipped(const QByteArray& bytes)
{
    const QByteArray zlib = qCompress(bytes).mid(4);
    const QByteArray deflated = zlib.mid(2, zlib.size() - 6);
    return QByteArray("\x1F\x8B\x08\0\0\0\0\0\0\xFF", 10) + deflated
        + samples::little32(samples::crc32(bytes)) + samples::little32(quint32(bytes.size()));
}

QString escaped(const QString& text)
{
    QString result;
    for (const QChar c : text) {
        if (u"\\;#=\n"_s.contains(c)) {
            result += u'\\';
        }
        result += c;
    }
    return result;
}

} // namespace

QByteArray png(const Texts& texts, const QByteArray& picture)
{
    QByteArray bytes = picture.isEmpty() ? plainPicture("png") : picture;
    for (const auto& [key, text] : texts) {
        const bool latin = QString::fromLatin1(text.toLatin1()) == text;
        const QByteArray name = key.toLatin1() + '\0';
        bytes = latin ? samples::withPngChunk(bytes, "tEXt", name + text.toLatin1())
                      : samples::withPngChunk(bytes, "iTXt",
                                              name + QByteArray("\0\0\0\0", 4) + text.toUtf8());
    }
    return bytes;
}

QByteArray exif(const QMap<quint16, QByteArray>& tags, const QString& userComment,
                bool bigEndianText)
{
    QByteArray comment;
    if (!userComment.isEmpty()) {
        comment = QByteArray("UNICODE\0", 8);
        for (const QChar c : userComment) {
            const char high = char(c.unicode() >> 8);
            const char low = char(c.unicode() & 0xFF);
            comment += bigEndianText ? high : low;
            comment += bigEndianText ? low : high;
        }
    }
    const bool hasComment = !comment.isEmpty();
    const qsizetype count = tags.size() + hasComment;
    const quint32 behind = quint32(8 + 2 + count * 12 + 4);
    QByteArray table;
    QByteArray values;
    for (auto it = tags.begin(); it != tags.end(); ++it) {
        const QByteArray value = it.value() + '\0';
        static constexpr quint16 ascii = 2;
        table += entry(it.key(), ascii, quint32(value.size()), behind + quint32(values.size()));
        values += value;
        values += QByteArray(values.size() % 2, '\0');
    }
    if (hasComment) {
        static constexpr quint16 longNumber = 4;
        static constexpr quint16 undefined = 7;
        const quint32 second = behind + quint32(values.size());
        table += entry(0x8769, longNumber, 1, second);
        values += little16(1)
            + entry(0x9286, undefined, quint32(comment.size()), second + 2 + 12 + 4)
            + samples::little32(0) + comment;
    }
    return QByteArray("II*\0\x08\0\0\0", 8) + little16(quint16(count)) + table
        + samples::little32(0) + values;
}

QByteArray jpeg(const QByteArray& exifBlock)
{
    return samples::withJpegSegment(plainPicture("jpeg"), 0xE1,
                                    QByteArray("Exif\0\0", 6) + exifBlock);
}

QByteArray webp(const QByteArray& exifBlock)
{
    const QByteArray plain = plainPicture("webp");
    // The extended form: a head with the flag for EXIF and the size less one, the picture, the
    // block.
    QByteArray head("VP8X\x0A\0\0\0\x08\0\0\0", 12);
    head += samples::little32(63).left(3) + samples::little32(35).left(3);
    QByteArray block = "EXIF" + samples::little32(quint32(exifBlock.size())) + exifBlock;
    block += QByteArray(exifBlock.size() % 2, '\0');
    const QByteArray parts = "WEBP" + head + plain.mid(12) + block;
    return "RIFF" + samples::little32(quint32(parts.size())) + parts;
}

QByteArray pngWithXmp(const QString& properties)
{
    const QString packet =
        uR"(<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">)"
        uR"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">%1</rdf:RDF></x:xmpmeta>)"
        uR"(<?xpacket end="w"?>)"_s.arg(properties);
    return samples::withPngChunk(plainPicture("png"), "iTXt",
                                 QByteArray("XML:com.adobe.xmp\0\0\0\0\0", 22) + packet.toUtf8());
}

QByteArray pngWithHiddenText(const QByteArray& text, int width, int height)
{
    const QByteArray packed = gzipped(text);
    const QByteArray bytes =
        "stealth_pngcomp" + samples::big32(quint32(packed.size() * 8)) + packed;
    QImage image = samples::picture(width, height, 5).convertToFormat(QImage::Format_RGBA8888);
    for (qsizetype i = 0; i < qsizetype(width) * height; ++i) {
        const bool bit = i / 8 < bytes.size() && (quint8(bytes[i / 8]) >> (7 - i % 8)) & 1;
        const int x = int(i / height);
        const int y = int(i % height);
        uchar* alpha = image.scanLine(y) + x * 4 + 3;
        *alpha = bit ? 255 : 254;
    }
    return samples::encoded(image, "png");
}

QString film(const QString& path, const Texts& tags)
{
    const QFileInfo file(path);
    const QString source = file.path() + u"/untagged.mp4"_s;
    if (const QString problem = samples::film(source, 4); !problem.isEmpty()) {
        return problem;
    }
    QString list = u";FFMETADATA1\n"_s;
    for (const auto& [key, text] : tags) {
        list += key + u'=' + escaped(text) + u'\n';
    }
    const QString listPath = file.path() + u"/tags.txt"_s;
    if (!samples::write(listPath, list.toUtf8())) {
        return u"the tags were not written"_s;
    }
    QStringList arguments{
        u"-i"_s, source, u"-i"_s, listPath, u"-map"_s, u"0:v"_s, u"-map_metadata"_s, u"1"_s};
    if (file.suffix() == u"webm"_s) {
        arguments += {u"-c:v"_s, u"libvpx"_s, u"-deadline"_s, u"realtime"_s};
    } else {
        arguments += {u"-c"_s, u"copy"_s, u"-movflags"_s, u"use_metadata_tags"_s};
    }
    const bool done = samples::ffmpeg(arguments + QStringList{path});
    QFile::remove(source);
    QFile::remove(listPath);
    return done ? QString() : u"ffmpeg failed"_s;
}

} // namespace raskadr::tagged
