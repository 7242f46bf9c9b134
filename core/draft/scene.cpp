#include "core/draft/scene.h"

#include "core/draft/figurepainter.h"
#include "core/draft/places.h"
#include "core/draft/weatherpainter.h"

namespace raskadr::draft {

namespace {

// Where the prompt names no place the seed picks one; the colours stay those of the description.
ScenePlace placeOf(const Stage& stage)
{
    if (stage.scene.place != ScenePlace::Unsaid) {
        return stage.scene.place;
    }
    constexpr ScenePlace places[] = {ScenePlace::Field, ScenePlace::Sea, ScenePlace::Mountains};
    return places[stage.rng.fork(2).below(3)];
}

void composePlace(Stage& stage)
{
    switch (placeOf(stage)) {
    case ScenePlace::Sea:
        composeSea(stage);
        break;
    case ScenePlace::City:
        composeCity(stage);
        break;
    case ScenePlace::Street:
        composeStreet(stage);
        break;
    case ScenePlace::Forest:
        composeForest(stage);
        break;
    case ScenePlace::Mountains:
        composeMountains(stage);
        break;
    case ScenePlace::Room:
        composeRoom(stage);
        break;
    case ScenePlace::Unsaid:
    case ScenePlace::Field:
        composeField(stage);
        break;
    }
}

// A lens that is near to somebody's face lets the distance blur; a long one more so.
void focus(Stage& stage)
{
    const ScenePlace place = stage.scene.place;
    if (!hasFigures(stage) || place == ScenePlace::Room || place == ScenePlace::Street) {
        return;
    }
    if (place == ScenePlace::City && stage.dark() && stage.shot != ShotSize::Wide) {
        const Color lamp = stage.colors.lamp;
        const float size = stage.shot == ShotSize::Close ? 0.05F : 0.03F;
        stage.defocus(size * 0.18F);
        paintBokeh(
            stage, stage.add(0.3F),
            {int(34 * stage.aspect()), stage.horizon - 0.2F, 0.98F, size * 0.3F, size, 0.5F, 3},
            {lamp, lamp * 0.7F, mix(lamp, srgb(0xfff0d8), 0.6F), srgb(0xff5a6a) * 0.5F,
             srgb(0x7fb8ff) * 0.5F});
        return;
    }
    if (stage.shot == ShotSize::Close) {
        stage.defocus(0.010F * std::min(1.5F, stage.reach));
    } else if (stage.shot == ShotSize::Medium) {
        stage.defocus(0.0045F * std::min(1.5F, stage.reach));
    }
}

} // namespace

std::optional<Scene> paintScene(const QString& prompt, quint64 seed, const QSize& size,
                                const std::stop_token& stop)
{
    const ScenePrompt read = ScenePrompt::read(prompt);
    const quint64 stirred = mixed(mixed(seed) ^ read.stir);
    Stage stage(read.scene, stirred, size);
    composePlace(stage);
    if (stop.stop_requested()) {
        return {};
    }
    focus(stage);
    paintFigures(stage);
    paintWeather(stage);
    Grading grading(stage.colors, size.width(), size.height(), stirred);
    FloatImage light = stage.flattened();
    FloatImage halation = grading.halation(light);
    over(light, halation);
    if (stop.stop_requested()) {
        return {};
    }
    return Scene{std::move(stage.layers), std::move(halation), std::move(light),
                 std::move(grading)};
}

} // namespace raskadr::draft
