#pragma once

#include <QString>

namespace raskadr {

enum class ScenePlace { Unsaid, Sea, City, Street, Forest, Mountains, Field, Room };
enum class SceneTime { Unsaid, Dawn, Day, Evening, Sunset, Dusk, Night };
enum class SceneWeather { Clear, Fog, Rain, Snow, Storm };
enum class ShotSize { Unsaid, Wide, Medium, Close };
enum class SceneWarmth { Unsaid, Warm, Cold };
enum class SceneFigure { Unsaid, None, Person, Woman, Child, Couple };

// What the draft engine understands of a prompt, in Russian or in English. Everything here decides
// what is painted and in which colours; nothing else in the prompt does. A plain value.
struct SceneDescription
{
    ScenePlace place = ScenePlace::Unsaid;
    SceneTime time = SceneTime::Unsaid;
    SceneWeather weather = SceneWeather::Clear;
    ShotSize shotSize = ShotSize::Unsaid;
    SceneWarmth warmth = SceneWarmth::Unsaid;
    SceneFigure figure = SceneFigure::Unsaid;
    int lensMm = 0; // 0: unsaid
    bool lighthouse = false;
    bool boat = false;
    bool house = false;
    bool road = false;
    bool tree = false;
    bool birds = false;
    bool umbrella = false;
    bool lamp = false; // a lamp, a candle, a lantern
    bool moon = false;
    bool profile = false;
    bool harbour = false;
    bool lake = false;

    bool operator==(const SceneDescription&) const = default;
};

struct ScenePrompt
{
    SceneDescription scene;
    quint64 stir = 0; // of the words that say nothing to the engine

    // Any text; never fails. Any thread.
    static ScenePrompt read(const QString& prompt);
};

} // namespace raskadr
