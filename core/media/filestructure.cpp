#include "core/media/filestructure.h"

#include "core/media/fileparts.h"
#include "core/media/filmstructure.h"
#include "core/media/tiffdirectory.h"

#include <vector>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<> checkScanned(const SourceFile& file, StructureScan& scan, const std::stop_token& stop)
{
    std::vector<char> block(static_cast<size_t>(SourceFile::blockSize));
    for (qint64 count = SourceFile::blockSize; count == SourceFile::blockSize && !scan.isOver();) {
        if (stop.stop_requested()) {
            return failure(ErrorKind::Cancelled);
        }
        const qint64 offset = scan.next();
        count = file.readAt(offset, block.data(), SourceFile::blockSize);
        if (count < 0) {
            return failure(ErrorKind::FileUnreadable, u"reading failed"_s, file.name());
        }
        scan.add(offset, block.data(), count);
    }
    if (const QString problem = scan.problem(); !problem.isEmpty()) {
        return damaged(file, problem);
    }
    return {};
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

} // namespace

Result<> checkComplete(const SourceFile& file, MediaFormat format, Sums sums, std::stop_token stop)
{
    if (const auto scan = StructureScan::of(format, file.size(), sums)) {
        return checkScanned(file, *scan, stop);
    }
    switch (format) {
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
    default:
        return {};
    }
}

} // namespace raskadr
