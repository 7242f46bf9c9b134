#pragma once

// Where things are in a picture, and shapes as masks; internal to this module.

#include "core/draft/floatimage.h"

#include <QPainterPath>
#include <QPointF>
#include <QSize>

#include <functional>

class QPainter;

namespace raskadr::draft {

// Places are in heights of the picture, from the top left corner: v runs from 0 to 1, u from 0 to
// aspect(). So a composition is the same in every size.
struct Canvas
{
    int width = 0;
    int height = 0;

    float aspect() const { return float(width) / float(height); }
    float u(int x) const { return (float(x) + 0.5F) / float(height); }
    float v(int y) const { return (float(y) + 0.5F) / float(height); }
    float step() const { return 1.0F / float(height); }
    float pixels(float length) const { return length * float(height); }

    FloatImage image() const { return FloatImage(width, height); }
    Plane plane() const { return Plane(width, height); }
    // What `draw` paints in white, blurred by a length.
    Plane mask(const std::function<void(QPainter&)>& draw, float softness = 0) const;
    Plane mask(const QPainterPath& path, float softness = 0) const;
    // Everything below a line that has a height for each pixel column.
    Plane below(const std::vector<float>& line) const;
};

// A smooth closed curve through the points.
QPainterPath smoothShape(const std::vector<QPointF>& points);
QPainterPath polygon(const std::vector<QPointF>& points);

// Adds light that fades with the distance from a point: half of it at `radius`. `widening` makes it
// wider than it is high; `tail` above 1 makes it end sooner.
struct Glow
{
    float u = 0;
    float v = 0;
    float radius = 0.1F;
    float widening = 1;
    float tail = 1;
};
void addGlow(FloatImage& image, const Canvas& canvas, const Glow& glow, const Color& color);
// The same only where something is there to be lit.
void lightGlow(FloatImage& image, const Canvas& canvas, const Glow& glow, const Color& color);

} // namespace raskadr::draft
