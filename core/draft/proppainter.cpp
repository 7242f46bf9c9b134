#include "core/draft/proppainter.h"

#include <QPainter>
#include <QTransform>

#include <numbers>

namespace raskadr::draft {

namespace {

QPainterPath rectangle(double left, double top, double right, double bottom)
{
    QPainterPath path;
    path.addRect(QRectF(QPointF(left, top), QPointF(right, bottom)));
    return path;
}

QPainterPath placed(const QPainterPath& path, const Prop& prop, bool flipped = false)
{
    const auto size = double(prop.height);
    return QTransform()
        .translate(double(prop.u), double(prop.base))
        .scale(flipped ? -size : size, size)
        .map(path);
}

constexpr float lanternHeight = 0.895F;

// Which side of a thing of this width is lit: brightness falls across it.
void paintRound(Stage& stage, FloatImage& image, const Plane& mask, float centre, float half,
                const Color& lit, const Color& shade)
{
    const Canvas& canvas = stage.canvas;
    const float towards = stage.sunU > centre ? 1.0F : -1.0F;
    for (int y = mask.begin(); y < mask.end(); ++y) {
        const float* m = mask.row(y);
        float* to = image.row(y);
        for (int x = 0; x < canvas.width; ++x) {
            if (m[x] <= 0) {
                continue;
            }
            const float across = towards * (canvas.u(x) - centre) / half;
            const Color color = mix(shade, lit, smoothstep(-0.7F, 1.0F, across));
            const float ink[4] = {color.r, color.g, color.b, 1};
            for (int c = 0; c < 4; ++c) {
                to[4 * x + c] += (ink[c] - to[4 * x + c]) * m[x];
            }
        }
    }
}

} // namespace

void paintLighthouse(Stage& stage, FloatImage& image, const Prop& prop)
{
    const SceneColors& c = stage.colors;
    const Canvas& canvas = stage.canvas;
    QPainterPath tower;
    tower.setFillRule(Qt::WindingFill);
    QPainterPath shaft(QPointF(-0.078, 0.02));
    shaft.cubicTo(QPointF(-0.060, -0.20), QPointF(-0.050, -0.50), QPointF(-0.046, -0.80));
    shaft.lineTo(QPointF(0.046, -0.80));
    shaft.cubicTo(QPointF(0.050, -0.50), QPointF(0.060, -0.20), QPointF(0.078, 0.02));
    shaft.closeSubpath();
    tower.addPath(shaft);
    QPainterPath iron;
    iron.setFillRule(Qt::WindingFill);
    iron.addPath(rectangle(-0.066, -0.825, 0.066, -0.80));
    iron.addPath(rectangle(-0.064, -0.862, 0.064, -0.857)); // the rail of the gallery
    for (int i = 0; i <= 8; ++i) {
        const double x = -0.064 + 0.016 * i;
        iron.addPath(rectangle(x - 0.0014, -0.862, x + 0.0014, -0.82));
    }
    for (const double x : {-0.036, -0.013, 0.013, 0.036}) {
        iron.addPath(rectangle(x - 0.0028, -0.940, x + 0.0028, -0.82));
    }
    iron.addPath(smoothShape(
        {{-0.046, -0.938}, {-0.030, -0.968}, {0.0, -0.984}, {0.030, -0.968}, {0.046, -0.938}}));
    iron.addPath(rectangle(-0.0035, -1.02, 0.0035, -0.975));

    const bool bright = stage.time == SceneTime::Day || stage.time == SceneTime::Dawn;
    const Color stone = bright ? mix(c.cloudLit, c.haze, 0.35F) : c.ground * 1.6F;
    const Color lit =
        mix(bright ? stone * 0.95F : stone + c.rim * (0.16F * c.sunStrength), c.haze, prop.air);
    const Color shade = mix(bright ? stone * 0.38F : c.ground * 0.8F, c.haze, prop.air);
    const Plane mask = canvas.mask(placed(tower, prop), 0.0005F);
    const float half = prop.height * 0.062F;
    paintRound(stage, image, mask, prop.u, half, lit, shade);
    // Painted bands, as sailors know them.
    QPainterPath bands;
    Rng rng = stage.rng.fork(51);
    const int count = 2 + rng.below(2);
    for (int i = 0; i < count; ++i) {
        const double top = -0.70 + 0.62 * i / count;
        bands.addPath(rectangle(-0.2, top, 0.2, top + 0.31 / count));
    }
    const Color band = srgb(0x8e2f26) * (bright ? 0.9F : 0.10F);
    paintRound(stage, image, canvas.mask(placed(bands.intersected(tower), prop), 0.0005F), prop.u,
               half, mix(band * 1.2F, c.haze, prop.air), mix(band * 0.45F, c.haze, prop.air));
    QPainterPath openings;
    for (const double y : {-0.62, -0.40, -0.20}) {
        openings.addPath(rectangle(-0.008, y, 0.010, y + 0.030));
    }
    cover(image, canvas.mask(placed(openings, prop)), mix(c.ground * 0.5F, c.haze, prop.air));
    cover(image, canvas.mask(placed(iron, prop), 0.0004F), mix(c.ground * 0.7F, c.haze, prop.air));
}

void paintBeams(Stage& stage, FloatImage& image, const Prop& prop)
{
    const float strength = stage.time == SceneTime::Day
        ? (stage.colors.lampStrength > 0.4F ? 0.35F : 0.0F)
        : std::max(0.35F, stage.colors.lampStrength);
    if (strength <= 0) {
        return;
    }
    const Canvas& canvas = stage.canvas;
    Rng rng = stage.rng.fork(52);
    const float lampV = prop.base - prop.height * lanternHeight;
    const Color light = mix(srgb(0xffe2a6), stage.colors.lamp, 0.25F) * strength;
    // The long beam goes where there is room for it.
    const bool right = prop.u < stage.aspect() / 2;
    const float tilt = rng.range(-0.10F, 0.06F);
    const float widths[2] = {rng.range(0.035F, 0.05F), 0.06F};
    const float strengths[2] = {1.0F, 0.35F};
    std::vector<float> dust(size_t(canvas.width));
    for (int y = 0; y < canvas.height; ++y) {
        stage.noise.sumRow(dust.data(), canvas.width, 3, canvas.step() * 2.6F, canvas.v(y) * 4 + 80,
                           4, 0.55F);
        const float dv = canvas.v(y) - lampV;
        float* to = image.row(y);
        for (int x = 0; x < canvas.width; ++x) {
            const float du = (canvas.u(x) - prop.u) * (right ? 1.0F : -1.0F);
            const float distance = std::sqrt(du * du + dv * dv) + 1e-4F;
            float level = 0;
            for (int beam = 0; beam < 2; ++beam) {
                const float along = beam == 0 ? du : -du;
                if (along <= 0) {
                    continue;
                }
                const float across =
                    (dv - tilt * (beam == 0 ? du : -du)) / (along * widths[beam] + 0.004F);
                const float profile = 1 / (1 + across * across * across * across * 1.5F);
                level += strengths[beam] * profile / (1 + distance * 1.5F)
                    * smoothstep(0.0F, 0.015F, along);
            }
            level *= 0.55F * (0.75F + 0.5F * dust[size_t(x)]);
            to[4 * x] += light.r * level;
            to[4 * x + 1] += light.g * level;
            to[4 * x + 2] += light.b * level;
        }
    }
    addGlow(image, canvas, {prop.u, lampV, prop.height * 0.035F}, light * 5.0F);
    addGlow(image, canvas, {prop.u, lampV, 0.10F}, light * 0.35F);
}

void paintBoat(Stage& stage, FloatImage& image, const Prop& prop)
{
    const SceneColors& c = stage.colors;
    const Canvas& canvas = stage.canvas;
    Rng rng = stage.rng.fork(53);
    const bool flipped = rng.chance(0.5F);
    const int kind = stage.scene.weather == SceneWeather::Storm ? 1 : rng.below(3);
    QPainterPath hull;
    hull.setFillRule(Qt::WindingFill);
    QPainterPath sail;
    if (kind == 0) { // a sailing boat
        hull.addPath(smoothShape({{-0.33, -0.085},
                                  {0.0, -0.065},
                                  {0.36, -0.10},
                                  {0.27, 0.0},
                                  {0.0, 0.012},
                                  {-0.27, 0.0}}));
        hull.addPath(rectangle(-0.006, -1.0, 0.006, -0.05));
        sail.moveTo(0.022, -0.97);
        sail.quadTo(QPointF(0.22, -0.55), QPointF(0.29, -0.155));
        sail.quadTo(QPointF(0.15, -0.13), QPointF(0.022, -0.15));
        sail.closeSubpath();
        sail.moveTo(-0.02, -0.90);
        sail.quadTo(QPointF(-0.13, -0.45), QPointF(-0.27, -0.135));
        sail.quadTo(QPointF(-0.13, -0.15), QPointF(-0.02, -0.17));
        sail.closeSubpath();
    } else if (kind == 1) { // a fishing boat with a cabin
        hull.addPath(smoothShape({{-0.62, -0.24},
                                  {-0.30, -0.16},
                                  {0.20, -0.17},
                                  {0.66, -0.33},
                                  {0.52, -0.08},
                                  {0.42, 0.015},
                                  {0.0, 0.02},
                                  {-0.52, 0.01}}));
        hull.addPath(rectangle(-0.30, -0.46, 0.02, -0.16));
        hull.addPath(rectangle(-0.34, -0.49, 0.06, -0.455));
        hull.addPath(rectangle(-0.15, -1.0, -0.137, -0.45));
        hull.addPath(polygon({{-0.145, -0.97}, {0.50, -0.26}, {0.494, -0.255}, {-0.15, -0.95}}));
        hull.addPath(polygon({{-0.145, -0.97}, {-0.56, -0.23}, {-0.566, -0.235}, {-0.15, -0.95}}));
        hull.addPath(rectangle(0.25, -0.42, 0.262, -0.17));
    } else { // a rowing boat with somebody in it
        hull.addPath(smoothShape({{-0.72, -0.17},
                                  {-0.3, -0.09},
                                  {0.3, -0.09},
                                  {0.74, -0.19},
                                  {0.52, 0.0},
                                  {0.0, 0.03},
                                  {-0.52, 0.0}}));
        if (stage.scene.figure != SceneFigure::None) {
            hull.addPath(smoothShape({{-0.12, -0.08},
                                      {-0.15, -0.30},
                                      {-0.08, -0.44},
                                      {0.0, -0.46},
                                      {0.09, -0.40},
                                      {0.14, -0.22},
                                      {0.20, -0.08}}));
            hull.addEllipse(QPointF(0.0, -0.54), 0.072, 0.088);
        }
        hull.addPath(polygon({{0.05, -0.24}, {0.52, 0.03}, {0.50, 0.045}, {0.04, -0.21}}));
    }
    const Color dark = mix(c.ground * 0.7F, c.haze, prop.air);
    const Color cloth = mix(mix(c.ground, c.horizon, 0.32F), c.haze, prop.air);
    // The reflection is darker water, drawn out by the waves.
    QPainterPath all = hull;
    all.addPath(sail);
    all = QTransform().scale(1, -0.7).map(all);
    Plane reflection = canvas.mask(placed(all, prop, flipped), 0.0025F);
    const auto width = size_t(canvas.width);
    std::vector<float> ripple(width);
    std::vector<float> moved(width);
    for (int y = 0; y < canvas.height; ++y) {
        const float below = canvas.v(y) - prop.base;
        if (below < -0.02F || below > prop.height) {
            continue;
        }
        stage.noise.sumRow(ripple.data(), canvas.width, 0, canvas.step() * 14, canvas.v(y) * 120,
                           2);
        float* row = reflection.row(y);
        for (int x = 0; x < canvas.width; ++x) {
            const int shift = int(ripple[size_t(x)] * canvas.pixels(0.006F + 0.03F * below));
            moved[size_t(x)] = row[std::clamp(x + shift, 0, canvas.width - 1)]
                * (0.72F + 0.3F * ripple[size_t(x)]);
        }
        std::copy(moved.begin(), moved.end(), row);
    }
    cover(image, reflection, mix(c.water * 0.6F, c.haze, prop.air * 0.6F), 0.62F);
    cover(image, canvas.mask(placed(sail, prop, flipped), 0.0008F), cloth, 0.93F);
    cover(image, canvas.mask(placed(hull, prop, flipped), 0.0006F), dark);
    if (c.lampStrength > 0.3F && kind != 2) {
        const float u = prop.u + (flipped ? 0.14F : -0.14F) * prop.height * (kind == 1 ? 1 : 0);
        const float v = prop.base - prop.height * (kind == 1 ? 0.70F : 0.55F);
        addGlow(image, canvas, {u, v, 0.006F}, c.lamp * (2.2F * c.lampStrength));
        addGlow(image, canvas, {u, v, 0.035F}, c.lamp * (0.22F * c.lampStrength));
        addGlow(image, canvas, {u, prop.base + prop.height * 0.35F, 0.010F, 0.7F},
                c.lamp * (0.4F * c.lampStrength));
    }
}

void paintHouse(Stage& stage, FloatImage& image, const Prop& prop)
{
    const SceneColors& c = stage.colors;
    const Canvas& canvas = stage.canvas;
    QPainterPath walls = rectangle(-0.62, -0.52, 0.62, 0.06);
    QPainterPath roof = polygon({{-0.72, -0.50}, {-0.46, -0.96}, {0.46, -0.96}, {0.72, -0.50}});
    roof.addPath(rectangle(0.20, -1.12, 0.31, -0.9));
    QPainterPath windows;
    windows.addPath(rectangle(-0.46, -0.38, -0.30, -0.14));
    windows.addPath(rectangle(0.06, -0.38, 0.22, -0.14));
    windows.addPath(rectangle(0.34, -0.38, 0.50, -0.14));
    QPainterPath frames;
    for (const double x : {-0.38, 0.14, 0.42}) {
        frames.addPath(rectangle(x - 0.008, -0.38, x + 0.008, -0.14));
        frames.addPath(rectangle(x - 0.08, -0.275, x + 0.08, -0.262));
    }
    const Color wall = mix(c.ground * 1.1F + c.horizon * 0.05F, c.haze, prop.air);
    cover(image, canvas.mask(placed(walls, prop), 0.0005F), wall);
    cover(image, canvas.mask(placed(roof, prop), 0.0005F), mix(c.ground * 0.75F, c.haze, prop.air));
    const float lamps = std::max(c.lampStrength, 0.12F);
    Plane light = canvas.mask(placed(windows, prop), 0.0005F);
    addLight(image, light, c.lamp, 1.7F * lamps);
    cover(image, canvas.mask(placed(frames, prop)), wall);
    blur(light, canvas.pixels(prop.height * 0.12F));
    addLight(image, light, c.lamp, 0.8F * lamps);
    addGlow(image, canvas, {prop.u, prop.base - prop.height * 0.2F, prop.height * 0.7F, 1.5F},
            c.lamp * (0.10F * lamps));
}

void paintPier(Stage& stage, FloatImage& image, float base, float height)
{
    const SceneColors& c = stage.colors;
    Rng rng = stage.rng.fork(54);
    const float inner = stage.side(rng.range(0.42F, 0.56F));
    const float outer = stage.side(-0.05F);
    const float nearEdge = base + height * 0.55F;
    const Plane mask = stage.canvas.mask(
        [&](QPainter& painter) {
            painter.drawPath(polygon({{inner, base},
                                      {outer, base - height * 0.1F},
                                      {outer, nearEdge},
                                      {inner, base + height * 0.13F}}));
            constexpr int piles = 7;
            for (int i = 0; i < piles; ++i) {
                const float t = std::pow(float(i) / (piles - 1), 1.5F);
                const float u = mix(inner, outer, t * 0.96F);
                const float width = mix(0.005F, 0.016F, t);
                const float bottom = mix(base + height * 0.35F, nearEdge + height * 0.6F, t);
                const float top = base - mix(0.05F, 0.20F, t) * height * 1.6F;
                painter.drawRect(QRectF(QPointF(u - width, top), QPointF(u + width, bottom)));
            }
        },
        0.0007F);
    cover(image, mask, mix(c.ground * 0.75F, c.haze, 0.04F));
    if (c.lampStrength > 0.3F) {
        const Plane post = stage.canvas.mask([&](QPainter& painter) {
            painter.drawRect(QRectF(QPointF(inner - 0.002F, base - height * 1.5F),
                                    QPointF(inner + 0.002F, base)));
        });
        cover(image, post, c.ground * 0.75F);
        const Glow lamp{inner, base - height * 1.5F, 0.008F};
        addGlow(image, stage.canvas, lamp, c.lamp * (3.2F * c.lampStrength));
        addGlow(image, stage.canvas, {lamp.u, lamp.v, 0.09F}, c.lamp * (0.30F * c.lampStrength));
        addGlow(image, stage.canvas, {inner, base + height * 0.55F, 0.02F, 0.6F},
                c.lamp * (0.4F * c.lampStrength));
    }
}

} // namespace raskadr::draft
