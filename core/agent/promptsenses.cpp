#include "core/agent/prompttext.h"

// The part of PromptText that exchanges what words mean, whatever their form.

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using namespace russian;
using Form = SenseFound::Form;

namespace {

bool isArticle(const QString& word)
{
    const QString plain = folded(word);
    return plain == u"the" || plain == u"a" || plain == u"an";
}

} // namespace

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

} // namespace raskadr
