#include "core/media/filmstructure.h"

#include "core/media/fileparts.h"

#include <array>
#include <limits>
#include <optional>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 maxVideoSamples = 10'000'000;

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
        const bool enter = std::any_of(nested.begin(), nested.end(),
                                       [&box](const char* type) { return box->type == type; });
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

} // namespace

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
            return damaged(
                file, u"the box %1 reaches beyond the end"_s.arg(QString::fromLatin1(box->type)));
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

} // namespace raskadr
