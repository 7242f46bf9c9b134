#include "core/media/arearescale.h"

#include <QColorSpace>
#include <QTransform>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

namespace raskadr {

namespace {

static_assert(Q_BYTE_ORDER == Q_LITTLE_ENDIAN, "pixels are read as blue, green, red, alpha");

constexpr int stripHeight = 64;
constexpr int wholeWeight = 128; // of a source line or column that belongs to one new one alone

// Which source lines or columns make up one new one, and how much of each.
struct Span
{
    int first = 0;
    int last = 0; // inclusive
    int firstWeight = wholeWeight;
    int lastWeight = wholeWeight;

    int weight(int i) const
    {
        return i == first ? firstWeight : i == last ? lastWeight : wholeWeight;
    }
    int total() const
    {
        return first == last ? firstWeight
                             : firstWeight + lastWeight + (last - first - 1) * wholeWeight;
    }
};

std::vector<Span> spansOf(int from, int to)
{
    std::vector<Span> spans(static_cast<size_t>(to));
    for (int i = 0; i < to; ++i) {
        // In parts of a source pixel.
        const qint64 begin = qint64(i) * from * wholeWeight / to;
        const qint64 end = std::max(begin + 1, qint64(i + 1) * from * wholeWeight / to);
        Span& span = spans[size_t(i)];
        span.first = int(begin / wholeWeight);
        span.last = std::min(from - 1, int((end - 1) / wholeWeight));
        if (span.first == span.last) {
            span.firstWeight = span.lastWeight = std::max(1, int(end - begin));
        } else {
            span.firstWeight = wholeWeight - int(begin % wholeWeight);
            span.lastWeight = int(end - qint64(span.last) * wholeWeight);
        }
    }
    return spans;
}

// What is done with every byte of a picture: once for any processor and once for those that take
// twice as many bytes at a time.
[[gnu::always_inline]] inline void addWhole(quint16* sums, const uchar* line, size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        sums[i] = quint16(sums[i] + line[i]);
    }
}

[[gnu::always_inline]] inline void addPart(quint16* sums, const uchar* line, quint16 weight,
                                           size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        sums[i] = quint16(sums[i] + quint16(line[i] * weight));
    }
}

[[gnu::always_inline]] inline void addTotal(float* sums, const quint16* whole, const quint16* parts,
                                            size_t count)
{
    for (size_t i = 0; i < count; ++i) {
        sums[i] += float(int(whole[i]) * wholeWeight + int(parts[i]));
    }
}

struct LineWork
{
    void (*addWhole)(quint16* sums, const uchar* line, size_t count);
    void (*addPart)(quint16* sums, const uchar* line, quint16 weight, size_t count);
    void (*addTotal)(float* sums, const quint16* whole, const quint16* parts, size_t count);
};

constexpr LineWork anyProcessor{
    [](quint16* sums, const uchar* line, size_t count) { addWhole(sums, line, count); },
    [](quint16* sums, const uchar* line, quint16 weight, size_t count) {
        addPart(sums, line, weight, count);
    },
    [](float* sums, const quint16* whole, const quint16* parts, size_t count) {
        addTotal(sums, whole, parts, count);
    }};

#ifdef Q_PROCESSOR_X86_64
[[gnu::target("avx2")]] void addWholeWide(quint16* sums, const uchar* line, size_t count)
{
    addWhole(sums, line, count);
}

[[gnu::target("avx2")]] void addPartWide(quint16* sums, const uchar* line, quint16 weight,
                                         size_t count)
{
    addPart(sums, line, weight, count);
}

[[gnu::target("avx2")]] void addTotalWide(float* sums, const quint16* whole, const quint16* parts,
                                          size_t count)
{
    addTotal(sums, whole, parts, count);
}

const LineWork& lineWork()
{
    static constexpr LineWork wide{addWholeWide, addPartWide, addTotalWide};
    return __builtin_cpu_supports("avx2") ? wide : anyProcessor;
}
#else
const LineWork& lineWork()
{
    return anyProcessor;
}
#endif

// The sum of lines of bytes. Nearly all of the work is done in 16 bits, where vector code is
// fastest.
class LineSum
{
public:
    explicit LineSum(size_t count)
        : m_whole(count)
        , m_parts(count)
        , m_sums(count + 1) // four are read at a time, of pixels of three bytes too
    {
    }

    void clear()
    {
        std::fill(m_whole.begin(), m_whole.end(), quint16(0));
        std::fill(m_parts.begin(), m_parts.end(), quint16(0));
        std::fill(m_sums.begin(), m_sums.end(), 0.0F);
        m_wholeLines = 0;
    }

    // Between two clear() all weights but two have to be wholeWeight.
    void add(const uchar* line, int weight)
    {
        if (weight != wholeWeight) {
            m_work.addPart(m_parts.data(), line, quint16(weight), m_parts.size());
            return;
        }
        m_work.addWhole(m_whole.data(), line, m_whole.size());
        if (++m_wholeLines == 0xFFFF / 0xFF) {
            moveWhole();
        }
    }

    const float* total()
    {
        m_work.addTotal(m_sums.data(), m_whole.data(), m_parts.data(), m_whole.size());
        return m_sums.data();
    }

private:
    // Before a sum of whole lines could overflow.
    void moveWhole()
    {
        const size_t count = m_whole.size();
        float* sums = m_sums.data();
        quint16* whole = m_whole.data();
        for (size_t i = 0; i < count; ++i) {
            sums[i] += float(int(whole[i]) * wholeWeight);
            whole[i] = 0;
        }
        m_wholeLines = 0;
    }

    const LineWork& m_work = lineWork();
    std::vector<quint16> m_whole;
    std::vector<quint16> m_parts;
    std::vector<float> m_sums;
    int m_wholeLines = 0;
};

// A pixel's three or four bytes; of three, the fourth is of no interest.
using Channels [[gnu::vector_size(16)]] = float;
using Levels [[gnu::vector_size(16)]] = int;

Channels channelsAt(const float* pixel)
{
    Channels channels;
    std::memcpy(&channels, pixel, sizeof channels);
    return channels;
}

// One line of the result out of the sum of its lines. `bytes` to a pixel: 3 in the order of RGB888,
// 4 in that of RGB32.
template <size_t bytes>
void averageColumns(const float* sums, const std::vector<Span>& columns, int lineWeight,
                    QRgb* target)
{
    for (const Span& span : columns) {
        const float* pixel = sums + size_t(span.first) * bytes;
        const float* const last = sums + size_t(span.last) * bytes;
        Channels sum = channelsAt(pixel) * float(span.firstWeight);
        if (pixel != last) {
            Channels whole = {};
            for (pixel += bytes; pixel != last; pixel += bytes) {
                whole += channelsAt(pixel);
            }
            sum += whole * float(wholeWeight) + channelsAt(last) * float(span.lastWeight);
        }
        const float share = 1.0F / (float(span.total()) * float(lineWeight));
        const auto levels = __builtin_convertvector(sum * share + 0.5F, Levels);
        *target++ = bytes == 3 ? qRgb(levels[0], levels[1], levels[2])
                               : qRgb(levels[2], levels[1], levels[0]);
    }
}

// The lines of a picture in any format as RGB888 or premultiplied RGB32; what is neither is
// converted a strip at a time.
class Lines
{
public:
    explicit Lines(const QImage& image)
        : m_image(image)
        , m_direct(image.format() == QImage::Format_RGB32 || image.format() == QImage::Format_RGB888
                   || image.format() == QImage::Format_ARGB32_Premultiplied)
        , m_target(image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied
                                           : QImage::Format_RGB32)
    {
    }

    int bytesPerPixel() const { return m_image.format() == QImage::Format_RGB888 ? 3 : 4; }

    const uchar* line(int y)
    {
        if (m_direct) {
            return m_image.constScanLine(y);
        }
        if (m_strip.isNull() || y < m_start || y >= m_start + m_strip.height()) {
            m_start = y;
            const int height = std::min(stripHeight, m_image.height() - y);
            QImage part(m_image.constScanLine(y), m_image.width(), height, m_image.bytesPerLine(),
                        m_image.format());
            part.setColorTable(m_image.colorTable());
            m_strip = part.convertToFormat(m_target);
        }
        return m_strip.constScanLine(y - m_start);
    }

private:
    const QImage& m_image;
    const bool m_direct;
    const QImage::Format m_target;
    QImage m_strip;
    int m_start = 0;
};

} // namespace

QSize fittedSize(const QSize& size, int longSide)
{
    const int longest = std::max(size.width(), size.height());
    if (longest <= longSide || size.isEmpty()) {
        return size;
    }
    const double factor = double(longSide) / longest;
    return QSize(std::max(1, int(std::lround(size.width() * factor))),
                 std::max(1, int(std::lround(size.height() * factor))));
}

QImage areaRescaled(const QImage& source, const QSize& size)
{
    const QSize to = size.boundedTo(source.size());
    if (to == source.size() && source.format() == QImage::Format_RGB32) {
        return source;
    }
    QImage result(to, QImage::Format_RGB32);
    if (result.isNull()) {
        return result;
    }
    Lines lines(source);
    const std::vector<Span> rows = spansOf(source.height(), to.height());
    const std::vector<Span> columns = spansOf(source.width(), to.width());
    LineSum sum(size_t(source.width()) * size_t(lines.bytesPerPixel()));
    for (int y = 0; y < to.height(); ++y) {
        const Span& span = rows[size_t(y)];
        sum.clear();
        for (int line = span.first; line <= span.last; ++line) {
            sum.add(lines.line(line), span.weight(line));
        }
        auto* target = reinterpret_cast<QRgb*>(result.scanLine(y));
        if (lines.bytesPerPixel() == 3) {
            averageColumns<3>(sum.total(), columns, span.total(), target);
        } else {
            averageColumns<4>(sum.total(), columns, span.total(), target);
        }
    }
    result.setColorSpace(source.colorSpace());
    return result;
}

QImage oriented(const QImage& image, int orientation)
{
    switch (orientation) {
    case 2:
        return image.mirrored(true, false);
    case 3:
        return image.mirrored(true, true);
    case 4:
        return image.mirrored(false, true);
    case 5:
        return image.mirrored(true, false).transformed(QTransform().rotate(270));
    case 6:
        return image.transformed(QTransform().rotate(90));
    case 7:
        return image.mirrored(true, false).transformed(QTransform().rotate(90));
    case 8:
        return image.transformed(QTransform().rotate(270));
    default:
        return image;
    }
}

} // namespace raskadr
