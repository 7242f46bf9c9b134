#pragma once

// Internal to this module.

#include "core/draft/rng.h"

#include <array>

namespace raskadr::draft {

// Gradient noise, about -1 to 1, the same everywhere for the same seed. Immutable.
class Noise
{
public:
    explicit Noise(quint64 seed);

    float at(float x, float y) const;
    // Several octaves, each twice as fine and `gain` as strong as the one before; about -1 to 1.
    float sum(float x, float y, int octaves, float gain = 0.5F) const;
    // The same for a row of pixels: at (x0 + i * step, y). Octaves finer than a pixel fade out.
    void sumRow(float* out, int count, float x0, float step, float y, int octaves,
                float gain = 0.5F) const;

private:
    void addRow(float* out, int count, float x0, float step, float y, float amplitude) const;
    int cell(int x, int y) const;

    std::array<quint8, 512> m_order;
    std::array<float, 256> m_gradientX;
    std::array<float, 256> m_gradientY;
};

} // namespace raskadr::draft
