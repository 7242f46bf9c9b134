#include "core/media/fileparts.h"

namespace raskadr {

namespace {

constexpr qint64 largeWindow = 256 * 1024; // where every byte counts
constexpr qint64 smallWindow = 4 * 1024; // where most bytes are passed over

bool isStartOfFrame(int marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

void walkPng(const SourceFile& file, const PartVisitor& visit)
{
    ByteWindow bytes(file, smallWindow);
    qint64 offset = 8;
    for (int i = 0; i < maxParts; ++i) {
        const QByteArray head = bytes.bytes(offset, 8);
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

// Contents are chains of small blocks.
void walkGif(const SourceFile& file, const PartVisitor& visit)
{
    ByteWindow bytes(file, largeWindow);
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

} // namespace

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

void ByteWindow::fill(qint64 offset)
{
    m_start = offset;
    m_bytes = m_file.bytesAt(offset, m_size);
}

int ByteWindow::at(qint64 offset)
{
    if (offset < m_start || offset >= m_start + m_bytes.size()) {
        fill(offset);
        if (m_bytes.isEmpty()) {
            return -1;
        }
    }
    return quint8(m_bytes[offset - m_start]);
}

QByteArray ByteWindow::bytes(qint64 offset, qsizetype length)
{
    if (offset < m_start || offset + length > m_start + m_bytes.size()) {
        fill(offset);
    }
    return m_bytes.mid(offset - m_start, length);
}

} // namespace raskadr
