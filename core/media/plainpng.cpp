#include "core/media/plainpng.h"

#include <QtEndian>

#include <libdeflate.h>

#include <cstring>
#include <memory>
#include <new>

namespace raskadr {

namespace {

quint32 big32(const QByteArray& bytes, qsizetype offset)
{
    return qFromBigEndian<quint32>(bytes.constData() + offset);
}

// Bytes of a pixel, 3 or 4; 0 if this is not a plain PNG of this size.
size_t pixelBytesOf(const QByteArray& file, const QSize& size)
{
    constexpr qsizetype headerEnd = 33;
    if (file.size() < headerEnd || !file.startsWith("\x89PNG\r\n\x1A\n")
        || QByteArrayView(file).sliced(8, 8) != QByteArrayView("\0\0\0\x0DIHDR", 8)) {
        return 0;
    }
    const bool sameSize =
        big32(file, 16) == quint32(size.width()) && big32(file, 20) == quint32(size.height());
    const int depth = quint8(file[24]);
    const int colour = quint8(file[25]);
    const bool usual = file[26] == 0 && file[27] == 0 && file[28] == 0;
    if (size.isEmpty() || !sameSize || depth != 8 || !usual) {
        return 0;
    }
    return colour == 2 ? 3 : colour == 6 ? 4 : 0;
}

// Moves the parts of the compressed stream together to the front of the file. Empty if the picture
// has colours of its own, or a part does not fit.
QByteArrayView gatherPixels(QByteArray& file)
{
    char* bytes = file.data();
    qsizetype packed = 0;
    bool ended = false;
    bool ownColours = false;
    bool inSrgb = false;
    for (qsizetype offset = 8; offset + 12 <= file.size();) {
        const qsizetype length = big32(file, offset);
        if (length > file.size() - offset - 12) {
            return {};
        }
        const QByteArrayView name(bytes + offset + 4, 4);
        if (name == "IDAT") {
            if (ended) {
                return {};
            }
            std::memmove(bytes + packed, bytes + offset + 8, size_t(length));
            packed += length;
        } else if (name == "IEND") {
            break;
        } else {
            ended = packed > 0;
            inSrgb = inSrgb || name == "sRGB";
            ownColours = ownColours || name == "gAMA" || name == "cHRM";
            if (name == "iCCP" || name == "tRNS") {
                return {};
            }
        }
        offset += 12 + length;
    }
    // Where a file says sRGB too, gamma and primaries repeat it for readers that do not know it.
    return ownColours && !inSrgb ? QByteArrayView() : QByteArrayView(bytes, packed);
}

// The channels of one pixel, side by side.
using Lanes = qint16 __attribute__((vector_size(8)));
using PixelBytes = quint8 __attribute__((vector_size(4)));

Lanes lanesAt(const uchar* bytes)
{
    PixelBytes pixel;
    std::memcpy(&pixel, bytes, sizeof pixel);
    return __builtin_convertvector(pixel, Lanes);
}

template <size_t bytes>
Lanes store(Lanes value, uchar* target)
{
    const PixelBytes pixel = __builtin_convertvector(value, PixelBytes);
    std::memcpy(target, &pixel, bytes);
    return value & 0xFF;
}

Lanes magnitude(Lanes value)
{
    return value < 0 ? -value : value;
}

// Undoes the filter of one row in place; `above` is the finished row before it. Reads up to one
// byte behind either. False if there is no such filter.
template <size_t bytes>
bool unfilter(int filter, uchar* row, const uchar* above, size_t length)
{
    Lanes left = {};
    switch (filter) {
    case 0:
        return true;
    case 1:
        for (size_t i = 0; i < length; i += bytes) {
            left = store<bytes>(lanesAt(row + i) + left, row + i);
        }
        return true;
    case 2:
        for (size_t i = 0; i < length; ++i) {
            row[i] = uchar(row[i] + above[i]);
        }
        return true;
    case 3:
        for (size_t i = 0; i < length; i += bytes) {
            left = store<bytes>(lanesAt(row + i) + ((left + lanesAt(above + i)) >> 1), row + i);
        }
        return true;
    case 4: {
        Lanes corner = {};
        for (size_t i = 0; i < length; i += bytes) {
            const Lanes up = lanesAt(above + i);
            const Lanes toLeft = magnitude(up - corner);
            const Lanes toUp = magnitude(left - corner);
            const Lanes toCorner = magnitude(left + up - corner - corner);
            const Lanes rather = toUp <= toCorner ? up : corner;
            const Lanes guess = (toLeft <= toUp) & (toLeft <= toCorner) ? left : rather;
            corner = up;
            left = store<bytes>(lanesAt(row + i) + guess, row + i);
        }
        return true;
    }
    default:
        return false;
    }
}

// Each row has its filter before it; afterwards the rows follow one another without gaps.
template <size_t bytes>
bool unfilterAll(uchar* pixels, size_t rowLength, size_t height)
{
    const QByteArray nothing(qsizetype(rowLength) + 1, '\0');
    const auto* above = reinterpret_cast<const uchar*>(nothing.constData());
    for (size_t y = 0; y < height; ++y) {
        const uchar* stored = pixels + y * (rowLength + 1);
        uchar* row = pixels + y * rowLength;
        const int filter = stored[0];
        std::memmove(row, stored + 1, rowLength);
        if (!unfilter<bytes>(filter, row, above, rowLength)) {
            return false;
        }
        above = row;
    }
    return true;
}

} // namespace

QImage readPlainPng(QByteArray file, const QSize& size)
{
    const size_t pixelBytes = pixelBytesOf(file, size);
    if (pixelBytes == 0) {
        return {};
    }
    const QByteArrayView packed = gatherPixels(file);
    if (packed.isEmpty()) {
        return {};
    }
    const size_t rowLength = size_t(size.width()) * pixelBytes;
    const size_t length = (rowLength + 1) * size_t(size.height());
    std::unique_ptr<uchar[]> pixels(new (std::nothrow) uchar[length + 1]);
    const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)>
        unpacker(libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
    // Given no place for its length, libdeflate wants what it unpacks to have exactly this one.
    if (!pixels || !unpacker
        || libdeflate_zlib_decompress(unpacker.get(), packed.data(), size_t(packed.size()),
                                      pixels.get(), length, nullptr)
            != LIBDEFLATE_SUCCESS) {
        return {};
    }
    file = {};
    const bool whole = pixelBytes == 3
        ? unfilterAll<3>(pixels.get(), rowLength, size_t(size.height()))
        : unfilterAll<4>(pixels.get(), rowLength, size_t(size.height()));
    if (!whole) {
        return {};
    }
    uchar* owned = pixels.release();
    return QImage(
        owned, size.width(), size.height(), qsizetype(rowLength),
        pixelBytes == 3 ? QImage::Format_RGB888 : QImage::Format_RGBA8888,
        [](void* memory) { delete[] static_cast<uchar*>(memory); }, owned);
}

} // namespace raskadr
