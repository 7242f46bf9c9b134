#include "core/draft/scenevocabulary.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace raskadr {

namespace {

using namespace std::string_view_literals;

// A word of the vocabulary is a whole form ("день"), a stem that takes any ending of a noun, an
// adjective or a short adverb ("лес*"), or a stem that any other letters may follow ("туман**").
struct Entry
{
    SceneWord word;
    std::u16string_view forms;
};

constexpr std::array endings{
    u""sv,   u"а"sv,  u"я"sv,  u"у"sv,  u"ю"sv,   u"о"sv,   u"е"sv,   u"ы"sv,   u"и"sv,  u"ь"sv,
    u"й"sv,  u"ом"sv, u"ем"sv, u"ой"sv, u"ей"sv,  u"ою"sv,  u"ею"sv,  u"ью"sv,  u"ов"sv, u"ев"sv,
    u"ам"sv, u"ям"sv, u"ах"sv, u"ях"sv, u"ами"sv, u"ями"sv, u"ый"sv,  u"ий"sv,  u"ая"sv, u"яя"sv,
    u"ое"sv, u"ее"sv, u"ые"sv, u"ие"sv, u"ого"sv, u"его"sv, u"ому"sv, u"ему"sv, u"ым"sv, u"им"sv,
    u"ую"sv, u"юю"sv, u"ых"sv, u"их"sv, u"ыми"sv, u"ими"sv, u"ии"sv,  u"ия"sv,  u"ию"sv, u"ием"sv,
};

constexpr std::array vocabulary{
    Entry{SceneWord::Dawn,
          u"рассвет* рассветн* зар* утр* утренн* восход* предрассветн* "
          u"dawn sunrise morning daybreak"},
    Entry{SceneWord::Day,
          u"день дня дню днем дни дневн* полдень полудн* полуденн* солнечн* "
          u"day daytime daylight noon midday sunny"},
    Entry{SceneWord::Evening, u"вечер* вечерн* evening evenings"},
    Entry{SceneWord::Sunset, u"закат* закатн* sunset sundown"},
    Entry{SceneWord::Dusk, u"сумерк* сумерек сумеречн* dusk twilight"},
    Entry{SceneWord::Night,
          u"ноч* ночн* полночь полноч* полуноч* звезд* звездн* "
          u"night nights nighttime midnight starry"},
    Entry{SceneWord::Sea,
          u"море моря морю морем морей морям морями морях морск* океан* берег* "
          u"побереж** пляж* волн* прибо* залив* прибрежн* утес* "
          u"sea seas seaside seashore ocean coast shore beach bay waves cliff "
          u"cliffs"},
    Entry{SceneWord::Street,
          u"улиц* улочк* переулк* переулок проспект* тротуар* перекрест** "
          u"street streets alley avenue sidewalk crossroads"},
    Entry{SceneWord::City,
          u"город* городск* мегаполис* небоскреб* крыш* квартал* "
          u"city cities cityscape town downtown skyline skyscrapers rooftop "
          u"rooftops urban"},
    Entry{SceneWord::Forest,
          u"лес лес* лесн* чащ* рощ* роща опушк* опушек тайг* сосн* "
          u"forest forests woods woodland grove pines"},
    Entry{SceneWord::Mountains,
          u"гора горы горе горам горами горах горой гору горн* скал* "
          u"вершин* хребет хребт* перевал* ущель** "
          u"mountain mountains peak peaks alps summit cliffside canyon"},
    Entry{SceneWord::Field,
          u"поле поля полю полем полей полям полями полях луг луг* степь степ* "
          u"степн* равнин* холм* "
          u"field fields meadow meadows steppe plain plains hills hill prairie"},
    Entry{SceneWord::Room,
          u"комнат* квартир* кухн* спальн* гостин* кабинет* интерьер* чердак* "
          u"коридор* подъезд* окн* окон подоконник* "
          u"room rooms bedroom kitchen apartment interior indoors study attic "
          u"corridor hallway window windows"},
    Entry{SceneWord::Fog, u"туман* туманн* дымк* мгла мгл* fog foggy mist misty haze hazy"},
    Entry{SceneWord::Rain,
          u"дожд* дождлив* ливн* ливень морос** "
          u"rain rainy raining rainfall downpour drizzle"},
    Entry{SceneWord::Snow,
          u"снег* снежн* заснежен** снегопад* зим* зимн* метел* метель вьюг* "
          u"snow snowy snowing snowfall snowstorm blizzard winter"},
    Entry{SceneWord::Storm,
          u"шторм* штормов* буря бури бурю бурей гроза грозы грозу грозой грозов* "
          u"молни** storm stormy thunderstorm lightning tempest"},
    Entry{SceneWord::Warm, u"тепл* теплота золот* золотист* warm warmly golden amber"},
    Entry{SceneWord::Cold, u"холод* холодн* холодок ледян* синеват* cold coldly cool icy bluish"},
    Entry{SceneWord::Couple,
          u"пара пары паре пару парой влюблен** двое двоих люди людей людям "
          u"людьми couple lovers people"},
    Entry{SceneWord::Woman,
          u"женщин* девушк* девушек героин* старух* она ее мать матери дочь "
          u"woman women girlfriend heroine she her mother daughter lady"},
    Entry{SceneWord::Child,
          u"ребенок ребенк* мальчик* девочк* девочек дети детей "
          u"child children boy girl kid"},
    Entry{SceneWord::Person,
          u"человек* мужчин* парень парн* геро* старик* прохож* путник* "
          u"незнаком** фигур* силуэт* рыбак* смотрител* он его отец отца отцом "
          u"отцу лицо лица портрет* "
          u"man men person guy hero stranger traveler traveller figure "
          u"silhouette fisherman keeper he father face portrait"},
    Entry{SceneWord::Lighthouse, u"маяк* lighthouse lighthouses beacon"},
    Entry{SceneWord::Boat,
          u"лодк* лодок лодочк* корабл** катер* яхт* парус* парусник* баркас* "
          u"судно судн* boat boats ship ships sailboat yacht vessel"},
    Entry{SceneWord::House,
          u"дом дома дому домом доме домов домик* изб* хижин* хутор* усадьб* "
          u"house houses hut cabin cottage farmhouse"},
    Entry{SceneWord::Road,
          u"дорог* дорожк* шоссе трасс* тропа тропы тропе тропу тропой тропинк* "
          u"путь пути road roads highway path trail"},
    Entry{SceneWord::Tree, u"дерев** дуб* tree trees oak"},
    Entry{SceneWord::Birds,
          u"птиц* чайк* чаек ворон* журавл** bird birds gull gulls seagull "
          u"seagulls crows"},
    Entry{SceneWord::Umbrella, u"зонт* зонтик* umbrella umbrellas"},
    Entry{SceneWord::Lamp,
          u"ламп* свеч* фонар* фонарн* торшер* lamp lamps candle candles lantern "
          u"streetlamp"},
    Entry{SceneWord::Moon, u"луна луны луну луне луной лунн* месяц* moon moonlight moonlit"},
    Entry{SceneWord::Profile, u"профиль профил* profile"},
    Entry{SceneWord::Harbour,
          u"порт порта порту портом портов* гавань гаван* причал* пристан* "
          u"пирс* harbour harbor port pier dock docks wharf"},
    Entry{SceneWord::Lake,
          u"озеро озера озеру озером озере озер река реки реке реку рекой lake "
          u"lakes river"},
    Entry{SceneWord::Close, u"крупно макро closeup macro"},
};

// "крупный план", "wide shot": the first word means nothing by itself.
constexpr std::array shotSizes{
    Entry{SceneWord::Wide, u"общ* дальн* панорамн* wide long full establishing"},
    Entry{SceneWord::Medium, u"средн* поясн* medium mid waist"},
    Entry{SceneWord::Close, u"крупн* детальн* close"},
};
constexpr Entry shotNoun{SceneWord::Wide, u"план* кадр* ракурс* shot up shots angle view"};
constexpr Entry negation{SceneWord::Wide, u"без нет no without"};

bool isEnding(std::u16string_view letters)
{
    return std::find(endings.begin(), endings.end(), letters) != endings.end();
}

bool matches(std::u16string_view word, std::u16string_view form)
{
    if (!form.ends_with(u'*')) {
        return word == form;
    }
    const bool anything = form.ends_with(u"**"sv);
    form.remove_suffix(anything ? 2 : 1);
    return word.starts_with(form) && (anything || isEnding(word.substr(form.size())));
}

bool matches(const QString& word, const Entry& entry)
{
    const std::u16string_view text(reinterpret_cast<const char16_t*>(word.utf16()),
                                   size_t(word.size()));
    std::u16string_view forms = entry.forms;
    while (!forms.empty()) {
        const size_t length = std::min(forms.find(u' '), forms.size());
        if (length > 0 && matches(text, forms.substr(0, length))) {
            return true;
        }
        forms.remove_prefix(std::min(length + 1, forms.size()));
    }
    return false;
}

} // namespace

std::optional<FoundSceneWord> findSceneWord(const QList<QString>& words, qsizetype at)
{
    const QString& word = words.at(at);
    if (at + 1 < words.size() && matches(words.at(at + 1), shotNoun)) {
        for (const Entry& entry : shotSizes) {
            if (matches(word, entry)) {
                return FoundSceneWord{entry.word, 2};
            }
        }
    }
    for (const Entry& entry : vocabulary) {
        if (matches(word, entry)) {
            return FoundSceneWord{entry.word, 1};
        }
    }
    return {};
}

bool isNegation(const QString& word)
{
    return matches(word, negation);
}

} // namespace raskadr
