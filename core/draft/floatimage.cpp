#include "core/draft/floatimage.h"

namespace raskadr::draft {

namespace {

// One pass of a moving average over `count` groups of `channels` floats that lie `stride` apart.
void boxLine(const float* from, float* to, int count, ptrdiff_t stride, int radius, int channels)
{
    const float scale = 1.0F / float(2 * radius + 1);
    for (int c = 0; c < channels; ++c) {
        const auto at = [&](int i) { return from[std::clamp(i, 0, count - 1) * stride + c]; };
        float sum = 0;
        for (int i = -radius; i <= radius; ++i) {
            sum += at(i);
        }
        for (int i = 0; i < count; ++i) {
            to[i * stride + c] = sum * scale;
            sum += at(i + radius + 1) - at(i - radius);
        }
    }
}

void boxRows(const float* from, float* to, int width, int height, int radius, int channels)
{
    const ptrdiff_t stride = ptrdiff_t(width) * channels;
    for (int y = 0; y < height; ++y) {
        boxLine(from + y * stride, to + y * stride, width, channels, radius, channels);
    }
}

// Down all columns at once, so that memory is read in order.
void boxColumns(const float* from, float* to, int width, int height, int radius, int channels)
{
    const size_t length = size_t(width) * size_t(channels);
    std::vector<float> sums(length);
    const auto rowAt = [&](int y) { return from + size_t(std::clamp(y, 0, height - 1)) * length; };
    for (int i = -radius; i <= radius; ++i) {
        const float* row = rowAt(i);
        for (size_t x = 0; x < length; ++x) {
            sums[x] += row[x];
        }
    }
    const float scale = 1.0F / float(2 * radius + 1);
    for (int y = 0; y < height; ++y) {
        float* target = to + size_t(y) * length;
        const float* entering = rowAt(y + radius + 1);
        const float* leaving = rowAt(y - radius);
        float* sum = sums.data();
        for (size_t x = 0; x < length; ++x) {
            target[x] = sum[x] * scale;
            sum[x] += entering[x] - leaving[x];
        }
    }
}

// Three moving averages come close to a bell curve; below a pixel a small kernel does.
void blurChannels(float* data, int width, int height, int channels, float sigmaX, float sigmaY)
{
    const size_t size = size_t(width) * size_t(height) * size_t(channels);
    std::vector<float> other(size);
    float* from = data;
    float* to = other.data();
    const auto radiusOf = [](float sigma, int pass) {
        const float ideal = std::sqrt(4 * sigma * sigma + 1);
        const int low = std::max(0, (int(ideal) - 1) / 2);
        const float rest = (ideal - float(2 * low + 1)) / 2;
        return low + (float(pass) < rest * 3 - 0.5F ? 1 : 0);
    };
    for (int pass = 0; pass < 3; ++pass) {
        const int rx = radiusOf(sigmaX, pass);
        if (rx > 0) {
            boxRows(from, to, width, height, rx, channels);
            std::swap(from, to);
        }
        const int ry = radiusOf(sigmaY, pass);
        if (ry > 0) {
            boxColumns(from, to, width, height, ry, channels);
            std::swap(from, to);
        }
    }
    if (from != data) {
        std::copy_n(from, size, data);
    }
}

} // namespace

Color srgb(quint32 hex)
{
    const auto channel = [](quint32 level) {
        const float x = float(level & 0xffU) / 255.0F;
        return x <= 0.04045F ? x / 12.92F : std::pow((x + 0.055F) / 1.055F, 2.4F);
    };
    return {channel(hex >> 16), channel(hex >> 8), channel(hex)};
}

void blur(Plane& plane, float sigma)
{
    const int reach = int(std::ceil(sigma * 3.2F)) + 2;
    plane.setRows(plane.begin() - reach, plane.end() + reach);
    if (plane.end() > plane.begin()) {
        blurChannels(plane.row(plane.begin()), plane.width(), plane.end() - plane.begin(), 1, sigma,
                     sigma);
    }
}

void blur(FloatImage& image, float sigmaX, float sigmaY)
{
    blurChannels(image.row(0), image.width(), image.height(), 4, sigmaX, sigmaY);
}

void soften(FloatImage& image, float sigmaX, float sigmaY)
{
    const float finest = std::min(sigmaX, sigmaY);
    const int factor = finest >= 5 ? 4 : finest >= 2.4F ? 2 : 1;
    if (factor == 1) {
        blur(image, sigmaX, sigmaY);
        return;
    }
    FloatImage small = reduced(image, factor);
    blur(small, sigmaX / float(factor), sigmaY / float(factor));
    std::fill_n(image.row(0), size_t(image.width()) * size_t(image.height()) * 4, 0.0F);
    addEnlarged(image, small, 1);
}

void over(FloatImage& base, const FloatImage& top)
{
    for (int y = 0; y < base.height(); ++y) {
        float* to = base.row(y);
        const float* from = top.row(y);
        for (int x = 0; x < base.width(); ++x) {
            const float rest = 1 - from[4 * x + 3];
            for (int c = 0; c < 4; ++c) {
                to[4 * x + c] = to[4 * x + c] * rest + from[4 * x + c];
            }
        }
    }
}

void cover(FloatImage& image, const Plane& mask, const Color& color, float opacity)
{
    const float ink[4] = {color.r, color.g, color.b, 1};
    for (int y = mask.begin(); y < mask.end(); ++y) {
        float* to = image.row(y);
        const float* m = mask.row(y);
        for (int x = 0; x < image.width(); ++x) {
            const float a = m[x] * opacity;
            for (int c = 0; c < 4; ++c) {
                to[4 * x + c] += (ink[c] - to[4 * x + c]) * a;
            }
        }
    }
}

void cover(FloatImage& image, const Plane& mask, const std::vector<Color>& rows)
{
    for (int y = mask.begin(); y < mask.end(); ++y) {
        const Color& color = rows[size_t(y)];
        const float ink[4] = {color.r, color.g, color.b, 1};
        float* to = image.row(y);
        const float* m = mask.row(y);
        for (int x = 0; x < image.width(); ++x) {
            for (int c = 0; c < 4; ++c) {
                to[4 * x + c] += (ink[c] - to[4 * x + c]) * m[x];
            }
        }
    }
}

void addLight(FloatImage& image, const Plane& mask, const Color& color, float strength)
{
    const float ink[4] = {color.r * strength, color.g * strength, color.b * strength, 0};
    for (int y = mask.begin(); y < mask.end(); ++y) {
        float* to = image.row(y);
        const float* m = mask.row(y);
        for (int x = 0; x < image.width(); ++x) {
            for (int c = 0; c < 4; ++c) {
                to[4 * x + c] += ink[c] * m[x];
            }
        }
    }
}

void lightSurface(FloatImage& image, const Plane& mask, const Color& color, float strength)
{
    const float ink[4] = {color.r * strength, color.g * strength, color.b * strength, 0};
    for (int y = mask.begin(); y < mask.end(); ++y) {
        float* to = image.row(y);
        const float* m = mask.row(y);
        for (int x = 0; x < image.width(); ++x) {
            const float a = m[x] * to[4 * x + 3];
            for (int c = 0; c < 4; ++c) {
                to[4 * x + c] += ink[c] * a;
            }
        }
    }
}

void addHaze(FloatImage& image, const Color& haze, const std::vector<float>& amount)
{
    const float air[4] = {haze.r, haze.g, haze.b, 1};
    for (int y = 0; y < image.height(); ++y) {
        const float k = amount[size_t(y)];
        if (k <= 0) {
            continue;
        }
        float* to = image.row(y);
        for (int x = 0; x < image.width(); ++x) {
            const float a = to[4 * x + 3];
            for (int c = 0; c < 3; ++c) {
                to[4 * x + c] += (air[c] * a - to[4 * x + c]) * k;
            }
        }
    }
}

FloatImage reduced(const FloatImage& image, int factor)
{
    FloatImage result((image.width() + factor - 1) / factor,
                      (image.height() + factor - 1) / factor);
    for (int y = 0; y < result.height(); ++y) {
        float* to = result.row(y);
        int rows = 0;
        for (int sy = y * factor; sy < std::min(image.height(), (y + 1) * factor); ++sy, ++rows) {
            const float* from = image.row(sy);
            for (int x = 0; x < image.width(); ++x) {
                for (int c = 0; c < 4; ++c) {
                    to[4 * (x / factor) + c] += from[4 * x + c];
                }
            }
        }
        for (int x = 0; x < result.width(); ++x) {
            const int columns = std::min(factor, image.width() - x * factor);
            for (int c = 0; c < 4; ++c) {
                to[4 * x + c] /= float(columns * rows);
            }
        }
    }
    return result;
}

void addEnlarged(FloatImage& image, const FloatImage& small, float strength)
{
    const float fx = float(small.width()) / float(image.width());
    const float fy = float(small.height()) / float(image.height());
    std::vector<float> line(size_t(small.width()) * 4);
    for (int y = 0; y < image.height(); ++y) {
        const float sy = std::max(0.0F, (float(y) + 0.5F) * fy - 0.5F);
        const int y0 = std::min(int(sy), small.height() - 1);
        const int y1 = std::min(y0 + 1, small.height() - 1);
        const float ty = sy - float(y0);
        const float* a = small.row(y0);
        const float* b = small.row(y1);
        for (size_t i = 0; i < line.size(); ++i) {
            line[i] = (a[i] + (b[i] - a[i]) * ty) * strength;
        }
        float* to = image.row(y);
        for (int x = 0; x < image.width(); ++x) {
            const float sx = std::max(0.0F, (float(x) + 0.5F) * fx - 0.5F);
            const int x0 = std::min(int(sx), small.width() - 1);
            const int x1 = std::min(x0 + 1, small.width() - 1);
            const float tx = sx - float(x0);
            for (int c = 0; c < 4; ++c) {
                const float left = line[size_t(4 * x0 + c)];
                to[4 * x + c] += left + (line[size_t(4 * x1 + c)] - left) * tx;
            }
        }
    }
}

} // namespace raskadr::draft
