#include "core/draft/noise.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace raskadr::draft {

namespace {

constexpr float amplitudeScale = 1.5F; // gradient noise stays within 0.7

float fade(float t)
{
    return t * t * t * (t * (t * 6 - 15) + 10);
}

int floorOf(float x)
{
    const int i = int(x);
    return float(i) > x ? i - 1 : i;
}

} // namespace

Noise::Noise(quint64 seed)
{
    Rng rng(seed);
    for (int i = 0; i < 256; ++i) {
        m_order[size_t(i)] = quint8(i);
    }
    for (int i = 255; i > 0; --i) {
        std::swap(m_order[size_t(i)], m_order[size_t(rng.below(i + 1))]);
    }
    for (int i = 0; i < 256; ++i) {
        m_order[size_t(256 + i)] = m_order[size_t(i)];
        const float angle = float(i) * (2 * std::numbers::pi_v<float> / 256);
        m_gradientX[size_t(i)] = std::cos(angle);
        m_gradientY[size_t(i)] = std::sin(angle);
    }
}

int Noise::cell(int x, int y) const
{
    return m_order[size_t(m_order[size_t(x & 255)] + (y & 255))];
}

float Noise::at(float x, float y) const
{
    float value = 0;
    addRow(&value, 1, x, 1, y, amplitudeScale);
    return value;
}

float Noise::sum(float x, float y, int octaves, float gain) const
{
    float value = 0;
    sumRow(&value, 1, x, 0, y, octaves, gain);
    return value;
}

void Noise::sumRow(float* out, int count, float x0, float step, float y, int octaves,
                   float gain) const
{
    std::fill_n(out, count, 0.0F);
    float amplitude = amplitudeScale;
    float frequency = 1;
    for (int i = 0; i < octaves; ++i) {
        const float cellsPerPixel = step * frequency;
        const float visible = std::clamp(2 - 4 * cellsPerPixel, 0.0F, 1.0F);
        if (visible <= 0) {
            break;
        }
        // Shifted, so that the octaves' lattices do not meet in one point.
        addRow(out, count, x0 * frequency + 17.3F * float(i), cellsPerPixel,
               y * frequency + 9.1F * float(i), amplitude * visible);
        amplitude *= gain;
        frequency *= 2;
    }
}

void Noise::addRow(float* out, int count, float x0, float step, float y, float amplitude) const
{
    const int iy = floorOf(y);
    const float dy = y - float(iy);
    const float sy = fade(dy);
    // What a lattice column contributes to this row: a slope and a level.
    const auto column = [&](int ix, float& slope, float& level) {
        const auto top = size_t(cell(ix, iy));
        const auto bottom = size_t(cell(ix, iy + 1));
        slope = m_gradientX[top] * (1 - sy) + m_gradientX[bottom] * sy;
        level = m_gradientY[top] * dy * (1 - sy) + m_gradientY[bottom] * (dy - 1) * sy;
    };
    int i = 0;
    int ix = floorOf(x0);
    float slope0 = 0;
    float level0 = 0;
    float slope1 = 0;
    float level1 = 0;
    column(ix, slope0, level0);
    column(ix + 1, slope1, level1);
    while (i < count) {
        float dx = x0 + float(i) * step - float(ix);
        while (dx >= 1) {
            ++ix;
            dx -= 1;
            slope0 = slope1;
            level0 = level1;
            column(ix + 1, slope1, level1);
        }
        int end = count;
        if (step > 0) {
            end = std::min(count, i + std::max(1, int((1 - dx) / step)));
        }
        const int length = end - i;
        for (int k = 0; k < length; ++k) {
            const float t = std::min(dx + float(k) * step, 1.0F);
            const float s = fade(t);
            const float left = slope0 * t + level0;
            const float right = slope1 * (t - 1) + level1;
            out[i + k] += (left + (right - left) * s) * amplitude;
        }
        i = end;
    }
}

} // namespace raskadr::draft
