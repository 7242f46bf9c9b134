#include "core/draft/terrainpainter.h"

#include <QPainter>

#include <numbers>

namespace raskadr::draft {

std::vector<float> ridgeLine(const Stage& stage, const Ridge& ridge)
{
    const Canvas& canvas = stage.canvas;
    std::vector<float> line(size_t(canvas.width));
    Rng rng = stage.rng.fork(0x7269646765ULL + ridge.tag);
    const float x0 = rng.range(0, 200);
    const float y = rng.range(0, 200);
    stage.noise.sumRow(line.data(), canvas.width, x0, canvas.step() * ridge.frequency, y, 8,
                       mix(0.42F, 0.48F, ridge.sharpness));
    for (int x = 0; x < canvas.width; ++x) {
        const float n = line[size_t(x)];
        const float sharp = 1 - 2.2F * std::abs(n);
        const float across = canvas.u(x) / canvas.aspect();
        const float lean = (stage.mirrored ? 1 - across : across) - 0.5F;
        line[size_t(x)] =
            ridge.base - ridge.rise * mix(n, sharp, ridge.sharpness) + ridge.tilt * lean;
    }
    return line;
}

void paintSlope(Stage& stage, FloatImage& image, const std::vector<float>& line, const Slope& slope)
{
    const Canvas& canvas = stage.canvas;
    const Color haze = stage.colors.haze;
    const int offset = std::max(1, int(canvas.pixels(0.004F)));
    std::vector<float> matter(size_t(canvas.width + 2 * offset));
    const float highest = *std::min_element(line.begin(), line.end());
    for (int y = std::max(0, int(canvas.pixels(highest)) - 1); y < canvas.height; ++y) {
        const float v = canvas.v(y);
        stage.noise.sumRow(matter.data(), canvas.width + 2 * offset,
                           (canvas.u(0) - float(offset) * canvas.step()) * slope.grain + 31,
                           canvas.step() * slope.grain, v * slope.grain * slope.stretch + 7, 6,
                           0.58F);
        float* to = image.row(y);
        for (int x = 0; x < canvas.width; ++x) {
            const float depth = v - line[size_t(x)];
            float a = saturate(depth * float(canvas.height) + 0.5F);
            if (!slope.feet.empty()) {
                const float over = slope.feet[size_t(x)] - v + matter[size_t(x + offset)] * 0.006F;
                a = std::min(a, saturate(over * float(canvas.height) * 0.5F + 0.5F));
            }
            if (a <= 0) {
                continue;
            }
            const size_t at = size_t(x + offset);
            const float fall = matter[at + size_t(offset)] - matter[at - size_t(offset)];
            const float towards = canvas.u(x) < stage.sunU ? 1.0F : -1.0F;
            const float closeness = std::min(1.0F, std::abs(canvas.u(x) - stage.sunU) * 3);
            float lit = 0.35F - fall * towards * closeness * 2.6F * slope.relief
                + matter[at] * 0.3F * slope.relief;
            lit = saturate(lit);
            Color color = mix(slope.shade, slope.lit, lit);
            if (slope.snow > 0) {
                const float height = 1 - saturate(depth / slope.hazeDepth);
                const float there =
                    smoothstep(0.9F, 1.15F, slope.snow + height * 0.5F + matter[at] * 0.5F);
                const Color snow = mix(mix(stage.colors.zenith, haze, 0.4F) * 0.55F,
                                       stage.colors.cloudLit * 1.05F, lit);
                color = mix(color, snow, there);
            }
            const float air =
                mix(slope.hazeTop, slope.hazeBase, smoothstep(0.0F, slope.hazeDepth, depth));
            color = mix(color, haze, air);
            const float rest = 1 - a;
            to[4 * x] = to[4 * x] * rest + color.r * a;
            to[4 * x + 1] = to[4 * x + 1] * rest + color.g * a;
            to[4 * x + 2] = to[4 * x + 2] * rest + color.b * a;
            to[4 * x + 3] = to[4 * x + 3] * rest + a;
        }
    }
}

void drawConifer(QPainter& painter, Rng& rng, float u, float base, float height)
{
    const float width = height * rng.range(0.15F, 0.21F);
    std::vector<QPointF> left;
    std::vector<QPointF> right;
    const int tiers = 8 + rng.below(5);
    for (int i = 0; i <= tiers; ++i) {
        const float t = float(i) / float(tiers);
        const float v = base - height * (1 - t * 0.93F);
        const float reach = width * std::pow(t, 0.85F);
        const float droop = height * 0.03F;
        left.emplace_back(u - reach * rng.range(0.75F, 1.15F), v + droop);
        left.emplace_back(u - reach * rng.range(0.4F, 0.55F), v);
        right.emplace_back(u + reach * rng.range(0.75F, 1.15F), v + droop);
        right.emplace_back(u + reach * rng.range(0.4F, 0.55F), v);
    }
    std::vector<QPointF> outline{QPointF(u, base - height)};
    outline.insert(outline.end(), right.begin() + 2, right.end());
    outline.emplace_back(u + width * 0.08F, base - height * 0.05F);
    outline.emplace_back(u + width * 0.08F, base);
    outline.emplace_back(u - width * 0.08F, base);
    outline.emplace_back(u - width * 0.08F, base - height * 0.05F);
    outline.insert(outline.end(), left.rbegin(), left.rend() - 2);
    painter.drawPath(polygon(outline));
}

void drawLeafTree(QPainter& painter, Rng& rng, float u, float base, float height)
{
    // Tufts of leaves in a dome, each on its own branch, with sky between them.
    struct Tuft
    {
        float u, v, size;
    };
    std::vector<Tuft> tufts;
    const float width = height * rng.range(0.36F, 0.50F);
    const int count = 15 + rng.below(7);
    for (int i = 0; i < count; ++i) {
        const float angle = std::numbers::pi_v<float> * (float(i) + rng.unit()) / float(count);
        const float out = i % 3 == 2 ? rng.range(0.1F, 0.55F) : rng.range(0.7F, 1.0F);
        tufts.push_back(
            {u + std::cos(angle) * width * out,
             base - height * (0.40F + 0.46F * std::sin(angle) * out + rng.range(-0.04F, 0.04F)),
             height * rng.range(0.085F, 0.155F)});
    }
    const float fork = base - height * rng.range(0.24F, 0.32F);
    const float lean = rng.range(-0.02F, 0.02F) * height;
    QPainterPath trunk(QPointF(u - height * 0.040F, base + height * 0.01F));
    trunk.cubicTo(QPointF(u - height * 0.018F, base - height * 0.08F),
                  QPointF(u - height * 0.024F + lean, fork),
                  QPointF(u - height * 0.012F + lean, fork - height * 0.2F));
    trunk.lineTo(QPointF(u + height * 0.012F + lean, fork - height * 0.2F));
    trunk.cubicTo(QPointF(u + height * 0.024F + lean, fork),
                  QPointF(u + height * 0.018F, base - height * 0.08F),
                  QPointF(u + height * 0.044F, base + height * 0.01F));
    trunk.closeSubpath();
    painter.drawPath(trunk);
    for (const Tuft& tuft : tufts) {
        painter.save();
        painter.setPen(QPen(Qt::white, double(height) * 0.014, Qt::SolidLine, Qt::RoundCap));
        painter.setBrush(Qt::NoBrush);
        QPainterPath branch(QPointF(u + lean, fork - height * 0.05F));
        branch.quadTo(QPointF(u + lean + (tuft.u - u) * 0.35F, mix(fork, tuft.v, 0.6F)),
                      QPointF(tuft.u, tuft.v));
        painter.drawPath(branch);
        painter.restore();
        painter.drawEllipse(QPointF(tuft.u, tuft.v), double(tuft.size) * 0.78,
                            double(tuft.size) * 0.58);
        for (int i = 0; i < 46; ++i) {
            const float angle = rng.range(0, 2 * std::numbers::pi_v<float>);
            const float out = tuft.size * (0.55F + 0.55F * std::sqrt(rng.unit()));
            const float leaf = height * rng.range(0.007F, 0.019F);
            painter.drawEllipse(QPointF(tuft.u + std::cos(angle) * out * 1.08F,
                                        tuft.v + std::sin(angle) * out * 0.8F),
                                double(leaf * rng.range(0.8F, 1.5F)), double(leaf));
        }
    }
}

void paintConiferRow(Stage& stage, FloatImage& image, const std::vector<float>& line, float height,
                     const Color& color, float softness, quint64 tag)
{
    Rng rng = stage.rng.fork(0x636f6eULL + tag);
    const Canvas& canvas = stage.canvas;
    const Plane mask = canvas.mask(
        [&](QPainter& painter) {
            const float gapU = rng.range(0, stage.aspect());
            float u = -height * 0.2F;
            while (u < stage.aspect() + height * 0.2F) {
                const int x = std::clamp(int(canvas.pixels(u)), 0, canvas.width - 1);
                // A wood that swells and thins out.
                const float swell = 0.75F + 0.6F * stage.noise.at(u * 2.2F, float(tag) + 0.5F);
                const float clearing = smoothstep(0.0F, 0.25F, std::abs(u - gapU));
                drawConifer(painter, rng, u, line[size_t(x)] + height * 0.1F,
                            height * swell * rng.range(0.7F, 1.15F) * (0.4F + 0.6F * clearing));
                u += height * rng.range(0.07F, 0.24F);
            }
        },
        softness);
    cover(image, mask, color);
}

void paintGrass(Stage& stage, FloatImage& image, float height, const Color& color, float softness,
                quint64 tag)
{
    Rng rng = stage.rng.fork(0x6772617373ULL + tag);
    const float wind = rng.range(-0.5F, 0.5F);
    const Plane mask = stage.canvas.mask(
        [&](QPainter& painter) {
            const int count = int(170 * stage.aspect() * (softness > 0.004F ? 0.5F : 1.0F));
            for (int i = 0; i < count; ++i) {
                const float u = rng.range(-0.1F, stage.aspect() + 0.1F);
                const float wave = 0.65F + 0.5F * stage.noise.at(u * 1.6F, float(tag) + 3.5F);
                const float blade = height * wave * (0.35F + 0.65F * rng.unit());
                const float lean = blade * (wind + rng.range(-0.35F, 0.35F));
                const float width = 0.0022F + 0.0022F * rng.unit() + softness * 0.2F;
                QPainterPath path(QPointF(u - width, 1.01F));
                path.quadTo(QPointF(u - width + lean * 0.25F, 1 - blade * 0.6F),
                            QPointF(u + lean, 1 - blade));
                path.quadTo(QPointF(u + width + lean * 0.3F, 1 - blade * 0.55F),
                            QPointF(u + width, 1.01F));
                painter.drawPath(path);
                if (rng.chance(0.22F)) {
                    painter.drawEllipse(QPointF(u + lean, 1 - blade), double(width) * 1.3,
                                        double(width) * 4.0);
                }
            }
        },
        softness);
    cover(image, mask, color);
}

} // namespace raskadr::draft
