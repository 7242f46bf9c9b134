#include "core/draft/grading.h"

namespace raskadr::draft {

namespace {

constexpr float brightestLight = 4;

// Bright light runs into white slowly, as on film.
float toned(float light)
{
    constexpr float shoulder = 0.55F;
    if (light <= shoulder) {
        return light;
    }
    const float over = (light - shoulder) / (1 - shoulder);
    return shoulder + (1 - shoulder) * over / (1 + over * 0.78F) * 0.9F;
}

float encoded(float light)
{
    return light <= 0.0031308F ? light * 12.92F : 1.055F * std::pow(light, 1 / 2.4F) - 0.055F;
}

} // namespace

Grading::Grading(const SceneColors& colors, int width, int height, quint64 seed)
    : m_colors(colors)
    , m_rng(mixed(seed ^ 0x677261696eULL))
    , m_width(width)
    , m_height(height)
{
    for (int i = 0; i <= curveSize; ++i) {
        const float root = float(i) / float(curveSize) * std::sqrt(brightestLight);
        const float level = encoded(std::min(1.0F, toned(root * root * colors.exposure)));
        // An S curve around a dark grey.
        const float pivot = 0.42F;
        const float curved = level < pivot
            ? pivot * std::pow(level / pivot, colors.contrast)
            : 1 - (1 - pivot) * std::pow((1 - level) / (1 - pivot), colors.contrast);
        m_curve[size_t(i)] = curved;
    }
    const float aspect = float(width) / float(height);
    const float across = std::max(1.0F, aspect * 0.62F);
    for (int x = 0; x < width; ++x) {
        const float d = ((float(x) + 0.5F) / float(width) - 0.5F) * across;
        m_vignetteX.push_back(d * d);
    }
    for (int y = 0; y < height; ++y) {
        const float d = ((float(y) + 0.5F) / float(height) - 0.5F) * 0.9F;
        m_vignetteY.push_back(d * d);
    }
    // Two sizes of grains; a tile that repeats is not seen under a picture.
    Plane fine(grainSize, grainSize);
    Rng rng = m_rng;
    for (int y = 0; y < grainSize; ++y) {
        for (int x = 0; x < grainSize; ++x) {
            fine.row(y)[x] = rng.unit() + rng.unit() + rng.unit() - 1.5F;
        }
    }
    Plane coarse = fine;
    blur(coarse, std::max(0.7F, 1.1F * float(height) / 1080));
    m_grain.resize(size_t(grainSize) * grainSize);
    for (int y = 0; y < grainSize; ++y) {
        for (int x = 0; x < grainSize; ++x) {
            m_grain[size_t(y * grainSize + x)] = 0.35F * fine.row(y)[x] + 1.6F * coarse.row(y)[x];
        }
    }
}

FloatImage Grading::halation(const FloatImage& light) const
{
    constexpr int factor = 4;
    FloatImage bright = reduced(light, factor);
    for (int y = 0; y < bright.height(); ++y) {
        float* row = bright.row(y);
        for (int x = 0; x < bright.width(); ++x) {
            const float peak = std::max({row[4 * x], row[4 * x + 1], row[4 * x + 2]});
            const float share = smoothstep(0.45F, 1.4F, peak * m_colors.exposure);
            for (int c = 0; c < 3; ++c) {
                row[4 * x + c] = std::min(row[4 * x + c], brightestLight) * share;
            }
            row[4 * x + 3] = 0;
        }
    }
    const float size = float(m_height) / factor;
    blur(bright, size * 0.012F, size * 0.012F);
    FloatImage wide = reduced(bright, 2);
    blur(wide, size * 0.03F, size * 0.03F);
    FloatImage result(m_width, m_height);
    addEnlarged(result, bright, 0.14F);
    addEnlarged(result, wide, 0.16F);
    return result;
}

QImage Grading::developed(const FloatImage& light, int frame, float grain) const
{
    QImage image(m_width, m_height, QImage::Format_RGB32);
    if (image.isNull()) {
        return image;
    }
    Rng rng = m_rng.fork(quint64(frame));
    const int shiftX = rng.below(grainSize);
    const int shiftY = rng.below(grainSize);
    const float rootScale = float(curveSize) / std::sqrt(brightestLight);
    const Color shadow = m_colors.shadowTint;
    const Color warm = m_colors.lightTint * (1 / std::max(0.01F, m_colors.lightTint.luminance()));
    for (int y = 0; y < m_height; ++y) {
        const float* from = light.row(y);
        const float* grains = &m_grain[size_t(((y + shiftY) & (grainSize - 1)) * grainSize)];
        auto* to = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < m_width; ++x) {
            const float d = m_vignetteX[size_t(x)] + m_vignetteY[size_t(y)];
            const float vignette = 1 / (1 + 0.85F * d + 1.5F * d * d);
            float c[3];
            for (int i = 0; i < 3; ++i) {
                const float value = std::clamp(from[4 * x + i] * vignette, 0.0F, brightestLight);
                const float at = std::sqrt(value) * rootScale;
                const int index = std::min(int(at), curveSize - 1);
                const float t = at - float(index);
                c[i] = m_curve[size_t(index)]
                    + (m_curve[size_t(index) + 1] - m_curve[size_t(index)]) * t;
            }
            const float luma = 0.2126F * c[0] + 0.7152F * c[1] + 0.0722F * c[2];
            const float dark = (1 - luma) * (1 - luma) * (1 - luma);
            const float lit = luma * luma;
            const float saturation = m_colors.saturation;
            c[0] = luma + (c[0] - luma) * saturation;
            c[1] = luma + (c[1] - luma) * saturation;
            c[2] = luma + (c[2] - luma) * saturation;
            c[0] = c[0] * (1 + (warm.r - 1) * 0.25F * lit) + shadow.r * 1.4F * dark;
            c[1] = c[1] * (1 + (warm.g - 1) * 0.25F * lit) + shadow.g * 1.4F * dark;
            c[2] = c[2] * (1 + (warm.b - 1) * 0.25F * lit) + shadow.b * 1.4F * dark;
            const float strength = grain * (0.004F + 0.016F * (0.25F + luma * (1 - luma) * 3));
            const float speck = grains[(x + shiftX) & (grainSize - 1)] * strength;
            int level[3];
            for (int i = 0; i < 3; ++i) {
                level[i] = std::clamp(int((c[i] + speck) * 255 + 0.5F), 0, 255);
            }
            to[x] = qRgb(level[0], level[1], level[2]);
        }
    }
    return image;
}

} // namespace raskadr::draft
