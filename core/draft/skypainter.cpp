#include "core/draft/skypainter.h"

#include <QPainter>

#include <numbers>

namespace raskadr::draft {

namespace {

Color skyAt(const SceneColors& c, float elevation)
{
    const float e = saturate(elevation);
    const Color low = mix(c.horizon, c.middle, smoothstep(0.0F, 0.45F, e));
    return mix(low, c.zenith, smoothstep(0.3F, 1.0F, e));
}

// Light that fades with the distance from the sun: wide as the air scatters it.
struct Halo
{
    float radius;
    float strength;

    float at(float squaredDistance) const
    {
        const float q = 1 + squaredDistance / (radius * radius);
        return strength / (q * q);
    }
};

void paintAir(Stage& stage, FloatImage& sky)
{
    const Canvas& canvas = stage.canvas;
    const SceneColors& c = stage.colors;
    const bool night = stage.time == SceneTime::Night;
    const Halo wide{0.55F, (night ? 0.05F : 0.26F) * c.sunStrength};
    const Halo near{0.16F, (night ? 0.10F : 0.45F) * c.sunStrength};
    const float flat = stage.sunV > stage.horizon - 0.2F ? 1.9F : 1.0F;
    for (int y = 0; y < canvas.height; ++y) {
        const float v = canvas.v(y);
        const Color base = skyAt(c, (stage.horizon - v) / std::max(0.3F, stage.horizon));
        float* to = sky.row(y);
        const float dy = (v - stage.sunV) * flat;
        for (int x = 0; x < canvas.width; ++x) {
            const float dx = canvas.u(x) - stage.sunU;
            const float d2 = dx * dx + dy * dy;
            const float light = wide.at(d2) + near.at(d2);
            to[4 * x] = base.r + c.sun.r * light;
            to[4 * x + 1] = base.g + c.sun.g * light;
            to[4 * x + 2] = base.b + c.sun.b * light;
            to[4 * x + 3] = 1;
        }
    }
}

void paintClouds(Stage& stage, FloatImage& sky)
{
    const Canvas& canvas = stage.canvas;
    const SceneColors& c = stage.colors;
    Rng rng = stage.rng.fork(20);
    const float cover = saturate(c.cloudCover + rng.range(-0.14F, 0.14F));
    const bool storm = stage.scene.weather == SceneWeather::Storm;
    const float size = rng.range(0.8F, 1.35F) * stage.reach;
    const float driftU = rng.range(0, 60);
    const float driftV = rng.range(0, 60);
    const float threshold = 0.42F - 0.85F * cover;
    std::vector<float> density(size_t(canvas.width));
    std::vector<float> towardsSun(size_t(canvas.width));
    for (int y = 0; y < canvas.height; ++y) {
        const float v = canvas.v(y);
        const float above = stage.horizon - v;
        if (above <= 0) {
            break;
        }
        // The clouds lie on a ceiling that runs off to the horizon.
        const float distance = 1 / (above * 1.25F + 0.10F);
        const float frequency = 0.55F * distance / size;
        const float x0 = (canvas.u(0) - canvas.aspect() / 2) * frequency + driftU;
        const float cy = distance * 1.05F / size + driftV;
        const float step = canvas.step() * frequency;
        stage.noise.sumRow(density.data(), canvas.width, x0, step, cy, 6, 0.55F);
        const float lean = (stage.sunU - canvas.aspect() / 2) * 0.1F;
        stage.noise.sumRow(towardsSun.data(), canvas.width, x0 + lean, step, cy + 0.13F, 4, 0.55F);
        const float fadeOut = smoothstep(0.0F, 0.10F, above);
        const float dy = v - stage.sunV;
        float* to = sky.row(y);
        for (int x = 0; x < canvas.width; ++x) {
            const float n = density[size_t(x)];
            const float thickness = smoothstep(threshold, threshold + 0.55F, n);
            if (thickness <= 0) {
                continue;
            }
            const float dx = canvas.u(x) - stage.sunU;
            const float closeness = 1 / (1 + (dx * dx + dy * dy) * 5);
            float lit = saturate(0.45F + (n - towardsSun[size_t(x)]) * (storm ? 1.5F : 1.1F)
                                 - thickness * 0.25F);
            lit = saturate(lit + closeness * (1 - thickness) * 0.9F * c.sunStrength);
            const Color color = mix(c.cloudShade, c.cloudLit, lit)
                + c.sun * (closeness * closeness * (1 - thickness) * 0.5F * c.sunStrength);
            const float opacity = thickness * fadeOut * (storm ? 0.95F : 0.82F);
            to[4 * x] += (color.r - to[4 * x]) * opacity;
            to[4 * x + 1] += (color.g - to[4 * x + 1]) * opacity;
            to[4 * x + 2] += (color.b - to[4 * x + 2]) * opacity;
        }
    }
}

void paintStars(Stage& stage, FloatImage& sky)
{
    Rng rng = stage.rng.fork(21);
    const int count = int(420 * stage.aspect());
    for (int i = 0; i < count; ++i) {
        const float u = rng.range(0, stage.aspect());
        const float v = rng.range(0, stage.horizon);
        const float brightness = std::pow(rng.unit(), 6.0F);
        const float fade = smoothstep(0.0F, 0.35F, stage.horizon - v) * stage.colors.starStrength;
        const Color tint = mix(srgb(0xbcd4ff), srgb(0xffe6c8), rng.unit());
        addGlow(sky, stage.canvas, {u, v, 0.0008F + 0.0006F * brightness, 1, 1.4F},
                tint * ((0.12F + 1.3F * brightness) * fade));
    }
}

void paintSunOrMoon(Stage& stage, FloatImage& sky)
{
    const SceneColors& c = stage.colors;
    const bool night = stage.time == SceneTime::Night;
    if (c.sunStrength < 0.15F || (night && !stage.scene.moon && !stage.rng.fork(22).chance(0.5F))) {
        return;
    }
    const float radius = (night                                 ? 0.022F
                              : stage.time == SceneTime::Sunset ? 0.036F
                                                                : 0.026F)
        * std::min(stage.reach, 1.8F);
    QPainterPath disc;
    disc.addEllipse(QPointF(stage.sunU, stage.sunV), radius, radius);
    const float strength = night ? 1.6F : 2.6F * std::min(1.0F, c.sunStrength);
    if (stage.time != SceneTime::Dusk) {
        addLight(sky, stage.canvas.mask(disc, radius * 0.05F), c.sun, strength);
    }
    addGlow(sky, stage.canvas, {stage.sunU, stage.sunV, radius * 2.2F}, c.sun * (strength * 0.35F));
}

} // namespace

void paintSky(Stage& stage)
{
    FloatImage& sky = stage.add(0.0F);
    paintAir(stage, sky);
    if (stage.colors.starStrength > 0) {
        paintStars(stage, sky);
    }
    paintSunOrMoon(stage, sky);
    paintClouds(stage, sky);
    if (stage.scene.weather == SceneWeather::Storm) {
        paintLightning(stage, sky);
    }
    if (stage.scene.birds) {
        paintBirds(stage, sky);
    }
}

void paintBirds(Stage& stage, FloatImage& image)
{
    Rng rng = stage.rng.fork(23);
    const float centreU = stage.side(rng.range(0.3F, 0.6F));
    const float centreV = stage.horizon * rng.range(0.3F, 0.6F);
    const int count = 6 + rng.below(9);
    const Plane mask = stage.canvas.mask(
        [&](QPainter& painter) {
            painter.setBrush(Qt::NoBrush);
            for (int i = 0; i < count; ++i) {
                const float size = rng.range(0.008F, 0.03F) * (rng.chance(0.2F) ? 1.6F : 1.0F);
                const float u = centreU + (rng.unit() + rng.unit() - 1) * 0.42F;
                const float v = centreV + (rng.unit() + rng.unit() - 1) * 0.2F;
                const float lift = rng.range(0.25F, 0.75F) * size;
                const float tilt = rng.range(-0.25F, 0.25F) * size;
                QPainterPath wings(QPointF(u - size, v - lift * 0.45F + tilt));
                wings.quadTo(QPointF(u - size * 0.45F, v - lift), QPointF(u, v));
                wings.quadTo(QPointF(u + size * 0.45F, v - lift),
                             QPointF(u + size, v - lift * 0.45F - tilt));
                painter.setPen(QPen(Qt::white, double(size) * 0.13, Qt::SolidLine, Qt::RoundCap));
                painter.drawPath(wings);
            }
        },
        0.0006F);
    cover(image, mask, mix(stage.colors.ground, stage.colors.haze, 0.25F), 0.85F);
}

void paintLightning(Stage& stage, FloatImage& sky)
{
    Rng rng = stage.rng.fork(24);
    const float strikeU = stage.side(rng.range(0.3F, 0.75F));
    const float top = rng.range(0.0F, 0.12F);
    const auto bolt = [&](QPainter& painter) {
        painter.setBrush(Qt::NoBrush);
        struct Branch
        {
            float u, v, end, width, lean;
        };
        std::vector<Branch> branches{{strikeU, top, stage.horizon, 0.0042F, 0}};
        for (size_t i = 0; i < branches.size(); ++i) {
            const Branch branch = branches[i];
            float u = branch.u;
            float v = branch.v;
            QPainterPath path(QPointF(u, v));
            while (v < branch.end) {
                v += rng.range(0.012F, 0.04F);
                u += rng.range(-0.026F, 0.026F) + branch.lean;
                path.lineTo(QPointF(u, v));
                if (branches.size() < 7 && rng.chance(i == 0 ? 0.3F : 0.12F)) {
                    branches.push_back({u, v, v + rng.range(0.06F, 0.2F), branch.width * 0.45F,
                                        rng.sign() * 0.016F});
                }
            }
            painter.setPen(
                QPen(Qt::white, double(branch.width), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.drawPath(path);
        }
    };
    Plane mask = stage.canvas.mask(bolt);
    const Color light = mix(srgb(0xcdd8ff), stage.colors.sun, 0.2F);
    addLight(sky, mask, light, 2.2F);
    blur(mask, stage.canvas.pixels(0.012F));
    addLight(sky, mask, light, 1.6F);
    addGlow(sky, stage.canvas, {strikeU, stage.horizon * 0.35F, 0.3F, 1.1F}, light * 0.16F);
    addGlow(sky, stage.canvas, {strikeU, stage.horizon, 0.12F, 1.9F}, light * 0.18F);
    stage.sunU = strikeU; // what stands before it is lit by it
    stage.sunV = stage.horizon * 0.5F;
}

} // namespace raskadr::draft
