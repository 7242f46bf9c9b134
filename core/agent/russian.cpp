#include "core/agent/russian.h"

#include <QSet>

#include <algorithm>

namespace raskadr::russian {

using namespace Qt::Literals::StringLiterals;

namespace {

// --- adjectives

enum class Pattern { Hard, Stressed, Soft, Velar, Sibilant, VelarStressed };
enum Form {
    MascNom,
    FemNom,
    NeutNom,
    PlNom,
    MascGen,
    MascDat,
    MascIns,
    MascLoc,
    FemAcc,
    FemObl,
    FemIns,
    PlGen,
    PlIns
};
constexpr int formCount = 13;

constexpr std::array<std::array<std::u16string_view, formCount>, 6> adjectiveEndings{{
    {u"ый", u"ая", u"ое", u"ые", u"ого", u"ому", u"ым", u"ом", u"ую", u"ой", u"ою", u"ых", u"ыми"},
    {u"ой", u"ая", u"ое", u"ые", u"ого", u"ому", u"ым", u"ом", u"ую", u"ой", u"ою", u"ых", u"ыми"},
    {u"ий", u"яя", u"ее", u"ие", u"его", u"ему", u"им", u"ем", u"юю", u"ей", u"ею", u"их", u"ими"},
    {u"ий", u"ая", u"ое", u"ие", u"ого", u"ому", u"им", u"ом", u"ую", u"ой", u"ою", u"их", u"ими"},
    {u"ий", u"ая", u"ее", u"ие", u"его", u"ему", u"им", u"ем", u"ую", u"ей", u"ею", u"их", u"ими"},
    {u"ой", u"ая", u"ое", u"ие", u"ого", u"ому", u"им", u"ом", u"ую", u"ой", u"ою", u"их", u"ими"},
}};

// Adjectives that are stressed on their ending, by stem.
const QStringList& stressedStems()
{
    static const QStringList stems{
        u"больш"_s, u"чуж"_s,    u"молод"_s, u"золот"_s,  u"прост"_s,   u"пуст"_s,    u"голуб"_s,
        u"сед"_s,   u"густ"_s,   u"сыр"_s,   u"жив"_s,    u"морск"_s,   u"городск"_s, u"ночн"_s,
        u"дневн"_s, u"лесн"_s,   u"цветн"_s, u"речн"_s,   u"родн"_s,    u"земн"_s,    u"пятн"_s,
        u"мужск"_s, u"морозн"_s, u"больн"_s, u"грозов"_s, u"штормов"_s, u"крут"_s,    u"глух"_s,
        u"сух"_s,   u"плох"_s,   u"друг"_s,  u"дорог"_s,  u"худ"_s,     u"косо"_s};
    return stems;
}

bool endsWithOneOf(const QString& stem, QStringView letters)
{
    return !stem.isEmpty() && letters.contains(stem.back());
}

Pattern patternOfStem(const QString& stem)
{
    if (stressedStems().contains(folded(stem))) {
        return endsWithOneOf(stem, u"кгхжшчщ") ? Pattern::VelarStressed : Pattern::Stressed;
    }
    return endsWithOneOf(stem, u"кгх") ? Pattern::Velar
        : endsWithOneOf(stem, u"жшчщ") ? Pattern::Sibilant
                                       : Pattern::Hard;
}

Pattern patternOfLemma(const QString& lemma)
{
    const QString stem = lemma.chopped(2);
    if (lemma.endsWith(u"ой")) {
        return endsWithOneOf(stem, u"кгхжшчщ") ? Pattern::VelarStressed : Pattern::Stressed;
    }
    if (lemma.endsWith(u"ый")) {
        return Pattern::Hard;
    }
    return endsWithOneOf(stem, u"кгх") ? Pattern::Velar
        : endsWithOneOf(stem, u"жшчщ") ? Pattern::Sibilant
                                       : Pattern::Soft;
}

QStringView endingOf(Pattern pattern, int form)
{
    return adjectiveEndings[size_t(pattern)][size_t(form)];
}

int formFor(Gender gender, Case which, bool animate)
{
    const bool nominative = which == Case::Nominative || (which == Case::Accusative && !animate);
    if (gender == Gender::Plural) {
        switch (which) {
        case Case::Nominative:
        case Case::Accusative:
            return nominative ? PlNom : PlGen;
        case Case::Dative:
            return MascIns;
        case Case::Instrumental:
            return PlIns;
        case Case::Genitive:
        case Case::Prepositional:
            return PlGen;
        }
    }
    if (gender == Gender::Feminine) {
        return which == Case::Nominative ? FemNom : which == Case::Accusative ? FemAcc : FemObl;
    }
    switch (which) {
    case Case::Nominative:
    case Case::Accusative:
        return gender == Gender::Neuter ? NeutNom : nominative ? MascNom : MascGen;
    case Case::Genitive:
        return MascGen;
    case Case::Dative:
        return MascDat;
    case Case::Instrumental:
        return MascIns;
    case Case::Prepositional:
        return MascLoc;
    }
    return MascNom;
}

// --- nouns

struct Irregular
{
    Gender gender;
    bool animate;
    QStringView forms; // six, separated by spaces
};

// Nouns whose endings or stems do not follow from their first form, and frequent plurals.
constexpr Irregular irregulars[]{
    {Gender::Masculine, false, u"день дня дню день днём дне"},
    {Gender::Masculine, false, u"полдень полудня полудню полдень полуднем полудне"},
    {Gender::Feminine, false, u"полночь полуночи полуночи полночь полночью полуночи"},
    {Gender::Plural, false, u"сумерки сумерек сумеркам сумерки сумерками сумерках"},
    {Gender::Masculine, false, u"ветер ветра ветру ветер ветром ветре"},
    {Gender::Masculine, false, u"ливень ливня ливню ливень ливнем ливне"},
    {Gender::Masculine, false, u"огонь огня огню огонь огнём огне"},
    {Gender::Masculine, false, u"камень камня камню камень камнем камне"},
    {Gender::Masculine, false, u"костёр костра костру костёр костром костре"},
    {Gender::Masculine, false, u"ковёр ковра ковру ковёр ковром ковре"},
    {Gender::Masculine, false, u"шатёр шатра шатру шатёр шатром шатре"},
    {Gender::Masculine, false, u"лёд льда льду лёд льдом льде"},
    {Gender::Masculine, false, u"лес леса лесу лес лесом лесу"},
    {Gender::Masculine, false, u"снег снега снегу снег снегом снегу"},
    {Gender::Masculine, false, u"берег берега берегу берег берегом берегу"},
    {Gender::Masculine, false, u"сад сада саду сад садом саду"},
    {Gender::Masculine, false, u"мост моста мосту мост мостом мосту"},
    {Gender::Masculine, false, u"пол пола полу пол полом полу"},
    {Gender::Masculine, false, u"угол угла углу угол углом углу"},
    {Gender::Masculine, true, u"лев льва льву льва львом льве"},
    {Gender::Masculine, true, u"отец отца отцу отца отцом отце"},
    {Gender::Masculine, true, u"ребёнок ребёнка ребёнку ребёнка ребёнком ребёнке"},
    {Gender::Masculine, true, u"пёс пса псу пса псом псе"},
    {Gender::Masculine, false, u"путь пути пути путь путём пути"},
    {Gender::Feminine, false, u"дочь дочери дочери дочь дочерью дочери"},
    {Gender::Feminine, true, u"мать матери матери мать матерью матери"},
    {Gender::Feminine, false, u"церковь церкви церкви церковь церковью церкви"},
    {Gender::Neuter, false, u"небо неба небу небо небом небе"},
    {Gender::Neuter, false, u"пламя пламени пламени пламя пламенем пламени"},
    {Gender::Neuter, false, u"время времени времени время временем времени"},
    {Gender::Neuter, false, u"пальто пальто пальто пальто пальто пальто"},
    {Gender::Neuter, false, u"кино кино кино кино кино кино"},
    {Gender::Neuter, false, u"метро метро метро метро метро метро"},
    {Gender::Plural, true, u"люди людей людям людей людьми людях"},
    {Gender::Plural, true, u"дети детей детям детей детьми детях"},
    {Gender::Plural, true, u"птицы птиц птицам птиц птицами птицах"},
    {Gender::Plural, true, u"чайки чаек чайкам чаек чайками чайках"},
    {Gender::Plural, true, u"прохожие прохожих прохожим прохожих прохожими прохожих"},
    {Gender::Plural, false, u"облака облаков облакам облака облаками облаках"},
    {Gender::Plural, false, u"дома домов домам дома домами домах"},
    {Gender::Plural, false, u"деревья деревьев деревьям деревья деревьями деревьях"},
    {Gender::Plural, false, u"листья листьев листьям листья листьями листьях"},
    {Gender::Plural, false, u"машины машин машинам машины машинами машинах"},
    {Gender::Plural, false, u"горы гор горам горы горами горах"},
    {Gender::Plural, false, u"волны волн волнам волны волнами волнах"},
    {Gender::Plural, false, u"звёзды звёзд звёздам звёзды звёздами звёздах"},
    {Gender::Plural, false, u"лодки лодок лодкам лодки лодками лодках"},
    {Gender::Plural, false, u"огни огней огням огни огнями огнях"},
    {Gender::Plural, false, u"фонари фонарей фонарям фонари фонарями фонарях"},
    {Gender::Plural, false, u"корабли кораблей кораблям корабли кораблями кораблях"},
    {Gender::Plural, false, u"окна окон окнам окна окнами окнах"},
    {Gender::Plural, false, u"цветы цветов цветам цветы цветами цветах"},
    {Gender::Plural, false, u"скалы скал скалам скалы скалами скалах"},
    {Gender::Plural, false, u"тени теней теням тени тенями тенях"},
    {Gender::Plural, false, u"очки очков очкам очки очками очках"},
};

// Feminine nouns that end in ь; the others are masculine.
const QStringList& softFeminines()
{
    static const QStringList words{
        u"ночь"_s,     u"площадь"_s, u"дверь"_s,  u"лошадь"_s, u"мышь"_s,   u"ель"_s,
        u"соль"_s,     u"печь"_s,    u"тень"_s,   u"сеть"_s,   u"мебель"_s, u"метель"_s,
        u"кровать"_s,  u"пыль"_s,    u"сталь"_s,  u"степь"_s,  u"осень"_s,  u"жизнь"_s,
        u"смерть"_s,   u"любовь"_s,  u"морось"_s, u"даль"_s,   u"рябь"_s,   u"гладь"_s,
        u"грязь"_s,    u"кровь"_s,   u"речь"_s,   u"цепь"_s,   u"сирень"_s, u"скатерть"_s,
        u"пристань"_s, u"гавань"_s,  u"мгла"_s,   u"вуаль"_s,  u"шаль"_s,   u"трость"_s};
    return words;
}

// «замок», «рынок» lose their vowel; these keep it.
const QStringList& firmOks()
{
    static const QStringList words{u"урок"_s,  u"поток"_s, u"восток"_s, u"порок"_s,  u"срок"_s,
                                   u"ток"_s,   u"сок"_s,   u"рок"_s,    u"пророк"_s, u"исток"_s,
                                   u"зарок"_s, u"игрок"_s, u"знаток"_s, u"блок"_s,   u"клок"_s};
    return words;
}

// Masculine nouns with a stressed ending: «кораблём», «плащом».
const QStringList& endStressed()
{
    static const QStringList words{
        u"фонарь"_s, u"корабль"_s, u"дождь"_s, u"конь"_s,    u"король"_s, u"рубль"_s,  u"плащ"_s,
        u"нож"_s,    u"ключ"_s,    u"луч"_s,   u"мяч"_s,     u"врач"_s,   u"камыш"_s,  u"шалаш"_s,
        u"этаж"_s,   u"гараж"_s,   u"мираж"_s, u"меч"_s,     u"плющ"_s,   u"кирпич"_s, u"певец"_s,
        u"конец"_s,  u"дворец"_s,  u"рогоз"_s, u"букварь"_s, u"словарь"_s};
    return words;
}

Noun made(Gender gender, bool animate, const QString& nominative, const QString& genitive,
          const QString& dative, const QString& accusative, const QString& instrumental,
          const QString& prepositional)
{
    return {
        gender, animate, {nominative, genitive, dative, accusative, instrumental, prepositional}};
}

Noun feminine(const QString& lemma)
{
    const QString stem = lemma.chopped(1);
    if (lemma.endsWith(u'а')) {
        const bool hushing = endsWithOneOf(stem, u"жшчщ");
        const QString i = endsWithOneOf(stem, u"кгхжшчщ") ? u"и"_s : u"ы"_s;
        const QString oj = hushing || stem.endsWith(u'ц') ? u"ей"_s : u"ой"_s;
        return made(Gender::Feminine, false, lemma, stem + i, stem + u'е', stem + u'у', stem + oj,
                    stem + u'е');
    }
    if (lemma.endsWith(u'я')) {
        const QString e = stem.endsWith(u'и') ? u"и"_s : u"е"_s;
        return made(Gender::Feminine, false, lemma, stem + u'и', stem + e, stem + u'ю',
                    stem + u"ей"_s, stem + e);
    }
    return made(Gender::Feminine, false, lemma, stem + u'и', stem + u'и', lemma, stem + u"ью"_s,
                stem + u'и');
}

Noun neuter(const QString& lemma)
{
    const QString stem = lemma.chopped(1);
    if (lemma.endsWith(u'о')) {
        return made(Gender::Neuter, false, lemma, stem + u'а', stem + u'у', lemma, stem + u"ом"_s,
                    stem + u'е');
    }
    if (endsWithOneOf(stem, u"цщжш")) {
        return made(Gender::Neuter, false, lemma, stem + u'а', stem + u'у', lemma, stem + u"ем"_s,
                    lemma);
    }
    const QString e = stem.endsWith(u'и') ? u"и"_s : u"е"_s;
    return made(Gender::Neuter, false, lemma, stem + u'я', stem + u'ю', lemma, stem + u"ем"_s,
                stem + e);
}

QString masculineStem(const QString& lemma)
{
    if (lemma.endsWith(u"ец") && lemma.size() > 3) {
        return lemma.chopped(2) + u'ц';
    }
    if ((lemma.endsWith(u"ок") || lemma.endsWith(u"ёк")) && lemma.size() > 3
        && !firmOks().contains(folded(lemma))) {
        return lemma.chopped(2) + u'к';
    }
    return lemma;
}

Noun masculine(const QString& lemma, bool animate)
{
    const auto with = [&](const QString& stem, const QString& a, const QString& u,
                          const QString& om, const QString& e) {
        return made(Gender::Masculine, animate, lemma, stem + a, stem + u,
                    animate ? stem + a : lemma, stem + om, stem + e);
    };
    const bool stressed = endStressed().contains(folded(lemma));
    if (lemma.endsWith(u'ь')) {
        return with(lemma.chopped(1), u"я"_s, u"ю"_s, stressed ? u"ём"_s : u"ем"_s, u"е"_s);
    }
    if (lemma.endsWith(u'й')) {
        const bool ij = lemma.endsWith(u"ий");
        return with(lemma.chopped(1), u"я"_s, u"ю"_s, u"ем"_s, ij ? u"и"_s : u"е"_s);
    }
    const QString stem = masculineStem(lemma);
    const bool soft = endsWithOneOf(stem, u"жшчщц");
    return with(stem, u"а"_s, u"у"_s, soft && !stressed ? u"ем"_s : u"ом"_s, u"е"_s);
}

bool isConsonant(QChar letter)
{
    return QStringView(u"бвгджзклмнпрстфхцчшщ").contains(letter.toLower());
}

std::optional<Noun> irregular(const QString& word)
{
    const QString wanted = folded(word);
    for (const Irregular& entry : irregulars) {
        const QStringList forms = entry.forms.toString().split(u' ');
        if (folded(forms.at(int(Case::Accusative))) == wanted || folded(forms.first()) == wanted) {
            Noun noun{entry.gender, entry.animate, {}};
            std::copy(forms.begin(), forms.end(), noun.forms.begin());
            return noun;
        }
    }
    return std::nullopt;
}

// The first form of a being of whom this is the accusative: «рыбака», «мальчика», «котёнка».
QString masculineOfGenitive(const QString& word)
{
    if (word.endsWith(u'я')) {
        return word.chopped(1) + u'ь';
    }
    const QString stem = word.chopped(1);
    if (stem.endsWith(u"ёнк") || stem.endsWith(u"енк")) {
        return stem.chopped(1) + u"ок"_s;
    }
    if (stem.size() > 2 && stem.endsWith(u'ц') && isConsonant(stem.at(stem.size() - 2))) {
        return stem.chopped(1) + u"ец"_s;
    }
    return stem;
}

// «замени женщину на рыбака»: beings are asked for in the genitive, which looks like the first form
// of a feminine noun.
bool isBeingInGenitive(const QString& lower)
{
    static const QSet<QString> beings = [] {
        const QString all =
            u"рыбака моряка чудака мальчика старика мужика щенка волка человека солдата капитана "
            u"кота "
            "коня доктора актера шофера боксера сторожа врача деда сына друга брата медведя слона "
            "голубя "
            "соседа парня короля принца робота дракона пирата незнакомца всадника рыцаря гостя "
            "пилота "
            "космонавта поэта музыканта художника странника верблюда жеребца орла ворона оленя "
            "зайца "
            "попугая дельфина кита призрака ангела воина мастера повара режиссера оператора монаха"_s;
        const QStringList words = all.split(u' ', Qt::SkipEmptyParts);
        return QSet<QString>(words.begin(), words.end());
    }();
    const QString plain = folded(lower);
    const bool berry = plain == u"клубника" || plain == u"земляника" || plain == u"черника"
        || plain == u"голубика" || plain == u"техника" || plain == u"хроника";
    return beings.contains(plain)
        || (plain.size() > 5 && !berry
            && (plain.endsWith(u"теля") || plain.endsWith(u"ника") || plain.endsWith(u"иста")
                || lower.endsWith(u"ёнка")));
}

} // namespace

QList<Case> Noun::casesOf(const QString& word) const
{
    QList<Case> cases;
    const QString wanted = folded(word);
    for (int i = 0; i < caseCount; ++i) {
        if (folded(forms[size_t(i)]) == wanted) {
            cases.append(Case(i));
        }
    }
    return cases;
}

QString folded(const QString& word)
{
    QString lower = word.toLower();
    return lower.replace(u'ё', u'е');
}

bool isCyrillic(const QString& text)
{
    return std::any_of(text.begin(), text.end(),
                       [](QChar letter) { return letter >= u'\u0400' && letter <= u'\u04ff'; });
}

Noun nounOf(const QString& word)
{
    if (const auto known = irregular(word)) {
        return *known;
    }
    const QString lower = word.toLower();
    const QChar last = lower.isEmpty() ? QChar() : lower.back();
    if (last == u'у') {
        return feminine(word.chopped(1) + u'а');
    }
    if (last == u'ю') {
        return feminine(word.chopped(1) + u'я');
    }
    if (last == u'о' || last == u'е') {
        return neuter(word);
    }
    if (last == u'ь') {
        const bool isFeminine = softFeminines().contains(lower) || lower.endsWith(u"ость");
        return isFeminine ? feminine(word) : masculine(word, false);
    }
    if (last == u'а' || last == u'я') {
        if (isBeingInGenitive(lower)) {
            return masculine(masculineOfGenitive(word), true);
        }
        return feminine(word);
    }
    if (last == u'ы' || last == u'и') {
        const QString stem = word.chopped(1);
        const QString soft = last == u'и' && !endsWithOneOf(stem, u"кгхжшчщ") ? u"я"_s : u"а"_s;
        return made(Gender::Plural, false, word, word, stem + soft + u'м', word,
                    stem + soft + u"ми"_s, stem + soft + u'х');
    }
    return masculine(word, false);
}

QString stemOf(const QString& word)
{
    static const QStringList endings = [] {
        QStringList list =
            u"ами ями ого его ому ему ыми ими иями ием ией ах ях ам ям ом ем ой ей ою ею "
            u"ью ов ев ый ий ая яя ое ее ые ие ым им ую юю ых их ия ии ию а я у ю о е "
            u"ы и ь й"_s.split(u' ', Qt::SkipEmptyParts);
        std::stable_sort(list.begin(), list.end(),
                         [](const QString& a, const QString& b) { return a.size() > b.size(); });
        return list;
    }();
    const QString lower = folded(word);
    if (!isCyrillic(lower)) {
        return lower.size() > 3 && lower.endsWith(u's') && !lower.endsWith(u"ss") ? lower.chopped(1)
                                                                                  : lower;
    }
    for (const QString& ending : endings) {
        if (lower.size() >= ending.size() + 3 && lower.endsWith(ending)) {
            return lower.chopped(ending.size());
        }
    }
    return lower;
}

bool looksLikeAdjective(const QString& word, Gender gender, Case which, bool animate)
{
    const int form = formFor(gender, which, animate);
    const QString lower = folded(word);
    return std::any_of(adjectiveEndings.begin(), adjectiveEndings.end(), [&](const auto& endings) {
        const QStringView ending(endings[size_t(form)]);
        return lower.size() >= ending.size() + 3 && lower.endsWith(ending);
    });
}

QString agreeing(const QString& word, Gender fromGender, Case fromCase, bool fromAnimate,
                 Gender toGender, Case toCase, bool toAnimate)
{
    const int from = formFor(fromGender, fromCase, fromAnimate);
    const int to = formFor(toGender, toCase, toAnimate);
    if (from == to) {
        return word;
    }
    const QString lower = folded(word);
    for (const auto& endings : adjectiveEndings) {
        const QStringView ending(endings[size_t(from)]);
        if (lower.size() < ending.size() + 2 || !lower.endsWith(ending)) {
            continue;
        }
        const QString stem = word.chopped(ending.size());
        Pattern pattern = patternOfStem(stem);
        const bool softEnding = u"яюеи"_s.contains(ending.front());
        if (pattern == Pattern::Hard && softEnding) {
            pattern = Pattern::Soft;
        } else if (pattern == Pattern::Hard && from == MascNom && ending == u"ой") {
            pattern = Pattern::Stressed;
        }
        return stem + endingOf(pattern, to).toString();
    }
    return word;
}

QString adjective(const QString& lemma, Gender gender, Case which, bool animate)
{
    return adjectiveForm(lemma, formFor(gender, which, animate));
}

int adjectiveFormOf(const QString& lemma, const QString& word, const QString& next)
{
    const QString wanted = folded(word);
    QList<int> forms;
    for (int form = 0; form < formCount; ++form) {
        if (folded(adjectiveForm(lemma, form)) == wanted) {
            forms.append(form);
        }
    }
    if (forms.size() > 1 && forms.first() == MascNom) {
        const bool masculine = next.isEmpty() || isConsonant(next.back()) || next.endsWith(u'й');
        return masculine ? forms.first() : forms.at(1);
    }
    return forms.isEmpty() ? -1 : forms.first();
}

QString adjectiveForm(const QString& lemma, int form)
{
    if (form < 0 || form >= formCount) {
        return {};
    }
    return lemma.chopped(2) + endingOf(patternOfLemma(lemma), form).toString();
}

} // namespace raskadr::russian
