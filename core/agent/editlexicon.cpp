#include "core/agent/editlexicon.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using russian::Case;

namespace {

QStringList list(QStringView words)
{
    return words.isEmpty() ? QStringList() : words.toString().split(u' ');
}

struct Entry
{
    EditSense sense;
    EditAxis axis;
    QStringView nouns;
    QStringView adjectives;
    QStringView adverb;
    QStringView addition;
    QStringView englishNouns;
    QStringView englishAdjectives;
    QStringView englishAdverb;
    QStringView englishAddition;
};

using enum EditSense;

constexpr Entry entries[]{
    {Dawn, EditAxis::Time, u"рассвет восход заря", u"рассветный предрассветный", u"на рассвете",
     u"рассвет", u"dawn sunrise daybreak", u"", u"at dawn", u"dawn"},
    {Morning, EditAxis::Time, u"утро", u"утренний", u"утром", u"утро", u"morning", u"",
     u"in the morning", u"morning"},
    {Day, EditAxis::Time, u"день полдень", u"дневной солнечный полуденный", u"днём", u"день",
     u"day daytime daylight noon midday", u"sunny", u"in the daytime", u"daytime"},
    {Evening, EditAxis::Time, u"вечер", u"вечерний", u"вечером", u"вечер", u"evening", u"",
     u"in the evening", u"evening"},
    {Sunset, EditAxis::Time, u"закат", u"закатный", u"на закате", u"закат", u"sunset sundown", u"",
     u"at sunset", u"sunset"},
    {Dusk, EditAxis::Time, u"сумерки", u"сумеречный", u"в сумерках", u"сумерки", u"dusk twilight",
     u"", u"at dusk", u"dusk"},
    {Night, EditAxis::Time, u"ночь полночь", u"ночной полночный", u"ночью", u"ночь",
     u"night nighttime midnight", u"", u"at night", u"night"},
    {Fog, EditAxis::Weather, u"туман дымка мгла", u"туманный", u"в тумане", u"туман",
     u"fog mist haze", u"foggy misty hazy", u"in the fog", u"fog"},
    {Rain, EditAxis::Weather, u"дождь ливень морось", u"дождливый", u"под дождём", u"дождь",
     u"rain rainfall downpour drizzle", u"rainy", u"in the rain", u"rain"},
    {Snow, EditAxis::Weather, u"снег снегопад метель вьюга", u"снежный заснеженный", u"под снегом",
     u"снег", u"snow snowfall blizzard snowstorm", u"snowy", u"in the snow", u"snow"},
    {Storm, EditAxis::Weather, u"шторм буря гроза", u"штормовой грозовой", u"в шторм", u"шторм",
     u"storm thunderstorm tempest", u"stormy", u"in the storm", u"storm"},
    {Clear, EditAxis::Weather, u"", u"ясный безоблачный", u"", u"ясная погода", u"",
     u"clear cloudless", u"", u"clear weather"},
    {Wide, EditAxis::ShotSize, u"", u"общий дальний панорамный", u"", u"общий план", u"",
     u"wide long full establishing", u"", u"wide shot"},
    {Medium, EditAxis::ShotSize, u"", u"средний поясной", u"", u"средний план", u"", u"medium mid",
     u"", u"medium shot"},
    {Close, EditAxis::ShotSize, u"", u"крупный детальный", u"", u"крупный план", u"",
     u"close close-up closeup", u"", u"close-up"},
    {Warm, EditAxis::Warmth, u"", u"тёплый", u"", u"тёплый свет", u"", u"warm", u"", u"warm light"},
    {Cold, EditAxis::Warmth, u"", u"холодный прохладный", u"", u"холодный свет", u"", u"cold cool",
     u"", u"cold light"},
};

const QSet<QString>& fillers()
{
    static const QSet<QString> words = [] {
        const QStringList all =
            u"сделай сделайте сделать поставь поставьте поставить пусть будет будут была был было "
            "станет хочу нужно нужна нужен надо чтобы возьми возьмите переведи перенеси покажи "
            "смени "
            "смените измени измените поменяй поменяйте замени замените давай пожалуйста теперь тут "
            "здесь ещё и а но в во на с со по к для это все всё весь эту этот картинка картинку "
            "картинки "
            "картинке кадр кадра кадре изображение изображения сцена сцену сцене сцены свет света "
            "цвет "
            "цвета тон тона тоне тонах освещение освещения фон фоне погода погоду время времени "
            "суток "
            "камера камеру камеры камере камерой объектив объектива объективом линза линзу план "
            "плана "
            "планом плане ракурс фокусное фокусным фокусного расстояние расстоянием немного чуть "
            "чуть-чуть "
            "слегка гораздо намного более очень снаружи вокруг "
            "make it set the to a an camera lens at in on of shot please more bit little and use "
            "with be "
            "should time light weather picture image frame scene tone much slightly focal length "
            "outside "
            "let's change switch there is this"_s.split(u' ', Qt::SkipEmptyParts);
        QSet<QString> set;
        for (const QString& word : all) {
            set.insert(russian::folded(word));
        }
        return set;
    }();
    return words;
}

} // namespace

EditAxis axisOf(EditSense sense)
{
    return entries[size_t(sense)].axis;
}

QList<EditSense> sensesOf(EditAxis axis)
{
    QList<EditSense> senses;
    for (const Entry& entry : entries) {
        if (entry.axis == axis) {
            senses.append(entry.sense);
        }
    }
    return senses;
}

const SenseWords& wordsOf(EditSense sense)
{
    static const QList<SenseWords> words = [] {
        QList<SenseWords> all;
        for (const Entry& entry : entries) {
            all.append({list(entry.nouns), list(entry.adjectives), entry.adverb.toString(),
                        entry.addition.toString(), list(entry.englishNouns),
                        list(entry.englishAdjectives), entry.englishAdverb.toString(),
                        entry.englishAddition.toString()});
        }
        return all;
    }();
    return words.at(int(sense));
}

std::optional<SenseFound> senseOf(const QString& word)
{
    using Form = SenseFound::Form;
    static const QHash<QString, SenseFound> known = [] {
        QHash<QString, SenseFound> all;
        const auto add = [&](const QString& form, const SenseFound& found) {
            if (!all.contains(russian::folded(form))) {
                all.insert(russian::folded(form), found);
            }
        };
        for (const Entry& entry : entries) {
            const SenseWords& said = wordsOf(entry.sense);
            for (const QString& noun : said.nouns) {
                for (const QString& form : russian::nounOf(noun).forms) {
                    add(form, {entry.sense, Form::Noun, noun});
                }
            }
            for (const QString& adjective : said.adjectives) {
                for (int form = 0; !russian::adjectiveForm(adjective, form).isEmpty(); ++form) {
                    add(russian::adjectiveForm(adjective, form),
                        {entry.sense, Form::Adjective, adjective});
                }
            }
            for (const QString& noun : said.englishNouns) {
                add(noun, {entry.sense, Form::EnglishNoun, noun});
            }
            for (const QString& adjective : said.englishAdjectives) {
                add(adjective, {entry.sense, Form::EnglishAdjective, adjective});
            }
        }
        return all;
    }();
    const auto found = known.constFind(russian::folded(word));
    return found == known.cend() ? std::nullopt : std::optional(*found);
}

bool isFiller(const QString& word)
{
    return fillers().contains(russian::folded(word));
}

bool isPreposition(const QString& word)
{
    return caseAfter(word).has_value();
}

std::optional<Case> caseAfter(const QString& preposition)
{
    static const QHash<QString, Case> cases{
        {u"в"_s, Case::Prepositional},    {u"во"_s, Case::Prepositional},
        {u"на"_s, Case::Prepositional},   {u"о"_s, Case::Prepositional},
        {u"об"_s, Case::Prepositional},   {u"при"_s, Case::Prepositional},
        {u"под"_s, Case::Instrumental},   {u"над"_s, Case::Instrumental},
        {u"перед"_s, Case::Instrumental}, {u"за"_s, Case::Instrumental},
        {u"с"_s, Case::Instrumental},     {u"со"_s, Case::Instrumental},
        {u"между"_s, Case::Instrumental}, {u"у"_s, Case::Genitive},
        {u"от"_s, Case::Genitive},        {u"до"_s, Case::Genitive},
        {u"из"_s, Case::Genitive},        {u"без"_s, Case::Genitive},
        {u"после"_s, Case::Genitive},     {u"около"_s, Case::Genitive},
        {u"возле"_s, Case::Genitive},     {u"среди"_s, Case::Genitive},
        {u"вокруг"_s, Case::Genitive},    {u"к"_s, Case::Dative},
        {u"ко"_s, Case::Dative},          {u"по"_s, Case::Dative},
        {u"через"_s, Case::Accusative},   {u"сквозь"_s, Case::Accusative},
    };
    const auto found = cases.constFind(russian::folded(preposition));
    return found == cases.cend() ? std::nullopt : std::optional(*found);
}

QList<WordPlace> wordPlaces(const QString& text)
{
    static const QRegularExpression word(u"\\p{L}[\\p{L}\\p{M}]*(?:[-’'][\\p{L}\\p{M}]+)*"_s,
                                         QRegularExpression::UseUnicodePropertiesOption);
    QList<WordPlace> places;
    for (auto found = word.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        places.append({match.captured(), match.capturedStart()});
    }
    return places;
}

} // namespace raskadr
