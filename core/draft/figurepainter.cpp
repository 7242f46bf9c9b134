#include "core/draft/figurepainter.h"

#include "core/draft/figureshapes.h"

#include <QTransform>

namespace raskadr::draft {

namespace {

// The side of a mask that looks towards a light: what sticks out when the mask is moved away.
Plane edgeTowards(const Plane& mask, int shiftX, int shiftY)
{
    Plane edge(mask.width(), mask.height());
    edge.setRows(mask.begin(), mask.end());
    for (int y = mask.begin(); y < mask.end(); ++y) {
        const float* here = mask.row(y);
        const float* there = mask.row(std::clamp(y + shiftY, 0, mask.height() - 1));
        float* to = edge.row(y);
        for (int x = 0; x < mask.width(); ++x) {
            to[x] = std::max(0.0F, here[x] - there[std::clamp(x + shiftX, 0, mask.width() - 1)]);
        }
    }
    return edge;
}

Build buildOf(const Stage& stage, Rng& rng)
{
    switch (stage.scene.figure) {
    case SceneFigure::Woman:
        return Build::Dress;
    case SceneFigure::Child:
        return Build::Child;
    case SceneFigure::Person:
    case SceneFigure::Couple:
        return Build::Coat;
    case SceneFigure::Unsaid:
    case SceneFigure::None:
        break;
    }
    return rng.chance(0.45F) ? Build::Dress : Build::Coat;
}

QPainterPath placed(const QPainterPath& path, float u, float v, float size, bool flipped)
{
    return QTransform()
        .translate(double(u), double(v))
        .scale(double(flipped ? -size : size), double(size))
        .map(path);
}

// A dark shape with the light of the scene along its edge.
void paintSilhouette(Stage& stage, FloatImage& image, const QPainterPath& path, float centreU,
                     float size, float softness, float air)
{
    const Canvas& canvas = stage.canvas;
    const SceneColors& c = stage.colors;
    const Plane mask = canvas.mask(path, softness);
    const Color body = mix(c.ground * 0.55F + c.shadowTint * 0.12F, c.haze, air);
    cover(image, mask, body);
    // Light from behind wraps around the edges: wide and faint, narrow and bright.
    const float fromU = stage.sunU - centreU;
    const int direction = fromU > 0 ? -1 : 1;
    const float level = (0.35F + 0.65F * std::min(1.4F, c.sunStrength + c.lampStrength * 0.4F))
        * (stage.time == SceneTime::Day ? 0.45F : 0.8F);
    // In a city at night its lights do what the sun does elsewhere.
    const bool lamps = stage.dark()
        && (stage.scene.place == ScenePlace::City || stage.scene.place == ScenePlace::Street);
    const Color light = lamps ? mix(c.rim, c.lamp, 0.6F) : c.rim;
    const auto rim = [&](float width, float strength) {
        const int shift = std::max(1, int(canvas.pixels(size * width)));
        Plane edge = edgeTowards(mask, direction * shift, shift / 3);
        blur(edge, std::max(0.6F, float(shift) * 0.45F));
        lightSurface(image, edge, light, strength * level);
    };
    rim(0.075F, 0.035F);
    rim(0.040F, 0.06F);
    rim(0.011F, 0.45F);
}

void paintClose(Stage& stage)
{
    Rng rng = stage.rng.fork(41);
    const Build build = buildOf(stage, rng);
    const bool couple = stage.scene.figure == SceneFigure::Couple;
    const float size = rng.range(0.50F, 0.62F) * stage.unit();
    const bool profile = couple || stage.scene.profile || rng.chance(0.75F);
    // Who looks into the picture has room before the eyes, and the light is there.
    const bool looksRight = stage.sunU > stage.aspect() / 2;
    const float centre = couple
        ? 0.5F * stage.aspect()
        : stage.aspect() * (looksRight ? rng.range(0.34F, 0.44F) : rng.range(0.56F, 0.66F));
    const float v = rng.range(0.42F, 0.50F);
    FloatImage& image = stage.add(0.85F);
    const float air = 0.02F + (stage.scene.weather == SceneWeather::Fog ? 0.12F : 0.0F);
    if (couple) {
        const float apart = size * 0.85F;
        paintSilhouette(
            stage, image,
            placed(bustInProfile(Build::Coat, rng), centre - apart, v - 0.02F, size * 0.92F, false),
            centre, size, 0.0012F, air);
        paintSilhouette(
            stage, image,
            placed(bustInProfile(Build::Dress, rng), centre + apart, v + 0.03F, size * 0.88F, true),
            centre, size, 0.0012F, air);
        return;
    }
    const QPainterPath bust = profile ? bustInProfile(build, rng) : bustFromBehind(build, rng);
    paintSilhouette(stage, image, placed(bust, centre, v, size, !looksRight), centre, size, 0.0012F,
                    air);
}

void paintStanding(Stage& stage)
{
    Rng rng = stage.rng.fork(42);
    Standing place =
        stage.standing.value_or(Standing{stage.side(rng.range(0.28F, 0.42F)), 0.92F, 0.3F, 0.75F});
    const bool medium = stage.shot == ShotSize::Medium;
    if (medium) { // from the knees up
        place.height = rng.range(1.02F, 1.2F) * std::min(1.0F, stage.unit() * 1.1F);
        place.foot = 1.0F + place.height * 0.26F;
        place.u = stage.aspect() * 0.5F
            + (place.u < stage.aspect() / 2 ? -1.0F : 1.0F) * stage.aspect()
                * rng.range(0.08F, 0.17F);
        place.depth = 0.85F;
    } else {
        place.height *= rng.range(0.85F, 1.1F) * stage.unit();
    }
    const bool couple = stage.scene.figure == SceneFigure::Couple;
    Pose pose;
    pose.build = buildOf(stage, rng);
    pose.stride = !medium && rng.chance(0.5F) ? rng.range(0.3F, 1.0F) : rng.range(0.0F, 0.2F);
    pose.lean = rng.range(-1, 1);
    pose.umbrella =
        stage.scene.umbrella || (stage.scene.weather == SceneWeather::Rain && rng.chance(0.75F));
    pose.hat = pose.build == Build::Coat && !pose.umbrella && rng.chance(0.35F);
    if (pose.build == Build::Child) {
        place.height *= 0.68F;
    }
    const bool flipped = rng.chance(0.5F);
    const float air =
        medium ? 0.015F : saturate(stage.colors.hazeAmount * 0.22F * (1.25F - place.depth));
    FloatImage& image = stage.add(place.depth);
    if (stage.wetness > 0.2F && !medium) {
        const QPainterPath mirrored =
            QTransform()
                .translate(double(place.u), double(place.foot))
                .scale(double(flipped ? -place.height : place.height), -0.85 * double(place.height))
                .map(standingFigure(pose));
        cover(image, stage.canvas.mask(mirrored, 0.005F), stage.colors.ground * 0.5F,
              0.55F * stage.wetness);
    }
    const float softness = medium ? 0.0014F : 0.0005F;
    paintSilhouette(stage, image,
                    placed(standingFigure(pose), place.u, place.foot, place.height, flipped),
                    place.u, place.height, softness, air);
    if (couple) {
        Pose second = pose;
        second.build = Build::Dress;
        second.umbrella = false;
        second.hat = false;
        const float other = place.u + place.height * (flipped ? 0.25F : -0.25F);
        paintSilhouette(stage, image,
                        placed(standingFigure(second), other, place.foot + 0.004F,
                               place.height * 0.93F, !flipped),
                        other, place.height, softness, air);
    }
}

} // namespace

bool hasFigures(const Stage& stage)
{
    switch (stage.scene.figure) {
    case SceneFigure::None:
        return false;
    case SceneFigure::Unsaid:
        break;
    default:
        return true;
    }
    const bool subject =
        stage.scene.lighthouse || stage.scene.boat || stage.scene.house || stage.scene.tree;
    if (stage.scene.umbrella || stage.scene.profile) {
        return true;
    }
    if (stage.shot == ShotSize::Medium || stage.shot == ShotSize::Close) {
        return !subject;
    }
    Rng rng = stage.rng.fork(40);
    return rng.chance(subject ? 0.2F : 0.45F);
}

void paintFigures(Stage& stage)
{
    if (!hasFigures(stage)) {
        return;
    }
    if (stage.shot == ShotSize::Close) {
        paintClose(stage);
    } else {
        paintStanding(stage);
    }
}

} // namespace raskadr::draft
