#pragma once

// Pictures of light for the painters; internal to this module.

#include <QRgb>

#include <algorithm>
#include <cmath>
#include <vector>

namespace raskadr::draft {

// Linear light; 1 is the white of the screen, lamps are brighter.
struct Color
{
    float r = 0;
    float g = 0;
    float b = 0;

    constexpr Color operator+(const Color& o) const { return {r + o.r, g + o.g, b + o.b}; }
    constexpr Color operator*(const Color& o) const { return {r * o.r, g * o.g, b * o.b}; }
    constexpr Color operator*(float k) const { return {r * k, g * k, b * k}; }
    constexpr float luminance() const { return 0.2126F * r + 0.7152F * g + 0.0722F * b; }
};

// The colour 0xrrggbb of sRGB.
Color srgb(quint32 hex);

constexpr Color mix(const Color& from, const Color& to, float t)
{
    return {from.r + (to.r - from.r) * t, from.g + (to.g - from.g) * t,
            from.b + (to.b - from.b) * t};
}
constexpr float mix(float from, float to, float t)
{
    return from + (to - from) * t;
}
constexpr float saturate(float x)
{
    return x < 0 ? 0 : x > 1 ? 1 : x;
}
constexpr float smoothstep(float from, float to, float x)
{
    const float t = saturate((x - from) / (to - from));
    return t * t * (3 - 2 * t);
}

// One number per pixel: how much of the pixel something covers. Knows the rows outside of which
// there is nothing, because most shapes are small.
class Plane
{
public:
    Plane() = default;
    Plane(int width, int height)
        : m_width(width)
        , m_height(height)
        , m_end(height)
        , m_data(size_t(width) * size_t(height))
    {
    }
    int width() const { return m_width; }
    int height() const { return m_height; }
    float* row(int y) { return m_data.data() + size_t(y) * size_t(m_width); }
    const float* row(int y) const { return m_data.data() + size_t(y) * size_t(m_width); }

    int begin() const { return m_begin; }
    int end() const { return m_end; }
    void setRows(int begin, int end)
    {
        m_begin = std::clamp(begin, 0, m_height);
        m_end = std::clamp(end, m_begin, m_height);
    }

private:
    int m_width = 0;
    int m_height = 0;
    int m_begin = 0;
    int m_end = 0;
    std::vector<float> m_data;
};

// Red, green, blue, alpha, premultiplied. Light without alpha adds to what lies behind.
class FloatImage
{
public:
    FloatImage() = default;
    FloatImage(int width, int height)
        : m_width(width)
        , m_height(height)
        , m_data(size_t(width) * size_t(height) * 4)
    {
    }
    int width() const { return m_width; }
    int height() const { return m_height; }
    float* row(int y) { return m_data.data() + size_t(y) * size_t(m_width) * 4; }
    const float* row(int y) const { return m_data.data() + size_t(y) * size_t(m_width) * 4; }

private:
    int m_width = 0;
    int m_height = 0;
    std::vector<float> m_data;
};

// Sigma in pixels; edges are continued.
void blur(Plane& plane, float sigma);
void blur(FloatImage& image, float sigmaX, float sigmaY);
// The same for a picture that may lose its finest detail: much faster.
void soften(FloatImage& image, float sigmaX, float sigmaY);

// `top` over `base`, which has the same size.
void over(FloatImage& base, const FloatImage& top);
// The colour wherever the mask is.
void cover(FloatImage& image, const Plane& mask, const Color& color, float opacity = 1);
// The same with a colour for every row.
void cover(FloatImage& image, const Plane& mask, const std::vector<Color>& rows);
// Light added where the mask is.
void addLight(FloatImage& image, const Plane& mask, const Color& color, float strength = 1);
// Light added only where something is there to be lit.
void lightSurface(FloatImage& image, const Plane& mask, const Color& color, float strength = 1);
// What is there fades into the air: `amount` is from 0 to 1 for every row.
void addHaze(FloatImage& image, const Color& haze, const std::vector<float>& amount);
// Average of the areas that a smaller picture's pixels cover, by a whole factor.
FloatImage reduced(const FloatImage& image, int factor);
// Adds a small picture, enlarged smoothly to the size of the large one.
void addEnlarged(FloatImage& image, const FloatImage& small, float strength);

} // namespace raskadr::draft
