#pragma once

// The tag directories of TIFF, which EXIF uses as well; internal to this module.

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <functional>
#include <optional>

namespace raskadr {

// Reads one directory after another out of bytes that may say anything. Values keep a limit each.
class TiffDirectory
{
public:
    // Gives up to `length` bytes from `offset`; fewer where there are no more.
    using Source = std::function<QByteArray(qint64 offset, qint64 length)>;

    enum Tag : quint16 {
        Width = 0x100,
        Height = 0x101,
        BitsPerSample = 0x102,
        ImageDescription = 0x10E,
        Make = 0x10F,
        Model = 0x110,
        StripOffsets = 0x111,
        Orientation = 0x112,
        SamplesPerPixel = 0x115,
        StripByteCounts = 0x117,
        Software = 0x131,
        Artist = 0x13B,
        TileOffsets = 0x144,
        TileByteCounts = 0x145,
        ExtraSamples = 0x152,
        Xmp = 0x2BC,
        Copyright = 0x8298,
        ExifDirectory = 0x8769,
        UserComment = 0x9286,
        XpTitle = 0x9C9B,
        XpComment = 0x9C9C,
        XpAuthor = 0x9C9D,
        XpKeywords = 0x9C9E,
        XpSubject = 0x9C9F,
    };

    // The first directory of a TIFF file or of an EXIF block; nothing if there is none.
    static std::optional<TiffDirectory> first(Source source);
    // The directory that the value of `tag` points to.
    std::optional<TiffDirectory> sub(Tag tag) const;

    bool has(Tag tag) const { return m_entries.contains(tag); }
    qint64 count(Tag tag) const;
    // The index-th number of an entry, or `otherwise` if there is none.
    qint64 number(Tag tag, qint64 index = 0, qint64 otherwise = 0) const;
    // The raw bytes of an entry, cut at `limit`.
    QByteArray bytes(Tag tag, qint64 limit) const;
    // Whether the directory and all its values lie inside the file.
    bool isWhole() const;
    bool isBigEndian() const { return m_bigEndian; }

private:
    struct Entry
    {
        quint16 type = 0;
        quint32 count = 0;
        QByteArray inlineValue; // four bytes: the value itself, or where it is
    };

    bool read(qint64 offset);
    quint32 u16(const QByteArray& bytes, qsizetype offset) const;
    quint32 u32(const QByteArray& bytes, qsizetype offset) const;
    static int typeSize(quint16 type);

    Source m_source;
    bool m_bigEndian = false;
    bool m_cut = false;
    QMap<quint16, Entry> m_entries;
};

// EXIF's orientation, 1 to 8; 1 (upright) if the block says nothing of the kind.
int exifOrientation(const QByteArray& exif);
// The texts of an EXIF block or of a TIFF file by the names of their tags ("exif.UserComment").
void collectExifTexts(const TiffDirectory& directory, qint64 limit, QMap<QString, QString>& texts);
// UTF-8 if it is that, else Latin-1; what follows a final NUL is dropped.
QString textFromUnknownEncoding(QByteArray bytes);

} // namespace raskadr
