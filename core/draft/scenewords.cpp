#include "core/draft/scenewords.h"

#include "core/draft/scenevocabulary.h"

#include <QList>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestReadText = 20000; // more words than any scene has

// Words in lower case, without the difference of ё and е; numbers are words of their own.
QList<QString> wordsOf(const QString& prompt)
{
    QList<QString> words;
    QString word;
    const auto finishWord = [&] {
        if (!word.isEmpty()) {
            words.append(word);
            word.clear();
        }
    };
    for (const QChar sign : QStringView(prompt).left(longestReadText)) {
        const QChar letter = sign.toLower() == u'ё' ? QChar(u'е') : sign.toLower();
        if (!letter.isLetterOrNumber()) {
            finishWord();
            continue;
        }
        if (!word.isEmpty() && letter.isDigit() != word.back().isDigit()) {
            finishWord();
        }
        word.append(letter);
    }
    finishWord();
    return words;
}

quint64 hashOf(const QString& word, quint64 seed)
{
    quint64 hash = seed ^ 0xcbf29ce484222325ULL;
    for (const QChar letter : word) {
        hash = (hash ^ letter.unicode()) * 0x100000001b3ULL;
    }
    return hash;
}

// Keeps what was said first.
template <class T>
void say(T& field, T value)
{
    if (field == T{}) {
        field = value;
    }
}

void sayFigure(SceneDescription& scene, SceneFigure figure)
{
    // "a man and a woman": two different people are a couple, and a woman is more than a person.
    const SceneFigure before = scene.figure;
    if (before == SceneFigure::None || before == SceneFigure::Couple) {
        return;
    }
    const bool two = (before == SceneFigure::Woman && figure == SceneFigure::Person)
        || (before == SceneFigure::Person && figure == SceneFigure::Woman);
    scene.figure = before == SceneFigure::Unsaid ? figure : two ? SceneFigure::Couple : before;
}

void apply(SceneDescription& scene, SceneWord word)
{
    switch (word) {
    case SceneWord::Dawn:
        say(scene.time, SceneTime::Dawn);
        break;
    case SceneWord::Day:
        say(scene.time, SceneTime::Day);
        break;
    case SceneWord::Evening:
        say(scene.time, SceneTime::Evening);
        break;
    case SceneWord::Sunset:
        say(scene.time, SceneTime::Sunset);
        break;
    case SceneWord::Dusk:
        say(scene.time, SceneTime::Dusk);
        break;
    case SceneWord::Night:
        say(scene.time, SceneTime::Night);
        break;
    case SceneWord::Sea:
        say(scene.place, ScenePlace::Sea);
        break;
    case SceneWord::City:
        say(scene.place, ScenePlace::City);
        break;
    case SceneWord::Street:
        say(scene.place, ScenePlace::Street);
        break;
    case SceneWord::Forest:
        say(scene.place, ScenePlace::Forest);
        break;
    case SceneWord::Mountains:
        say(scene.place, ScenePlace::Mountains);
        break;
    case SceneWord::Field:
        say(scene.place, ScenePlace::Field);
        break;
    case SceneWord::Room:
        say(scene.place, ScenePlace::Room);
        break;
    case SceneWord::Fog:
        say(scene.weather, SceneWeather::Fog);
        break;
    case SceneWord::Rain:
        say(scene.weather, SceneWeather::Rain);
        break;
    case SceneWord::Snow:
        say(scene.weather, SceneWeather::Snow);
        break;
    case SceneWord::Storm:
        scene.weather = SceneWeather::Storm;
        break;
    case SceneWord::Warm:
        say(scene.warmth, SceneWarmth::Warm);
        break;
    case SceneWord::Cold:
        say(scene.warmth, SceneWarmth::Cold);
        break;
    case SceneWord::Person:
        sayFigure(scene, SceneFigure::Person);
        break;
    case SceneWord::Woman:
        sayFigure(scene, SceneFigure::Woman);
        break;
    case SceneWord::Child:
        sayFigure(scene, SceneFigure::Child);
        break;
    case SceneWord::Couple:
        sayFigure(scene, SceneFigure::Couple);
        break;
    case SceneWord::Lighthouse:
        scene.lighthouse = true;
        break;
    case SceneWord::Boat:
        scene.boat = true;
        break;
    case SceneWord::House:
        scene.house = true;
        break;
    case SceneWord::Road:
        scene.road = true;
        break;
    case SceneWord::Tree:
        scene.tree = true;
        break;
    case SceneWord::Birds:
        scene.birds = true;
        break;
    case SceneWord::Umbrella:
        scene.umbrella = true;
        break;
    case SceneWord::Lamp:
        scene.lamp = true;
        break;
    case SceneWord::Moon:
        scene.moon = true;
        break;
    case SceneWord::Profile:
        scene.profile = true;
        break;
    case SceneWord::Harbour:
        scene.harbour = true;
        break;
    case SceneWord::Lake:
        scene.lake = true;
        break;
    case SceneWord::Wide:
        say(scene.shotSize, ShotSize::Wide);
        break;
    case SceneWord::Medium:
        say(scene.shotSize, ShotSize::Medium);
        break;
    case SceneWord::Close:
        say(scene.shotSize, ShotSize::Close);
        break;
    }
}

bool isPerson(SceneWord word)
{
    return word == SceneWord::Person || word == SceneWord::Woman || word == SceneWord::Child
        || word == SceneWord::Couple;
}

// "35 мм", "85mm".
bool readLens(SceneDescription& scene, const QList<QString>& words, qsizetype at)
{
    const QString unit = words.value(at + 1);
    if (unit != u"мм" && unit != u"mm") {
        return false;
    }
    bool number = false;
    const int length = words.at(at).toInt(&number);
    if (!number || length < 8 || length > 1200) {
        return false;
    }
    say(scene.lensMm, length);
    return true;
}

// What is not said outright but follows from what is.
void complete(SceneDescription& scene)
{
    if (scene.moon) {
        say(scene.time, SceneTime::Night);
    }
    if (scene.lake && (scene.place == ScenePlace::Unsaid || scene.place == ScenePlace::Sea)) {
        scene.place = ScenePlace::Mountains;
    }
    if (scene.lighthouse && scene.place != ScenePlace::Room && !scene.lake) {
        scene.place = ScenePlace::Sea;
    }
    if (scene.place != ScenePlace::Unsaid) {
        return;
    }
    if (scene.boat || scene.harbour) {
        scene.place = ScenePlace::Sea;
    } else if (scene.house || scene.road || scene.tree) {
        scene.place = ScenePlace::Field;
    } else if (scene.lamp) {
        scene.place = ScenePlace::Room;
    }
}

} // namespace

ScenePrompt ScenePrompt::read(const QString& prompt)
{
    ScenePrompt result;
    const QList<QString> words = wordsOf(prompt);
    qsizetype negatedUntil = -1; // "без людей", "no rain": such a word is not painted
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (isNegation(words.at(i))) {
            negatedUntil = i + 2;
            continue;
        }
        if (readLens(result.scene, words, i)) {
            ++i;
            continue;
        }
        const auto found = findSceneWord(words, i);
        if (!found) {
            result.stir = hashOf(words.at(i), result.stir);
            continue;
        }
        if (i <= negatedUntil) {
            if (isPerson(found->word)) {
                result.scene.figure = SceneFigure::None;
            }
        } else {
            apply(result.scene, found->word);
        }
        i += found->length - 1;
    }
    complete(result.scene);
    return result;
}

} // namespace raskadr
