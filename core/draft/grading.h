#pragma once

// Internal to this module.

#include "core/draft/floatimage.h"
#include "core/draft/rng.h"
#include "core/draft/scenecolors.h"

#include <QImage>

#include <vector>

namespace raskadr::draft {

// What a lens, film and a colourist make of the light: halation, exposure, contrast, tinted
// shadows, a vignette, grain. Made for one size. Immutable: any thread.
class Grading
{
public:
    Grading(const SceneColors& colors, int width, int height, quint64 seed);

    int width() const { return m_width; }
    int height() const { return m_height; }

    // The light that bright places spill around them; to be added to the picture.
    FloatImage halation(const FloatImage& light) const;
    // The finished picture. `frame` changes the grain; its amount is a share of a photograph's.
    QImage developed(const FloatImage& light, int frame = 0, float grain = 1) const;

private:
    // Levels by the square root of the light, so that the dark ones are many.
    static constexpr int curveSize = 16384;
    static constexpr int grainSize = 512;
    std::vector<float> m_curve;
    std::vector<float> m_vignetteX;
    std::vector<float> m_vignetteY;
    std::vector<float> m_grain;
    SceneColors m_colors;
    Rng m_rng;
    int m_width;
    int m_height;
};

} // namespace raskadr::draft
