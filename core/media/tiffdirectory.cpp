#include "core/media/tiffdirectory.h"

#include <QStringDecoder>
#include <QtEndian>

#include <array>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

std::optional<TiffDirectory> TiffDirectory::first(Source source)
{
    TiffDirectory directory;
    directory.m_source = std::move(source);
    const QByteArray head = directory.m_source(0, 8);
    if (head.size() < 8) {
        return std::nullopt;
    }
    if (head.startsWith("MM")) {
        directory.m_bigEndian = true;
    } else if (!head.startsWith("II")) {
        return std::nullopt;
    }
    if (directory.u16(head, 2) != 42 || !directory.read(directory.u32(head, 4))) {
        return std::nullopt;
    }
    return directory;
}

std::optional<TiffDirectory> TiffDirectory::sub(Tag tag) const
{
    TiffDirectory directory;
    directory.m_source = m_source;
    directory.m_bigEndian = m_bigEndian;
    const qint64 offset = number(tag, 0, -1);
    if (offset < 8 || !directory.read(offset)) {
        return std::nullopt;
    }
    return directory;
}

bool TiffDirectory::read(qint64 offset)
{
    const QByteArray size = m_source(offset, 2);
    if (size.size() < 2) {
        return false;
    }
    const qint64 count = u16(size, 0);
    const QByteArray table = m_source(offset + 2, count * 12);
    // The offset of the directory that follows belongs to it.
    m_cut = m_source(offset + 2 + count * 12, 4).size() < 4;
    for (qsizetype at = 0; at + 12 <= table.size(); at += 12) {
        Entry entry;
        entry.type = quint16(u16(table, at + 2));
        entry.count = u32(table, at + 4);
        entry.inlineValue = table.mid(at + 8, 4);
        m_entries.insert(quint16(u16(table, at)), entry);
    }
    return !m_entries.isEmpty();
}

bool TiffDirectory::isWhole() const
{
    return !m_cut && std::all_of(m_entries.begin(), m_entries.end(), [this](const Entry& entry) {
        const qint64 length = qint64(entry.count) * typeSize(entry.type);
        return length <= 4 || m_source(u32(entry.inlineValue, 0) + length - 1, 1).size() == 1;
    });
}

quint32 TiffDirectory::u16(const QByteArray& bytes, qsizetype offset) const
{
    const char* p = bytes.constData() + offset;
    return m_bigEndian ? qFromBigEndian<quint16>(p) : qFromLittleEndian<quint16>(p);
}

quint32 TiffDirectory::u32(const QByteArray& bytes, qsizetype offset) const
{
    const char* p = bytes.constData() + offset;
    return m_bigEndian ? qFromBigEndian<quint32>(p) : qFromLittleEndian<quint32>(p);
}

int TiffDirectory::typeSize(quint16 type)
{
    static constexpr std::array sizes{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};
    return type < sizes.size() ? sizes[type] : 0;
}

qint64 TiffDirectory::count(Tag tag) const
{
    return has(tag) ? m_entries[tag].count : 0;
}

QByteArray TiffDirectory::bytes(Tag tag, qint64 limit) const
{
    const auto found = m_entries.constFind(tag);
    if (found == m_entries.constEnd()) {
        return {};
    }
    const qint64 length = qint64(found->count) * typeSize(found->type);
    if (length <= 4) {
        return found->inlineValue.left(length);
    }
    return m_source(u32(found->inlineValue, 0), std::min(length, limit));
}

qint64 TiffDirectory::number(Tag tag, qint64 index, qint64 otherwise) const
{
    const auto found = m_entries.constFind(tag);
    if (found == m_entries.constEnd() || index < 0 || index >= qint64(found->count)) {
        return otherwise;
    }
    const int size = typeSize(found->type);
    if (size != 1 && size != 2 && size != 4) {
        return otherwise;
    }
    QByteArray value;
    if (qint64(found->count) * size <= 4) {
        value = found->inlineValue.mid(index * size, size);
    } else {
        value = m_source(u32(found->inlineValue, 0) + index * size, size);
    }
    if (value.size() < size) {
        return otherwise;
    }
    return size == 1 ? quint8(value[0]) : size == 2 ? u16(value, 0) : u32(value, 0);
}

int exifOrientation(const QByteArray& exif)
{
    const auto directory = TiffDirectory::first(
        [&exif](qint64 offset, qint64 length) { return exif.mid(offset, length); });
    const qint64 value = directory ? directory->number(TiffDirectory::Orientation, 0, 1) : 1;
    return value >= 1 && value <= 8 ? int(value) : 1;
}

QString textFromUnknownEncoding(QByteArray bytes)
{
    while (bytes.endsWith('\0')) {
        bytes.chop(1);
    }
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString text = utf8(bytes);
    return utf8.hasError() ? QString::fromLatin1(bytes) : text;
}

namespace {

QString utf16Text(const QByteArray& bytes, bool bigEndian)
{
    QStringDecoder decoder(bigEndian ? QStringDecoder::Utf16BE : QStringDecoder::Utf16LE);
    QString text = decoder(bytes);
    while (text.endsWith(QChar(0))) {
        text.chop(1);
    }
    return text;
}

// UTF-16 without a mark: in most texts the high byte of a character is the rarer one to vary, so
// the side with more zeros (or, for Cyrillic, more 04s) is the high one.
bool looksBigEndian(const QByteArray& bytes, bool otherwise)
{
    int even = 0;
    int odd = 0;
    for (qsizetype i = 0; i + 1 < std::min<qsizetype>(bytes.size(), 2048); i += 2) {
        even += bytes[i] == 0 || bytes[i] == 4;
        odd += bytes[i + 1] == 0 || bytes[i + 1] == 4;
    }
    return even == odd ? otherwise : even > odd;
}

// A comment starts with eight bytes that name its encoding.
QString userComment(const QByteArray& bytes, bool bigEndian)
{
    const QByteArray charset = bytes.left(8);
    const QByteArray text = bytes.mid(8);
    if (charset.startsWith("UNICODE")) {
        return utf16Text(text, looksBigEndian(text, bigEndian));
    }
    return textFromUnknownEncoding(text);
}

} // namespace

void collectExifTexts(const TiffDirectory& directory, qint64 limit, QMap<QString, QString>& texts)
{
    const auto keep = [&texts](const QString& key, const QString& text) {
        if (!text.trimmed().isEmpty()) {
            texts.insert(key, text);
        }
    };
    static const std::array plain{
        std::pair{TiffDirectory::ImageDescription, u"exif.ImageDescription"_s},
        std::pair{TiffDirectory::Make, u"exif.Make"_s},
        std::pair{TiffDirectory::Model, u"exif.Model"_s},
        std::pair{TiffDirectory::Software, u"exif.Software"_s},
        std::pair{TiffDirectory::Artist, u"exif.Artist"_s},
        std::pair{TiffDirectory::Copyright, u"exif.Copyright"_s}};
    for (const auto& [tag, key] : plain) {
        keep(key, textFromUnknownEncoding(directory.bytes(tag, limit)));
    }
    // Windows writes these as UTF-16 in little endian whatever the block says.
    static const std::array windows{std::pair{TiffDirectory::XpTitle, u"exif.XPTitle"_s},
                                    std::pair{TiffDirectory::XpComment, u"exif.XPComment"_s},
                                    std::pair{TiffDirectory::XpAuthor, u"exif.XPAuthor"_s},
                                    std::pair{TiffDirectory::XpKeywords, u"exif.XPKeywords"_s},
                                    std::pair{TiffDirectory::XpSubject, u"exif.XPSubject"_s}};
    for (const auto& [tag, key] : windows) {
        keep(key, utf16Text(directory.bytes(tag, limit), false));
    }
    if (directory.has(TiffDirectory::Xmp)) {
        keep(u"xmp"_s, textFromUnknownEncoding(directory.bytes(TiffDirectory::Xmp, limit)));
    }
    if (directory.has(TiffDirectory::UserComment)) {
        keep(u"exif.UserComment"_s,
             userComment(directory.bytes(TiffDirectory::UserComment, limit),
                         directory.isBigEndian()));
    }
    if (const auto exif = directory.sub(TiffDirectory::ExifDirectory);
        exif && exif->has(TiffDirectory::UserComment)) {
        keep(u"exif.UserComment"_s,
             userComment(exif->bytes(TiffDirectory::UserComment, limit), exif->isBigEndian()));
    }
}

} // namespace raskadr
