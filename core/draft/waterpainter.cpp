#include "core/draft/waterpainter.h"

namespace raskadr::draft {

namespace {

// The picture's colour between its pixels; outside of it that of its edge.
Color sampled(const FloatImage& image, float x, float y)
{
    const float cx = std::clamp(x, 0.0F, float(image.width() - 1));
    const float cy = std::clamp(y, 0.0F, float(image.height() - 1));
    const int x0 = int(cx);
    const int y0 = int(cy);
    const int x1 = std::min(x0 + 1, image.width() - 1);
    const int y1 = std::min(y0 + 1, image.height() - 1);
    const float tx = cx - float(x0);
    const float ty = cy - float(y0);
    const float* a = image.row(y0);
    const float* b = image.row(y1);
    float c[3];
    for (int i = 0; i < 3; ++i) {
        const float top = a[4 * x0 + i] + (a[4 * x1 + i] - a[4 * x0 + i]) * tx;
        const float bottom = b[4 * x0 + i] + (b[4 * x1 + i] - b[4 * x0 + i]) * tx;
        c[i] = top + (bottom - top) * ty;
    }
    return {c[0], c[1], c[2]};
}

} // namespace

void paintWater(Stage& stage, FloatImage& image, const Water& water)
{
    const Canvas& canvas = stage.canvas;
    const SceneColors& c = stage.colors;
    const FloatImage above = stage.flattened();
    const auto width = size_t(canvas.width);
    std::vector<float> swell(width);
    std::vector<float> ripple(width);
    const float rough = water.roughness;
    const float extent = 1 - water.horizon;
    const Color sun = c.sun * (water.glitter * c.sunStrength);
    const int first = std::max(0, int(canvas.pixels(water.horizon)));
    for (int y = first; y < canvas.height; ++y) {
        const float v = canvas.v(y);
        const float d = std::max(0.0F, (v - water.horizon) / extent);
        // Seen from a low camera: far waves are small and close together.
        const float z = 1 / (d * 0.95F + 0.035F);
        const float scale = z * 1.5F / (0.55F + 0.9F * rough);
        const float x0 = (canvas.u(0) - canvas.aspect() / 2) * scale;
        const float step = canvas.step() * scale;
        stage.noise.sumRow(swell.data(), canvas.width, x0 + 11, step,
                           z * 8.5F / (0.75F + 0.9F * rough), 3, 0.6F);
        stage.noise.sumRow(ripple.data(), canvas.width, x0 * 3.1F + 57, step * 3.1F, z * 19, 4,
                           0.62F);
        const float nearness = std::sqrt(d);
        const float mirror = mix(0.86F, 0.42F - 0.12F * rough, smoothstep(0.0F, 0.9F, d));
        const float lift = (0.02F + 0.30F * nearness) * (0.25F + 0.9F * rough);
        const float glitterWidth = 0.02F + (0.05F + 0.16F * rough) * d;
        const float glitterLevel = mix(0.12F, 0.42F, nearness) - 0.18F * rough;
        const float coverage = saturate((v - water.horizon) * float(canvas.height) + 0.5F)
            * (water.shore < 1 ? 1 - smoothstep(water.shore - 0.004F, water.shore, v) : 1.0F);
        float* to = image.row(y);
        for (int x = 0; x < canvas.width; ++x) {
            const float wave = swell[size_t(x)] * 0.62F + ripple[size_t(x)] * 0.38F;
            const float source =
                water.horizon - (v - water.horizon) * mix(0.95F, 0.7F, rough) - wave * lift;
            const float turn = ripple[size_t(x)] * (0.004F + 0.03F * rough * d);
            Color color = sampled(above, float(x) + canvas.pixels(turn),
                                  canvas.pixels(std::min(source, water.horizon - 0.002F)));
            const float facing =
                saturate(mirror - wave * (0.26F + 0.42F * rough) * (0.3F + nearness));
            color = mix(water.deep * (0.75F + 0.25F * d), color, facing);
            const float du = (canvas.u(x) - stage.sunU) / glitterWidth;
            const float path = 1 / (1 + du * du * du * du);
            const float spark = smoothstep(glitterLevel, glitterLevel + 0.34F,
                                           -wave * 0.4F + ripple[size_t(x)] * 0.75F);
            color = color + sun * (path * (spark * 1.5F + 0.10F));
            if (rough > 0.7F) {
                // High waves hide the light from one another.
                color =
                    color * (1 - 0.65F * smoothstep(-0.05F, 0.5F, -swell[size_t(x)]) * nearness);
                const float foam =
                    smoothstep(0.30F, 0.68F, swell[size_t(x)] * 0.9F + 0.5F * ripple[size_t(x)])
                    * (rough - 0.7F) * 2.6F * nearness;
                color = mix(color, c.cloudLit * 1.1F, saturate(foam) * 0.75F);
            }
            const float a = coverage;
            const float rest = 1 - a;
            to[4 * x] = to[4 * x] * rest + color.r * a;
            to[4 * x + 1] = to[4 * x + 1] * rest + color.g * a;
            to[4 * x + 2] = to[4 * x + 2] * rest + color.b * a;
            to[4 * x + 3] = to[4 * x + 3] * rest + a;
        }
        const float air = c.hazeAmount * 0.75F * (1 - smoothstep(0.0F, 0.22F, d));
        for (int x = 0; x < canvas.width; ++x) {
            to[4 * x] += (c.haze.r * to[4 * x + 3] - to[4 * x]) * air;
            to[4 * x + 1] += (c.haze.g * to[4 * x + 3] - to[4 * x + 1]) * air;
            to[4 * x + 2] += (c.haze.b * to[4 * x + 3] - to[4 * x + 2]) * air;
        }
    }
}

void paintGround(Stage& stage, FloatImage& image, const Ground& ground)
{
    const Canvas& canvas = stage.canvas;
    FloatImage above = stage.flattened();
    soften(above, canvas.pixels(0.004F), canvas.pixels(0.032F));
    const auto width = size_t(canvas.width);
    std::vector<float> puddle(width);
    std::vector<float> grit(width);
    for (int y = std::max(0, int(canvas.pixels(ground.horizon))); y < canvas.height; ++y) {
        const float v = canvas.v(y);
        const float below = v - ground.horizon;
        const float d = std::max(0.0F, below / (1 - ground.horizon));
        const float z = 1 / (d * 0.9F + 0.06F);
        const float x0 = (canvas.u(0) - ground.vanishU) * z;
        stage.noise.sumRow(puddle.data(), canvas.width, x0 * 1.3F + 5, canvas.step() * z * 1.3F,
                           z * 3.2F, 4, 0.5F);
        stage.noise.sumRow(grit.data(), canvas.width, x0 * 14, canvas.step() * z * 14, z * 30, 3,
                           0.7F);
        const float edge = canvas.step() / ground.slope;
        float* to = image.row(y);
        for (int x = 0; x < canvas.width; ++x) {
            const float across = std::abs(canvas.u(x) - ground.vanishU);
            const float coverage = saturate((below / ground.slope - across) / edge + 0.5F);
            if (coverage <= 0) {
                continue;
            }
            const float wet = smoothstep(-0.35F, 0.35F, puddle[size_t(x)]);
            const float tremble = grit[size_t(x)] * (0.003F + 0.012F * d) * (1.2F - wet);
            // The houses' feet, not the horizon, are where their image begins.
            const float source = ground.horizon - below * 0.95F + 1.95F * ground.slope * across;
            const Color seen = sampled(above, float(x) + canvas.pixels(tremble * 0.25F),
                                       canvas.pixels(source + tremble));
            const float share = ground.mirror * mix(0.25F, 0.9F, wet) * mix(1.0F, 0.75F, d)
                * (0.92F + 0.25F * grit[size_t(x)]);
            const float rough = mix(0.10F, 0.28F, ground.mirror);
            const Color color =
                ground.color * (0.85F + rough * grit[size_t(x)] + 0.12F * puddle[size_t(x)])
                + seen * saturate(share);
            const float rest = 1 - coverage;
            to[4 * x] = to[4 * x] * rest + color.r * coverage;
            to[4 * x + 1] = to[4 * x + 1] * rest + color.g * coverage;
            to[4 * x + 2] = to[4 * x + 2] * rest + color.b * coverage;
            to[4 * x + 3] = to[4 * x + 3] * rest + coverage;
        }
    }
}

} // namespace raskadr::draft
