#include "core/draft/scenecolors.h"

namespace raskadr::draft {

namespace {

struct Light
{
    quint32 zenith, middle, horizon, sun, cloudLit, cloudShade, ground, plants, water, shadow, warm;
    float sunStrength, lamps, stars, haze, clouds, exposure, contrast, saturation;
};

constexpr Light dawn{0x2b4560, 0x7691a6, 0xf0c6a4, 0xffc58c, 0xf4cdb0, 0x5f7388, 0x141d24,
                     0x3f5046, 0x1c3644, 0x10222e, 0xffe6cc, 0.9F,     0.35F,    0,
                     0.50F,    0.45F,    1.0F,     1.04F,    1.05F};
constexpr Light day{0x3f76a8, 0x86b0cc, 0xd5e0de, 0xfff2d4, 0xffffff, 0x8fa3b2, 0x1f2618,
                    0x6f7d3a, 0x24485a, 0x142430, 0xfff3e0, 1.0F,     0,        0,
                    0.34F,    0.5F,     1.0F,     1.06F,    1.08F};
constexpr Light evening{0x40527e, 0x9c8798, 0xf3bf8c, 0xffc176, 0xffd0a0, 0x6c6480, 0x1a1716,
                        0x5b5230, 0x2a3c52, 0x1a1c30, 0xffdfb8, 1.1F,     0.4F,     0,
                        0.45F,    0.45F,    1.0F,     1.06F,    1.1F};
constexpr Light sunset{0x332c56, 0xa9536a, 0xfb9a4c, 0xffa348, 0xff9a62, 0x4a3656, 0x150f12,
                       0x40301f, 0x2b2440, 0x160f22, 0xffd0a0, 1.5F,     0.5F,     0,
                       0.40F,    0.5F,     1.0F,     1.1F,     1.12F};
constexpr Light dusk{0x101a38, 0x39487a, 0xa78a9c, 0xd89a94, 0x8a7a98, 0x232b4a, 0x090d16,
                     0x1c2a2c, 0x14213a, 0x080e1c, 0xffe0c8, 0.45F,    0.9F,     0.25F,
                     0.42F,    0.45F,    1.0F,     1.06F,    1.05F};
constexpr Light night{0x050a16, 0x0e1c34, 0x27405c, 0xb8d0f0, 0x44597a, 0x0c1626, 0x04070c,
                      0x0c1a1c, 0x081420, 0x050a14, 0xffe8c8, 0.35F,    1.0F,     1,
                      0.30F,    0.4F,     1.05F,    1.06F,    1.0F};

const Light& lightOf(SceneTime time)
{
    switch (time) {
    case SceneTime::Dawn:
        return dawn;
    case SceneTime::Evening:
        return evening;
    case SceneTime::Sunset:
        return sunset;
    case SceneTime::Dusk:
        return dusk;
    case SceneTime::Night:
        return night;
    case SceneTime::Unsaid:
    case SceneTime::Day:
        break;
    }
    return day;
}

// The same brightness with less of the colour, and more of another.
Color muted(const Color& color, const Color& tint, float amount)
{
    return mix(color, tint * (color.luminance() / std::max(1e-4F, tint.luminance())), amount);
}

void applyWeather(SceneColors& c, SceneWeather weather, bool dark)
{
    if (weather == SceneWeather::Clear) {
        return;
    }
    const bool storm = weather == SceneWeather::Storm;
    const bool fog = weather == SceneWeather::Fog;
    const bool snow = weather == SceneWeather::Snow;
    const Color grey = srgb(storm ? 0x6c8090U : fog ? 0xb0bab8U : snow ? 0xa8bacaU : 0x7c909eU);
    const float amount = storm ? 0.75F : fog ? 0.6F : 0.62F;
    for (Color* color : {&c.zenith, &c.middle, &c.horizon, &c.haze, &c.cloudLit, &c.cloudShade,
                         &c.water, &c.plants}) {
        *color = muted(*color, grey, amount);
    }
    const float sky = storm ? 0.30F : fog ? 0.85F : snow ? 1.0F : 0.6F;
    // An overcast sky is as bright above as at the horizon, or nearly.
    const float evenness = storm ? 0.1F : fog ? 0.75F : 0.4F;
    c.zenith = mix(c.zenith, c.horizon, evenness) * sky;
    c.middle = mix(c.middle, c.horizon, evenness) * sky;
    c.horizon = c.horizon * (storm ? 0.5F : fog ? 0.8F : 0.8F);
    c.cloudLit = c.cloudLit * (storm ? 0.42F : 0.6F);
    c.cloudShade = c.cloudShade * (storm ? 0.2F : 0.75F);
    c.haze = mix(c.haze, c.horizon, 0.7F);
    c.sunStrength *= storm ? 0.12F : fog ? 0.35F : 0.2F;
    c.hazeAmount = fog ? 0.92F : snow ? 0.48F : storm ? 0.42F : 0.6F;
    c.cloudCover = storm ? 0.85F : fog ? 0.1F : 0.7F;
    c.starStrength = 0;
    c.lampStrength = std::max(c.lampStrength, dark ? 1.0F : storm ? 0.7F : 0.45F);
    c.rim = muted(c.rim, grey, 0.6F);
    c.saturation *= fog ? 0.92F : 0.95F;
    if (snow) {
        c.ground = mix(c.ground, c.horizon, dark ? 0.04F : 0.06F);
        c.plants = mix(c.plants, c.horizon, 0.75F);
    }
}

void applyWarmth(SceneColors& c, SceneWarmth warmth)
{
    if (warmth == SceneWarmth::Unsaid) {
        return;
    }
    const bool warm = warmth == SceneWarmth::Warm;
    const Color filter = warm ? Color{1.22F, 0.98F, 0.66F} : Color{0.68F, 0.95F, 1.28F};
    for (Color* color :
         {&c.zenith, &c.middle, &c.horizon, &c.sun, &c.cloudLit, &c.cloudShade, &c.haze, &c.ground,
          &c.plants, &c.water, &c.rim, &c.lightTint, &c.shadowTint}) {
        *color = *color * filter;
    }
    c.lamp = warm ? c.lamp : mix(c.lamp, srgb(0xdfe8ff), 0.6F);
}

} // namespace

SceneTime timeOf(const SceneDescription& scene)
{
    if (scene.time != SceneTime::Unsaid) {
        return scene.time;
    }
    switch (scene.place) {
    case ScenePlace::City:
    case ScenePlace::Street:
        return SceneTime::Night;
    case ScenePlace::Sea:
        return scene.lighthouse ? SceneTime::Dusk : SceneTime::Dawn;
    case ScenePlace::Mountains:
        return SceneTime::Dawn;
    case ScenePlace::Forest:
        return SceneTime::Day;
    case ScenePlace::Room:
        return scene.lamp ? SceneTime::Night : SceneTime::Day;
    case ScenePlace::Field:
    case ScenePlace::Unsaid:
        break;
    }
    return SceneTime::Evening;
}

SceneColors SceneColors::of(const SceneDescription& scene)
{
    const SceneTime time = timeOf(scene);
    const Light& light = lightOf(time);
    SceneColors c;
    c.zenith = srgb(light.zenith);
    c.middle = srgb(light.middle);
    c.horizon = srgb(light.horizon);
    c.sun = srgb(light.sun);
    c.cloudLit = srgb(light.cloudLit);
    c.cloudShade = srgb(light.cloudShade);
    c.haze = mix(c.horizon, c.middle, 0.4F);
    c.ground = srgb(light.ground);
    c.plants = srgb(light.plants);
    c.water = srgb(light.water);
    c.lamp = srgb(0xffb45e);
    c.rim = mix(c.sun, c.horizon, 0.3F);
    c.sunStrength = light.sunStrength;
    c.lampStrength = light.lamps;
    c.starStrength = light.stars;
    c.hazeAmount = light.haze;
    c.cloudCover = light.clouds;
    c.exposure = light.exposure;
    c.contrast = light.contrast;
    c.saturation = light.saturation;
    c.shadowTint = srgb(light.shadow);
    c.lightTint = srgb(light.warm);
    applyWeather(c, scene.weather, time == SceneTime::Night || time == SceneTime::Dusk);
    applyWarmth(c, scene.warmth);
    return c;
}

} // namespace raskadr::draft
