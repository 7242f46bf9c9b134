#include "core/draft/canvas.h"

#include <QImage>
#include <QPainter>

namespace raskadr::draft {

namespace {

template <class Weight>
void paintGlow(FloatImage& image, const Canvas& canvas, const Glow& glow, const Color& color,
               const Weight& weight)
{
    // Below a thousandth nobody sees it.
    const float brightest = std::max({color.r, color.g, color.b, 1e-6F});
    const float power = 1.5F * glow.tail;
    const float reach =
        glow.radius * std::sqrt(std::max(0.0F, std::pow(brightest * 1500, 1 / power) - 1));
    const int top = std::clamp(int(canvas.pixels(glow.v - reach)), 0, canvas.height);
    const int bottom = std::clamp(int(canvas.pixels(glow.v + reach)) + 1, 0, canvas.height);
    const float wide = reach * glow.widening;
    const int left = std::clamp(int(canvas.pixels(glow.u - wide)), 0, canvas.width);
    const int right = std::clamp(int(canvas.pixels(glow.u + wide)) + 1, 0, canvas.width);
    const float scaleX = 1 / (glow.radius * glow.widening);
    const float scaleY = 1 / glow.radius;
    const float edge = 1 + reach * reach * scaleY * scaleY;
    const float floorLevel = 1 / (edge * std::sqrt(edge));
    for (int y = top; y < bottom; ++y) {
        const float dy = (canvas.v(y) - glow.v) * scaleY;
        float* to = image.row(y);
        for (int x = left; x < right; ++x) {
            const float dx = (canvas.u(x) - glow.u) * scaleX;
            const float q = 1 + dx * dx + dy * dy;
            float level = 1 / (q * std::sqrt(q)); // the shape of light in mist
            if (glow.tail != 1) {
                level = std::pow(level, glow.tail);
            } else {
                level = std::max(0.0F, level - floorLevel);
            }
            level *= weight(to[4 * x + 3]);
            to[4 * x] += color.r * level;
            to[4 * x + 1] += color.g * level;
            to[4 * x + 2] += color.b * level;
        }
    }
}

} // namespace

Plane Canvas::mask(const std::function<void(QPainter&)>& draw, float softness) const
{
    QImage image(width, height, QImage::Format_Grayscale8);
    image.fill(0);
    {
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(height, height);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Qt::white);
        draw(painter);
    }
    Plane result(width, height);
    int begin = height;
    int end = 0;
    for (int y = 0; y < height; ++y) {
        const uchar* from = image.constScanLine(y);
        if (std::all_of(from, from + width, [](uchar level) { return level == 0; })) {
            continue;
        }
        begin = std::min(begin, y);
        end = y + 1;
        float* to = result.row(y);
        for (int x = 0; x < width; ++x) {
            to[x] = float(from[x]) * (1.0F / 255.0F);
        }
    }
    result.setRows(begin, end);
    if (softness > 0) {
        blur(result, pixels(softness));
    }
    return result;
}

Plane Canvas::mask(const QPainterPath& path, float softness) const
{
    return mask([&](QPainter& painter) { painter.drawPath(path); }, softness);
}

Plane Canvas::below(const std::vector<float>& line) const
{
    Plane result(width, height);
    for (int y = 0; y < height; ++y) {
        float* to = result.row(y);
        const float level = v(y);
        for (int x = 0; x < width; ++x) {
            to[x] = saturate((level - line[size_t(x)]) * float(height) + 0.5F);
        }
    }
    return result;
}

QPainterPath smoothShape(const std::vector<QPointF>& points)
{
    QPainterPath path;
    const size_t count = points.size();
    if (count < 3) {
        return path;
    }
    path.setFillRule(Qt::WindingFill);
    path.moveTo(points.front());
    for (size_t i = 0; i < count; ++i) {
        const QPointF& before = points[(i + count - 1) % count];
        const QPointF& from = points[i];
        const QPointF& to = points[(i + 1) % count];
        const QPointF& after = points[(i + 2) % count];
        path.cubicTo(from + (to - before) / 6, to - (after - from) / 6, to);
    }
    path.closeSubpath();
    return path;
}

QPainterPath polygon(const std::vector<QPointF>& points)
{
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    if (points.empty()) {
        return path;
    }
    path.moveTo(points.front());
    for (size_t i = 1; i < points.size(); ++i) {
        path.lineTo(points[i]);
    }
    path.closeSubpath();
    return path;
}

void addGlow(FloatImage& image, const Canvas& canvas, const Glow& glow, const Color& color)
{
    paintGlow(image, canvas, glow, color, [](float) { return 1.0F; });
}

void lightGlow(FloatImage& image, const Canvas& canvas, const Glow& glow, const Color& color)
{
    paintGlow(image, canvas, glow, color, [](float alpha) { return alpha; });
}

} // namespace raskadr::draft
