#pragma once

// Internal to this module.

#include <QList>
#include <QString>
#include <optional>

namespace raskadr {

enum class SceneWord {
    Dawn,
    Day,
    Evening,
    Sunset,
    Dusk,
    Night,
    Sea,
    City,
    Street,
    Forest,
    Mountains,
    Field,
    Room,
    Fog,
    Rain,
    Snow,
    Storm,
    Warm,
    Cold,
    Person,
    Woman,
    Child,
    Couple,
    Lighthouse,
    Boat,
    House,
    Road,
    Tree,
    Birds,
    Umbrella,
    Lamp,
    Moon,
    Profile,
    Harbour,
    Lake,
    Wide,
    Medium,
    Close,
};

struct FoundSceneWord
{
    SceneWord word = SceneWord::Dawn;
    int length = 1; // in words
};

// What the words from `at` on mean; they are in lower case, with е for ё. Any Russian case, number
// and gender is known.
std::optional<FoundSceneWord> findSceneWord(const QList<QString>& words, qsizetype at);

// Whether the word takes away what follows: "без", "no".
bool isNegation(const QString& word);

} // namespace raskadr
