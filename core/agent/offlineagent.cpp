#include "core/agent/offlineagent.h"

#include "core/agent/editwords.h"
#include "core/agent/jsonprompt.h"
#include "core/agent/prompttext.h"

#include <algorithm>
#include <functional>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using Kind = EditDirective::Kind;

namespace {

constexpr qsizetype longestReadPrompt = 50'000; // no prompt has more words to look through

// A prompt as the texts that words can be exchanged in: itself, or the texts of its JSON.
class Words
{
public:
    explicit Words(const QString& prompt)
        : m_json(JsonPrompt::read(prompt))
    {
        if (!m_json) {
            m_texts.append(PromptText(prompt));
            m_pointers.append(QString());
            return;
        }
        for (const JsonPrompt::Leaf& leaf : m_json->leaves()) {
            if (leaf.value.is_string()) {
                m_texts.append(PromptText(JsonPrompt::shown(leaf.value)));
                m_pointers.append(leaf.pointer);
            }
        }
    }

    bool isEmpty() const { return m_texts.isEmpty(); }
    bool isRussian() const
    {
        return std::any_of(m_texts.begin(), m_texts.end(),
                           [](const PromptText& text) { return text.isRussian(); });
    }
    bool hasLetters() const
    {
        return std::any_of(m_texts.begin(), m_texts.end(), [](const PromptText& text) {
            return !wordPlaces(text.text()).isEmpty();
        });
    }

    // Whether the act changed at least one of the texts.
    bool change(const std::function<bool(PromptText&)>& act)
    {
        bool changed = false;
        for (PromptText& text : m_texts) {
            changed |= act(text);
        }
        return changed;
    }
    bool any(const std::function<bool(const PromptText&)>& says) const
    {
        return std::any_of(m_texts.begin(), m_texts.end(), says);
    }

    // In a JSON document the text whose name speaks of it, else the longest one.
    void append(const QString& addition, const QRegularExpression& names)
    {
        int chosen = 0;
        for (int pass = 0; pass < 2 && m_json; ++pass) {
            static const QRegularExpression usual(
                u"^(?:prompt|description|scene|text|описание|сцена|промт)$"_s,
                QRegularExpression::CaseInsensitiveOption);
            const auto at =
                std::find_if(m_pointers.begin(), m_pointers.end(), [&](const QString& pointer) {
                    const QString name = pointer.section(u'/', -1);
                    return (pass == 0 ? names : usual).match(name).hasMatch();
                });
            if (at != m_pointers.end()) {
                m_texts[at - m_pointers.begin()].append(addition);
                return;
            }
        }
        for (int i = 1; i < m_texts.size(); ++i) {
            chosen = m_texts.at(i).text().size() > m_texts.at(chosen).text().size() ? i : chosen;
        }
        m_texts[chosen].append(addition);
    }

    // A number of the JSON document that stands for a lens.
    enum class Number { None, Same, Changed };
    Number exchangeLensNumber(int mm)
    {
        static const QRegularExpression lens(u"focal|lens|(?:^|_)mm$|фокус|объектив"_s,
                                             QRegularExpression::CaseInsensitiveOption);
        for (const JsonPrompt::Leaf& leaf : m_json ? m_json->leaves() : QList<JsonPrompt::Leaf>()) {
            if (leaf.value.is_number() && lens.match(leaf.pointer.section(u'/', -1)).hasMatch()) {
                if (leaf.value == mm) {
                    return Number::Same;
                }
                m_numbers.append({leaf.pointer, mm});
                return Number::Changed;
            }
        }
        return Number::None;
    }

    QString prompt() const
    {
        if (!m_json) {
            return m_texts.first().text();
        }
        QList<JsonPrompt::Change> changes = m_numbers;
        for (int i = 0; i < m_texts.size(); ++i) {
            changes.append({m_pointers.at(i), m_texts.at(i).text().toStdString()});
        }
        return m_json->with(changes).value_or(m_json->text());
    }

private:
    std::optional<JsonPrompt> m_json;
    QList<PromptText> m_texts;
    QStringList m_pointers; // where the texts stand in the document
    QList<JsonPrompt::Change> m_numbers;
};

QRegularExpression namesOf(EditAxis axis)
{
    const auto names = [](const QString& text) {
        return QRegularExpression(text, QRegularExpression::CaseInsensitiveOption);
    };
    switch (axis) {
    case EditAxis::Time:
        return names(u"time|hour|light|sky|врем|свет|небо"_s);
    case EditAxis::Weather:
        return names(u"weather|atmos|погод|атмосф"_s);
    case EditAxis::ShotSize:
        return names(u"shot|framing|camera|composition|план|кадр|камер"_s);
    case EditAxis::Warmth:
        return names(u"light|colou?r|palette|tone|свет|цвет|тон"_s);
    }
    return {};
}

class Editor
{
public:
    Editor(OfflineEdit& edit, bool takesNegative, bool wordsAreRussian)
        : m_edit(edit)
        , m_words(edit.prompt)
        , m_takesNegative(takesNegative)
        , m_russian(m_words.hasLetters() ? m_words.isRussian() : wordsAreRussian)
    {
    }

    bool canEdit() const { return !m_words.isEmpty(); }
    void carryOut(const EditDirective& directive)
    {
        const Outcome outcome = apply(directive);
        if (outcome == Outcome::AlreadySo) {
            m_edit.alreadySo.append(directive.said);
        } else if (outcome == Outcome::NotFound) {
            m_edit.notUnderstood.append(directive.said);
        }
    }
    QString prompt() const { return m_words.prompt(); }

private:
    enum class Outcome { Done, AlreadySo, NotFound };

    static Outcome doneIf(bool done) { return done ? Outcome::Done : Outcome::AlreadySo; }

    QString addition(EditSense sense) const
    {
        const SenseWords& said = wordsOf(sense);
        return m_russian ? said.addition : said.englishAddition;
    }

    Outcome apply(const EditDirective& directive)
    {
        switch (directive.kind) {
        case Kind::SetSense:
            return setSense(directive.sense);
        case Kind::SetLens:
            return setLens(directive.lensMm);
        case Kind::Closer:
            return step(1);
        case Kind::Farther:
            return step(-1);
        case Kind::Replace:
            return replace(directive.what, directive.by, directive.otherWhat, directive.otherBy);
        case Kind::Remove:
            return remove(directive.what);
        case Kind::Add:
            return add(directive.what);
        }
        return Outcome::NotFound;
    }

    Outcome setSense(EditSense sense)
    {
        const EditAxis axis = axisOf(sense);
        const QList<EditSense> all = sensesOf(axis);
        if (sense == EditSense::Clear) {
            QList<EditSense> bad = all;
            bad.removeAll(sense);
            const bool gone =
                m_words.change([&](PromptText& text) { return text.removeSense(bad); });
            const bool said = m_words.any([&](const PromptText& text) { return text.says(sense); });
            if (!said) {
                m_words.append(addition(sense), namesOf(axis));
            }
            return doneIf(gone || !said);
        }
        const bool changed = m_words.change([&](PromptText& text) {
            return text.exchangeSense(all, sense, axis == EditAxis::Weather);
        });
        if (changed) {
            return Outcome::Done;
        }
        if (m_words.any([&](const PromptText& text) { return text.says(sense); })) {
            const bool tone = axis == EditAxis::Warmth;
            return doneIf(
                tone && m_words.change([&](PromptText& text) { return text.strengthen(sense); }));
        }
        m_words.append(addition(sense), namesOf(axis));
        return Outcome::Done;
    }

    Outcome setLens(int mm)
    {
        if (m_words.any([&](const PromptText& text) { return text.hasLens(mm); })) {
            return Outcome::AlreadySo;
        }
        if (m_words.change([&](PromptText& text) { return text.exchangeLens(mm); })) {
            return Outcome::Done;
        }
        if (const auto number = m_words.exchangeLensNumber(mm); number != Words::Number::None) {
            return doneIf(number == Words::Number::Changed);
        }
        static const QRegularExpression names(u"lens|camera|объектив|камер"_s,
                                              QRegularExpression::CaseInsensitiveOption);
        m_words.append(m_russian ? u"камера %1 мм"_s.arg(mm) : u"%1mm lens"_s.arg(mm), names);
        return Outcome::Done;
    }

    // One shot size nearer or farther.
    Outcome step(int direction)
    {
        static const QList<EditSense> sizes{EditSense::Wide, EditSense::Medium, EditSense::Close};
        for (int i = 0; i < sizes.size(); ++i) {
            if (m_words.any([&](const PromptText& text) { return text.says(sizes.at(i)); })) {
                const int next = std::clamp(i + direction, 0, int(sizes.size()) - 1);
                return next == i ? Outcome::AlreadySo : setSense(sizes.at(next));
            }
        }
        return setSense(direction > 0 ? EditSense::Close : EditSense::Wide);
    }

    static std::optional<EditSense> onlySense(const QString& phrase)
    {
        std::optional<EditSense> only;
        for (const WordPlace& place : wordPlaces(phrase)) {
            const auto sense = senseOf(place.word);
            if (!sense || (only && axisOf(*only) != axisOf(sense->sense))) {
                if (isFiller(place.word) && !sense) {
                    continue;
                }
                return std::nullopt;
            }
            only = only.value_or(sense->sense);
        }
        return only;
    }

    Outcome replace(const QString& what, const QString& by, const QString& otherWhat,
                    const QString& otherBy)
    {
        const auto from = onlySense(what);
        const auto to = onlySense(by);
        if (from && to && axisOf(*from) == axisOf(*to)) {
            const bool changed = m_words.change(
                [&](PromptText& text) { return text.exchangeSense({*from}, *to, false); });
            return changed ? Outcome::Done : setSense(*to);
        }
        const auto exchange = [&](const QString& a, const QString& b) {
            return m_words.change([&](PromptText& text) { return text.exchangePhrase(a, b); });
        };
        const QString plainBy = QString(by).remove(QRegularExpression(u"[\"«»“”]"_s)).trimmed();
        // The longer thing that is there is what was meant: «замени лодку на берегу на дом».
        if ((!otherWhat.isEmpty() && exchange(otherWhat, otherBy)) || exchange(what, plainBy)) {
            return Outcome::Done;
        }
        return m_words.any([&](const PromptText& text) { return text.containsPhrase(plainBy); })
            ? Outcome::AlreadySo
            : Outcome::NotFound;
    }

    Outcome remove(const QString& what)
    {
        bool gone = false;
        if (const auto sense = onlySense(what)) {
            gone = m_words.change([&](PromptText& text) { return text.removeSense({*sense}); });
        }
        gone |= m_words.change([&](PromptText& text) { return text.removePhrase(what); });
        if (gone) {
            return Outcome::Done;
        }
        if (m_takesNegative) {
            PromptText negative(m_edit.negativePrompt);
            if (negative.containsPhrase(what)) {
                return Outcome::AlreadySo;
            }
            negative.append(phraseInCase(what, russian::Case::Nominative));
            m_edit.negativePrompt = negative.text();
            return Outcome::Done;
        }
        const QString without =
            m_russian ? u"без "_s + phraseInCase(what, russian::Case::Genitive) : u"no "_s + what;
        m_words.append(without, QRegularExpression(u"^$"_s));
        return Outcome::Done;
    }

    Outcome add(const QString& what)
    {
        if (const auto sense = onlySense(what)) {
            if (axisOf(*sense) != EditAxis::Weather || *sense == EditSense::Clear) {
                return setSense(*sense);
            }
            if (m_words.any([&](const PromptText& text) { return text.says(*sense); })) {
                return Outcome::AlreadySo;
            }
            m_words.append(addition(*sense), namesOf(EditAxis::Weather));
            return Outcome::Done;
        }
        if (m_words.any([&](const PromptText& text) { return text.containsPhrase(what); })) {
            return Outcome::AlreadySo;
        }
        static const QRegularExpression measure(
            u"^(?:больше|побольше|меньше|немного|чуть|много|мало|несколько|пару|\\d|more|less|some|few)"_s,
            QRegularExpression::CaseInsensitiveOption);
        m_words.append(
            measure.match(what).hasMatch() ? what : phraseInCase(what, russian::Case::Nominative),
            QRegularExpression(u"^$"_s));
        return Outcome::Done;
    }

    OfflineEdit& m_edit;
    Words m_words;
    const bool m_takesNegative;
    const bool m_russian; // in which language something is added
};

} // namespace

OfflineEdit OfflineEdit::of(const QString& prompt, const QString& negativePrompt,
                            bool takesNegative, const QString& words)
{
    OfflineEdit edit{prompt, negativePrompt, {}, {}};
    const EditWords read = EditWords::read(words.left(2000));
    edit.notUnderstood = read.notUnderstood;
    Editor editor(edit, takesNegative, russian::isCyrillic(words));
    if (prompt.size() > longestReadPrompt || !editor.canEdit()) {
        edit.notUnderstood = {words.trimmed()};
        return edit;
    }
    for (const EditDirective& directive : read.directives) {
        editor.carryOut(directive);
    }
    edit.prompt = editor.prompt();
    return edit;
}

} // namespace raskadr
