#include "core/draft/places.h"

#include "core/draft/figurepainter.h"
#include "core/draft/proppainter.h"
#include "core/draft/skypainter.h"
#include "core/draft/terrainpainter.h"
#include "core/draft/waterpainter.h"

namespace raskadr::draft {

namespace {

// Land that rises from the water towards one side of the picture, and where it meets the water.
struct Headland
{
    std::vector<float> top;
    std::vector<float> feet;
};

Headland headland(const Stage& stage, float sea, float rise, float endShare, quint64 tag)
{
    const Canvas& canvas = stage.canvas;
    Headland land{ridgeLine(stage, {0, rise * 0.5F, 3.1F, 0.35F, 0, tag}), {}};
    land.feet.resize(land.top.size());
    const float end = stage.side(endShare);
    const float edge = stage.side(0);
    Rng rng = stage.rng.fork(0x68656164ULL + tag);
    const float steepness = rng.range(2.0F, 3.6F);
    for (int x = 0; x < canvas.width; ++x) {
        const float t = (canvas.u(x) - end) / (edge - end);
        const float inland = std::max(0.0F, t);
        // A foot of boulders, a steep face, then a gentle back.
        const float profile = 0.10F * smoothstep(0.0F, 0.10F, inland)
            + 0.62F * smoothstep(0.06F, 1 / steepness, inland) + 0.28F * inland;
        land.feet[size_t(x)] = sea + rise * 0.16F * inland;
        land.top[size_t(x)] = t <= 0 ? 2.0F
                                     : sea - rise * profile
                + (land.top[size_t(x)] + rise * 0.2F) * smoothstep(0.0F, 0.2F, inland);
    }
    return land;
}

Slope rocks(const Stage& stage, float air)
{
    const SceneColors& c = stage.colors;
    Slope slope;
    slope.lit = mix(c.ground, c.plants, 0.45F) + c.rim * (0.07F * c.sunStrength);
    slope.shade = c.ground * 0.8F;
    slope.relief = 0.9F;
    slope.grain = 9;
    slope.stretch = 0.7F;
    slope.hazeTop = air * 0.7F;
    slope.hazeBase = air;
    return slope;
}

void paintFarCoast(Stage& stage)
{
    Rng rng = stage.rng.fork(70);
    if (rng.chance(0.35F) && !stage.scene.harbour) {
        return;
    }
    const SceneColors& c = stage.colors;
    FloatImage& image = stage.add(0.12F);
    const float rise = rng.range(0.035F, 0.09F) * stage.reach;
    stage.mirrored = !stage.mirrored; // opposite of the near shore
    const Headland land = headland(stage, stage.horizon, rise, rng.range(0.45F, 0.8F), 1);
    const std::vector<float>& line = land.top;
    stage.mirrored = !stage.mirrored;
    Slope slope = rocks(stage, 0);
    slope.hazeTop = saturate(0.40F + 0.55F * c.hazeAmount);
    slope.hazeBase = saturate(0.55F + 0.5F * c.hazeAmount);
    slope.hazeDepth = rise;
    slope.relief = 0.3F;
    slope.feet = land.feet;
    paintSlope(stage, image, line, slope);
    if (stage.scene.harbour && c.lampStrength > 0.2F) {
        const int lights = 26 + rng.below(20);
        for (int i = 0; i < lights; ++i) {
            const float u = rng.range(0, stage.aspect());
            const int x = std::clamp(int(stage.canvas.pixels(u)), 0, stage.canvas.width - 1);
            if (line[size_t(x)] > stage.horizon) {
                continue;
            }
            const float v =
                mix(stage.horizon - 0.004F, line[size_t(x)] + 0.004F, rng.unit() * 0.7F);
            const Color tint = mix(c.lamp, srgb(0xffe9c8), rng.unit());
            addGlow(image, stage.canvas, {u, v, rng.range(0.0014F, 0.003F)},
                    tint * (c.lampStrength * rng.range(0.6F, 2.2F)));
        }
    }
}

void paintShore(Stage& stage, bool high)
{
    Rng rng = stage.rng.fork(71);
    const SceneColors& c = stage.colors;
    FloatImage& image = stage.add(0.72F);
    const float level = high ? rng.range(0.80F, 0.86F) : rng.range(0.88F, 0.94F);
    const auto line = ridgeLine(
        stage,
        {level, high ? 0.035F : 0.016F, 2.1F, high ? 0.45F : 0.1F, rng.range(0.06F, 0.16F), 2});
    Slope slope = rocks(stage, 0.03F);
    slope.grain = 13;
    slope.relief = 0.55F;
    slope.stretch = 1.6F;
    slope.shade = c.ground * 0.5F;
    slope.lit = mix(c.ground, slope.lit, 0.45F);
    paintSlope(stage, image, line, slope);
    if (high) {
        paintGrass(stage, image, 0.10F, c.ground * 0.5F, 0.0010F, 3);
    }
    const float share = rng.range(0.24F, 0.36F);
    const float u = stage.side(share);
    const int x = std::clamp(int(stage.canvas.pixels(u)), 0, stage.canvas.width - 1);
    stage.standing = Standing{u, line[size_t(x)] + 0.02F, rng.range(0.30F, 0.42F), 0.74F};
}

} // namespace

void composeSea(Stage& stage)
{
    Rng rng = stage.rng.fork(72);
    const SceneDescription& scene = stage.scene;
    const bool storm = scene.weather == SceneWeather::Storm;
    const bool close = stage.shot != ShotSize::Wide;
    paintSky(stage);
    paintFarCoast(stage);

    const auto waterline = std::ptrdiff_t(stage.layers.size());
    if (scene.lighthouse) {
        const bool large = close && !hasFigures(stage);
        const float height = (large ? rng.range(0.56F, 0.68F) : rng.range(0.30F, 0.42F))
            * std::min(1.15F, stage.reach) * std::max(0.8F, stage.unit());
        const float share = large ? rng.range(0.24F, 0.38F) : rng.range(0.14F, 0.28F);
        const float rise = (large ? 0.20F : rng.range(0.11F, 0.17F)) * stage.unit();
        FloatImage& image = stage.add(0.3F);
        const float sea = stage.horizon + (large ? 0.14F : rng.range(0.02F, 0.06F));
        const Headland land = headland(stage, sea, rise, share + (large ? 0.36F : 0.30F), 4);
        const std::vector<float>& line = land.top;
        const float u = stage.side(share);
        const int x = std::clamp(int(stage.canvas.pixels(u)), 0, stage.canvas.width - 1);
        const float air = stage.air(0) * (large ? 0.25F : 0.6F);
        const float base = line[size_t(x)] + 0.004F;
        const Prop lighthouse{u, base, std::min(height, (base - 0.07F) / 1.02F), air};
        paintLighthouse(stage, image, lighthouse);
        Slope slope = rocks(stage, air);
        slope.feet = land.feet;
        paintSlope(stage, image, line, slope);
        paintBeams(stage, stage.add(0.3F), lighthouse);
    }

    Water water;
    water.horizon = stage.horizon;
    water.roughness = storm                  ? rng.range(0.9F, 1.0F)
        : scene.weather == SceneWeather::Fog ? rng.range(0.1F, 0.25F)
                                             : rng.range(0.28F, 0.55F);
    water.glitter = stage.time == SceneTime::Day ? 0.7F : 1.0F;
    water.deep = stage.colors.water;
    FloatImage sea = stage.canvas.image();
    paintWater(stage, sea, water);
    // It mirrors the lighthouse, which stands before it.
    stage.layers.insert(stage.layers.begin() + waterline, {std::move(sea), 0.2F});

    if (scene.boat || scene.harbour) {
        FloatImage& boats = stage.add(0.5F);
        const float size =
            (close && !hasFigures(stage) ? rng.range(0.34F, 0.46F) : rng.range(0.13F, 0.22F))
            * stage.unit();
        const float nearness = saturate(size * 1.6F);
        const Prop boat{stage.side(rng.range(0.52F, 0.72F)),
                        mix(stage.horizon + 0.05F, 0.86F, nearness), size,
                        stage.air(0) * (0.7F - 0.5F * nearness)};
        paintBoat(stage, boats, boat);
    }
    if (scene.harbour) {
        paintPier(stage, stage.add(0.66F), rng.range(0.80F, 0.86F), 0.11F);
        stage.standing = Standing{stage.side(rng.range(0.16F, 0.3F)), 0.83F, 0.34F, 0.67F};
    } else if (!storm && (stage.shot != ShotSize::Close)
               && (hasFigures(stage) || rng.chance(0.5F))) {
        paintShore(stage, rng.chance(0.5F));
    }
}

} // namespace raskadr::draft
