#include "core/draft/places.h"

#include "core/draft/skypainter.h"
#include "core/draft/waterpainter.h"
#include "core/draft/weatherpainter.h"

#include <QPainter>

#include <array>

namespace raskadr::draft {

namespace {

// A street with houses on both sides, seen along its middle: x across, y up from the ground, z
// away.
struct View
{
    float vanishU, horizon, focal, eye;

    QPointF operator()(float x, float y, float z) const
    {
        return QPointF(double(vanishU + x / z * focal), double(horizon - (y - eye) / z * focal));
    }
    QPainterPath wall(float x, float y0, float y1, float z0, float z1) const
    {
        return polygon(
            {(*this)(x, y0, z0), (*this)(x, y1, z0), (*this)(x, y1, z1), (*this)(x, y0, z1)});
    }
    QPainterPath front(float x0, float x1, float y0, float y1, float z) const
    {
        return polygon(
            {(*this)(x0, y0, z), (*this)(x0, y1, z), (*this)(x1, y1, z), (*this)(x1, y0, z)});
    }
};

struct House
{
    float side, near, far, height;
};

constexpr float halfStreet = 0.96F;
constexpr float farEnd = 15;

std::vector<House> housesOf(Rng& rng)
{
    std::vector<House> houses;
    for (const float side : {-1.0F, 1.0F}) {
        float z = 0.6F;
        while (z < farEnd) {
            const float length = rng.range(0.5F, 1.3F);
            houses.push_back({side, z, z + length, rng.range(1.5F, 3.3F)});
            z += length + (rng.chance(0.25F) ? rng.range(0.1F, 0.4F) : 0.0F);
        }
    }
    std::sort(houses.begin(), houses.end(),
              [](const House& a, const House& b) { return a.far > b.far; });
    return houses;
}

void paintHouses(Stage& stage, FloatImage& image, const View& view,
                 const std::vector<House>& houses, const std::array<Color, 4>& neon)
{
    Rng rng = stage.rng.fork(112);
    const SceneColors& c = stage.colors;
    const bool dark = stage.dark();
    const float lamps = std::max(c.lampStrength, dark ? 0.9F : 0.15F);
    // From far to near in three groups, with the air of the street between them.
    constexpr int groups = 3;
    const float ends[groups + 1] = {100, 7.5F, 3.4F, 0};
    for (int group = 0; group < groups; ++group) {
        const float nearness = float(group) / (groups - 1);
        std::vector<QPainterPath> walls;
        QPainterPath ledges;
        std::array<QPainterPath, 3> windows;
        QPainterPath dim;
        std::array<QPainterPath, 4> signs;
        for (const House& house : houses) {
            if (house.far > ends[group] || house.far <= ends[group + 1]) {
                continue;
            }
            const float x = house.side * halfStreet;
            walls.push_back(view.wall(x, 0, house.height, house.near, house.far));
            walls.push_back(view.front(x, x + house.side * 6, 0, house.height, house.near));
            constexpr float storey = 0.25F;
            for (float y = 0.43F; y + 0.2F < house.height; y += storey) {
                const float share = (0.10F + 0.42F * rng.unit() * rng.unit()) * lamps;
                for (float z = house.near + 0.06F; z + 0.09F < house.far; z += 0.135F) {
                    const QPainterPath pane = view.wall(x * 0.999F, y, y + 0.145F, z, z + 0.065F);
                    const bool lit = rng.chance(share);
                    const int tint = rng.below(10);
                    if (lit) {
                        windows[size_t(tint < 6 ? 0 : tint < 9 ? 1 : 2)].addPath(pane);
                    } else {
                        dim.addPath(pane);
                    }
                }
                ledges.addPath(
                    view.wall(x * 0.996F, y + 0.095F, y + 0.101F, house.near, house.far));
                ledges.addPath(
                    view.wall(x * 0.997F, y - 0.055F, y - 0.045F, house.near, house.far));
            }
            // shop windows on the ground floor
            for (float z = house.near + 0.06F; z + 0.2F < house.far; z += 0.30F) {
                const QPainterPath pane = view.wall(x * 0.998F, 0.05F, 0.26F, z, z + 0.22F);
                const bool warm = rng.chance(0.7F);
                if (rng.chance(0.62F * lamps) && dark) {
                    windows[warm ? 0 : 1].addPath(pane);
                } else {
                    dim.addPath(pane);
                }
            }
            if (rng.chance(0.75F) && dark) { // a sign over the pavement
                const float z = mix(house.near, house.far, rng.range(0.2F, 0.8F));
                const float y = rng.range(0.45F, 0.9F);
                const float width = rng.range(0.05F, 0.11F);
                auto& sign = signs[size_t(rng.below(4))];
                if (rng.chance(0.6F)) {
                    sign.addPath(view.front(x - house.side * 0.02F,
                                            x - house.side * (0.02F + width), y,
                                            y + rng.range(0.18F, 0.42F), z));
                } else {
                    sign.addPath(view.wall(x * 0.995F, 0.29F, 0.36F, house.near + 0.05F,
                                           std::min(house.far, house.near + 0.6F)));
                }
            }
        }
        const float air = saturate((0.85F - 0.8F * nearness) * (0.45F + 0.6F * c.hazeAmount));
        const Color wall =
            mix(dark ? c.ground * 1.5F : mix(c.ground * 2.0F, c.middle, 0.18F), c.haze, air);
        const float softness = 0.0004F;
        const Plane body = stage.canvas.mask(
            [&](QPainter& painter) {
                for (const QPainterPath& part : walls) {
                    painter.drawPath(part);
                }
            },
            softness);
        std::vector<Color> rows(size_t(stage.canvas.height));
        for (int y = 0; y < stage.canvas.height; ++y) {
            const float low = smoothstep(0.0F, view.horizon + 0.1F, stage.canvas.v(y));
            rows[size_t(y)] = wall * (0.6F + 0.5F * low)
                + c.lamp * (0.05F * lamps * low * low * (dark ? 1.0F : 0.3F));
        }
        cover(image, body, rows);
        cover(image, stage.canvas.mask(ledges, softness), wall * 0.6F, 0.7F);
        cover(image, stage.canvas.mask(dim, softness), mix(wall * 0.55F, c.zenith, 0.25F), 0.8F);
        const float strength = (dark ? 1.0F : 0.45F) * (1 - 0.45F * air) * lamps;
        const Color tints[3] = {c.lamp, mix(c.lamp, srgb(0xfff0d8), 0.6F), srgb(0xa8d0ff) * 0.6F};
        for (size_t i = 0; i < windows.size(); ++i) {
            Plane mask = stage.canvas.mask(windows[i], softness);
            addLight(image, mask, tints[i], strength);
        }
        for (size_t i = 0; i < signs.size(); ++i) {
            if (signs[i].isEmpty()) {
                continue;
            }
            Plane mask = stage.canvas.mask(signs[i], 0.0010F);
            addLight(image, mask, neon[i], 1.5F * strength);
            blur(mask, stage.canvas.pixels(0.03F));
            addLight(image, mask, neon[i], 0.9F * strength);
        }
        if (group + 1 < groups) {
            addGlow(image, stage.canvas, {view.vanishU, view.horizon - 0.05F, 0.22F, 1.1F},
                    mix(c.haze, c.lamp, 0.30F * lamps) * (0.10F + 0.16F * c.hazeAmount)
                        * (dark ? 1.0F : 0.7F));
        }
    }
}

void paintLamps(Stage& stage, FloatImage& image, const View& view)
{
    Rng rng = stage.rng.fork(113);
    const SceneColors& c = stage.colors;
    const float lamps = std::max(c.lampStrength, 0.0F);
    const float first = rng.range(1.1F, 1.6F);
    const QPainterPath posts = [&] {
        QPainterPath path;
        for (float z = first; z < farEnd; z += 1.25F) {
            for (const float side : {-1.0F, 1.0F}) {
                const float x = side * halfStreet * 0.74F;
                path.addPath(view.front(x - 0.008F, x + 0.008F, 0, 0.98F, z));
                path.addPath(view.front(x, x - side * 0.16F, 0.965F, 0.98F, z));
            }
        }
        return path;
    }();
    cover(image, stage.canvas.mask(posts, 0.0004F), c.ground * 0.7F, 0.9F);
    if (lamps < 0.3F) {
        return;
    }
    for (float z = first; z < farEnd; z += 1.25F) {
        for (const float side : {-1.0F, 1.0F}) {
            const QPointF at = view(side * halfStreet * 0.74F - side * 0.15F, 0.955F, z);
            const auto u = float(at.x());
            const auto v = float(at.y());
            addGlow(image, stage.canvas, {u, v, 0.018F / z + 0.0012F, 1.3F},
                    c.lamp * (4.0F * lamps));
            addGlow(image, stage.canvas, {u, v, 0.11F / z}, c.lamp * (0.30F * lamps));
        }
    }
}

void paintCars(Stage& stage, FloatImage& image, const View& view)
{
    Rng rng = stage.rng.fork(114);
    const float lamps = std::max(0.35F, stage.colors.lampStrength);
    const int count = 2 + rng.below(4);
    for (int i = 0; i < count; ++i) {
        const bool coming = rng.chance(0.5F);
        const float z = rng.range(2.4F, 8.0F);
        const float x = coming ? -0.26F : 0.26F;
        const Plane body =
            stage.canvas.mask(smoothShape({view(x - 0.125F, 0.02F, z), view(x - 0.125F, 0.11F, z),
                                           view(x - 0.09F, 0.19F, z), view(x + 0.09F, 0.19F, z),
                                           view(x + 0.125F, 0.11F, z), view(x + 0.125F, 0.02F, z)}),
                              0.0006F);
        cover(image, body,
              mix(stage.colors.ground * 0.8F, stage.colors.haze,
                  0.06F * z * stage.colors.hazeAmount));
        const Color light = coming ? srgb(0xfff0d8) : srgb(0xff2a18);
        for (const float offset : {-0.095F, 0.095F}) {
            const QPointF at = view(x + offset, 0.085F, z);
            const Glow lamp{float(at.x()), float(at.y()), 0.016F / z + 0.001F, 1.2F};
            addGlow(image, stage.canvas, lamp, light * ((coming ? 5.0F : 2.2F) * lamps));
            addGlow(image, stage.canvas, {lamp.u, lamp.v, 0.09F / z}, light * (0.22F * lamps));
        }
    }
}

} // namespace

void composeStreet(Stage& stage)
{
    Rng rng = stage.rng.fork(110);
    const SceneColors& c = stage.colors;
    stage.horizon = rng.range(0.56F, 0.64F);
    const View view{stage.aspect() * rng.range(0.42F, 0.58F), stage.horizon,
                    1.15F * std::pow(stage.reach, 0.6F) * std::max(0.6F, stage.unit()), 0.20F};
    stage.sunU = view.vanishU + rng.range(-0.06F, 0.06F);
    if (!stage.dark()) {
        stage.sunV = stage.horizon - rng.range(0.08F, 0.2F);
    }
    const bool daylight = !stage.dark();
    paintSky(stage);
    const std::array<Color, 4> neon = {srgb(0xff3f8a), srgb(0x2fd0ea), srgb(0xffa544),
                                       srgb(0x8a5cff)};
    FloatImage& houses = stage.add(0.22F);
    paintHouses(stage, houses, view, housesOf(rng), neon);
    paintLamps(stage, houses, view);
    const bool wet = stage.scene.weather == SceneWeather::Rain
        || stage.scene.weather == SceneWeather::Storm || !daylight;
    Ground ground;
    ground.horizon = stage.horizon;
    ground.vanishU = view.vanishU;
    ground.slope = view.eye / halfStreet;
    ground.mirror = wet ? (stage.scene.weather == SceneWeather::Rain ? 1.0F : 0.7F) : 0.10F;
    ground.color = mix(c.ground * 0.9F, c.haze, daylight ? (wet ? 0.12F : 0.24F) : 0.03F);
    FloatImage street = stage.canvas.image();
    paintGround(stage, street, ground);
    stage.wetness = ground.mirror;
    // Kerbs and the line along the middle.
    QPainterPath pavement;
    for (const float side : {-1.0F, 1.0F}) {
        pavement.addPath(
            polygon({view(side * halfStreet, 0.02F, farEnd), view(side * halfStreet, 0.02F, 0.3F),
                     view(side * halfStreet * 0.66F, 0.02F, 0.3F),
                     view(side * halfStreet * 0.66F, 0.02F, farEnd)}));
    }
    QPainterPath lines;
    for (float z = 0.35F; z < farEnd; z += 0.62F) {
        lines.addPath(polygon({view(-0.014F, 0, z), view(0.014F, 0, z), view(0.014F, 0, z + 0.3F),
                               view(-0.014F, 0, z + 0.3F)}));
    }
    QPainterPath kerbs;
    for (const float side : {-1.0F, 1.0F}) {
        const float x = side * halfStreet * 0.66F;
        kerbs.addPath(polygon({view(x, 0, farEnd), view(x, 0, 0.3F), view(x, 0.022F, 0.3F),
                               view(x, 0.022F, farEnd)}));
    }
    cover(street, stage.canvas.mask(pavement, 0.0006F),
          mix(ground.color * 1.7F, c.haze, daylight ? 0.12F : 0.02F), wet ? 0.30F : 0.6F);
    cover(street, stage.canvas.mask(kerbs, 0.0005F), ground.color * 0.5F, 0.8F);
    cover(street, stage.canvas.mask(lines, 0.0005F),
          mix(c.cloudLit, c.haze, 0.5F) * (daylight ? 0.7F : 0.16F), daylight ? 0.55F : 0.5F);
    // The street lies before its houses' feet; cars stand on it.
    stage.add(0.3F) = std::move(street);
    paintCars(stage, stage.layers.back().image, view);
    const bool shallow = stage.shot != ShotSize::Wide;
    if (shallow) {
        stage.defocus(stage.shot == ShotSize::Close ? 0.012F : 0.007F);
        const float lamps = std::max(c.lampStrength, 0.12F);
        paintBokeh(stage, stage.add(0.34F),
                   {int(26 * stage.aspect()), 0.06F, 0.72F, 0.010F,
                    stage.shot == ShotSize::Close ? 0.070F : 0.042F, 0.60F * lamps, 115},
                   {c.lamp, c.lamp * 0.8F, neon[0] * 0.8F, neon[1] * 0.8F, srgb(0xfff0d8)});
    } else if (stage.dark() && rng.chance(0.6F)) { // somebody's lights close to the lens
        paintBokeh(stage, stage.add(0.9F),
                   {int(5 * stage.aspect()), 0.3F, 0.95F, 0.02F, 0.06F, 0.14F, 116},
                   {c.lamp, neon[0], neon[1]});
    }
    stage.sunV = stage.horizon - 0.1F;
    stage.standing = Standing{view.vanishU + rng.range(-0.12F, 0.12F) * stage.unit(), 0.93F,
                              rng.range(0.42F, 0.54F), 0.7F};
}

} // namespace raskadr::draft
