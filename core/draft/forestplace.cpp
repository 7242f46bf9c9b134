#include "core/draft/places.h"

#include "core/draft/skypainter.h"
#include "core/draft/terrainpainter.h"
#include "core/draft/weatherpainter.h"

#include <QPainter>

#include <numbers>

namespace raskadr::draft {

namespace {

// Trunks at one distance, with stumps of branches.
void drawTrunks(QPainter& painter, Rng& rng, const Stage& stage, float width, int count,
                float floor, float clearU, float clearHalf)
{
    for (int i = 0; i < count; ++i) {
        const float u = rng.range(-0.05F, stage.aspect() + 0.05F);
        const float thick = width * rng.range(0.55F, 1.35F);
        const float lean = rng.range(-0.05F, 0.05F);
        const float foot = floor + rng.range(-0.02F, 0.03F) + width * 0.4F;
        const float bow = rng.range(-0.02F, 0.02F);
        const int branches = 2 + rng.below(4);
        std::vector<float> random;
        for (int k = 0; k < branches * 4; ++k) {
            random.push_back(rng.unit());
        }
        if (std::abs(u - clearU) < clearHalf) {
            continue;
        }
        QPainterPath trunk(QPointF(u - thick * 0.9F, foot + 0.012F));
        trunk.cubicTo(QPointF(u - thick * 0.5F, foot - 0.06F),
                      QPointF(u - thick * 0.45F + bow, foot * 0.5F),
                      QPointF(u - thick * 0.33F + lean, -0.02F));
        trunk.lineTo(QPointF(u + thick * 0.33F + lean, -0.02F));
        trunk.cubicTo(QPointF(u + thick * 0.45F + bow, foot * 0.5F),
                      QPointF(u + thick * 0.5F, foot - 0.06F),
                      QPointF(u + thick * 0.95F, foot + 0.012F));
        trunk.closeSubpath();
        painter.drawPath(trunk);
        for (int k = 0; k < branches; ++k) {
            const float v = 0.02F + 0.55F * random[size_t(4 * k)];
            const float sign = random[size_t(4 * k + 1)] < 0.5F ? -1.0F : 1.0F;
            const float length = (0.03F + 0.10F * random[size_t(4 * k + 2)]) * (0.5F + width * 18);
            const float middle = u + lean * (1 - v) + bow * 0.5F;
            QPainterPath branch(QPointF(middle, v + thick * 0.25F));
            branch.quadTo(QPointF(middle + sign * length * 0.5F, v - length * 0.12F),
                          QPointF(middle + sign * length,
                                  v - length * (0.7F * random[size_t(4 * k + 3)] - 0.1F)));
            branch.quadTo(
                QPointF(middle + sign * length * 0.45F, v - length * 0.05F - thick * 0.1F),
                QPointF(middle, v - thick * 0.25F));
            painter.drawPath(branch);
        }
    }
}

// Leaves against the light in the upper part of the picture.
void drawLeaves(QPainter& painter, Rng& rng, const Stage& stage, float size, int count, float depth)
{
    for (int i = 0; i < count; ++i) {
        const float u = rng.range(-0.05F, stage.aspect() + 0.05F);
        const float hang = depth * (0.55F + 0.75F * stage.noise.at(u * 1.7F, depth * 40));
        const float v = std::pow(rng.unit(), 1.6F) * hang;
        const float length = size * rng.range(0.5F, 1.4F);
        painter.drawEllipse(QPointF(u, v), double(length), double(length) * 0.6);
    }
}

void paintAirBetween(Stage& stage, FloatImage& image)
{
    const Canvas& canvas = stage.canvas;
    const SceneColors& c = stage.colors;
    const Color top =
        mix(mix(c.plants, c.middle, 0.5F), c.haze, 0.25F) * (stage.dark() ? 0.8F : 0.7F);
    const Color light = mix(mix(c.horizon, c.haze, 0.4F), c.plants, 0.18F);
    const Color floor = mix(c.plants * 0.6F, c.ground, 0.4F);
    const float lightV = stage.horizon - 0.18F;
    for (int y = 0; y < canvas.height; ++y) {
        const float v = canvas.v(y);
        const Color base = v < lightV
            ? mix(top, light, smoothstep(0.0F, lightV, v))
            : mix(light, floor, smoothstep(lightV, stage.horizon + 0.2F, v));
        float* to = image.row(y);
        for (int x = 0; x < canvas.width; ++x) {
            const float du = (canvas.u(x) - stage.sunU) * 0.8F;
            const float dv = v - lightV * 0.7F;
            const float q = 1 + (du * du + dv * dv) / 0.10F;
            const float sun = 0.7F * (0.25F + c.sunStrength) / (q * std::sqrt(q));
            to[4 * x] = base.r + c.sun.r * sun * light.r * 2.0F;
            to[4 * x + 1] = base.g + c.sun.g * sun * light.g * 2.0F;
            to[4 * x + 2] = base.b + c.sun.b * sun * light.b * 2.0F;
            to[4 * x + 3] = 1;
        }
    }
}

// Light that falls through the crowns in shafts from one point above.
void paintShafts(Stage& stage, FloatImage& image, float strength)
{
    const Canvas& canvas = stage.canvas;
    Rng rng = stage.rng.fork(92);
    const float originU = stage.sunU + (stage.sunU > stage.aspect() / 2 ? 0.25F : -0.25F);
    const float originV = -0.45F;
    const float seed = rng.range(0, 90);
    const Color light = mix(stage.colors.sun, stage.colors.horizon, 0.3F) * strength;
    constexpr int angles = 2048;
    std::vector<float> shafts(angles);
    stage.noise.sumRow(shafts.data(), angles, seed, 26.0F / angles, 4.5F, 4, 0.55F);
    for (int y = 0; y < canvas.height; ++y) {
        const float dv = canvas.v(y) - originV;
        float* to = image.row(y);
        for (int x = 0; x < canvas.width; ++x) {
            const float du = canvas.u(x) - originU;
            const float slope = std::clamp(0.5F + du / dv * 0.22F, 0.0F, 0.9995F) * (angles - 1);
            const int index = int(slope);
            const float t = slope - float(index);
            const float n =
                shafts[size_t(index)] + (shafts[size_t(index) + 1] - shafts[size_t(index)]) * t;
            const float level =
                smoothstep(0.08F, 0.55F, n) / (1 + 2.2F * (du * du + dv * dv * 0.35F));
            to[4 * x] += light.r * level;
            to[4 * x + 1] += light.g * level;
            to[4 * x + 2] += light.b * level;
        }
    }
}

} // namespace

void composeForest(Stage& stage)
{
    Rng rng = stage.rng.fork(90);
    const SceneColors& c = stage.colors;
    stage.horizon = rng.range(0.66F, 0.76F);
    stage.sunU = stage.aspect() * rng.range(0.35F, 0.65F);
    stage.sunV = 0.3F;
    paintAirBetween(stage, stage.add(0.0F));
    const float clearU = stage.scene.road ? stage.aspect() * rng.range(0.42F, 0.58F)
                                          : stage.sunU + rng.range(-0.12F, 0.12F);
    constexpr int rows = 5;
    const float width[rows] = {0.006F, 0.010F, 0.017F, 0.032F, 0.070F};
    const int trees[rows] = {34, 24, 15, 8, 3};
    const Color trunk = mix(c.ground * 0.75F, c.plants, 0.05F);
    const float fogged = stage.scene.weather == SceneWeather::Fog ? 0.25F : 0.0F;
    for (int i = 0; i < rows; ++i) {
        const float nearness = float(i) / (rows - 1);
        // Far rows share a layer: the eye cannot part them.
        FloatImage& image =
            i == 1 ? stage.layers.back().image : stage.add(0.08F + 0.8F * nearness * nearness);
        Rng row = stage.rng.fork(quint64(910 + i));
        const float air =
            saturate((0.80F - 0.78F * std::pow(nearness, 0.75F)) * (0.72F + 0.5F * c.hazeAmount)
                     + fogged * (1 - nearness));
        const Color air_ = mix(mix(c.horizon, c.haze, 0.4F), c.plants, 0.18F);
        const Color color = mix(trunk, air_, air);
        const float floor = stage.horizon + 0.26F * nearness * nearness;
        const float clearing = (stage.scene.road ? 0.10F : 0.05F) + 0.30F * nearness;
        // the ground of this row
        const auto line =
            ridgeLine(stage, {floor, 0.012F + 0.02F * nearness, 2.0F, 0.1F, 0, quint64(60 + i)});
        Slope ground;
        ground.lit = mix(mix(c.plants, c.ground, 0.35F * nearness + 0.2F), air_, air * 0.9F);
        ground.shade = mix(mix(c.plants * 0.3F, c.ground, 0.6F), air_, air * 0.85F);
        ground.grain = 11;
        ground.stretch = 3;
        ground.relief = 0.8F;
        if (stage.scene.weather == SceneWeather::Snow) {
            ground.lit = mix(ground.lit, c.cloudLit, 0.6F);
            ground.shade = mix(ground.shade, c.middle, 0.55F);
        }
        paintSlope(stage, image, line, ground);
        if (i > 0 && stage.scene.road) {
            paintRoad(stage, image, {clearU, stage.horizon - 0.03F, floor + 0.012F, false});
        }
        const Plane trunks = stage.canvas.mask(
            [&](QPainter& painter) {
                drawTrunks(painter, row, stage, width[i],
                           int(float(trees[i]) * stage.aspect() * 0.75F) + 1, floor + 0.012F,
                           clearU, clearing);
                if (stage.scene.weather != SceneWeather::Snow) {
                    drawLeaves(painter, row, stage, 0.004F + 0.010F * nearness,
                               int((i == rows - 1 ? 260.0F : 420.0F) * stage.aspect()),
                               0.30F - 0.08F * nearness);
                }
            },
            0.0004F + 0.0002F * float(rows - 1 - i) + (i == rows - 1 ? 0.0035F : 0.0F));
        cover(image, trunks, color);
        // The sun wraps around the trunks near it.
        lightGlow(image, stage.canvas, {stage.sunU, stage.horizon - 0.2F, 0.16F, 1.2F},
                  c.sun * (0.16F * (1 - nearness) * (0.2F + c.sunStrength)));
        if (i < rows - 1) {
            paintFogBank(stage, image, stage.horizon + 0.05F * nearness, 0.13F,
                         (0.16F + 0.42F * c.hazeAmount + fogged) * (1 - nearness * 0.8F),
                         quint64(930 + i));
        }
        if (i == 2 && c.sunStrength > 0.3F && !stage.dark()) {
            paintShafts(stage, stage.add(0.4F), 0.42F * std::min(1.0F, c.sunStrength));
        }
    }
    if (rng.chance(0.7F)) {
        paintGrass(stage, stage.layers.back().image, rng.range(0.07F, 0.14F), trunk * 0.8F, 0.0025F,
                   94);
    }
    stage.standing = Standing{clearU + rng.range(-0.03F, 0.03F), stage.horizon + 0.14F,
                              rng.range(0.24F, 0.34F), 0.5F};
}

} // namespace raskadr::draft
