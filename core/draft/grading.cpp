#include "core/draft/grading.h"

namespace raskadr::draft {

namespace {

constexpr float brightestLight = 4;

// What the curve knows; nothing for what is no number.
float bounded(float light)
{
    return light > 0 ? (light < brightestLight ? light : brightestLight) : 0;
}

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
    m_curve.reserve(curveSize + 1);
    for (int i = 0; i <= curveSize; ++i) {
        const float root = float(i) / float(curveSize) * std::sqrt(brightestLight);
        const float level = encoded(std::min(1.0F, toned(root * root * colors.exposure)));
        // An S curve around a dark grey.
        const float pivot = 0.42F;
        const float curved = level < pivot
            ? pivot * std::pow(level / pivot, colors.contrast)
            : 1 - (1 - pivot) * std::pow((1 - level) / (1 - pivot), colors.contrast);
        m_curve.push_back(curved);
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
    const float saturation = m_colors.saturation;
    const Color shadow = m_colors.shadowTint * 1.4F;
    const Color warm = m_colors.lightTint * (1 / std::max(0.01F, m_colors.lightTint.luminance()));
    const Color gain{(warm.r - 1) * 0.25F, (warm.g - 1) * 0.25F, (warm.b - 1) * 0.25F};
    // Short loops over one row each, so that the compiler can take several pixels at a time.
    const auto width = size_t(m_width);
    std::vector<float> buffer(width * 4);
    float* red = buffer.data();
    float* green = red + width;
    float* blue = green + width;
    float* speck = blue + width;
    for (int y = 0; y < m_height; ++y) {
        const float* from = light.row(y);
        const float* grains = &m_grain[size_t(((y + shiftY) & (grainSize - 1)) * grainSize)];
        const float dy = m_vignetteY[size_t(y)];
        for (size_t x = 0; x < width; ++x) {
            const float d = m_vignetteX[x] + dy;
            const float vignette = 1 / (1 + 0.85F * d + 1.5F * d * d);
            red[x] = std::sqrt(bounded(from[4 * x] * vignette)) * rootScale;
            green[x] = std::sqrt(bounded(from[4 * x + 1] * vignette)) * rootScale;
            blue[x] = std::sqrt(bounded(from[4 * x + 2] * vignette)) * rootScale;
        }
        for (size_t i = 0; i < 3 * width; ++i) {
            buffer[i] = m_curve[size_t(int(buffer[i]))];
        }
        for (size_t x = 0; x < width; ++x) {
            speck[x] = grains[(x + size_t(shiftX)) & (grainSize - 1)];
        }
        auto* to = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (size_t x = 0; x < width; ++x) {
            const float luma = 0.2126F * red[x] + 0.7152F * green[x] + 0.0722F * blue[x];
            const float dark = (1 - luma) * (1 - luma) * (1 - luma);
            const float lit = luma * luma;
            const float grit =
                speck[x] * grain * (0.008F + 0.048F * luma * (1 - luma)) + 0.5F / 255;
            const auto level = [&](float value, float warmth, float tint) {
                const float saturated = luma + (value - luma) * saturation;
                const float toned = saturated * (1 + warmth * lit) + tint * dark + grit;
                return quint32(int(std::clamp(toned * 255, 0.0F, 255.0F)));
            };
            to[x] = 0xff000000U | level(red[x], gain.r, shadow.r) << 16
                | level(green[x], gain.g, shadow.g) << 8 | level(blue[x], gain.b, shadow.b);
        }
    }
    return image;
}

} // namespace raskadr::draft
