#include "core/media/arearescale.h"

#include <QColorSpace>
#include <QTransform>

#include <algorithm>
#include <cmath>
#include <vector>

namespace raskadr {

namespace {

static_assert(Q_BYTE_ORDER == Q_LITTLE_ENDIAN, "pixels are read as blue, green, red, alpha");

constexpr int stripHeight = 64;

// Which source lines or columns make up one new one, and how much of each: whole ones count 256.
struct Span
{
    int first = 0;
    int last = 0; // inclusive
    int firstWeight = 256;
    int lastWeight = 256;

    int weight(int i) const { return i == first ? firstWeight : i == last ? lastWeight : 256; }
};

std::vector<Span> spansOf(int from, int to)
{
    std::vector<Span> spans(static_cast<size_t>(to));
    for (int i = 0; i < to; ++i) {
        // In 1/256 of a source pixel.
        const qint64 begin = qint64(i) * from * 256 / to;
        const qint64 end = std::max(begin + 1, qint64(i + 1) * from * 256 / to);
        Span& span = spans[size_t(i)];
        span.first = int(begin / 256);
        span.last = std::min(from - 1, int((end - 1) / 256));
        if (span.first == span.last) {
            span.firstWeight = span.lastWeight = std::max(1, int(end - begin));
        } else {
            span.firstWeight = 256 - int(begin % 256);
            span.lastWeight = int(end - qint64(span.last) * 256);
        }
    }
    return spans;
}

void addRow(std::vector<quint32>& sums, const uchar* row, int weight)
{
    quint32* sum = sums.data();
    const size_t count = sums.size();
    if (weight == 256) {
        for (size_t i = 0; i < count; ++i) {
            sum[i] += quint32(row[i]) << 8;
        }
        return;
    }
    const quint16 factor = quint16(weight);
    for (size_t i = 0; i < count; ++i) {
        sum[i] += quint16(row[i] * factor);
    }
}

// The lines of a picture in any format as premultiplied RGB32, converted a strip at a time.
class Lines
{
public:
    explicit Lines(const QImage& image)
        : m_image(image)
        , m_direct(image.format() == QImage::Format_RGB32
                   || image.format() == QImage::Format_ARGB32_Premultiplied)
        , m_target(image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied
                                           : QImage::Format_RGB32)
    {
    }

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
    QImage result(to, QImage::Format_RGB32);
    if (result.isNull()) {
        return result;
    }
    Lines lines(source);
    const std::vector<Span> rows = spansOf(source.height(), to.height());
    const std::vector<Span> columns = spansOf(source.width(), to.width());
    std::vector<quint32> sums(size_t(source.width()) * 4);
    for (int y = 0; y < to.height(); ++y) {
        std::fill(sums.begin(), sums.end(), 0U);
        const Span& rowSpan = rows[size_t(y)];
        int rowWeight = 0;
        for (int line = rowSpan.first; line <= rowSpan.last; ++line) {
            const int weight = rowSpan.weight(line);
            addRow(sums, lines.line(line), weight);
            rowWeight += weight;
        }
        auto* target = reinterpret_cast<QRgb*>(result.scanLine(y));
        for (int x = 0; x < to.width(); ++x) {
            const Span& span = columns[size_t(x)];
            float channels[3] = {0, 0, 0};
            int weights = 0;
            for (int column = span.first; column <= span.last; ++column) {
                const int weight = span.weight(column);
                const quint32* pixel = &sums[size_t(column) * 4];
                channels[0] += float(weight) * float(pixel[0]);
                channels[1] += float(weight) * float(pixel[1]);
                channels[2] += float(weight) * float(pixel[2]);
                weights += weight;
            }
            const float scale = 1.0F / (float(weights) * float(rowWeight));
            const auto level = [scale](float sum) {
                return std::clamp(int(sum * scale + 0.5F), 0, 255);
            };
            target[x] = qRgb(level(channels[2]), level(channels[1]), level(channels[0]));
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
