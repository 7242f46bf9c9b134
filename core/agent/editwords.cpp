#include "core/agent/editwords.h"

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using Kind = EditDirective::Kind;

namespace {

constexpr int shortestLensMm = 8;
constexpr int longestLensMm = 1200;

QRegularExpression pattern(const QString& text)
{
    return QRegularExpression(text,
                              QRegularExpression::CaseInsensitiveOption
                                  | QRegularExpression::UseUnicodePropertiesOption);
}

// A part of the request and what stands before it.
struct Part
{
    QString text;
    bool joinedByAnd = false;
    bool beginsSentence = false;
    QString separator; // as written
};

QList<Part> partsOf(const QString& words)
{
    static const QRegularExpression separator =
        pattern(u"\\s*[;!?\\n]+\\s*|\\s*\\.(?:\\s+|$)|\\s*,\\s+(?:и\\s+|а\\s+также\\s+|а\\s+|"
                u"and\\s+|then\\s+)?|\\s+(?:и|а\\s+"
                "также|а\\s+ещё|затем|потом|and|then)\\s+"_s);
    QList<Part> parts;
    qsizetype from = 0;
    QString before;
    const auto take = [&](qsizetype to) {
        const QString text = words.mid(from, to - from).trimmed();
        if (!text.isEmpty()) {
            const QString spoken = before.trimmed();
            parts.append({text, spoken.endsWith(u'и') || spoken.endsWith(u"and"),
                          parts.isEmpty() || spoken.contains(u'.') || spoken.contains(u';')
                              || before.contains(u'\n'),
                          before});
        }
    };
    for (auto found = separator.globalMatch(words); found.hasNext();) {
        const auto match = found.next();
        take(match.capturedStart());
        before = match.captured();
        from = match.capturedEnd();
    }
    take(words.size());
    return parts;
}

QString withoutCourtesy(const QString& text)
{
    static const QRegularExpression courtesy =
        pattern(u"^(?:пожалуйста|давай(?:те)?|ещё|еще|теперь|please|now|also)[,\\s]+"_s);
    static const QRegularExpression end = pattern(u"[,\\s]+(?:пожалуйста|please)$"_s);
    QString plain = text.trimmed();
    for (QString before; before != plain;) {
        before = plain;
        plain.remove(courtesy).remove(end);
    }
    return plain;
}

std::optional<EditDirective> readReplace(const QString& text)
{
    static const QRegularExpression verb = pattern(
        u"^(?:замени(?:ть|те)?|поменя(?:й|йте|ть)|смени(?:ть|те)?|измени(?:ть|те)?)\\s+(.+)$"_s);
    static const QRegularExpression turn =
        pattern(u"^(?:преврати(?:ть|те)?|переделай(?:те)?)\\s+(.+?)\\s+(?:в|во|на)\\s+(.+)$"_s);
    static const QRegularExpression instead = pattern(
        u"^вместо\\s+(.+?)\\s+(?:сделай|поставь|пусть\\s+будет|будет|нарисуй|покажи|добавь|[-–—])\\s*(.+)$"_s);
    static const QRegularExpression insteadShort = pattern(u"^вместо\\s+(\\S+)\\s+(\\S+)$"_s);
    static const QRegularExpression english = pattern(
        u"^(?:replace|swap|change|turn|exchange)\\s+(?:(?:the|a|an)\\s+)?(.+?)\\s+(?:with|by|for|to|into)\\s+(?:(?:the|a|an)\\s+)?(.+)$"_s);
    EditDirective directive;
    directive.kind = Kind::Replace;
    if (const auto match = verb.match(text); match.hasMatch()) {
        const QString rest = match.captured(1);
        static const QRegularExpression on = pattern(u"\\s+на\\s+"_s);
        const auto first = on.match(rest);
        if (!first.hasMatch()) {
            return std::nullopt;
        }
        directive.what = rest.left(first.capturedStart());
        directive.by = rest.mid(first.capturedEnd());
        if (const auto second = on.match(rest, first.capturedEnd()); second.hasMatch()) {
            directive.otherWhat = rest.left(second.capturedStart());
            directive.otherBy = rest.mid(second.capturedEnd());
        }
        return directive;
    }
    for (const QRegularExpression* way : {&turn, &instead, &insteadShort, &english}) {
        if (const auto match = way->match(text); match.hasMatch()) {
            directive.what = match.captured(1);
            directive.by = match.captured(2);
            return directive;
        }
    }
    return std::nullopt;
}

std::optional<EditDirective> readRemoveOrAdd(const QString& text)
{
    static const QRegularExpression remove = pattern(
        u"^(?:убери(?:те)?|убрать|удали(?:ть|те)?|сотри(?:те)?|стереть|исключи(?:ть|те)?|выкинь(?:те)?|(?:сделай\\s+)?без|remove|delete|erase|drop|without)\\s+(?:(?:the|a|an|все|всех|всё)\\s+)?(.+)$"_s);
    static const QRegularExpression add = pattern(
        u"^(?:добавь(?:те)?|добавить|вставь(?:те)?|дорисуй(?:те)?|add|include|insert)\\s+(?:(?:the|a|an)\\s+)?(.+)$"_s);
    EditDirective directive;
    if (const auto match = remove.match(text); match.hasMatch()) {
        directive.kind = Kind::Remove;
        directive.what = match.captured(1);
        return directive;
    }
    if (const auto match = add.match(text); match.hasMatch()) {
        directive.kind = Kind::Add;
        directive.what = match.captured(1);
        return directive;
    }
    return std::nullopt;
}

std::optional<Kind> comparativeOf(const QString& word, EditSense& sense)
{
    static const QHash<QString, EditSense> tones{
        {u"теплее"_s, EditSense::Warm},     {u"потеплее"_s, EditSense::Warm},
        {u"тепла"_s, EditSense::Warm},      {u"тепло"_s, EditSense::Warm},
        {u"warmer"_s, EditSense::Warm},     {u"холоднее"_s, EditSense::Cold},
        {u"похолоднее"_s, EditSense::Cold}, {u"прохладнее"_s, EditSense::Cold},
        {u"холода"_s, EditSense::Cold},     {u"холодно"_s, EditSense::Cold},
        {u"colder"_s, EditSense::Cold},     {u"cooler"_s, EditSense::Cold},
        {u"ясно"_s, EditSense::Clear},      {u"солнечно"_s, EditSense::Day},
        {u"туманно"_s, EditSense::Fog},     {u"дождливо"_s, EditSense::Rain},
        {u"снежно"_s, EditSense::Snow},     {u"крупно"_s, EditSense::Close}};
    static const QSet<QString> closer{u"ближе"_s,  u"поближе"_s, u"крупнее"_s,  u"покрупнее"_s,
                                      u"closer"_s, u"tighter"_s, u"приблизь"_s, u"придвинь"_s};
    static const QSet<QString> farther{u"дальше"_s, u"подальше"_s, u"шире"_s,    u"пошире"_s,
                                       u"мельче"_s, u"общее"_s,    u"farther"_s, u"further"_s,
                                       u"wider"_s,  u"отдали"_s,   u"отодвинь"_s};
    const QString plain = russian::folded(word);
    if (const auto tone = tones.constFind(plain); tone != tones.cend()) {
        sense = *tone;
        return Kind::SetSense;
    }
    if (closer.contains(plain)) {
        return Kind::Closer;
    }
    return farther.contains(plain) ? std::optional(Kind::Farther) : std::nullopt;
}

// A number of millimetres in the words, taken out of them.
std::optional<int> takeLens(QString& text)
{
    static const QRegularExpression millimetres =
        pattern(u"(\\d{1,4})\\s*-?\\s*(?:мм|mm)\\b\\.?"_s);
    static const QRegularExpression camera = pattern(
        u"(?:камер\\p{L}*|объектив\\p{L}*|линз\\p{L}*|фокусн\\p{L}*(?:\\s+расстояни\\p{L}*)?|lens|camera|focal\\s+length)\\D{0,12}?(\\d{1,4})\\b"_s);
    for (const QRegularExpression* way : {&millimetres, &camera}) {
        const auto match = way->match(text);
        const int mm = match.hasMatch() ? match.captured(1).toInt() : 0;
        if (mm >= shortestLensMm && mm <= longestLensMm) {
            text.remove(match.capturedStart(1), match.capturedEnd() - match.capturedStart(1));
            return mm;
        }
    }
    return std::nullopt;
}

// What a part says without a verb of its own: «вечер», «теплее», «камера 35 мм», «крупный план».
QList<EditDirective> readAttributes(const QString& part)
{
    QString text = part;
    QList<EditDirective> found;
    if (const auto mm = takeLens(text)) {
        EditDirective lens;
        lens.kind = Kind::SetLens;
        lens.lensMm = *mm;
        found.append(lens);
    }
    static const QRegularExpression digits(u"\\d"_s);
    if (text.contains(digits)) {
        return {};
    }
    text.replace(pattern(u"\\bclose[\\s-]*up\\b"_s), u"closeup"_s);
    for (const WordPlace& place : wordPlaces(text)) {
        EditDirective directive;
        if (const auto kind = comparativeOf(place.word, directive.sense)) {
            directive.kind = *kind;
        } else if (const auto sense = senseOf(place.word)) {
            directive.sense = sense->sense;
        } else if (isFiller(place.word)) {
            continue;
        } else {
            return {};
        }
        if (!found.contains(directive)) {
            found.append(directive);
        }
    }
    return found;
}

bool isPlainNoun(const QList<EditDirective>& attributes, const QString& text)
{
    const auto words = wordPlaces(text);
    return attributes.isEmpty()
        || (words.size() == 1 && senseOf(words.first().word)
            && senseOf(words.first().word)->form != SenseFound::Form::Adjective);
}

class Reader
{
public:
    EditWords read(const QString& words)
    {
        for (const Part& part : partsOf(words)) {
            readPart(part);
        }
        return m_result;
    }

private:
    void add(QList<EditDirective> directives, const QString& said)
    {
        for (EditDirective& directive : directives) {
            directive.said = said;
            m_result.directives.append(directive);
        }
    }

    // Where B of «замени A на B» is no thing but a setting: «смени время на ночь».
    static QList<EditDirective> settingInstead(const EditDirective& replace)
    {
        const auto words = wordPlaces(replace.what);
        const bool onlyFillers = std::all_of(
            words.begin(), words.end(), [](const WordPlace& word) { return isFiller(word.word); });
        QString what = replace.what;
        const bool isLens = takeLens(what).has_value();
        return onlyFillers || isLens ? readAttributes(u"камера "_s + replace.by)
                                     : QList<EditDirective>();
    }

    void readPart(const Part& part)
    {
        const QString text = withoutCourtesy(part.text);
        static const QRegularExpression onlyCourtesy =
            pattern(u"^(?:пожалуйста|давай(?:те)?|спасибо|please|thanks|thank you)?$"_s);
        if (onlyCourtesy.match(text).hasMatch()) {
            return;
        }
        if (auto replace = readReplace(text)) {
            const auto setting = settingInstead(*replace);
            add(setting.isEmpty() ? QList<EditDirective>{*replace} : setting, part.text);
            return;
        }
        if (auto directive = readRemoveOrAdd(text)) {
            add(addedTone(*directive), part.text);
            return;
        }
        const auto attributes = readAttributes(text);
        if (!part.beginsSentence && !m_result.directives.isEmpty()
            && goesOn(part, text, attributes)) {
            return;
        }
        if (attributes.isEmpty()) {
            m_result.notUnderstood.append(part.text);
        } else {
            add(attributes, part.text);
        }
    }

    // «добавь тепла» is a tone, no thing.
    static QList<EditDirective> addedTone(const EditDirective& directive)
    {
        EditSense sense{};
        const auto words = wordPlaces(directive.what);
        if (directive.kind == Kind::Add && words.size() == 1) {
            if (const auto kind = comparativeOf(words.first().word, sense)) {
                EditDirective tone;
                tone.kind = *kind;
                tone.sense = sense;
                return {tone};
            }
        }
        return {directive};
    }

    // Whether the part is more of what the one before asked for: «убери людей и лодку».
    bool goesOn(const Part& part, const QString& text, const QList<EditDirective>& attributes)
    {
        static const QRegularExpression verb = pattern(
            u"^(?:сделай|сделать|поставь|поставить|пусть|хочу|нужн|надо|возьми|переведи|перенеси|покажи|make|set|use|let)"_s);
        if (verb.match(text).hasMatch()) {
            return false;
        }
        EditDirective& before = m_result.directives.last();
        if (before.kind == Kind::Replace && attributes.isEmpty()) {
            before.by += part.separator + text;
            before.said += part.separator + part.text;
            return true;
        }
        const bool more = before.kind == Kind::Remove || before.kind == Kind::Add;
        if (more && (attributes.isEmpty() || (part.joinedByAnd && isPlainNoun(attributes, text)))) {
            EditDirective next = before;
            next.what = text;
            add({next}, part.text);
            return true;
        }
        return false;
    }

    EditWords m_result;
};

} // namespace

EditWords EditWords::read(const QString& words)
{
    return Reader().read(words);
}

} // namespace raskadr
