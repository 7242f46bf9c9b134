#include "core/draft/places.h"

#include "core/draft/figurepainter.h"
#include "core/draft/proppainter.h"
#include "core/draft/skypainter.h"
#include "core/draft/terrainpainter.h"
#include "core/draft/waterpainter.h"
#include "core/draft/weatherpainter.h"

#include <QPainter>

namespace raskadr::draft {

namespace {

float at(const Stage& stage, const std::vector<float>& line, float u)
{
    return line[size_t(std::clamp(int(stage.canvas.pixels(u)), 0, stage.canvas.width - 1))];
}

Slope mountainSlope(const Stage& stage, float nearness)
{
    const SceneColors& c = stage.colors;
    const bool snow = stage.scene.weather == SceneWeather::Snow;
    Slope slope;
    slope.lit = mix(c.ground * 2.2F, c.middle, 0.30F) + c.sun * (0.16F * c.sunStrength);
    slope.shade = mix(c.ground * 1.2F, c.middle, 0.13F);
    slope.relief = 1.0F;
    slope.grain = mix(9.0F, 5.0F, nearness);
    slope.stretch = 0.62F;
    slope.snow = snow ? mix(0.80F, 0.66F, nearness) : mix(0.62F, 0.38F, nearness);
    slope.hazeTop = saturate(mix(0.50F, 0.05F, nearness) * (0.45F + c.hazeAmount));
    slope.hazeBase = saturate(mix(0.95F, 0.55F, nearness) * (0.55F + 0.8F * c.hazeAmount));
    return slope;
}

Slope meadow(const Stage& stage, float air)
{
    const SceneColors& c = stage.colors;
    Slope slope;
    slope.lit =
        mix(c.plants, c.sun, 0.10F * std::min(1.0F, c.sunStrength)) * (stage.dark() ? 1.0F : 1.15F);
    slope.shade = mix(c.plants * 0.35F, c.ground, 0.5F);
    slope.relief = 0.55F;
    slope.grain = 6;
    slope.stretch = 4.5F;
    slope.hazeTop = saturate(air);
    slope.hazeBase = saturate(air * 0.7F);
    slope.hazeDepth = 0.1F;
    return slope;
}

void paintCrops(Stage& stage, FloatImage& image, float horizon)
{
    // Furrows that run to a point on the horizon.
    const Canvas& canvas = stage.canvas;
    Rng rng = stage.rng.fork(83);
    const float vanishU = stage.side(rng.range(0.25F, 0.75F));
    const float rows = rng.range(9, 15);
    for (int y = 0; y < canvas.height; ++y) {
        const float d = canvas.v(y) - horizon;
        if (d <= 0.004F) {
            continue;
        }
        const float strength = 0.5F * smoothstep(0.01F, 0.14F, d);
        float* to = image.row(y);
        for (int x = 0; x < canvas.width; ++x) {
            const float across = (canvas.u(x) - vanishU) / (d + 0.015F) * rows * 0.16F
                + stage.noise.at(canvas.u(x) * 9, canvas.v(y) * 26) * 0.22F;
            const float wave = across - float(int(across + 1000) - 1000);
            const float furrow = smoothstep(0.15F, 0.5F, std::abs(wave - 0.5F) * 2);
            const float level = 1 - strength * furrow;
            for (int c = 0; c < 3; ++c) {
                to[4 * x + c] *= level;
            }
        }
    }
}

// A car that comes along the road, far away; its light lies on the road before it.
void paintHeadlights(Stage& stage, FloatImage& image, float vanishU, float horizon)
{
    Rng rng = stage.rng.fork(84);
    const Canvas& canvas = stage.canvas;
    const float d = rng.range(0.05F, 0.13F);
    const float v = horizon + (1 - horizon) * d - 0.010F;
    const float u = vanishU + (canvas.aspect() * 0.5F - vanishU) * 0.55F * d - 0.2F * d;
    const Color light = srgb(0xfff0d2) * stage.colors.lampStrength;
    for (const float offset : {-0.10F, 0.10F}) {
        addGlow(image, canvas, {u + offset * d, v, 0.0035F + 0.02F * d}, light * 4.0F);
        addGlow(image, canvas, {u + offset * d, v, 0.05F, 1.4F}, light * 0.22F);
    }
    addGlow(image, canvas, {u, v - 0.01F, 0.16F, 1.9F}, light * 0.10F);
    const bool wet = stage.scene.weather == SceneWeather::Rain;
    for (int i = 1; i <= 5; ++i) { // drawn out towards the camera
        const float t = float(i) / 5;
        addGlow(image, canvas,
                {u + (canvas.aspect() * 0.5F - u) * t * 0.16F, v + t * t * 0.22F,
                 0.018F + 0.05F * t, 1.3F + t},
                light * ((wet ? 0.30F : 0.14F) / float(i)));
    }
}

} // namespace

void composeMountains(Stage& stage)
{
    Rng rng = stage.rng.fork(80);
    const SceneColors& c = stage.colors;
    const bool lake = stage.scene.lake || rng.chance(0.25F);
    if (lake) {
        stage.horizon = rng.range(0.58F, 0.66F);
    }
    stage.sunV = std::min(stage.sunV, stage.horizon - rng.range(0.16F, 0.3F));
    paintSky(stage);
    const int ranges = 3;
    for (int i = 0; i < ranges; ++i) {
        const float nearness = float(i) / (ranges - 1);
        const float rise = mix(0.30F, 0.13F, nearness) * rng.range(0.85F, 1.25F)
            * mix(stage.reach, 1.0F, nearness);
        Ridge ridge;
        ridge.base = mix(stage.horizon - 0.08F, stage.horizon + (lake ? -0.03F : 0.05F), nearness);
        ridge.rise = rise;
        ridge.frequency = mix(1.05F, 1.7F, nearness) / std::max(0.7F, stage.reach);
        ridge.sharpness = mix(0.9F, 0.6F, nearness);
        ridge.tilt = rng.range(-0.12F, 0.12F);
        ridge.tag = quint64(10 + i);
        Slope slope = mountainSlope(stage, nearness);
        slope.hazeDepth = rise * 1.1F;
        FloatImage& image = stage.add(0.06F + 0.12F * float(i));
        const auto line = ridgeLine(stage, ridge);
        paintSlope(stage, image, line, slope);
        if (i + 1 < ranges) {
            paintFogBank(stage, image, ridge.base + 0.06F, 0.07F, 0.25F + 0.5F * c.hazeAmount,
                         quint64(100 + i));
        }
    }
    const Color pines = mix(mix(c.ground, c.plants, 0.25F), c.haze, stage.air(0.1F) * 0.45F);
    if (lake) {
        const auto far = ridgeLine(stage, {stage.horizon - 0.004F, 0.01F, 3, 0, 0, 20});
        FloatImage& wood = stage.add(0.34F);
        paintConiferRow(stage, wood, far, 0.055F, pines, 0.0005F, 21);
        cover(wood, stage.canvas.below(far), pines * 0.8F);
        FloatImage water = stage.canvas.image();
        paintWater(stage, water,
                   {stage.horizon + 0.004F, rng.range(0.05F, 0.2F), 0.8F, 2, c.water});
        stage.add(0.36F) = std::move(water);
        if (stage.scene.boat) {
            paintBoat(stage, stage.add(0.5F),
                      {stage.side(rng.range(0.5F, 0.7F)), 0.78F, 0.16F * stage.unit(), 0.1F});
        }
    } else {
        const auto middle = ridgeLine(
            stage, {rng.range(0.76F, 0.82F), 0.05F, 1.8F, 0.1F, rng.range(-0.16F, 0.16F), 22});
        FloatImage& wood = stage.add(0.45F);
        Slope slope = meadow(stage, stage.air(0.4F) * 0.6F);
        slope.lit = mix(slope.lit, pines, 0.6F);
        slope.hazeBase = stage.air(0.3F);
        paintSlope(stage, wood, middle, slope);
        paintConiferRow(stage, wood, middle, rng.range(0.07F, 0.11F), pines, 0.0006F, 23);
    }
    FloatImage& near = stage.add(0.72F);
    const auto line =
        ridgeLine(stage, {rng.range(0.92F, 0.97F), 0.04F, 1.7F, 0.35F, rng.range(0.08F, 0.2F), 24});
    Slope slope = meadow(stage, 0.02F);
    slope.lit = mix(c.ground, slope.lit, 0.35F);
    slope.shade = c.ground * 0.6F;
    slope.stretch = 1.2F;
    slope.relief = 0.8F;
    slope.snow = stage.scene.weather == SceneWeather::Snow ? 0.9F : 0.0F;
    paintSlope(stage, near, line, slope);
    if (!lake || rng.chance(0.5F)) {
        const Plane trees = stage.canvas.mask(
            [&](QPainter& painter) {
                const int count = 2 + rng.below(4);
                for (int i = 0; i < count; ++i) {
                    const float u = stage.side(1 - rng.range(0.0F, 0.22F));
                    drawConifer(painter, rng, u, at(stage, line, u) + 0.08F,
                                rng.range(0.34F, 0.62F));
                }
            },
            0.0008F);
        cover(near, trees, mix(c.ground * 0.6F, c.haze, 0.03F));
    }
    const float u = stage.side(rng.range(0.2F, 0.38F));
    stage.standing = Standing{u, at(stage, line, u) + 0.02F, rng.range(0.22F, 0.32F), 0.74F};
}

void composeField(Stage& stage)
{
    Rng rng = stage.rng.fork(81);
    const SceneDescription& scene = stage.scene;
    const SceneColors& c = stage.colors;
    if (!scene.road) {
        stage.horizon = rng.chance(0.7F) ? rng.range(0.62F, 0.74F) : rng.range(0.46F, 0.54F);
        stage.sunV += stage.sunV > 0.4F ? stage.horizon - 0.6F : 0.0F;
    }
    paintSky(stage);
    for (int i = 0; i < 2; ++i) { // hills and woods far away
        FloatImage& image = stage.add(0.08F + 0.07F * float(i));
        const auto line =
            ridgeLine(stage,
                      {stage.horizon - 0.012F + 0.014F * float(i),
                       (0.035F - 0.012F * float(i)) * stage.reach, 2.0F, 0.1F, 0, quint64(30 + i)});
        Slope slope = meadow(stage, stage.air(0.1F + 0.2F * float(i)) * 1.25F + 0.12F);
        slope.lit = mix(slope.lit, slope.shade, 0.7F);
        paintSlope(stage, image, line, slope);
        if (i == 1) {
            paintConiferRow(stage, image, line, 0.028F * stage.reach,
                            mix(mix(c.ground, c.plants, 0.3F), c.haze, stage.air(0.2F)), 0.0007F,
                            32);
        }
    }
    FloatImage& field = stage.add(0.4F);
    const float ground = stage.horizon + 0.006F;
    const auto line = ridgeLine(stage, {ground, 0.008F, 1.1F, 0, 0, 33});
    paintSlope(stage, field, line, meadow(stage, stage.air(0.3F) * 0.9F));
    const float vanishU = stage.side(rng.range(0.42F, 0.68F));
    if (scene.road) {
        const bool paved = scene.weather == SceneWeather::Rain || rng.chance(0.65F);
        paintRoad(stage, field, {vanishU, ground, ground, paved});
        if (paved && c.lampStrength > 0.5F) {
            paintHeadlights(stage, stage.add(0.45F), vanishU, ground);
        }
    } else if (scene.weather != SceneWeather::Snow && rng.chance(0.5F)) {
        paintCrops(stage, field, ground);
    }
    if (scene.house) {
        const float height = 0.15F * std::min(1.5F, stage.reach) * stage.unit();
        const float u = stage.side(rng.range(0.54F, 0.64F));
        paintHouse(
            stage, stage.add(0.5F),
            {u, at(stage, line, u) + rng.range(0.03F, 0.06F), height, stage.air(0.4F) * 0.3F});
    }
    const bool tree = scene.tree || (!scene.road && rng.chance(0.6F)) || scene.house;
    if (tree) {
        FloatImage& image = stage.add(0.55F);
        const float height = (scene.tree ? rng.range(0.34F, 0.5F) : rng.range(0.2F, 0.36F))
            * std::max(0.75F, stage.unit());
        const float u = stage.side(scene.house ? rng.range(0.76F, 0.86F) : rng.range(0.58F, 0.8F));
        const float base = at(stage, line, u) + 0.02F + height * 0.12F;
        const Plane mask = stage.canvas.mask(
            [&](QPainter& painter) { drawLeafTree(painter, rng, u, base, height); }, 0.0006F);
        const float air = stage.air(0.5F) * 0.35F;
        cover(image, mask, mix(mix(c.ground * 0.8F, c.plants, 0.16F), c.haze, air));
    }
    FloatImage& near = stage.add(0.9F);
    const bool snow = scene.weather == SceneWeather::Snow;
    const Color blades =
        mix(c.ground * 0.55F, c.plants, stage.time == SceneTime::Day ? 0.4F : 0.12F);
    if (!scene.road || rng.chance(0.4F)) {
        paintGrass(stage, near, snow ? 0.07F : rng.range(0.10F, 0.17F), blades, 0.0012F, 35);
        if (!snow && rng.chance(0.5F)) {
            paintGrass(stage, near, rng.range(0.16F, 0.26F), blades * 0.6F, 0.0060F, 36);
        }
    }
    Standing standing{stage.side(rng.range(0.24F, 0.4F)), 0, rng.range(0.18F, 0.28F), 0.58F};
    if (scene.road && rng.chance(0.6F)) {
        standing.u = mix(vanishU, stage.side(0.35F), 0.25F);
    }
    standing.foot = stage.horizon + 0.02F + standing.height * 0.32F;
    stage.standing = standing;
}

void paintRoad(Stage& stage, FloatImage& image, const Road& road)
{
    const float vanishU = road.vanishU;
    const float horizon = road.horizon;
    const bool paved = road.paved;
    const Canvas& canvas = stage.canvas;
    const SceneColors& c = stage.colors;
    Rng rng = stage.rng.fork(82);
    const float half =
        rng.range(0.5F, 0.7F) * std::max(0.7F, stage.unit()) / std::min(1.3F, stage.reach);
    const float bend = rng.range(-0.10F, 0.10F);
    const float drift = (canvas.aspect() * 0.5F - vanishU) * 0.55F;
    const bool wet = stage.scene.weather == SceneWeather::Rain;
    const Color light = mix(stage.colors.horizon, c.middle, 0.35F);
    const Color surface = paved ? mix(c.ground * 1.3F, light, wet ? 0.42F : 0.14F)
                                : mix(c.ground * 1.5F, mix(c.plants, c.horizon, 0.5F),
                                      stage.scene.place == ScenePlace::Forest ? 0.22F : 0.34F);
    const Color line = mix(c.cloudLit, c.horizon, 0.4F) * (stage.dark() ? 0.4F : 0.62F);
    for (int y = std::max(0, int(canvas.pixels(std::max(horizon, road.from)))); y < canvas.height;
         ++y) {
        const float d = (canvas.v(y) - horizon) / (1 - horizon);
        const float z = 1 / (d * 0.97F + 0.02F);
        const float centre =
            vanishU + drift * d + bend * (1 - d) * smoothstep(0.0F, 0.25F, d) * d * 2;
        const float width = half * (d + 0.004F);
        const float edge = canvas.step() * 1.2F + width * (paved ? 0.02F : 0.10F);
        const float air = stage.air(0.1F) * (1 - smoothstep(0.0F, 0.35F, d)) * 0.9F;
        // Five metres of line, ten of road.
        const float along = z * 1.15F + 100;
        const bool dash = along - float(int(along)) < 0.42F;
        float* to = image.row(y);
        for (int x = 0; x < canvas.width; ++x) {
            const float across = (canvas.u(x) - centre) / width;
            const float inside = saturate((1 - std::abs(across)) * width / edge + 0.5F);
            if (inside <= 0) {
                continue;
            }
            const float grit = stage.noise.at(across * 22, z * 24) * 0.5F
                + stage.noise.at(across * 5, z * 2.0F) * 0.5F;
            const float track = 1 / (1 + std::pow((std::abs(across) - 0.5F) * 6, 2.0F));
            Color color = surface * (1 + grit * 0.22F + track * (paved ? 0.10F : -0.25F));
            // The light behind lies on the road.
            const float du = (canvas.u(x) - stage.sunU) / (0.08F + 0.4F * d);
            color = color
                + c.sun
                    * (c.sunStrength * (wet ? 0.22F : 0.07F) / (1 + du * du) * (1 - 0.6F * d)
                       * (1 + 0.5F * grit));
            if (paved) {
                const float pixel = edge / width;
                const float middle =
                    saturate((0.018F - std::abs(across)) / pixel + 0.5F) * (dash ? 1.0F : 0.0F);
                const float side =
                    saturate((0.014F - std::abs(std::abs(across) - 0.92F)) / pixel + 0.5F);
                color = mix(color, line, std::max(middle, side) * (0.75F + 0.3F * grit));
            } else {
                const float strip = 1 - smoothstep(0.10F, 0.22F, std::abs(across) + grit * 0.08F);
                color = mix(color, mix(c.ground, c.plants, 0.8F), strip * 0.4F);
            }
            color = mix(color, c.haze, air);
            const float ink[3] = {color.r, color.g, color.b};
            for (int k = 0; k < 3; ++k) {
                to[4 * x + k] += (ink[k] - to[4 * x + k]) * inside;
            }
        }
    }
    // Poles along the road give its length.
    if (paved && rng.chance(0.75F)) {
        const float sideways = stage.mirrored ? -1.0F : 1.0F;
        const Plane mask = canvas.mask(
            [&](QPainter& painter) {
                for (int i = 0; i < 9; ++i) {
                    const float z = 1.15F + 0.85F * float(i);
                    const float d = 1 / z;
                    const float u = vanishU + drift * d + sideways * half * d * 1.5F;
                    const float base = horizon + (1 - horizon) * d;
                    const float height = 0.62F * d;
                    const float width = 0.0075F * d;
                    painter.drawRect(
                        QRectF(QPointF(u - width, base - height), QPointF(u + width, base)));
                    painter.drawRect(QRectF(QPointF(u - height * 0.11F, base - height * 0.94F),
                                            QPointF(u + height * 0.11F, base - height * 0.92F)));
                }
            },
            0.0005F);
        cover(image, mask, mix(c.ground * 0.7F, c.haze, 0.08F));
    }
}

} // namespace raskadr::draft
