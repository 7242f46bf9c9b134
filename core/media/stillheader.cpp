#include "core/media/stillheader.h"

#include "core/media/fileparts.h"
#include "core/media/tiffdirectory.h"

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 exifLimit = 128 * 1024;

quint32 little24(const QByteArray& bytes, qsizetype offset)
{
    return quint32(quint8(bytes[offset])) | quint32(quint8(bytes[offset + 1])) << 8
        | quint32(quint8(bytes[offset + 2])) << 16;
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
    walkParts(file, MediaFormat::Png, [&](const QByteArray& name, qint64 offset, qint64 length) {
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
    walkParts(file, MediaFormat::Jpeg, [&](const QByteArray& name, qint64 offset, qint64 length) {
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
    walkParts(file, MediaFormat::WebP, [&](const QByteArray& name, qint64 offset, qint64 length) {
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
    walkParts(file, MediaFormat::Gif, [&frames](const QByteArray& name, qint64, qint64) {
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

Result<StillHeader> tiffHeader(const SourceFile& file)
{
    const auto directory = TiffDirectory::first(
        [&file](qint64 offset, qint64 length) { return file.bytesAt(offset, length); });
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

} // namespace raskadr
