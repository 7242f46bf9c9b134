#include "core/draft/places.h"

#include "core/draft/skypainter.h"
#include "core/draft/terrainpainter.h"
#include "core/draft/waterpainter.h"
#include "core/draft/weatherpainter.h"

#include <QPainter>

namespace raskadr::draft {

namespace {

struct Building
{
    float left, top, width;
};

// Houses side by side, with stepped tops, masts and water tanks.
std::vector<Building> drawSkyline(QPainter& painter, Rng& rng, const Stage& stage, float base,
                                  float low, float high, float narrow, float wide)
{
    std::vector<Building> result;
    const float hill = rng.range(0, stage.aspect());
    float u = -wide * rng.unit();
    while (u < stage.aspect()) {
        const float width = rng.range(narrow, wide);
        const float centre = (u + width / 2 - hill) / stage.aspect();
        const float rise = mix(low, high, std::pow(rng.unit(), 1.8F) / (1 + 5 * centre * centre));
        const float top = base - rise;
        painter.drawRect(QRectF(QPointF(u, top), QPointF(u + width, 1.01F)));
        result.push_back({u, top, width});
        const int roof = rng.below(7);
        if (roof == 0) {
            painter.drawRect(QRectF(QPointF(u + width * 0.44F, top - rise * 0.28F),
                                    QPointF(u + width * 0.47F, top)));
        } else if (roof == 1) {
            painter.drawRect(QRectF(QPointF(u + width * 0.18F, top - rise * 0.10F),
                                    QPointF(u + width * 0.82F, top)));
            painter.drawRect(QRectF(QPointF(u + width * 0.34F, top - rise * 0.18F),
                                    QPointF(u + width * 0.66F, top)));
        } else if (roof == 2) {
            painter.drawPath(polygon({{u, top + 0.001F},
                                      {u + width * 0.5F, top - width * 0.42F},
                                      {u + width, top + 0.001F}}));
        } else if (roof == 3) {
            painter.drawRect(
                QRectF(QPointF(u + width * 0.2F, top - 0.014F), QPointF(u + width * 0.42F, top)));
        }
        u += width + (rng.chance(0.35F) ? rng.range(0.0F, narrow * 0.5F) : 0.0F);
    }
    return result;
}

struct Panes
{
    float width, height; // of one window
    float gapX, gapY;
    float lit; // share
};

// Windows by storeys: lit rooms come in groups, as people live.
void paintWindows(Stage& stage, FloatImage& image, Rng& rng, const std::vector<Building>& buildings,
                  const Panes& panes, float strength, float bottom)
{
    const SceneColors& c = stage.colors;
    const Color tints[] = {c.lamp, mix(c.lamp, srgb(0xffe8c4), 0.55F),
                           mix(c.lamp, srgb(0xfff4e0), 0.3F), srgb(0xbfdcff) * 0.7F};
    std::array<Plane, 4> masks;
    for (size_t tint = 0; tint < masks.size(); ++tint) {
        Rng same = rng;
        masks[tint] = stage.canvas.mask([&](QPainter& painter) {
            for (const Building& building : buildings) {
                const float share = panes.lit * same.range(0.15F, 1.7F);
                const float inner = building.width - panes.gapX * 1.4F;
                const int columns = int(inner / (panes.width + panes.gapX));
                const float start = building.left
                    + (building.width - float(columns) * (panes.width + panes.gapX) + panes.gapX)
                        / 2;
                for (float v = building.top + panes.gapY * 1.5F; v < bottom;
                     v += panes.height + panes.gapY) {
                    const float floorShare = share * same.range(0.3F, 1.6F);
                    for (int i = 0; i < columns; ++i) {
                        const bool lit = same.chance(floorShare);
                        const auto which = size_t(same.below(10));
                        const int level = 70 + same.below(185);
                        const size_t own = which < 4 ? 0 : which < 7 ? 1 : which < 9 ? 2 : 3;
                        if (!lit || own != tint) {
                            continue;
                        }
                        painter.setBrush(QColor(level, level, level));
                        const float u = start + float(i) * (panes.width + panes.gapX);
                        painter.drawRect(QRectF(double(u), double(v), double(panes.width),
                                                double(panes.height)));
                    }
                }
            }
        });
    }
    for (size_t tint = 0; tint < masks.size(); ++tint) {
        addLight(image, masks[tint], tints[tint], strength);
    }
}

void paintSkylineRow(Stage& stage, int row, float base, float low, float high, float narrow,
                     float wide, float air, float depth)
{
    Rng rng = stage.rng.fork(quint64(1010 + row));
    const SceneColors& c = stage.colors;
    FloatImage& image = stage.add(depth);
    std::vector<Building> buildings;
    const Plane mask = stage.canvas.mask([&](QPainter& painter) {
        buildings = drawSkyline(painter, rng, stage, base, low, high, narrow, wide);
    });
    const bool dark = stage.dark();
    const Color wall = dark ? c.ground * 1.3F : mix(c.ground * 1.8F, c.middle, 0.16F);
    std::vector<Color> rows(size_t(stage.canvas.height));
    for (int y = 0; y < stage.canvas.height; ++y) {
        const float v = stage.canvas.v(y);
        // Haze and the glow of the streets gather between the houses.
        const float low_ = smoothstep(base - high * 1.1F, base + 0.05F, v);
        Color color = mix(wall, c.haze, saturate(air * (0.55F + 0.6F * low_)));
        color = color + c.lamp * (0.035F * c.lampStrength * low_ * low_ * (0.4F + air));
        rows[size_t(y)] = color;
    }
    cover(image, mask, rows);
    if (!dark) { // the sun's side of every house
        Plane lit(stage.canvas.width, stage.canvas.height);
        const Plane sides = stage.canvas.mask([&](QPainter& painter) {
            for (const Building& b : buildings) {
                const bool right = stage.sunU > b.left + b.width / 2;
                const float share = 0.32F;
                const float left = right ? b.left + b.width * (1 - share) : b.left;
                painter.drawRect(QRectF(double(left), double(b.top), double(b.width * share),
                                        double(1 - b.top)));
            }
        });
        lightSurface(image, sides, c.sun, 0.10F * (1 - air) * (0.3F + c.sunStrength));
    }
    const float size = mix(0.0046F, 0.0022F, saturate(air)) * (1 + 0.5F * (stage.reach - 1));
    const float lamps = std::max(c.lampStrength, dark ? 0.8F : 0.1F);
    if (lamps > 0.15F) {
        paintWindows(stage, image, rng, buildings,
                     {size, size * 1.45F, size * 0.9F, size * 1.2F, mix(0.34F, 0.22F, air) * lamps},
                     (dark ? 1.15F : 0.55F) * (1.1F - 0.7F * air) * lamps, 1.0F);
    } else {
        paintWindows(stage, image, rng, buildings,
                     {size, size * 1.45F, size * 0.9F, size * 1.2F, 0.6F},
                     -0.075F * (1 - 0.6F * air), 1.0F);
    }
}

} // namespace

void composeCity(Stage& stage)
{
    Rng rng = stage.rng.fork(100);
    const SceneColors& c = stage.colors;
    stage.horizon = rng.range(0.66F, 0.74F);
    if (!stage.dark()) {
        stage.sunV = std::min(stage.sunV, stage.horizon - 0.16F);
    }
    paintSky(stage);
    if (stage.dark()) { // a city lights its own sky
        FloatImage& sky = stage.layers.back().image;
        addGlow(sky, stage.canvas,
                {stage.aspect() * rng.range(0.3F, 0.7F), stage.horizon + 0.1F, 0.34F, 2.2F},
                mix(c.lamp, c.horizon, 0.45F) * (0.20F * c.lampStrength));
    }
    const float reach = std::sqrt(stage.reach);
    const bool water = rng.chance(0.4F);
    const float base = water ? stage.horizon + 0.02F : 0.98F;
    paintSkylineRow(stage, 0, stage.horizon + 0.02F, 0.05F, 0.42F * reach, 0.018F, 0.055F,
                    saturate(0.55F + 0.35F * c.hazeAmount), 0.10F);
    paintFogBank(stage, stage.layers.back().image, stage.horizon, 0.12F,
                 0.18F + 0.4F * c.hazeAmount, 1001);
    paintSkylineRow(stage, 1, water ? base : stage.horizon + 0.10F, 0.07F, 0.34F * reach, 0.035F,
                    0.10F, saturate(0.24F + 0.34F * c.hazeAmount), 0.24F);
    if (water) {
        Water river;
        river.horizon = stage.horizon + 0.02F;
        river.roughness = rng.range(0.22F, 0.4F);
        river.deep = c.water * 0.7F;
        FloatImage image = stage.canvas.image();
        paintWater(stage, image, river);
        stage.add(0.4F) = std::move(image);
    } else {
        paintFogBank(stage, stage.layers.back().image, stage.horizon + 0.12F, 0.12F,
                     0.10F + 0.3F * c.hazeAmount, 1002);
        paintSkylineRow(stage, 2, stage.horizon + 0.26F, 0.08F, 0.26F, 0.08F, 0.20F,
                        0.10F * c.hazeAmount, 0.5F);
    }
    // A roof's edge or an embankment in front.
    FloatImage& near = stage.add(0.78F);
    const float edge = rng.range(0.90F, 0.94F);
    const Plane parapet = stage.canvas.mask(
        [&](QPainter& painter) {
            painter.drawRect(QRectF(QPointF(-0.1F, edge), QPointF(stage.aspect() + 0.1F, 1.05F)));
            if (water || rng.chance(0.5F)) { // a railing
                painter.drawRect(QRectF(QPointF(-0.1F, edge - 0.085F),
                                        QPointF(stage.aspect() + 0.1F, edge - 0.076F)));
                for (float u = rng.range(0.0F, 0.03F); u < stage.aspect(); u += 0.030F) {
                    painter.drawRect(QRectF(QPointF(u, edge - 0.08F), QPointF(u + 0.0042F, edge)));
                }
            } else {
                for (int i = 0; i < 4; ++i) { // chimneys and aerials
                    const float u = stage.side(1 - rng.range(0.0F, 0.32F));
                    const float width = rng.range(0.004F, 0.05F);
                    const float rise =
                        width < 0.02F ? rng.range(0.12F, 0.26F) : rng.range(0.05F, 0.1F);
                    painter.drawRect(
                        QRectF(QPointF(u, edge - rise), QPointF(u + width, edge + 0.01F)));
                    if (width < 0.02F) {
                        painter.drawRect(QRectF(QPointF(u - 0.02F, edge - rise * 0.9F),
                                                QPointF(u + 0.026F, edge - rise * 0.9F + 0.003F)));
                    }
                }
            }
        },
        0.0012F);
    cover(near, parapet, c.ground * 0.6F);
    stage.standing =
        Standing{stage.side(rng.range(0.24F, 0.4F)), edge + 0.03F, rng.range(0.36F, 0.5F), 0.79F};
}

} // namespace raskadr::draft
