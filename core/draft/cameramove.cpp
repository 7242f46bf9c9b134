#include "core/draft/cameramove.h"

#include <numbers>

namespace raskadr::draft {

namespace {

// What each pixel along one axis is made of: `Taps` neighbours from `first` on.
template <int Taps>
struct AxisSample
{
    int first;
    float weights[Taps];
};

template <int Taps>
std::vector<AxisSample<Taps>> samplesOf(int count, int from, float start, float step)
{
    std::vector<AxisSample<Taps>> samples(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i) {
        const float at = std::clamp(start + (float(i) + 0.5F) * step - 0.5F, 0.0F, float(from - 1));
        const int whole = int(at);
        const float t = at - float(whole);
        AxisSample<Taps>& sample = samples[size_t(i)];
        sample.first = whole - (Taps / 2 - 1);
        if constexpr (Taps == 2) {
            sample.weights[0] = 1 - t;
            sample.weights[1] = t;
        } else { // Catmull-Rom: keeps the picture sharp
            const float t2 = t * t;
            const float t3 = t2 * t;
            sample.weights[0] = -0.5F * t3 + t2 - 0.5F * t;
            sample.weights[1] = 1.5F * t3 - 2.5F * t2 + 1;
            sample.weights[2] = -1.5F * t3 + 2 * t2 + 0.5F * t;
            sample.weights[3] = 0.5F * t3 - 0.5F * t2;
        }
    }
    return samples;
}

template <int Taps>
void resampleRow(const float* from, int width, const std::vector<AxisSample<Taps>>& samples,
                 size_t begin, size_t end, float* to)
{
    for (size_t x = begin; x < end; ++x) {
        const AxisSample<Taps>& sample = samples[x];
        float sum[4] = {0, 0, 0, 0};
        for (int k = 0; k < Taps; ++k) {
            const float* pixel = from + 4 * std::clamp(sample.first + k, 0, width - 1);
            for (int c = 0; c < 4; ++c) {
                sum[c] += pixel[c] * sample.weights[k];
            }
        }
        for (size_t c = 0; c < 4; ++c) {
            to[4 * x + c] = sum[c];
        }
    }
}

// Puts the seen part of an image over a frame. Rows that are needed again are kept.
template <int Taps>
void overMoved(FloatImage& frame, const FloatImage& image, const QRect& filled, float left,
               float top, float zoom)
{
    const float step = 1 / zoom;
    const auto columns = samplesOf<Taps>(frame.width(), image.width(), left, step);
    const auto rows = samplesOf<Taps>(frame.height(), image.height(), top, step);
    size_t begin = 0;
    size_t end = columns.size();
    while (begin < end && columns[begin].first + Taps - 1 < filled.left()) {
        ++begin;
    }
    while (end > begin && columns[end - 1].first > filled.right()) {
        --end;
    }
    std::vector<float> kept[Taps];
    int keptRow[Taps];
    for (int k = 0; k < Taps; ++k) {
        kept[k].resize(columns.size() * 4);
        keptRow[k] = -1;
    }
    for (int y = 0; y < frame.height(); ++y) {
        const AxisSample<Taps>& sample = rows[size_t(y)];
        if (sample.first + Taps - 1 < filled.top() || sample.first > filled.bottom()) {
            continue;
        }
        const float* sources[Taps];
        for (int k = 0; k < Taps; ++k) {
            const int row = std::clamp(sample.first + k, 0, image.height() - 1);
            const int slot = row % Taps;
            if (keptRow[slot] != row) {
                resampleRow<Taps>(image.row(row), image.width(), columns, begin, end,
                                  kept[slot].data());
                keptRow[slot] = row;
            }
            sources[k] = kept[slot].data();
        }
        float* to = frame.row(y);
        for (size_t x = 4 * begin; x < 4 * end; x += 4) {
            float sum[4] = {0, 0, 0, 0};
            for (int k = 0; k < Taps; ++k) {
                for (size_t c = 0; c < 4; ++c) {
                    sum[c] += sources[k][x + c] * sample.weights[k];
                }
            }
            const float rest = 1 - sum[3];
            for (size_t c = 0; c < 4; ++c) {
                to[x + c] = to[x + c] * rest + sum[c];
            }
        }
    }
}

// The smallest part of an image that holds all that is in it.
QRect filledPart(const FloatImage& image)
{
    int left = image.width();
    int right = -1;
    int top = -1;
    int bottom = -1;
    for (int y = 0; y < image.height(); ++y) {
        const float* row = image.row(y);
        const auto isFilled = [row](int x) {
            return row[4 * x] != 0 || row[4 * x + 1] != 0 || row[4 * x + 2] != 0
                || row[4 * x + 3] != 0;
        };
        int first = 0;
        while (first < image.width() && !isFilled(first)) {
            ++first;
        }
        if (first == image.width()) {
            continue;
        }
        int last = image.width() - 1;
        while (!isFilled(last)) {
            --last;
        }
        left = std::min(left, first);
        right = std::max(right, last);
        top = top < 0 ? y : top;
        bottom = y;
    }
    return right < 0 ? QRect() : QRect(QPoint(left, top), QPoint(right, bottom));
}

// 0 to 1, slow at both ends.
float eased(double time)
{
    return float(0.5 - 0.5 * std::cos(std::numbers::pi * std::clamp(time, 0.0, 1.0)));
}

void clear(FloatImage& image)
{
    std::fill_n(image.row(0), size_t(image.width()) * size_t(image.height()) * 4, 0.0F);
}

} // namespace

CameraTake::CameraTake(Scene scene, CameraMove move, double seconds)
    : m_move(move)
    , m_seconds(seconds)
    , m_grading(std::move(scene.grading))
    , m_light(m_grading->width(), m_grading->height())
{
    for (Layer& layer : scene.layers) {
        addPart(std::move(layer.image), layer.depth);
    }
    addPart(std::move(scene.halation), 0.35F);
}

CameraTake::CameraTake(const QImage& picture, CameraMove move, double seconds)
    : m_move(move)
    , m_seconds(seconds)
    , m_light(picture.width(), picture.height())
{
    const QImage rgb = picture.convertToFormat(QImage::Format_RGB32);
    FloatImage image(rgb.width(), rgb.height());
    for (int y = 0; y < rgb.height(); ++y) {
        const auto* from = reinterpret_cast<const QRgb*>(rgb.constScanLine(y));
        float* to = image.row(y);
        for (int x = 0; x < rgb.width(); ++x) {
            to[4 * x] = float(qRed(from[x]));
            to[4 * x + 1] = float(qGreen(from[x]));
            to[4 * x + 2] = float(qBlue(from[x]));
            to[4 * x + 3] = 1;
        }
    }
    addPart(std::move(image), 0.5F);
}

void CameraTake::addPart(FloatImage image, float depth)
{
    // Nobody sees that parts nearly as far away as each other move together.
    if (!m_parts.empty() && std::abs(m_parts.back().depth - depth) < 0.03F) {
        over(m_parts.back().image, image);
        m_parts.back().filled = filledPart(m_parts.back().image);
        return;
    }
    const QRect filled = filledPart(image);
    if (!filled.isEmpty()) {
        m_parts.push_back({std::move(image), depth, filled});
    }
}

CameraTake::View CameraTake::viewAt(double time, float depth) const
{
    // A longer take goes farther, not only slower.
    const float way = std::clamp(0.45F + 0.14F * float(m_seconds), 0.5F, 1.4F);
    const float along = eased(time);
    const auto width = float(m_light.width());
    const auto height = float(m_light.height());
    View view;
    float acrossX = 0; // -1 to 1: from one edge of what can be seen to the other
    float acrossY = 0;
    switch (m_move) {
    case CameraMove::PushIn:
    case CameraMove::PullOut: {
        const float nearness = m_move == CameraMove::PushIn ? along : 1 - along;
        view.zoom = std::exp(nearness * way * (0.07F + 0.17F * depth));
        break;
    }
    case CameraMove::Pan:
        view.zoom = 1 + 0.16F * way;
        acrossX = (2 * along - 1) * (0.35F + 0.65F * depth);
        break;
    case CameraMove::Rise:
        view.zoom = 1 + 0.16F * way;
        acrossY = (1 - 2 * along) * (0.35F + 0.65F * depth);
        break;
    }
    const float spareX = width - width / view.zoom;
    const float spareY = height - height / view.zoom;
    view.left = spareX * (0.5F + 0.5F * acrossX);
    view.top = spareY * (0.5F + 0.5F * acrossY);
    return view;
}

QImage CameraTake::frame(double time, int number)
{
    clear(m_light);
    for (const Part& part : m_parts) {
        const View view = viewAt(time, part.depth);
        if (m_grading) {
            overMoved<2>(m_light, part.image, part.filled, view.left, view.top, view.zoom);
        } else {
            overMoved<4>(m_light, part.image, part.filled, view.left, view.top, view.zoom);
        }
    }
    if (m_grading) {
        return m_grading->developed(m_light, number, 0.5F);
    }
    QImage image(m_light.width(), m_light.height(), QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        const float* from = m_light.row(y);
        auto* to = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const auto level = [&](int c) {
                return std::clamp(int(from[4 * x + c] + 0.5F), 0, 255);
            };
            to[x] = qRgb(level(0), level(1), level(2));
        }
    }
    return image;
}

} // namespace raskadr::draft
