#include "core/draft/stage.h"

namespace raskadr::draft {

namespace {

ShotSize shotOf(const SceneDescription& scene)
{
    if (scene.shotSize != ShotSize::Unsaid) {
        return scene.shotSize;
    }
    return scene.profile ? ShotSize::Close : ShotSize::Wide;
}

} // namespace

Stage::Stage(const SceneDescription& description, quint64 seed, const QSize& size)
    : scene(description)
    , colors(SceneColors::of(description))
    , time(timeOf(description))
    , shot(shotOf(description))
    , canvas{size.width(), size.height()}
    , rng(seed)
    , noise(mixed(seed ^ 0x6e6f697365ULL))
{
    Rng layout = rng.fork(1);
    mirrored = layout.chance(0.5F);
    horizon = layout.range(0.54F, 0.66F);
    sunU = side(layout.range(0.56F, 0.82F));
    const bool low = time == SceneTime::Dawn || time == SceneTime::Sunset || time == SceneTime::Dusk
        || time == SceneTime::Evening;
    sunV = low ? horizon - layout.range(0.015F, 0.11F) : layout.range(0.12F, 0.28F);
    const float lens = scene.lensMm > 0 ? float(scene.lensMm) : layout.range(32, 46);
    reach = std::clamp(std::pow(lens / 38, 0.55F), 0.5F, 2.2F);
    // A wide lens is held low and shows more of the sky.
    horizon = std::clamp(horizon + (1 - std::min(reach, 1.4F)) * 0.12F, 0.42F, 0.74F);
}

FloatImage& Stage::add(float depth)
{
    layers.push_back({canvas.image(), depth});
    return layers.back().image;
}

FloatImage Stage::flattened() const
{
    FloatImage result = canvas.image();
    for (const Layer& layer : layers) {
        over(result, layer.image);
    }
    return result;
}

void Stage::defocus(float softness)
{
    for (Layer& layer : layers) {
        soften(layer.image, canvas.pixels(softness), canvas.pixels(softness));
    }
}

} // namespace raskadr::draft
