#include "core/agent/prompttext.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using namespace russian;

namespace {

QStringList plainWords(const QString& phrase)
{
    QStringList words;
    for (const WordPlace& place : wordPlaces(phrase)) {
        words.append(place.word);
    }
    return words;
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

QString likeCase(const QString& word, const QString& model)
{
    if (word.isEmpty() || model.isEmpty() || !model.front().isUpper()) {
        return word;
    }
    return model.size() > 2 && model == model.toUpper() ? word.toUpper()
                                                        : word.front().toUpper() + word.mid(1);
}

Case chosenCase(const QList<Case>& possible, const QString& wordBefore)
{
    if (const auto asked = caseAfter(wordBefore); asked && possible.contains(*asked)) {
        return *asked;
    }
    return possible.isEmpty() ? Case::Nominative : possible.first();
}

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

bool PromptText::areNeighbours(const WordPlace& first, const WordPlace& second) const
{
    const auto between = QStringView(m_text).mid(first.end(), second.from - first.end());
    return !between.isEmpty() && between.trimmed().isEmpty();
}

void PromptText::replace(qsizetype from, qsizetype to, const QString& by)
{
    m_text.replace(from, to - from, likeCase(by, m_text.mid(from, to - from)));
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
