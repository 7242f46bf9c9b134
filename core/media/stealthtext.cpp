#include "core/media/stealthtext.h"

#include "core/media/fileparts.h"
#include "core/media/inflate.h"

#include <QBitArray>
#include <zlib.h>

namespace raskadr {

namespace {

constexpr int magicBytes = 15;
constexpr int headBits = (magicBytes + 4) * 8;
constexpr qint64 maxStealthPixels = 40'000'000;

// Unpacks the rows of a PNG with 8 bits RGBA one after another, of which only alpha is kept.
class AlphaRows
{
public:
    AlphaRows(const SourceFile& file, int width, QList<std::pair<qint64, qint64>> parts)
        : m_file(file)
        , m_parts(std::move(parts))
        , m_row(1 + width * 4, Qt::Uninitialized)
        , m_alpha(width, '\0')
    {
        m_ready = inflateInit(&m_stream) == Z_OK;
    }
    ~AlphaRows() { inflateEnd(&m_stream); }
    AlphaRows(const AlphaRows&) = delete;
    AlphaRows& operator=(const AlphaRows&) = delete;

    // Nothing at the end, or where the file is damaged.
    const QByteArray* next()
    {
        m_stream.next_out = reinterpret_cast<Bytef*>(m_row.data());
        m_stream.avail_out = uInt(m_row.size());
        while (m_ready && m_stream.avail_out > 0) {
            if (m_stream.avail_in == 0 && !refill()) {
                return nullptr;
            }
            const int code = inflate(&m_stream, Z_NO_FLUSH);
            m_ready = code == Z_OK || (code == Z_STREAM_END && m_stream.avail_out == 0);
        }
        return m_stream.avail_out == 0 && unfilter() ? &m_alpha : nullptr;
    }

private:
    bool refill()
    {
        if (m_part == m_parts.size()) {
            return false;
        }
        auto& [offset, length] = m_parts[m_part];
        m_block = m_file.bytesAt(offset, std::min<qint64>(length, 64 * 1024));
        offset += m_block.size();
        length -= m_block.size();
        m_part += length <= 0;
        m_stream.next_in = reinterpret_cast<Bytef*>(m_block.data());
        m_stream.avail_in = uInt(m_block.size());
        return !m_block.isEmpty();
    }

    // The filters of PNG work on each channel by itself.
    bool unfilter()
    {
        const int filter = quint8(m_row[0]);
        int left = 0;
        int upperLeft = 0;
        for (qsizetype x = 0; x < m_alpha.size(); ++x) {
            const int up = quint8(m_alpha[x]);
            int predicted = 0;
            switch (filter) {
            case 0:
                break;
            case 1:
                predicted = left;
                break;
            case 2:
                predicted = up;
                break;
            case 3:
                predicted = (left + up) / 2;
                break;
            case 4: {
                const int estimate = left + up - upperLeft;
                const int byLeft = std::abs(estimate - left);
                const int byUp = std::abs(estimate - up);
                const int byBoth = std::abs(estimate - upperLeft);
                predicted = byLeft <= byUp && byLeft <= byBoth ? left
                    : byUp <= byBoth                           ? up
                                                               : upperLeft;
                break;
            }
            default:
                return false;
            }
            left = (quint8(m_row[x * 4 + 4]) + predicted) & 0xFF;
            upperLeft = up;
            m_alpha[x] = char(left);
        }
        return true;
    }

    const SourceFile& m_file;
    QList<std::pair<qint64, qint64>> m_parts;
    qsizetype m_part = 0;
    z_stream m_stream = {};
    bool m_ready = false;
    QByteArray m_block;
    QByteArray m_row;
    QByteArray m_alpha; // of the row above, then of the row itself
};

QByteArray bytesOf(const QBitArray& bits, qsizetype from, qsizetype count)
{
    QByteArray bytes(count, '\0');
    for (qsizetype i = 0; i < count * 8; ++i) {
        bytes[i / 8] = char(quint8(bytes[i / 8]) << 1 | int(bits.testBit(from + i)));
    }
    return bytes;
}

} // namespace

std::optional<QByteArray> readStealthText(const SourceFile& png, qint64 limit,
                                          const std::stop_token& stop)
{
    qint64 width = 0;
    qint64 height = 0;
    QList<std::pair<qint64, qint64>> parts;
    walkParts(png, MediaFormat::Png, [&](const QByteArray& name, qint64 offset, qint64 length) {
        if (name == "IHDR" && length == 13) {
            const QByteArray head = png.bytesAt(offset, length);
            const bool plainRgba =
                head.size() == 13 && head[8] == 8 && head[9] == 6 && head[12] == 0;
            width = plainRgba ? big32(head, 0) : 0;
            height = plainRgba ? big32(head, 4) : 0;
            return plainRgba;
        }
        if (name == "IDAT") {
            parts.append({offset, length});
        }
        return name != "IEND";
    });
    if (width <= 0 || height <= 0 || width > maxStealthPixels || height > maxStealthPixels / width
        || width * height < headBits) {
        return std::nullopt;
    }
    // Bits in the order of the text: down each column.
    QBitArray bits(width * height);
    AlphaRows rows(png, int(width), std::move(parts));
    const qint64 rowsForHead = std::min<qint64>(height, headBits);
    for (qint64 y = 0; y < height; ++y) {
        const QByteArray* alpha = stop.stop_requested() ? nullptr : rows.next();
        if (!alpha) {
            return std::nullopt;
        }
        for (qint64 x = 0; x < width; ++x) {
            if ((*alpha)[x] & 1) {
                bits.setBit(x * height + y);
            }
        }
        if (y + 1 == rowsForHead && !bytesOf(bits, 0, magicBytes).startsWith("stealth_png")) {
            return std::nullopt;
        }
    }
    const QByteArray magic = bytesOf(bits, 0, magicBytes);
    const qint64 length = big32(bytesOf(bits, magicBytes * 8, 4), 0) / 8;
    if (length > limit || headBits + length * 8 > bits.size()) {
        return std::nullopt;
    }
    const QByteArray text = bytesOf(bits, headBits, length);
    if (magic == "stealth_pngcomp") {
        return inflated(text, limit, Wrapping::Gzip);
    }
    return magic == "stealth_pnginfo" ? std::optional(text) : std::nullopt;
}

} // namespace raskadr
