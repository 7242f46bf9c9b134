#include "core/agent/jsonprompt.h"

#include "core/providers/jsonlimits.h"

#include <QHash>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr qsizetype mostLeaves = 5000;

QString step(QString key)
{
    key.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
    return u'/' + key;
}

// Finds the values of a text that is known to be JSON.
class LeafScanner
{
public:
    explicit LeafScanner(const QString& text)
        : m_text(text)
    {
    }

    QList<JsonPrompt::Leaf> scan()
    {
        value({});
        return m_leaves;
    }

private:
    void skipSpace()
    {
        while (m_at < m_text.size() && QStringView(u" \t\r\n").contains(m_text.at(m_at))) {
            ++m_at;
        }
    }

    // The string that begins here, with its quotation marks.
    QStringView string()
    {
        const qsizetype from = m_at++;
        while (m_at < m_text.size() && m_text.at(m_at) != u'"') {
            m_at += m_text.at(m_at) == u'\\' ? 2 : 1;
        }
        ++m_at;
        return QStringView(m_text).mid(from, m_at - from);
    }

    static json parsed(QStringView view)
    {
        return json::parse(view.toUtf8().toStdString(), nullptr, false);
    }

    void value(const QString& pointer)
    {
        skipSpace();
        if (m_at >= m_text.size() || m_leaves.size() > mostLeaves) {
            m_at = m_text.size();
            return;
        }
        const QChar first = m_text.at(m_at);
        if (first == u'{') {
            object(pointer);
        } else if (first == u'[') {
            list(pointer);
        } else {
            leaf(pointer, first);
        }
    }

    void leaf(const QString& pointer, QChar first)
    {
        const qsizetype from = m_at;
        if (first == u'"') {
            string();
        } else {
            while (m_at < m_text.size() && !QStringView(u",]} \t\r\n").contains(m_text.at(m_at))) {
                ++m_at;
            }
        }
        const qsizetype length = std::min(m_at, m_text.size()) - from;
        m_leaves.append({pointer, parsed(QStringView(m_text).mid(from, length)), from, length});
    }

    // Whether another member comes; else the end of the document or list is passed.
    bool next(QChar end)
    {
        skipSpace();
        if (m_at >= m_text.size()) {
            return false;
        }
        const QChar sign = m_text.at(m_at);
        if (sign == end) {
            ++m_at;
            return false;
        }
        m_at += sign == u',' ? 1 : 0;
        skipSpace();
        return m_at < m_text.size();
    }

    void object(const QString& pointer)
    {
        ++m_at;
        while (next(u'}')) {
            const json key = parsed(string());
            skipSpace();
            ++m_at; // the colon
            value(pointer
                  + step(QString::fromStdString(key.is_string() ? key.get<std::string>() : "")));
        }
    }

    void list(const QString& pointer)
    {
        ++m_at;
        for (int i = 0; next(u']'); ++i) {
            value(pointer + u'/' + QString::number(i));
        }
    }

    const QString& m_text;
    qsizetype m_at = 0;
    QList<JsonPrompt::Leaf> m_leaves;
};

bool haveOneType(const json& a, const json& b)
{
    return a.type() == b.type() || (a.is_number() && b.is_number());
}

} // namespace

std::optional<JsonPrompt> JsonPrompt::read(const QString& text)
{
    const QString trimmed = text.trimmed();
    if (!trimmed.startsWith(u'{') && !trimmed.startsWith(u'[')) {
        return std::nullopt;
    }
    const auto document = parseLimitedJson(text.toUtf8());
    if (!document || !document->is_structured()) {
        return std::nullopt;
    }
    JsonPrompt prompt;
    prompt.m_text = text;
    prompt.m_leaves = LeafScanner(prompt.m_text).scan();
    if (prompt.m_leaves.isEmpty() || prompt.m_leaves.size() > mostLeaves) {
        return std::nullopt;
    }
    return prompt;
}

QString JsonPrompt::shown(const json& value)
{
    return value.is_string()
        ? QString::fromStdString(value.get_ref<const std::string&>())
        : QString::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace));
}

const JsonPrompt::Leaf* JsonPrompt::leaf(const QString& pointer) const
{
    const auto found = std::find_if(m_leaves.begin(), m_leaves.end(),
                                    [&](const Leaf& leaf) { return leaf.pointer == pointer; });
    return found == m_leaves.end() ? nullptr : &*found;
}

bool JsonPrompt::hasShapeOf(const JsonPrompt& other) const
{
    if (m_leaves.size() != other.m_leaves.size()) {
        return false;
    }
    QHash<QString, const Leaf*> places;
    for (const Leaf& leaf : other.m_leaves) {
        places.insert(leaf.pointer, &leaf);
    }
    return std::all_of(m_leaves.begin(), m_leaves.end(), [&](const Leaf& leaf) {
        const Leaf* counterpart = places.value(leaf.pointer);
        return counterpart && haveOneType(leaf.value, counterpart->value);
    });
}

Result<QString> JsonPrompt::with(const QList<Change>& changes) const
{
    QList<std::pair<const Leaf*, QString>> pieces;
    for (const Change& change : changes) {
        const Leaf* place = leaf(change.pointer);
        if (!place) {
            return failure(ErrorKind::NotFound, u"the prompt has no such place"_s, change.pointer);
        }
        if (!haveOneType(place->value, change.value)) {
            return failure(ErrorKind::InvalidInput, u"the value has another type"_s,
                           change.pointer);
        }
        if (place->value != change.value) {
            pieces.append({place,
                           QString::fromStdString(
                               change.value.dump(-1, ' ', false, json::error_handler_t::replace))});
        }
    }
    std::sort(pieces.begin(), pieces.end(),
              [](const auto& a, const auto& b) { return a.first->from > b.first->from; });
    QString changed = m_text;
    qsizetype before = changed.size() + 1;
    for (const auto& [place, piece] : pieces) {
        if (place->from >= before) {
            return failure(ErrorKind::InvalidInput, u"the place is changed twice"_s,
                           place->pointer);
        }
        before = place->from;
        changed.replace(place->from, place->length, piece);
    }
    return changed;
}

} // namespace raskadr
