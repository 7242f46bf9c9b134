#include "core/media/filestructure.h"

#include "core/media/fileparts.h"
#include "core/media/filmstructure.h"
#include "core/media/tiffdirectory.h"

#include <vector>
#include <zlib.h>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 blockSize = 256 * 1024;
constexpr int maxJpegScans = 200;

Result<> checkPng(const SourceFile& file)
{
    bool pixels = false;
    bool end = false;
    walkParts(file, MediaFormat::Png, [&](const QByteArray& name, qint64, qint64) {
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
    walkParts(file, MediaFormat::Jpeg, [&offset](const QByteArray& name, qint64 start, qint64 length) {
        if (name == "DA") {
            offset = start + length;
        }
        return true;
    });
    if (offset < 0) {
        return damaged(file, u"JPEG without a scan"_s);
    }
    ByteWindow bytes(file);
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
    walkParts(file, MediaFormat::WebP, [&pixels](const QByteArray& name, qint64, qint64) {
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
    walkParts(file, MediaFormat::Gif, [&](const QByteArray& name, qint64, qint64) {
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
    const auto directory = TiffDirectory::first(
        [&file](qint64 offset, qint64 length) { return file.bytesAt(offset, length); });
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

// libpng reads over a wrong checksum of a part that it can do without.
bool isNeeded(const QByteArray& chunk)
{
    return chunk[0] >= 'A' && chunk[0] <= 'Z';
}

} // namespace

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

Result<> checkSums(const SourceFile& file, MediaFormat format, std::stop_token stop)
{
    if (format != MediaFormat::Png) {
        return {};
    }
    std::vector<char> block(static_cast<size_t>(blockSize));
    QByteArray wrong;
    walkParts(file, format, [&](const QByteArray& name, qint64 offset, qint64 length) {
        if (stop.stop_requested()) {
            return false;
        }
        if (!isNeeded(name)) {
            return true;
        }
        // The name counts, and the sum follows the contents.
        uLong sum = 0;
        for (qint64 done = -4; done < length;) {
            const qint64 wanted = std::min(blockSize, length - done);
            if (file.readAt(offset + done, block.data(), wanted) != wanted) {
                wrong = name;
                return false;
            }
            sum = crc32(sum, reinterpret_cast<const Bytef*>(block.data()), uInt(wanted));
            done += wanted;
        }
        const QByteArray noted = file.bytesAt(offset + length, 4);
        wrong = noted.size() == 4 && big32(noted, 0) == sum ? QByteArray() : name;
        return wrong.isEmpty() && name != "IEND";
    });
    if (stop.stop_requested()) {
        return failure(ErrorKind::Cancelled);
    }
    if (!wrong.isEmpty()) {
        return damaged(file, u"the checksum of %1 is wrong"_s.arg(QString::fromLatin1(wrong)));
    }
    return {};
}

} // namespace raskadr
