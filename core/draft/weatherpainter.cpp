#include "core/draft/weatherpainter.h"

#include <QPainter>

namespace raskadr::draft {

namespace {

void paintRain(Stage& stage, FloatImage& image)
{
    const bool storm = stage.scene.weather == SceneWeather::Storm;
    Rng rng = stage.rng.fork(61);
    const float slant = rng.sign() * (storm ? rng.range(0.3F, 0.5F) : rng.range(0.04F, 0.16F));
    struct Sheet
    {
        int count;
        float length, width, softness, strength;
    };
    // Far, middle and near drops: the near ones are few and out of focus.
    const Sheet sheets[] = {{520, 0.035F, 0.0009F, 0, 0.10F},
                            {210, 0.085F, 0.0013F, 0.0007F, 0.15F},
                            {34, 0.20F, 0.0026F, 0.0024F, 0.20F}};
    const Color light = mix(stage.colors.horizon, stage.colors.cloudLit, 0.5F)
        + stage.colors.lamp * (0.12F * stage.colors.lampStrength) + Color{0.05F, 0.06F, 0.07F};
    for (const Sheet& sheet : sheets) {
        const Plane mask = stage.canvas.mask(
            [&](QPainter& painter) {
                painter.setBrush(Qt::NoBrush);
                const int count = int(float(sheet.count) * stage.aspect() * (storm ? 1.2F : 1.0F));
                for (int i = 0; i < count; ++i) {
                    const float u = rng.range(-0.2F, stage.aspect() + 0.2F);
                    const float v = rng.range(-0.2F, 1.1F);
                    const float length = sheet.length * rng.range(0.4F, 1.3F);
                    const int grey = 90 + rng.below(165);
                    painter.setPen(QPen(QColor(grey, grey, grey),
                                        double(sheet.width * rng.range(0.7F, 1.3F)), Qt::SolidLine,
                                        Qt::RoundCap));
                    painter.drawLine(QPointF(u, v), QPointF(u - slant * length, v + length));
                }
            },
            sheet.softness);
        addLight(image, mask, light, sheet.strength * (stage.dark() ? 1.5F : 1.1F));
    }
}

void paintSnow(Stage& stage, FloatImage& image)
{
    Rng rng = stage.rng.fork(62);
    struct Sheet
    {
        int count;
        float size, softness, opacity;
    };
    const Sheet sheets[] = {{900, 0.0013F, 0.0004F, 0.55F},
                            {260, 0.0032F, 0.0010F, 0.62F},
                            {60, 0.0080F, 0.0030F, 0.50F},
                            {9, 0.0260F, 0.0080F, 0.30F}};
    const Color flake = stage.colors.cloudLit * (stage.dark() ? 1.4F : 1.25F)
        + stage.colors.lamp * (0.10F * stage.colors.lampStrength) + Color{0.06F, 0.06F, 0.065F};
    for (const Sheet& sheet : sheets) {
        const Plane mask = stage.canvas.mask(
            [&](QPainter& painter) {
                const int count = int(float(sheet.count) * stage.aspect());
                for (int i = 0; i < count; ++i) {
                    const int grey = 110 + rng.below(145);
                    painter.setBrush(QColor(grey, grey, grey));
                    const float size = sheet.size * rng.range(0.5F, 1.25F);
                    painter.drawEllipse(QPointF(rng.range(0, stage.aspect()), rng.unit()),
                                        double(size), double(size * rng.range(0.9F, 1.3F)));
                }
            },
            sheet.softness);
        cover(image, mask, flake, sheet.opacity);
    }
}

} // namespace

void paintWeather(Stage& stage)
{
    const SceneWeather weather = stage.scene.weather;
    if (stage.scene.place == ScenePlace::Room) {
        return; // it is outside
    }
    if (weather == SceneWeather::Fog) {
        FloatImage& image = stage.add(0.9F);
        Rng rng = stage.rng.fork(63);
        paintFogBank(stage, image, stage.horizon + rng.range(0.0F, 0.2F), 0.30F, 0.34F, 640);
    } else if (weather == SceneWeather::Rain || weather == SceneWeather::Storm) {
        paintRain(stage, stage.add(1.0F));
    } else if (weather == SceneWeather::Snow) {
        paintSnow(stage, stage.add(1.0F));
    }
}

void paintFogBank(Stage& stage, FloatImage& image, float v, float spread, float strength,
                  quint64 tag)
{
    const Canvas& canvas = stage.canvas;
    const Color fog = mix(stage.colors.haze, stage.colors.horizon, 0.5F);
    Rng rng = stage.rng.fork(0x666f67ULL + tag);
    const float x0 = rng.range(0, 50);
    const float y0 = rng.range(0, 50);
    std::vector<float> billows(size_t(canvas.width));
    for (int y = 0; y < canvas.height; ++y) {
        const float distance = (canvas.v(y) - v) / spread;
        const float level = strength / (1 + 2.5F * distance * distance * distance * distance);
        if (level < 0.004F) {
            continue;
        }
        stage.noise.sumRow(billows.data(), canvas.width, x0, canvas.step() * 1.5F,
                           y0 + canvas.v(y) * 4.2F, 4, 0.5F);
        float* to = image.row(y);
        for (int x = 0; x < canvas.width; ++x) {
            const float a = saturate(level * (0.72F + 0.75F * billows[size_t(x)]));
            const float ink[4] = {fog.r, fog.g, fog.b, 1};
            for (int c = 0; c < 4; ++c) {
                to[4 * x + c] += (ink[c] - to[4 * x + c]) * a;
            }
        }
    }
}

void paintBokeh(Stage& stage, FloatImage& image, const Bokeh& bokeh,
                const std::vector<Color>& colors)
{
    const Canvas& canvas = stage.canvas;
    Rng rng = stage.rng.fork(0x626f6b6568ULL + bokeh.tag);
    const float edge = std::max(canvas.step() * 1.2F, 0.0018F);
    for (int i = 0; i < bokeh.count; ++i) {
        const float u = rng.range(0, stage.aspect());
        const float spread = (rng.unit() + rng.unit()) / 2;
        const float v = mix(bokeh.top, bokeh.bottom, spread);
        const float size = mix(bokeh.smallest, bokeh.largest, std::pow(rng.unit(), 1.7F));
        const float strength = bokeh.strength * (0.25F + 0.75F * std::pow(rng.unit(), 1.6F));
        const Color color = colors[size_t(rng.below(int(colors.size())))] * strength;
        const int top = std::max(0, int(canvas.pixels(v - size)) - 1);
        const int bottom = std::min(canvas.height, int(canvas.pixels(v + size)) + 2);
        const int left = std::max(0, int(canvas.pixels(u - size)) - 1);
        const int right = std::min(canvas.width, int(canvas.pixels(u + size)) + 2);
        for (int y = top; y < bottom; ++y) {
            float* to = image.row(y);
            const float dv = canvas.v(y) - v;
            for (int x = left; x < right; ++x) {
                const float du = canvas.u(x) - u;
                const float d = std::sqrt(du * du + dv * dv);
                const float r = d / size;
                // The disc of an aperture is a little brighter along its edge.
                const float level =
                    saturate((size - d) / edge + 0.5F) * (0.62F + 0.38F * r * r * r * r);
                to[4 * x] += color.r * level;
                to[4 * x + 1] += color.g * level;
                to[4 * x + 2] += color.b * level;
            }
        }
    }
}

} // namespace raskadr::draft
