#include "core/media/filestructure.h"

#include "core/media/tiffdirectory.h"

#include <QtEndian>

#include <array>
#include <cstring>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 exifLimit = 128 * 1024;
constexpr int maxParts = 100'000;
constexpr int maxJpegScans = 200;
constexpr qint64 maxVideoSamples = 10'000'000;

quint32 big32(const QByteArray& bytes, qsizetype offset)
{
    return qFromBigEndian<quint32>(bytes.constData() + offset);
}

quint32 big16(const QByteArray& bytes, qsizetype offset)
{
    return qFromBigEndian<quint16>(bytes.constData() + offset);
}

quint32 little32(const QByteArray& bytes, qsizetype offset)
{
    return qFromLittleEndian<quint32>(bytes.constData() + offset);
}

quint32 little16(const QByteArray& bytes, qsizetype offset)
{
    return qFromLittleEndian<quint16>(bytes.constData() + offset);
}

quint32 little24(const QByteArray& bytes, qsizetype offset)
{
    return quint32(quint8(bytes[offset])) | quint32(quint8(bytes[offset + 1])) << 8
           | quint32(quint8(bytes[offset + 2])) << 16;
}

tl::unexpected<Error> damaged(const SourceFile& file, const QString& detail)
{
    return failure(ErrorKind::FileDamaged, detail, file.name());
}

// Small reads at growing offsets without a system call for each.
class Window
{
public:
    explicit Window(const SourceFile& file)
        : m_file(file)
    {
    }

    // The byte at this offset, or -1 beyond the end.
    int at(qint64 offset)
    {
        if (offset < m_start || offset >= m_start + m_bytes.size()) {
            m_start = offset;
            m_bytes = m_file.bytesAt(offset, blockSize);
            if (m_bytes.isEmpty()) {
                return -1;
            }
        }
        return quint8(m_bytes[offset - m_start]);
    }

    // The offset of the next 0xFF from `offset` on, or -1.
    qint64 nextMarkerByte(qint64 offset)
    {
        while (at(offset) >= 0) {
            const qsizetype found = m_bytes.indexOf('\xFF', offset - m_start);
            if (found >= 0) {
                return m_start + found;
            }
            offset = m_start + m_bytes.size();
        }
        return -1;
    }

private:
    static constexpr qint64 blockSize = 256 * 1024;
    const SourceFile& m_file;
    qint64 m_start = 0;
    QByteArray m_bytes;
};

bool isStartOfFrame(int marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

void walkPng(const SourceFile& file, const PartVisitor& visit)
{
    qint64 offset = 8;
    for (int i = 0; i < maxParts; ++i) {
        const QByteArray head = file.bytesAt(offset, 8);
        if (head.size() < 8) {
            return;
        }
        const qint64 length = big32(head, 0);
        if (offset + 12 + length > file.size() || !visit(head.mid(4, 4), offset + 8, length)) {
            return;
        }
        offset += 12 + length;
    }
}

void walkJpeg(const SourceFile& file, const PartVisitor& visit)
{
    qint64 offset = 2;
    for (int i = 0; i < maxParts; ++i) {
        const QByteArray head = file.bytesAt(offset, 4);
        if (head.size() < 4 || quint8(head[0]) != 0xFF) {
            return;
        }
        const int marker = quint8(head[1]);
        if (marker == 0xFF) { // padding
            ++offset;
            continue;
        }
        if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
            offset += 2;
            continue;
        }
        const qint64 length = big16(head, 2);
        if (marker == 0xD9 || length < 2 || offset + 2 + length > file.size()) {
            return;
        }
        QByteArray name = QByteArray::number(marker, 16).toUpper();
        if (marker >= 0xE0 && marker <= 0xEF) {
            name = "APP" + QByteArray::number(marker - 0xE0);
        } else if (marker == 0xFE) {
            name = "COM";
        } else if (isStartOfFrame(marker)) {
            name = "SOF";
        }
        if (!visit(name, offset + 4, length - 2) || marker == 0xDA) {
            return;
        }
        offset += 2 + length;
    }
}

void walkRiff(const SourceFile& file, const PartVisitor& visit)
{
    qint64 offset = 12;
    for (int i = 0; i < maxParts; ++i) {
        const QByteArray head = file.bytesAt(offset, 8);
        if (head.size() < 8) {
            return;
        }
        const qint64 length = little32(head, 4);
        if (offset + 8 + length > file.size() || !visit(head.left(4), offset + 8, length)) {
            return;
        }
        offset += 8 + length + (length & 1);
    }
}

// GIF parts: "IMG" for a frame's compressed pixels, "COM" for a comment, "EXT" for other
// extensions, "END" for the trailer. Contents are chains of small blocks.
void walkGif(const SourceFile& file, const PartVisitor& visit)
{
    Window bytes(file);
    const int flags = bytes.at(10);
    qint64 offset = 13 + (flags & 0x80 ? 3LL << ((flags & 7) + 1) : 0);
    const auto skipBlocks = [&bytes](qint64 from) -> qint64 {
        for (;;) {
            const int length = bytes.at(from);
            if (length < 0) {
                return -1;
            }
            ++from;
            if (length == 0) {
                return from;
            }
            from += length;
        }
    };
    for (int i = 0; i < maxParts; ++i) {
        const int introducer = bytes.at(offset);
        if (introducer == 0x3B) {
            visit("END", offset, 1);
            return;
        }
        qint64 start = offset;
        QByteArray name;
        if (introducer == 0x21) {
            name = bytes.at(offset + 1) == 0xFE ? "COM" : "EXT";
            start = offset + 2;
        } else if (introducer == 0x2C) {
            name = "IMG";
            const int local = bytes.at(offset + 9);
            if (local < 0) {
                return;
            }
            start = offset + 11 + (local & 0x80 ? 3LL << ((local & 7) + 1) : 0);
        } else {
            return;
        }
        const qint64 end = skipBlocks(start);
        if (end < 0 || end > file.size() || !visit(name, start, end - start)) {
            return;
        }
        offset = end;
    }
}

Result<StillHeader> pngHeader(const SourceFile& file)
{
    const QByteArray head = file.bytesAt(0, 33);
    if (head.size() < 33 || head.mid(12, 4) != "IHDR") {
        return damaged(file, u"PNG without IHDR"_s);
    }
    StillHeader header;
    const quint32 width = big32(head, 16);
    const quint32 height = big32(head, 20);
    if (width == 0 || height == 0 || width > 0x7FFFFFFF || height > 0x7FFFFFFF) {
        return damaged(file, u"PNG with an impossible size"_s);
    }
    header.size = QSize(int(width), int(height));
    header.bitsPerChannel = std::max(8, int(quint8(head[24])));
    header.alpha = (head[25] & 4) != 0;
    walkPng(file, [&](const QByteArray& name, qint64 offset, qint64 length) {
        if (name == "tRNS") {
            header.alpha = true;
        } else if (name == "acTL") {
            header.animated = true;
        } else if (name == "eXIf") {
            header.orientation = exifOrientation(file.bytesAt(offset, std::min(length, exifLimit)));
        }
        return name != "IDAT";
    });
    return header;
}

Result<StillHeader> jpegHeader(const SourceFile& file)
{
    StillHeader header;
    walkJpeg(file, [&](const QByteArray& name, qint64 offset, qint64 length) {
        if (name == "SOF" && length >= 6) {
            const QByteArray frame = file.bytesAt(offset, 6);
            header.bitsPerChannel = quint8(frame[0]);
            header.size = QSize(int(big16(frame, 3)), int(big16(frame, 1)));
        } else if (name == "APP1" && length > 6) {
            const QByteArray block = file.bytesAt(offset, std::min(length, exifLimit));
            if (block.startsWith(QByteArrayView("Exif\0\0", 6))) {
                header.orientation = exifOrientation(block.mid(6));
            }
        }
        return true;
    });
    if (header.size.isEmpty()) {
        return damaged(file, u"JPEG without a frame header"_s);
    }
    return header;
}

Result<StillHeader> webpHeader(const SourceFile& file)
{
    StillHeader header;
    walkRiff(file, [&](const QByteArray& name, qint64 offset, qint64 length) {
        const QByteArray part = file.bytesAt(offset, 10);
        if (name == "VP8X" && part.size() >= 10) {
            header.size = QSize(int(little24(part, 4)) + 1, int(little24(part, 7)) + 1);
            header.alpha = (part[0] & 0x10) != 0;
            header.animated = (part[0] & 0x02) != 0;
        } else if (name == "VP8 " && header.size.isEmpty() && part.size() >= 10
                   && part.mid(3, 3) == "\x9D\x01\x2A") {
            header.size = QSize(int(little16(part, 6) & 0x3FFF), int(little16(part, 8) & 0x3FFF));
        } else if (name == "VP8L" && header.size.isEmpty() && part.size() >= 5
                   && quint8(part[0]) == 0x2F) {
            const quint32 bits = little32(part, 1);
            header.size = QSize(int(bits & 0x3FFF) + 1, int(bits >> 14 & 0x3FFF) + 1);
            header.alpha = (bits >> 28 & 1) != 0;
        } else if (name == "EXIF") {
            QByteArray exif = file.bytesAt(offset, std::min(length, exifLimit));
            if (exif.startsWith(QByteArrayView("Exif\0\0", 6))) {
                exif.remove(0, 6);
            }
            header.orientation = exifOrientation(exif);
        }
        return true;
    });
    if (header.size.isEmpty()) {
        return damaged(file, u"WebP without a picture header"_s);
    }
    return header;
}

Result<StillHeader> gifHeader(const SourceFile& file)
{
    const QByteArray head = file.bytesAt(0, 13);
    if (head.size() < 13) {
        return damaged(file, u"GIF without a screen descriptor"_s);
    }
    StillHeader header;
    header.size = QSize(int(little16(head, 6)), int(little16(head, 8)));
    int frames = 0;
    walkGif(file, [&frames](const QByteArray& name, qint64, qint64) {
        frames += name == "IMG";
        return frames < 2;
    });
    header.animated = frames > 1;
    header.alpha = true;
    if (header.size.isEmpty()) {
        return damaged(file, u"GIF with an empty screen"_s);
    }
    return header;
}

std::optional<TiffDirectory> firstTiffDirectory(const SourceFile& file)
{
    return TiffDirectory::first(
        [&file](qint64 offset, qint64 length) { return file.bytesAt(offset, length); });
}

Result<StillHeader> tiffHeader(const SourceFile& file)
{
    const auto directory = firstTiffDirectory(file);
    if (!directory) {
        return damaged(file, u"TIFF without a directory"_s);
    }
    StillHeader header;
    const qint64 width = directory->number(TiffDirectory::Width);
    const qint64 height = directory->number(TiffDirectory::Height);
    if (width <= 0 || height <= 0 || width > 0x7FFFFFFF || height > 0x7FFFFFFF) {
        return damaged(file, u"TIFF with an impossible size"_s);
    }
    header.size = QSize(int(width), int(height));
    header.bitsPerChannel = int(directory->number(TiffDirectory::BitsPerSample, 0, 8));
    header.alpha = directory->has(TiffDirectory::ExtraSamples);
    const qint64 orientation = directory->number(TiffDirectory::Orientation, 0, 1);
    header.orientation = orientation >= 1 && orientation <= 8 ? int(orientation) : 1;
    return header;
}

Result<> checkPng(const SourceFile& file)
{
    bool pixels = false;
    bool end = false;
    walkPng(file, [&](const QByteArray& name, qint64, qint64) {
        pixels = pixels || name == "IDAT";
        end = name == "IEND";
        return !end;
    });
    if (!pixels || !end) {
        return damaged(file, u"PNG ends before IEND"_s);
    }
    return {};
}

// Parameters end at the first scan; from there only markers count until the end marker.
Result<> checkJpeg(const SourceFile& file, const std::stop_token& stop)
{
    qint64 offset = -1;
    walkJpeg(file, [&offset](const QByteArray& name, qint64 start, qint64 length) {
        if (name == "DA") {
            offset = start + length;
        }
        return true;
    });
    if (offset < 0) {
        return damaged(file, u"JPEG without a scan"_s);
    }
    Window bytes(file);
    int scans = 1;
    while (!stop.stop_requested()) {
        const qint64 at = bytes.nextMarkerByte(offset);
        const int marker = at < 0 ? -1 : bytes.at(at + 1);
        if (marker < 0) {
            return damaged(file, u"JPEG ends before its end marker"_s);
        }
        if (marker == 0xD9) {
            return {};
        }
        if (marker == 0xFF) {
            offset = at + 1;
        } else if (marker == 0x00 || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
            offset = at + 2;
        } else {
            const int high = bytes.at(at + 2);
            const int low = bytes.at(at + 3);
            if (low < 0) {
                return damaged(file, u"JPEG ends before its end marker"_s);
            }
            scans += marker == 0xDA;
            if (scans > maxJpegScans) {
                return damaged(file, u"JPEG with too many scans"_s);
            }
            offset = at + 2 + std::max(2, high << 8 | low);
        }
    }
    return failure(ErrorKind::Cancelled);
}

Result<> checkWebp(const SourceFile& file)
{
    const QByteArray head = file.bytesAt(0, 12);
    if (head.size() < 12 || qint64(little32(head, 4)) + 8 > file.size()) {
        return damaged(file, u"WebP is shorter than it says"_s);
    }
    bool pixels = false;
    walkRiff(file, [&pixels](const QByteArray& name, qint64, qint64) {
        pixels = pixels || name == "VP8 " || name == "VP8L" || name == "ANMF";
        return true;
    });
    if (!pixels) {
        return damaged(file, u"WebP without a picture"_s);
    }
    return {};
}

Result<> checkGif(const SourceFile& file)
{
    bool pixels = false;
    bool end = false;
    walkGif(file, [&](const QByteArray& name, qint64, qint64) {
        pixels = pixels || name == "IMG";
        end = name == "END";
        return true;
    });
    if (!pixels || !end) {
        return damaged(file, u"GIF ends before its trailer"_s);
    }
    return {};
}

Result<> checkTiff(const SourceFile& file, const std::stop_token& stop)
{
    const auto directory = firstTiffDirectory(file);
    if (!directory) {
        return damaged(file, u"TIFF without a directory"_s);
    }
    if (!directory->isWhole()) {
        return damaged(file, u"the TIFF directory reaches beyond the end"_s);
    }
    const bool tiles = directory->has(TiffDirectory::TileOffsets);
    const auto offsets = tiles ? TiffDirectory::TileOffsets : TiffDirectory::StripOffsets;
    const auto lengths = tiles ? TiffDirectory::TileByteCounts : TiffDirectory::StripByteCounts;
    const qint64 count = directory->count(offsets);
    if (count == 0 || count > 10'000'000) {
        return damaged(file, u"TIFF without pixels"_s);
    }
    for (qint64 i = 0; i < count; ++i) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        const qint64 start = directory->number(offsets, i, -1);
        const qint64 length = directory->number(lengths, i, 0);
        if (start < 0 || start + length > file.size()) {
            return damaged(file, u"TIFF pixels lie beyond the end"_s);
        }
    }
    return {};
}

struct Box
{
    QByteArray type;
    qint64 contents = 0; // offset
    qint64 end = 0;
};

// The box at `offset` inside its parent. Nothing where no box can be read.
std::optional<Box> boxAt(const SourceFile& file, qint64 offset, qint64 parentEnd)
{
    const QByteArray head = file.bytesAt(offset, 16);
    if (head.size() < 8 || offset + 8 > parentEnd) {
        return std::nullopt;
    }
    Box box;
    box.type = head.mid(4, 4);
    quint64 size = big32(head, 0);
    qint64 headerSize = 8;
    if (size == 1) {
        if (head.size() < 16) {
            return std::nullopt;
        }
        size = qFromBigEndian<quint64>(head.constData() + 8);
        headerSize = 16;
    } else if (size == 0) {
        size = quint64(parentEnd - offset);
    }
    if (size < quint64(headerSize)) {
        return std::nullopt;
    }
    box.contents = offset + headerSize;
    // A size near 2^64 may not wrap around.
    box.end = size > quint64(std::numeric_limits<qint64>::max() - offset)
                  ? std::numeric_limits<qint64>::max()
                  : offset + qint64(size);
    return box;
}

// Looks through the index for a table that promises more samples than a film can have: the demuxer
// would reserve memory for each of them.
bool hasSaneSampleTables(const SourceFile& file, const Box& parent, int depth, int& boxes,
                         bool& video)
{
    qint64 offset = parent.contents;
    while (offset < parent.end && ++boxes < maxParts) {
        const auto box = boxAt(file, offset, parent.end);
        if (!box || box->end > parent.end) {
            return true;
        }
        static constexpr std::array nested{"trak", "mdia", "minf", "stbl"};
        const bool enter = std::any_of(nested.begin(), nested.end(), [&box](const char* type) {
            return box->type == type;
        });
        if (box->type == "trak") {
            video = false;
        }
        if (box->type == "hdlr") {
            video = file.bytesAt(box->contents + 8, 4) == "vide";
        } else if (box->type == "stsz") {
            const QByteArray head = file.bytesAt(box->contents, 12);
            if (head.size() < 12) {
                return false;
            }
            const qint64 count = big32(head, 8);
            if (big32(head, 4) == 0 ? count * 4 > box->end - box->contents
                                    : video && count > maxVideoSamples) {
                return false;
            }
        } else if (enter && depth < 6
                   && !hasSaneSampleTables(file, *box, depth + 1, boxes, video)) {
            return false;
        }
        offset = box->end;
    }
    return true;
}

Result<> checkMp4(const SourceFile& file)
{
    static constexpr std::array known{"ftyp", "moov", "mdat", "moof", "free", "skip", "wide",
                                      "uuid", "mfra", "sidx", "styp", "meta", "pnot", "udta"};
    qint64 offset = 0;
    bool index = false;
    for (int i = 0; i < maxParts && offset < file.size(); ++i) {
        const auto box = boxAt(file, offset, file.size());
        const bool expected = box && std::any_of(known.begin(), known.end(), [&](const char* type) {
                                  return box->type == type;
                              });
        if (!expected) {
            break; // padding or other people's bytes behind the film
        }
        if (box->end > file.size()) {
            return damaged(file, u"the box %1 reaches beyond the end"_s.arg(
                                     QString::fromLatin1(box->type)));
        }
        if (box->type == "moov") {
            index = true;
            int boxes = 0;
            bool video = false;
            if (!hasSaneSampleTables(file, *box, 0, boxes, video)) {
                return damaged(file, u"an impossible sample table"_s);
            }
        }
        offset = box->end;
    }
    if (!index) {
        return damaged(file, u"no index (moov)"_s);
    }
    return {};
}

// An EBML length: the number of leading zero bits is the number of further bytes.
std::optional<quint64> ebmlLength(const QByteArray& bytes, int& size)
{
    if (bytes.isEmpty() || bytes[0] == 0) {
        return std::nullopt;
    }
    size = qCountLeadingZeroBits(quint8(bytes[0])) + 1;
    if (bytes.size() < size) {
        return std::nullopt;
    }
    quint64 value = quint8(bytes[0]) & (0xFF >> size);
    bool unknown = value == quint64(0xFF >> size);
    for (int i = 1; i < size; ++i) {
        unknown = unknown && quint8(bytes[i]) == 0xFF;
        value = value << 8 | quint8(bytes[i]);
    }
    return unknown ? std::numeric_limits<quint64>::max() : value;
}

Result<> checkMatroska(const SourceFile& file)
{
    int size = 0;
    const auto head = ebmlLength(file.bytesAt(4, 8), size);
    if (!head || *head > 4096) {
        return damaged(file, u"EBML without a header"_s);
    }
    const qint64 segment = 4 + size + qint64(*head);
    if (file.bytesAt(segment, 4) != "\x18\x53\x80\x67") {
        return damaged(file, u"Matroska without a segment"_s);
    }
    const auto length = ebmlLength(file.bytesAt(segment + 4, 8), size);
    if (!length) {
        return damaged(file, u"Matroska without a segment"_s);
    }
    const bool live = *length == std::numeric_limits<quint64>::max(); // its length is unknown
    if (!live && *length > quint64(file.size() - std::min(file.size(), segment + 4 + size))) {
        return damaged(file, u"the segment reaches beyond the end"_s);
    }
    return {};
}

} // namespace

Result<StillHeader> readStillHeader(const SourceFile& file, MediaFormat format)
{
    switch (format) {
    case MediaFormat::Png:
        return pngHeader(file);
    case MediaFormat::Jpeg:
        return jpegHeader(file);
    case MediaFormat::WebP:
        return webpHeader(file);
    case MediaFormat::Gif:
        return gifHeader(file);
    case MediaFormat::Tiff:
        return tiffHeader(file);
    default:
        return failure(ErrorKind::InvalidInput, u"not a picture"_s, file.name());
    }
}

Result<> checkComplete(const SourceFile& file, MediaFormat format, std::stop_token stop)
{
    switch (format) {
    case MediaFormat::Png:
        return checkPng(file);
    case MediaFormat::Jpeg:
        return checkJpeg(file, stop);
    case MediaFormat::WebP:
        return checkWebp(file);
    case MediaFormat::Gif:
        return checkGif(file);
    case MediaFormat::Tiff:
        return checkTiff(file, stop);
    case MediaFormat::Mp4:
    case MediaFormat::QuickTime:
        return checkMp4(file);
    case MediaFormat::Matroska:
    case MediaFormat::WebM:
        return checkMatroska(file);
    }
    return {};
}

void walkParts(const SourceFile& file, MediaFormat format, const PartVisitor& visit)
{
    switch (format) {
    case MediaFormat::Png:
        walkPng(file, visit);
        break;
    case MediaFormat::Jpeg:
        walkJpeg(file, visit);
        break;
    case MediaFormat::WebP:
        walkRiff(file, visit);
        break;
    case MediaFormat::Gif:
        walkGif(file, visit);
        break;
    default:
        break;
    }
}

} // namespace raskadr
