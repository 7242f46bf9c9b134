#include "core/draft/places.h"

#include "core/draft/figurepainter.h"
#include "core/draft/skypainter.h"
#include "core/draft/weatherpainter.h"

#include <QPainter>

namespace raskadr::draft {

namespace {

QPainterPath rectangle(float left, float top, float right, float bottom)
{
    QPainterPath path;
    path.addRect(
        QRectF(QPointF(double(left), double(top)), QPointF(double(right), double(bottom))));
    return path;
}

struct Interior
{
    float windowLeft, windowRight, windowTop, windowBottom;
    float floor; // where the wall meets the floor
    bool lamp;
    float lampU, lampV;
    Color day; // what comes in through the window
    float dayStrength;
};

// Walls and floor: dark, lit from the window and from the lamp.
void paintWalls(Stage& stage, FloatImage& image, const Interior& room)
{
    const Canvas& canvas = stage.canvas;
    const SceneColors& c = stage.colors;
    const Color wall = mix(srgb(0x6a5546), c.middle, 0.22F);
    const Color boards = mix(srgb(0x5a3d28), c.ground, 0.25F);
    const float windowU = (room.windowLeft + room.windowRight) / 2;
    const float windowV = (room.windowTop + room.windowBottom) / 2;
    std::vector<float> plaster(size_t(canvas.width));
    for (int y = 0; y < canvas.height; ++y) {
        const float v = canvas.v(y);
        const bool floor = v > room.floor;
        const float d = floor ? (v - room.floor) / (1 - room.floor) : 0;
        const float z = 1 / (0.25F + d);
        if (floor) {
            stage.noise.sumRow(plaster.data(), canvas.width,
                               (canvas.u(0) - canvas.aspect() / 2) * z * 1.2F,
                               canvas.step() * z * 1.2F, z * 9, 4, 0.6F);
        } else {
            stage.noise.sumRow(plaster.data(), canvas.width, 3, canvas.step() * 3, v * 3.4F, 6,
                               0.55F);
        }
        float* to = image.row(y);
        for (int x = 0; x < canvas.width; ++x) {
            const float u = canvas.u(x);
            const float du = u - windowU;
            const float dv = v - windowV;
            const float fromWindow = room.dayStrength * 0.22F / (1 + (du * du + dv * dv) * 7);
            float fromLamp = 0;
            if (room.lamp) {
                const float lu = u - room.lampU;
                const float lv = v - room.lampV;
                fromLamp = 0.62F / (1 + (lu * lu * 0.8F + lv * lv) * 16);
            }
            Color surface = floor ? boards : wall;
            float grain = 1 + 0.22F * plaster[size_t(x)];
            if (floor) { // boards with dark joints
                const float plank = (u - canvas.aspect() / 2) * z * 5.2F + 100;
                const float joint = std::abs(plank - float(int(plank)) - 0.5F);
                grain *=
                    0.72F + 0.28F * smoothstep(0.5F, 0.44F, joint) + 0.06F * float(int(plank) % 3);
                grain *= 0.8F;
            } else {
                const float corner = smoothstep(room.floor, room.floor - 0.03F, v);
                grain *= mix(0.62F, 1.0F, corner); // a skirting board
            }
            const Color light = room.day * fromWindow + c.lamp * fromLamp + c.shadowTint * 0.35F
                + c.middle * 0.015F;
            const Color color = surface * light * (2.3F * grain);
            to[4 * x] = color.r;
            to[4 * x + 1] = color.g;
            to[4 * x + 2] = color.b;
            to[4 * x + 3] = 1;
        }
    }
}

// The window's light on the floor, drawn away from the window.
QPainterPath lightOnFloor(const Stage& stage, const Interior& room, int pane)
{
    const float half = (room.windowRight - room.windowLeft) / 2;
    const float left = room.windowLeft + half * float(pane) + half * 0.06F;
    const float right = left + half * 0.88F;
    const float away = (stage.mirrored ? 1.0F : -1.0F) * 0.36F;
    const float top = room.floor + 0.05F;
    const float bottom = room.floor + (1 - room.floor) * 0.78F;
    return polygon({{left + away * 0.55F, top},
                    {right + away * 0.55F, top},
                    {right + away * 1.25F + (right - 0.5F * stage.aspect()) * 0.25F, bottom},
                    {left + away * 1.25F + (left - 0.5F * stage.aspect()) * 0.25F, bottom}});
}

void paintWindow(Stage& stage, FloatImage& image, const Interior& room)
{
    const Canvas& canvas = stage.canvas;
    const SceneColors& c = stage.colors;
    const Plane pane = canvas.mask(
        rectangle(room.windowLeft, room.windowTop, room.windowRight, room.windowBottom), 0.0010F);
    std::vector<Color> outside(size_t(canvas.height));
    for (int y = 0; y < canvas.height; ++y) {
        const float t =
            saturate((canvas.v(y) - room.windowTop) / (room.windowBottom - room.windowTop));
        outside[size_t(y)] = mix(c.middle, c.horizon, t) * (0.6F + 1.1F * room.dayStrength);
    }
    cover(image, pane, outside);
    // What is outside, out of focus.
    Rng rng = stage.rng.fork(122);
    const Plane trees = canvas.mask(
        [&](QPainter& painter) {
            painter.setClipRect(QRectF(QPointF(room.windowLeft, room.windowTop),
                                       QPointF(room.windowRight, room.windowBottom)));
            for (int i = 0; i < 9; ++i) {
                const float u = rng.range(room.windowLeft, room.windowRight);
                const float v = mix(room.windowBottom, room.windowTop, rng.range(0.0F, 0.45F));
                painter.drawEllipse(QPointF(u, v + 0.06F), double(rng.range(0.03F, 0.08F)), 0.09);
            }
        },
        0.006F);
    cover(image, trees, mix(c.plants, c.horizon, 0.55F) * (0.45F + 0.5F * room.dayStrength), 0.55F);
    const float middle = (room.windowLeft + room.windowRight) / 2;
    QPainterPath frame;
    const float bar = 0.0065F;
    frame.addPath(rectangle(middle - bar, room.windowTop, middle + bar, room.windowBottom));
    const float cross = mix(room.windowTop, room.windowBottom, 0.32F);
    frame.addPath(
        rectangle(room.windowLeft, cross - bar * 0.8F, room.windowRight, cross + bar * 0.8F));
    QPainterPath border = rectangle(room.windowLeft - 0.018F, room.windowTop - 0.018F,
                                    room.windowRight + 0.018F, room.windowBottom + 0.018F);
    border = border.subtracted(
        rectangle(room.windowLeft, room.windowTop, room.windowRight, room.windowBottom));
    frame.addPath(border);
    frame.addPath(rectangle(room.windowLeft - 0.04F, room.windowBottom + 0.012F,
                            room.windowRight + 0.04F, room.windowBottom + 0.03F));
    cover(image, canvas.mask(frame, 0.0008F), mix(c.ground * 0.8F, room.day * 0.12F, 0.4F));
    // curtains that glow at their edges
    QPainterPath curtains;
    const float drop = std::min(room.floor - 0.02F, room.windowBottom + 0.13F);
    for (const float side : {-1.0F, 1.0F}) {
        const float edge = side < 0 ? room.windowLeft : room.windowRight;
        const float in = edge - side * rng.range(0.02F, 0.05F);
        const float out = edge + side * 0.085F;
        QPainterPath cloth(QPointF(in, room.windowTop - 0.05F));
        cloth.cubicTo(QPointF(in + side * 0.02F, mix(room.windowTop, drop, 0.3F)),
                      QPointF(in + side * 0.025F, mix(room.windowTop, drop, 0.6F)),
                      QPointF(in - side * 0.008F, drop));
        cloth.lineTo(QPointF(out + side * 0.01F, drop + 0.006F));
        cloth.lineTo(QPointF(out, room.windowTop - 0.05F));
        cloth.closeSubpath();
        curtains.addPath(cloth);
    }
    curtains.addPath(rectangle(room.windowLeft - 0.10F, room.windowTop - 0.062F,
                               room.windowRight + 0.10F, room.windowTop - 0.050F));
    const Plane cloth = canvas.mask(curtains, 0.0015F);
    Plane folds = cloth;
    for (int y = folds.begin(); y < folds.end(); ++y) {
        float* row = folds.row(y);
        for (int x = 0; x < canvas.width; ++x) {
            row[x] *= 0.5F + 0.5F * stage.noise.at(canvas.u(x) * 36, canvas.v(y) * 1.4F);
        }
    }
    cover(image, cloth,
          mix(srgb(0x3a2c26), c.ground, 0.4F) * 0.5F + room.day * (0.03F * room.dayStrength),
          0.94F);
    addLight(image, folds, room.day, 0.16F * room.dayStrength);
}

// Dusty light from the window through the room.
void paintShaft(Stage& stage, FloatImage& image, const Interior& room)
{
    const Canvas& canvas = stage.canvas;
    QPainterPath shaft;
    shaft.setFillRule(Qt::WindingFill);
    for (int pane = 0; pane < 2; ++pane) {
        const QPainterPath floor = lightOnFloor(stage, room, pane);
        const float half = (room.windowRight - room.windowLeft) / 2;
        const float left = room.windowLeft + half * float(pane);
        const QPointF a = floor.elementAt(2);
        const QPointF b = floor.elementAt(3);
        shaft.addPath(
            polygon({{left, room.windowTop}, {left + half * 0.95F, room.windowTop}, a, b}));
    }
    const Plane mask = canvas.mask(shaft, 0.012F);
    Plane dusty = mask;
    std::vector<float> dust(size_t(canvas.width));
    for (int y = 0; y < canvas.height; ++y) {
        stage.noise.sumRow(dust.data(), canvas.width, 0, canvas.step() * 2.2F,
                           canvas.v(y) * 2.2F + 9, 4);
        float* row = dusty.row(y);
        for (int x = 0; x < canvas.width; ++x) {
            row[x] *= (0.7F + 0.5F * dust[size_t(x)]) * (1.1F - 0.6F * canvas.v(y));
        }
    }
    addLight(image, dusty, room.day, 0.09F * room.dayStrength);
}

void drawFurniture(QPainter& painter, Rng& rng, const Stage& stage, const Interior& room)
{
    // A table and a chair beside it, or an armchair; always before the light.
    const float u = stage.side(rng.range(0.36F, 0.5F));
    const float foot = mix(room.floor, 1.0F, rng.range(0.35F, 0.5F));
    const float sideways = stage.mirrored ? -1.0F : 1.0F;
    const auto box = [&](float left, float top, float right, float bottom) {
        painter.drawRect(QRectF(QPointF(double(u + sideways * left), double(foot + top)),
                                QPointF(double(u + sideways * right), double(foot + bottom)))
                             .normalized());
    };
    box(-0.17F, -0.225F, 0.20F, -0.205F);
    box(-0.155F, -0.21F, -0.14F, 0.0F);
    box(0.165F, -0.21F, 0.18F, 0.01F);
    box(-0.12F, -0.205F, -0.11F, -0.05F);
    box(0.125F, -0.205F, 0.135F, -0.04F);
    // chair
    box(0.27F, -0.15F, 0.40F, -0.134F);
    box(0.275F, -0.14F, 0.285F, 0.03F);
    box(0.385F, -0.36F, 0.397F, 0.03F);
    box(0.38F, -0.355F, 0.40F, -0.20F);
    // a jug, a cup, books
    painter.drawPath(smoothShape({{u - 0.03F, foot - 0.225F},
                                  {u - 0.045F, foot - 0.26F},
                                  {u - 0.022F, foot - 0.30F},
                                  {u - 0.026F, foot - 0.325F},
                                  {u + 0.012F, foot - 0.325F},
                                  {u + 0.008F, foot - 0.30F},
                                  {u + 0.030F, foot - 0.26F},
                                  {u + 0.016F, foot - 0.225F}}));
    box(0.07F, -0.238F, 0.13F, -0.225F);
    box(0.075F, -0.250F, 0.125F, -0.237F);
}

} // namespace

void composeRoom(Stage& stage)
{
    Rng rng = stage.rng.fork(120);
    const SceneColors& c = stage.colors;
    const bool night = stage.dark();
    Interior room{};
    room.floor = rng.range(0.74F, 0.80F);
    const float width = rng.range(0.34F, 0.46F) * std::max(0.55F, stage.unit());
    const float centre = stage.side(rng.range(0.62F, 0.74F));
    room.windowLeft = centre - width / 2;
    room.windowRight = centre + width / 2;
    room.windowTop = rng.range(0.12F, 0.2F);
    room.windowBottom = rng.range(0.56F, 0.62F);
    room.lamp = stage.scene.lamp || night;
    room.lampU = stage.side(rng.range(0.24F, 0.36F));
    room.lampV = rng.range(0.40F, 0.5F);
    room.day = mix(c.horizon, c.sun, 0.55F * std::min(1.0F, c.sunStrength));
    room.dayStrength = night ? 0.30F : stage.time == SceneTime::Day ? 1.25F : 1.0F;
    stage.sunU = night ? room.lampU : centre;
    stage.sunV = (room.windowTop + room.windowBottom) / 2;
    stage.horizon = room.floor;

    FloatImage& back = stage.add(0.2F);
    paintWalls(stage, back, room);
    for (int pane = 0; pane < 2; ++pane) {
        const Plane patch = stage.canvas.mask(lightOnFloor(stage, room, pane), 0.004F);
        addLight(back, patch, room.day * srgb(0xd0a078), (night ? 0.8F : 0.95F) * room.dayStrength);
    }
    // pictures on the wall
    const float wallU = stage.side(rng.range(0.2F, 0.32F));
    for (int i = 0; i < 3; ++i) {
        const float u = wallU + rng.range(-0.04F, 0.04F) + 0.13F * float(i - 1);
        const float v = rng.range(0.24F, 0.34F);
        const float w = rng.range(0.035F, 0.055F);
        const float h = w * rng.range(0.8F, 1.4F);
        if (u + w > room.windowLeft - 0.12F && u - w < room.windowRight + 0.12F) {
            continue;
        }
        cover(back, stage.canvas.mask(rectangle(u - w, v - h, u + w, v + h), 0.0006F),
              c.ground * 0.8F, 0.8F);
        addLight(back,
                 stage.canvas.mask(
                     rectangle(u - w * 0.8F, v - h * 0.84F, u + w * 0.8F, v + h * 0.84F), 0.0006F),
                 mix(room.day, c.lamp, 0.5F), 0.028F);
    }
    paintWindow(stage, back, room);
    addGlow(back, stage.canvas, {centre, stage.sunV, 0.2F, 1.0F},
            room.day * (0.16F * room.dayStrength));
    FloatImage& things = stage.add(0.5F);
    Plane furniture = stage.canvas.mask(
        [&](QPainter& painter) { drawFurniture(painter, rng, stage, room); }, 0.0007F);
    cover(things, furniture, mix(c.ground, srgb(0x1a0f08), 0.6F) * 0.6F);
    if (room.lamp) {
        const Plane stand = stage.canvas.mask(
            [&](QPainter& painter) {
                painter.drawRect(QRectF(QPointF(room.lampU - 0.004F, room.lampV),
                                        QPointF(room.lampU + 0.004F, room.floor + 0.09F)));
                painter.drawEllipse(QPointF(room.lampU, room.floor + 0.09F), 0.05, 0.012);
            },
            0.0006F);
        cover(things, stand, c.ground * 0.5F);
        const Plane shade = stage.canvas.mask(polygon({{room.lampU - 0.045F, room.lampV - 0.075F},
                                                       {room.lampU + 0.045F, room.lampV - 0.075F},
                                                       {room.lampU + 0.08F, room.lampV + 0.04F},
                                                       {room.lampU - 0.08F, room.lampV + 0.04F}}),
                                              0.0012F);
        cover(things, shade, c.lamp * 1.15F);
        addGlow(things, stage.canvas, {room.lampU, room.lampV + 0.02F, 0.03F, 1.3F}, c.lamp * 0.9F);
        addGlow(things, stage.canvas, {room.lampU, room.lampV + 0.02F, 0.16F, 1.1F},
                c.lamp * 0.24F);
    }
    paintShaft(stage, stage.add(0.45F), room);
    if (stage.shot != ShotSize::Wide) {
        stage.defocus(stage.shot == ShotSize::Close ? 0.009F : 0.0045F);
    }
    stage.standing =
        Standing{centre + rng.range(-0.5F, 0.5F) * width + (stage.mirrored ? 0.12F : -0.12F),
                 room.floor + 0.12F, rng.range(0.56F, 0.64F), 0.55F};
}

} // namespace raskadr::draft
