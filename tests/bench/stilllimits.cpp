#include "tests/bench/stilllimits.h"

#include <QFile>
#include <algorithm>
#include <cstring>
#include <libdeflate.h>
#include <memory>
#include <turbojpeg.h>
#include <vector>
#include <webp/decode.h>

namespace raskadr::bench {

namespace {

constexpr int longSide = 480;

struct Pixels
{
    int width = 0;
    int height = 0;
    std::vector<unsigned char> bytes; // RGB, rows without gaps
};

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// The mean of the block of pixels that each target pixel covers.
Pixels boxed(const unsigned char* source, int width, int height, size_t stride)
{
    const double scale = double(longSide) / std::max(width, height);
    Pixels small{std::max(1, int(width * scale + 0.5)), std::max(1, int(height * scale + 0.5)), {}};
    small.bytes.resize(size_t(small.width) * size_t(small.height) * 3);
    std::vector<quint32> columns(size_t(width) * 3);
    for (int y = 0; y < small.height; ++y) {
        const int top = y * height / small.height;
        const int bottom = std::max(top + 1, (y + 1) * height / small.height);
        std::fill(columns.begin(), columns.end(), 0U);
        for (int row = top; row < bottom; ++row) {
            const unsigned char* line = source + size_t(row) * stride;
            for (size_t i = 0; i < columns.size(); ++i) {
                columns[i] += line[i];
            }
        }
        for (int x = 0; x < small.width; ++x) {
            const int left = int(qint64(x) * width / small.width);
            const int right = std::max(left + 1, int(qint64(x + 1) * width / small.width));
            quint32 sums[3] = {0, 0, 0};
            for (int column = left; column < right; ++column) {
                for (size_t c = 0; c < 3; ++c) {
                    sums[c] += columns[size_t(column) * 3 + c];
                }
            }
            const auto count = quint32((right - left) * (bottom - top));
            unsigned char* out = &small.bytes[(size_t(y) * size_t(small.width) + size_t(x)) * 3];
            for (size_t c = 0; c < 3; ++c) {
                out[c] = static_cast<unsigned char>(sums[c] / count);
            }
        }
    }
    return small;
}

bool writeJpeg(const Pixels& pixels, const QString& path)
{
    thread_local const tjhandle encoder = tjInitCompress();
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    if (tjCompress2(encoder, pixels.bytes.data(), pixels.width, 0, pixels.height, TJPF_RGB, &bytes,
                    &size, TJSAMP_420, 80, TJFLAG_FASTDCT)
        != 0) {
        return false;
    }
    QFile file(path);
    const bool written = file.open(QIODevice::WriteOnly)
        && file.write(reinterpret_cast<const char*>(bytes), qint64(size)) == qint64(size);
    tjFree(bytes);
    return written;
}

quint32 bigEndian(const unsigned char* bytes)
{
    return quint32(bytes[0]) << 24 | quint32(bytes[1]) << 16 | quint32(bytes[2]) << 8 | bytes[3];
}

void unfilter(unsigned char* row, const unsigned char* above, size_t length, int filter)
{
    constexpr size_t step = 3;
    switch (filter) {
    case 1:
        for (size_t i = step; i < length; ++i) {
            row[i] = static_cast<unsigned char>(row[i] + row[i - step]);
        }
        break;
    case 2:
        for (size_t i = 0; i < length; ++i) {
            row[i] = static_cast<unsigned char>(row[i] + above[i]);
        }
        break;
    case 3:
        for (size_t i = 0; i < length; ++i) {
            const int left = i >= step ? row[i - step] : 0;
            row[i] = static_cast<unsigned char>(row[i] + ((left + above[i]) >> 1));
        }
        break;
    case 4:
        for (size_t i = 0; i < length; ++i) {
            const int left = i >= step ? row[i - step] : 0;
            const int corner = i >= step ? above[i - step] : 0;
            const int toLeft = std::abs(above[i] - corner);
            const int toAbove = std::abs(left - corner);
            const int toCorner = std::abs(left + above[i] - 2 * corner);
            const int best = toLeft <= toAbove && toLeft <= toCorner ? left
                : toAbove <= toCorner                                ? above[i]
                                                                     : corner;
            row[i] = static_cast<unsigned char>(row[i] + best);
        }
        break;
    default:
        break;
    }
}

} // namespace

bool jpegLimit(const QString& path, const QString& jpegPath)
{
    thread_local const tjhandle decoder = tjInitDecompress();
    const QByteArray content = contentOf(path);
    const auto* bytes = reinterpret_cast<const unsigned char*>(content.constData());
    int width = 0;
    int height = 0;
    int sampling = 0;
    int space = 0;
    if (tjDecompressHeader3(decoder, bytes, static_cast<unsigned long>(content.size()), &width,
                            &height, &sampling, &space)
        != 0) {
        return false;
    }
    tjscalingfactor factor{1, 8};
    while (factor.denom > 1
           && std::max(TJSCALED(width, factor), TJSCALED(height, factor)) < longSide) {
        factor.denom /= 2;
    }
    const int scaledWidth = TJSCALED(width, factor);
    const int scaledHeight = TJSCALED(height, factor);
    std::vector<unsigned char> pixels(size_t(scaledWidth) * size_t(scaledHeight) * 3);
    if (tjDecompress2(decoder, bytes, static_cast<unsigned long>(content.size()), pixels.data(),
                      scaledWidth, 0, scaledHeight, TJPF_RGB, TJFLAG_FASTDCT)
        != 0) {
        return false;
    }
    return writeJpeg(boxed(pixels.data(), scaledWidth, scaledHeight, size_t(scaledWidth) * 3),
                     jpegPath);
}

bool pngLimit(const QString& path, const QString& jpegPath)
{
    const QByteArray content = contentOf(path);
    const auto* bytes = reinterpret_cast<const unsigned char*>(content.constData());
    const auto size = size_t(content.size());
    if (size < 33 || bytes[24] != 8 || bytes[28] != 0 || (bytes[25] != 2 && bytes[25] != 6)) {
        return false;
    }
    if (bytes[25] == 6) {
        return false; // the corpus has no alpha
    }
    const size_t width = bigEndian(bytes + 16);
    const size_t height = bigEndian(bytes + 20);
    const size_t row = width * 3 + 1;
    std::vector<unsigned char> packed;
    for (size_t at = 8; at + 12 <= size;) {
        const size_t length = bigEndian(bytes + at);
        if (std::memcmp(bytes + at + 4, "IDAT", 4) == 0) {
            packed.insert(packed.end(), bytes + at + 8, bytes + at + 8 + length);
        }
        at += length + 12;
    }
    std::vector<unsigned char> raw(row * height);
    const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)>
        inflater(libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
    size_t got = 0;
    if (libdeflate_zlib_decompress(inflater.get(), packed.data(), packed.size(), raw.data(),
                                   raw.size(), &got)
            != LIBDEFLATE_SUCCESS
        || got != raw.size()) {
        return false;
    }
    const std::vector<unsigned char> nothing(row, 0);
    for (size_t y = 0; y < height; ++y) {
        unsigned char* line = &raw[y * row];
        unfilter(line + 1, y > 0 ? line - row + 1 : nothing.data(), row - 1, line[0]);
    }
    return writeJpeg(boxed(raw.data() + 1, int(width), int(height), row), jpegPath);
}

bool webpLimit(const QString& path, const QString& jpegPath)
{
    const QByteArray content = contentOf(path);
    const auto* bytes = reinterpret_cast<const uint8_t*>(content.constData());
    WebPDecoderConfig config;
    if (WebPInitDecoderConfig(&config) == 0
        || WebPGetFeatures(bytes, size_t(content.size()), &config.input) != VP8_STATUS_OK) {
        return false;
    }
    const double scale = double(longSide) / std::max(config.input.width, config.input.height);
    Pixels small{int(config.input.width * scale + 0.5), int(config.input.height * scale + 0.5), {}};
    small.bytes.resize(size_t(small.width) * size_t(small.height) * 3);
    config.options.use_scaling = 1;
    config.options.scaled_width = small.width;
    config.options.scaled_height = small.height;
    config.options.no_fancy_upsampling = 1;
    config.options.bypass_filtering = 1;
    config.output.colorspace = MODE_RGB;
    config.output.is_external_memory = 1;
    config.output.u.RGBA = {small.bytes.data(), small.width * 3, small.bytes.size()};
    return WebPDecode(bytes, size_t(content.size()), &config) == VP8_STATUS_OK
        && writeJpeg(small, jpegPath);
}

} // namespace raskadr::bench
