#include "core/agent/prompttext.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using namespace russian;
using Form = SenseFound::Form;

namespace {

QString likeCase(const QString& word, const QString& model)
{
    if (word.isEmpty() || model.isEmpty() || !model.front().isUpper()) {
        return word;
    }
    return model.size() > 2 && model == model.toUpper() ? word.toUpper()
                                                        : word.front().toUpper() + word.mid(1);
}

QStringList plainWords(const QString& phrase)
{
    QStringList words;
    for (const WordPlace& place : wordPlaces(phrase)) {
        words.append(place.word);
    }
    return words;
}

bool isArticle(const QString& word)
{
    const QString plain = folded(word);
    return plain == u"the" || plain == u"a" || plain == u"an";
}

bool haveOneStem(const QString& a, const QString& b)
{
    if (folded(a) == folded(b)) {
        return true;
    }
    const Noun noun = nounOf(a);
    return stemOf(a) == stemOf(b) || (isCyrillic(a) && a.size() > 3 && !noun.casesOf(b).isEmpty());
}

// The word that rules the others of a phrase: the first that is no adjective before a noun.
int headOf(const QStringList& phrase)
{
    for (int i = 0; i + 1 < phrase.size(); ++i) {
        const Noun next = nounOf(phrase.at(i + 1));
        const bool adjective =
            looksLikeAdjective(phrase.at(i), next.gender, Case::Accusative, next.animate)
            || looksLikeAdjective(phrase.at(i), next.gender, Case::Nominative, next.animate);
        if (!adjective || isPreposition(phrase.at(i + 1))) {
            return i;
        }
    }
    return static_cast<int>(phrase.size()) - 1;
}

Case chosenCase(const QList<Case>& possible, const QString& wordBefore)
{
    if (const auto asked = caseAfter(wordBefore); asked && possible.contains(*asked)) {
        return *asked;
    }
    return possible.isEmpty() ? Case::Nominative : possible.first();
}

bool isAdjective(const QString& word)
{
    static const QRegularExpression ending(
        u"\\p{L}{2,}(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ую|юю|ого|его|ому|ему|ым|им|ом|ем|ей|ых|их|ыми|ими)$"_s,
        QRegularExpression::UseUnicodePropertiesOption | QRegularExpression::CaseInsensitiveOption);
    return ending.match(word).hasMatch();
}

// The first form of an adjective that stands in the accusative: «красный», «синюю».
QString adjectiveLemma(const QString& word)
{
    for (const Gender gender :
         {Gender::Masculine, Gender::Feminine, Gender::Neuter, Gender::Plural}) {
        if (looksLikeAdjective(word, gender, Case::Accusative, false)) {
            return agreeing(word, gender, Case::Accusative, false, Gender::Masculine,
                            Case::Nominative, false);
        }
    }
    return looksLikeAdjective(word, Gender::Masculine, Case::Accusative, true)
        ? agreeing(word, Gender::Masculine, Case::Accusative, true, Gender::Masculine,
                   Case::Nominative, false)
        : word;
}

} // namespace

QString phraseInCase(const QString& phrase, Case which)
{
    const QList<WordPlace> places = wordPlaces(phrase);
    if (places.isEmpty() || !isCyrillic(phrase)) {
        return phrase;
    }
    const int head = headOf(plainWords(phrase));
    const Noun noun = nounOf(places.at(head).word);
    QString result = phrase;
    for (int i = head; i >= 0; --i) {
        const WordPlace& place = places.at(i);
        const bool isNominative = i < head
            && !looksLikeAdjective(place.word, noun.gender, Case::Accusative, noun.animate);
        const QString form = i == head
            ? noun.form(which)
            : agreeing(place.word, noun.gender, isNominative ? Case::Nominative : Case::Accusative,
                       noun.animate, noun.gender, which, noun.animate);
        result.replace(place.from, place.length(), likeCase(form, place.word));
    }
    return result;
}

bool PromptText::says(EditSense sense) const
{
    const QList<WordPlace> words = wordPlaces(m_text);
    for (int i = 0; i < words.size(); ++i) {
        const auto found = senseOf(words.at(i).word);
        if (found && found->sense == sense && meansTone(words, i, *found)) {
            return true;
        }
    }
    return false;
}

// An adjective of size or warmth means the picture only beside certain words: a close friend is no
// shot size, a cold wind no colour.
bool PromptText::meansTone(const QList<WordPlace>& words, int at, const SenseFound& found) const
{
    const EditAxis axis = axisOf(found.sense);
    const QString next = at + 1 < words.size() ? folded(words.at(at + 1).word) : QString();
    if (axis == EditAxis::ShotSize) {
        static const QRegularExpression shot(u"^(?:план|кадр|ракурс|shot|view|angle|up)"_s);
        const QString word = folded(words.at(at).word);
        return shot.match(next).hasMatch() || word == u"close-up" || word == u"closeup";
    }
    if (axis == EditAxis::Warmth) {
        static const QRegularExpression thing(
            u"^(?:вет|вод|мор|возду|песо|песк|кофе|ча[йяею]|ед[аыуо]|куртк|свитер|одежд|плед|шарф|"
            u"душ|ванн|"
            "молок|хлеб|wind|water|sea|coffee|tea|food|sweater|coat|clothes|blanket|scarf|drink)"_s);
        return !thing.match(next).hasMatch();
    }
    return true;
}

bool PromptText::areNeighbours(const WordPlace& first, const WordPlace& second) const
{
    const auto between = QStringView(m_text).mid(first.end(), second.from - first.end());
    return !between.isEmpty() && between.trimmed().isEmpty();
}

void PromptText::replace(qsizetype from, qsizetype to, const QString& by)
{
    m_text.replace(from, to - from, likeCase(by, m_text.mid(from, to - from)));
}

bool PromptText::exchangeSense(const QList<EditSense>& from, EditSense to, bool onlyFirst)
{
    bool changed = false;
    const QList<WordPlace> words = wordPlaces(m_text);
    int first = -1;
    if (onlyFirst) {
        for (int i = 0; i < words.size() && first < 0; ++i) {
            const auto found = senseOf(words.at(i).word);
            first = found && from.contains(found->sense) && found->sense != to ? i : -1;
        }
    }
    // From the end, so that what is still to come keeps its place.
    for (int i = static_cast<int>(words.size()) - 1; i >= 0; --i) {
        const auto found = senseOf(words.at(i).word);
        if (!found || !from.contains(found->sense) || found->sense == to
            || (onlyFirst && i != first) || !meansTone(words, i, *found)) {
            continue;
        }
        const QString before = m_text;
        if (axisOf(to) == EditAxis::ShotSize) {
            exchangeShotSize(words, i, *found, to);
        } else if (found->form == Form::Noun) {
            i = exchangeNoun(words, i, *found, to);
        } else if (found->form == Form::Adjective) {
            exchangeAdjective(words, i, *found, to);
        } else if (found->form == Form::EnglishNoun && !wordsOf(to).englishNouns.isEmpty()) {
            i = exchangeEnglishNoun(words, i, to);
        } else {
            const SenseWords& target = wordsOf(to);
            replace(words.at(i).from, words.at(i).end(),
                    (target.englishAdjectives.isEmpty() ? target.englishNouns
                                                        : target.englishAdjectives)
                        .first());
        }
        changed |= m_text != before;
    }
    return changed;
}

int PromptText::exchangeNoun(const QList<WordPlace>& words, int at, const SenseFound& found,
                             EditSense to)
{
    const SenseWords& target = wordsOf(to);
    if (target.nouns.isEmpty()) {
        return at;
    }
    const WordPlace& place = words.at(at);
    const Noun old = nounOf(found.lemma);
    const Noun fresh = nounOf(target.nouns.first());
    const WordPlace* before =
        at > 0 && areNeighbours(words.at(at - 1), place) ? &words.at(at - 1) : nullptr;
    const QString preposition = before && isPreposition(before->word) ? before->word : QString();
    const QList<Case> cases = old.casesOf(place.word);
    const Case which = chosenCase(cases, preposition);

    // «вечером», «на закате»: a moment is said in another way for each time of day.
    const QString phrase = preposition.isEmpty() ? folded(place.word)
                                                 : folded(preposition) + u' ' + folded(place.word);
    const QString moment = folded(wordsOf(found.sense).adverb);
    const bool atNoon = folded(preposition) == u"в" && cases.contains(Case::Accusative)
        && axisOf(found.sense) == EditAxis::Time;
    const bool adjectiveBefore = before && preposition.isEmpty()
        && looksLikeAdjective(before->word, old.gender, which, old.animate);
    if ((phrase == moment || atNoon) && !adjectiveBefore && !target.adverb.isEmpty()) {
        replace(preposition.isEmpty() ? place.from : before->from, place.end(), target.adverb);
        return preposition.isEmpty() ? at : at - 1;
    }
    replace(place.from, place.end(), fresh.form(which));
    // What agrees with the noun follows it; what would contradict it goes.
    int first = at;
    for (int i = at - 1; i >= 0 && areNeighbours(words.at(i), words.at(i + 1)); --i) {
        const WordPlace& adjective = words.at(i);
        if (!looksLikeAdjective(adjective.word, old.gender, which, old.animate)) {
            break;
        }
        first = i;
        const auto sense = senseOf(adjective.word);
        if (sense && axisOf(sense->sense) == axisOf(to) && sense->sense != to) {
            const bool capital = adjective.word.front().isUpper();
            m_text.remove(adjective.from, words.at(i + 1).from - adjective.from);
            if (capital) {
                m_text[adjective.from] = m_text.at(adjective.from).toUpper();
            }
        } else {
            m_text.replace(adjective.from, adjective.length(),
                           likeCase(agreeing(adjective.word, old.gender, which, old.animate,
                                             fresh.gender, which, fresh.animate),
                                    adjective.word));
        }
    }
    return first;
}

bool PromptText::exchangeAdjective(const QList<WordPlace>& words, int at, const SenseFound& found,
                                   EditSense to)
{
    const SenseWords& target = wordsOf(to);
    const WordPlace& place = words.at(at);
    const QString next = at + 1 < words.size() ? words.at(at + 1).word : QString();
    const int form = adjectiveFormOf(found.lemma, place.word, next);
    if (target.adjectives.isEmpty() || form < 0) {
        return false;
    }
    replace(place.from, place.end(), adjectiveForm(target.adjectives.first(), form));
    return true;
}

bool PromptText::exchangeShotSize(const QList<WordPlace>& words, int at, const SenseFound& found,
                                  EditSense to)
{
    const WordPlace& place = words.at(at);
    if (found.form == Form::Adjective) {
        return exchangeAdjective(words, at, found, to);
    }
    // «wide shot», «close-up», «close up», «closeup shot»: the whole phrase changes.
    qsizetype end = place.end();
    for (int i = at + 1; i < words.size() && areNeighbours(words.at(i - 1), words.at(i)); ++i) {
        const QString word = folded(words.at(i).word);
        if (word != u"shot" && word != u"view" && word != u"angle" && word != u"up") {
            break;
        }
        end = words.at(i).end();
    }
    replace(place.from, end, wordsOf(to).englishAddition);
    return true;
}

int PromptText::exchangeEnglishNoun(const QList<WordPlace>& words, int at, EditSense to)
{
    const SenseWords& target = wordsOf(to);
    const WordPlace& place = words.at(at);
    const auto neighbour = [&](int i) {
        return i > 0 && areNeighbours(words.at(i - 1), words.at(i));
    };
    int first = at;
    // A sunny day: what would contradict goes.
    while (neighbour(first)) {
        const auto sense = senseOf(words.at(first - 1).word);
        if (!sense || sense->form != Form::EnglishAdjective || axisOf(sense->sense) != axisOf(to)
            || sense->sense == to) {
            break;
        }
        --first;
    }
    const qsizetype from = words.at(first).from;
    const bool article = neighbour(first) && isArticle(words.at(first - 1).word);
    const int phrase = article ? first - 1 : first;
    const QStringView rest = QStringView(m_text).mid(place.end()).trimmed();
    if (neighbour(phrase) && (rest.isEmpty() || !rest.front().isLetter())) {
        const QString preposition = folded(words.at(phrase - 1).word);
        if (preposition == u"at" || preposition == u"in" || preposition == u"during"
            || preposition == u"by") {
            replace(words.at(phrase - 1).from, place.end(), target.englishAdverb);
            return phrase - 1;
        }
    }
    const QString noun = target.englishNouns.first();
    replace(from, place.end(), noun);
    if (article && folded(words.at(phrase).word) != u"the") {
        const bool vowel = QStringView(u"aeiou").contains(noun.front());
        replace(words.at(phrase).from, words.at(phrase).end(), vowel ? u"an"_s : u"a"_s);
    }
    return phrase;
}

bool PromptText::removeSense(const QList<EditSense>& senses)
{
    bool changed = false;
    for (bool again = true; again;) {
        again = false;
        const QList<WordPlace> words = wordPlaces(m_text);
        for (int i = static_cast<int>(words.size()) - 1; i >= 0; --i) {
            const auto found = senseOf(words.at(i).word);
            if (found && senses.contains(found->sense) && meansTone(words, i, *found)) {
                cut(withCompany(words, i, i));
                changed = again = true;
                break;
            }
        }
    }
    return changed;
}

int PromptText::firstOfPhrase(const QList<WordPlace>& words, const QStringList& phrase,
                              int upTo) const
{
    const int length = static_cast<int>(phrase.size());
    for (int i = std::min(upTo, static_cast<int>(words.size())) - length; i >= 0 && length > 0;
         --i) {
        bool equal = true;
        for (int j = 0; j < length && equal; ++j) {
            equal = haveOneStem(phrase.at(j), words.at(i + j).word)
                && (j == 0 || areNeighbours(words.at(i + j - 1), words.at(i + j)));
        }
        if (equal) {
            return i;
        }
    }
    return -1;
}

bool PromptText::containsPhrase(const QString& phrase) const
{
    const QList<WordPlace> words = wordPlaces(m_text);
    return firstOfPhrase(words, plainWords(phrase), static_cast<int>(words.size())) >= 0;
}

bool PromptText::exchangePhrase(const QString& phrase, const QString& by)
{
    const QStringList wanted = plainWords(phrase);
    if (wanted.isEmpty()) {
        return false;
    }
    const QList<WordPlace> words = wordPlaces(m_text);
    const bool oneAdjective = wanted.size() == 1 && isAdjective(wanted.first())
        && plainWords(by).size() == 1 && isAdjective(by.trimmed());
    const int head = headOf(wanted);
    const Noun old = nounOf(wanted.at(head));
    const QStringList fresh = plainWords(by);
    bool changed = false;
    for (int at = firstOfPhrase(words, wanted, static_cast<int>(words.size())); at >= 0;
         at = firstOfPhrase(words, wanted, at)) {
        const WordPlace& first = words.at(at);
        const WordPlace& last = words.at(at + static_cast<int>(wanted.size()) - 1);
        const WordPlace& headPlace = words.at(at + head);
        const QString before =
            at > 0 && areNeighbours(words.at(at - 1), first) ? words.at(at - 1).word : QString();
        changed = true;
        if (!isCyrillic(headPlace.word) || fresh.isEmpty() || !isCyrillic(by)) {
            replace(first.from, last.end(), by);
            continue;
        }
        if (oneAdjective) {
            const QString next = at + 1 < words.size() ? words.at(at + 1).word : QString();
            const int form = adjectiveFormOf(adjectiveLemma(wanted.first()), first.word, next);
            replace(first.from, last.end(),
                    form < 0 ? by : adjectiveForm(adjectiveLemma(by.trimmed()), form));
            continue;
        }
        const Case which = chosenCase(old.casesOf(headPlace.word), before);
        const Noun noun = nounOf(fresh.at(headOf(fresh)));
        replace(first.from, last.end(), phraseInCase(by, which));
        for (int i = at - 1; i >= 0 && head == 0 && areNeighbours(words.at(i), words.at(i + 1));
             --i) {
            const WordPlace& adjective = words.at(i);
            if (!looksLikeAdjective(adjective.word, old.gender, which, old.animate)) {
                break;
            }
            m_text.replace(adjective.from, adjective.length(),
                           likeCase(agreeing(adjective.word, old.gender, which, old.animate,
                                             noun.gender, which, noun.animate),
                                    adjective.word));
        }
    }
    return changed;
}

PromptText::Range PromptText::withCompany(const QList<WordPlace>& words, int first, int last) const
{
    const Noun noun = nounOf(words.at(last).word);
    int from = first;
    const auto agrees = [&](const QString& word) {
        for (int i = 0; i < caseCount; ++i) {
            if (looksLikeAdjective(word, noun.gender, Case(i), noun.animate)
                || looksLikeAdjective(word, Gender::Plural, Case(i), noun.animate)) {
                return true;
            }
        }
        return false;
    };
    while (from > 0 && areNeighbours(words.at(from - 1), words.at(from))
           && isCyrillic(words.at(last).word) && agrees(words.at(from - 1).word)) {
        --from;
    }
    if (from > 0 && areNeighbours(words.at(from - 1), words.at(from))) {
        const QString before = folded(words.at(from - 1).word);
        static const QStringList english{u"the"_s, u"a"_s, u"an"_s};
        if (isPreposition(before) || english.contains(before)) {
            --from;
        }
        static const QStringList of{u"in"_s, u"at"_s, u"with"_s, u"under"_s, u"on"_s};
        if (from > 0 && areNeighbours(words.at(from - 1), words.at(from))
            && of.contains(folded(words.at(from - 1).word))) {
            --from;
        }
    }
    return {words.at(from).from, words.at(last).end()};
}

void PromptText::cut(const Range& range)
{
    QString left = m_text.left(range.from);
    QString right = m_text.mid(range.to);
    const bool capital = range.from < m_text.size() && m_text.at(range.from).isUpper();
    const auto isSpace = [](QChar sign) { return sign.isSpace(); };
    while (!left.isEmpty() && isSpace(left.back())) {
        left.chop(1);
    }
    while (!right.isEmpty() && isSpace(right.front())) {
        right.remove(0, 1);
    }
    static const QRegularExpression joint(u"(?:^|\\s)(?:и|and|with|с)$"_s,
                                          QRegularExpression::UseUnicodePropertiesOption);
    const bool endsHere = right.isEmpty() || QStringView(u",.;:!?").contains(right.front());
    if (const auto match = joint.match(left); endsHere && match.hasMatch()) {
        left.truncate(match.capturedStart());
    }
    const bool beginsHere = left.isEmpty() || QStringView(u".!?\n").contains(left.back());
    if (beginsHere) {
        static const QRegularExpression lead(u"^[,;:]?\\s*(?:и\\s+|and\\s+)?"_s);
        right.remove(lead);
        if (capital && !right.isEmpty()) {
            right[0] = right.at(0).toUpper();
        }
    } else if (endsHere && QStringView(u",;:").contains(left.back())) {
        left.chop(1);
    }
    const bool space =
        !left.isEmpty() && !right.isEmpty() && !QStringView(u",.;:!?").contains(right.front());
    m_text = left + (space ? u" "_s : QString()) + right;
}

bool PromptText::removePhrase(const QString& phrase)
{
    const QStringList wanted = plainWords(phrase);
    bool changed = false;
    for (;;) {
        const QList<WordPlace> words = wordPlaces(m_text);
        const int at = firstOfPhrase(words, wanted, static_cast<int>(words.size()));
        if (at < 0) {
            return changed;
        }
        cut(withCompany(words, at, at + static_cast<int>(wanted.size()) - 1));
        changed = true;
    }
}

bool PromptText::strengthen(EditSense tone)
{
    const QList<WordPlace> words = wordPlaces(m_text);
    for (int i = 0; i < words.size(); ++i) {
        const auto found = senseOf(words.at(i).word);
        if (!found || found->sense != tone || !meansTone(words, i, *found)) {
            continue;
        }
        const QString very = found->form == Form::EnglishAdjective ? u"very"_s : u"очень"_s;
        if (i > 0 && folded(words.at(i - 1).word) == very) {
            return false;
        }
        const WordPlace& place = words.at(i);
        m_text.replace(place.from, place.length(),
                       likeCase(very, place.word) + u' ' + place.word.toLower());
        return true;
    }
    return false;
}

std::optional<PromptText::Range> PromptText::lensPlace() const
{
    static const QRegularExpression mm(u"(\\d{1,4})(?=\\s*-?\\s*(?:мм|mm)\\b)"_s,
                                       QRegularExpression::UseUnicodePropertiesOption
                                           | QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression film(u"(?:пл[её]нк|film|stock|kodak)[\\p{L}\\s]{0,12}$"_s,
                                         QRegularExpression::UseUnicodePropertiesOption
                                             | QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression filmBehind(u"^\\s*-?\\s*(?:мм|mm)\\s+(?:пл[её]нк|film)"_s,
                                               QRegularExpression::CaseInsensitiveOption);
    for (auto found = mm.globalMatch(m_text); found.hasNext();) {
        const auto match = found.next();
        const QString before = m_text.left(match.capturedStart()).right(24);
        if (!film.match(before).hasMatch()
            && !filmBehind.match(m_text.mid(match.capturedEnd())).hasMatch()) {
            return Range{match.capturedStart(1), match.capturedEnd(1)};
        }
    }
    return std::nullopt;
}

bool PromptText::hasLens(int mm) const
{
    const auto place = lensPlace();
    return place && m_text.mid(place->from, place->to - place->from).toInt() == mm;
}

bool PromptText::exchangeLens(int mm)
{
    const auto place = lensPlace();
    if (!place || hasLens(mm)) {
        return false;
    }
    m_text.replace(place->from, place->to - place->from, QString::number(mm));
    return true;
}

void PromptText::append(const QString& addition)
{
    qsizetype end = m_text.size();
    while (end > 0 && m_text.at(end - 1).isSpace()) {
        --end;
    }
    if (end == 0) {
        m_text.insert(0, addition);
        return;
    }
    const QChar last = m_text.at(end - 1);
    if (last == u'.' && (end < 2 || m_text.at(end - 2) != u'.')) {
        m_text.insert(end - 1, u", "_s + addition);
    } else if (last == u',' || last == u';' || last == u':') {
        m_text.insert(end, u' ' + addition);
    } else if (last == u'!' || last == u'?' || last == u'…' || last == u'.') {
        m_text.insert(end, u' ' + likeCase(addition, u"A"_s));
    } else {
        m_text.insert(end, u", "_s + addition);
    }
}

} // namespace raskadr
