#include "ui/settings/jsonplaces.h"

#include <QRegularExpression>
#include <QSet>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int deepest = 64; // as the reader of manifests has it

QString escaped(QString key)
{
    return key.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
}

} // namespace

class JsonPlaces::Scanner
{
public:
    Scanner(const QString& text, JsonPlaces& places)
        : m_text(text)
        , m_places(places)
    {
    }

    void run()
    {
        if (value({}, 0)) {
            skipSpace();
            if (m_at < m_text.size()) {
                stop(Fault::NotJson, m_at);
            }
        }
    }

private:
    bool stop(Fault fault, int at)
    {
        if (!m_places.m_stop) {
            m_places.m_stop = Stop{fault, std::min(at, int(m_text.size()))};
        }
        return false;
    }

    QChar next() const { return m_at < m_text.size() ? m_text.at(m_at) : QChar(); }

    void skipSpace()
    {
        while (m_at < m_text.size()
               && (next() == u' ' || next() == u'\n' || next() == u'\t' || next() == u'\r')) {
            ++m_at;
        }
    }

    bool value(const QString& pointer, int depth)
    {
        skipSpace();
        const int start = m_at;
        bool good = false;
        if (next() == u'{' || next() == u'[') {
            // A container is shown by its opening bracket: all of it would be too much to see.
            m_places.m_ranges.insert(pointer, {start, 1});
            if (depth >= deepest) {
                return stop(Fault::TooDeep, start);
            }
            return next() == u'{' ? object(pointer, depth) : array(pointer, depth);
        }
        good = next() == u'"' ? text(nullptr) : scalar();
        if (good) {
            m_places.m_ranges.insert(pointer, {start, m_at - start});
        }
        return good;
    }

    bool object(const QString& pointer, int depth)
    {
        QSet<QString> keys;
        ++m_at;
        skipSpace();
        if (next() == u'}') {
            ++m_at;
            return true;
        }
        while (true) {
            skipSpace();
            const int keyStart = m_at;
            QString key;
            if (next() != u'"' || !text(&key)) {
                return stop(Fault::NotJson, m_at);
            }
            const Range range{keyStart, m_at - keyStart};
            if (keys.contains(key)) {
                return stop(Fault::Twice, keyStart);
            }
            keys.insert(key);
            skipSpace();
            if (next() != u':') {
                return stop(Fault::NotJson, m_at);
            }
            ++m_at;
            const QString inner = pointer + u'/' + escaped(key);
            const bool good = value(inner, depth + 1);
            m_places.m_ranges.insert(inner, range);
            if (!good) {
                return false;
            }
            if (!separator(u'}')) {
                return false;
            }
            if (m_ended) {
                m_ended = false;
                return true;
            }
        }
    }

    bool array(const QString& pointer, int depth)
    {
        ++m_at;
        skipSpace();
        if (next() == u']') {
            ++m_at;
            return true;
        }
        for (int i = 0;; ++i) {
            if (!value(pointer + u'/' + QString::number(i), depth + 1) || !separator(u']')) {
                return false;
            }
            if (m_ended) {
                m_ended = false;
                return true;
            }
        }
    }

    // A comma, or the end.
    bool separator(QChar closing)
    {
        skipSpace();
        if (next() == closing) {
            m_ended = true;
        } else if (next() != u',') {
            return stop(Fault::NotJson, m_at);
        }
        ++m_at;
        return true;
    }

    bool text(QString* content)
    {
        const int start = m_at;
        ++m_at;
        while (m_at < m_text.size() && next() != u'"') {
            if (next() < u' ') {
                return stop(Fault::NotJson, m_at);
            }
            if (next() == u'\\') {
                const bool known =
                    m_at + 1 < m_text.size() && u"\"\\/bfnrtu"_s.contains(m_text.at(m_at + 1));
                if (!known) {
                    return stop(Fault::NotJson, m_at);
                }
                ++m_at;
            }
            ++m_at;
        }
        if (m_at >= m_text.size()) {
            return stop(Fault::NotJson, start);
        }
        ++m_at;
        if (content) {
            *content = unescaped(m_text.mid(start + 1, m_at - start - 2));
        }
        return true;
    }

    static QString unescaped(const QString& raw)
    {
        if (!raw.contains(u'\\')) {
            return raw;
        }
        QString clear;
        for (int i = 0; i < raw.size(); ++i) {
            if (raw.at(i) != u'\\' || i + 1 >= raw.size()) {
                clear.append(raw.at(i));
                continue;
            }
            const QChar c = raw.at(++i);
            static const QString from = u"bfnrt"_s;
            static const QString to = u"\b\f\n\r\t"_s;
            if (c == u'u') {
                clear.append(QChar(raw.mid(i + 1, 4).toUShort(nullptr, 16)));
                i += 4;
            } else {
                const qsizetype place = from.indexOf(c);
                clear.append(place < 0 ? c : to.at(place));
            }
        }
        return clear;
    }

    bool scalar()
    {
        static const QRegularExpression word(
            u"\\G(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)"_s);
        const auto match = word.match(m_text, m_at);
        if (!match.hasMatch()) {
            return stop(Fault::NotJson, m_at);
        }
        m_at += int(match.capturedLength());
        return true;
    }

    const QString& m_text;
    JsonPlaces& m_places;
    int m_at = 0;
    bool m_ended = false;
};

JsonPlaces JsonPlaces::of(const QString& text)
{
    JsonPlaces places;
    Scanner(text, places).run();
    return places;
}

JsonPlaces::Range JsonPlaces::at(const QString& pointer) const
{
    QString place = pointer;
    while (!m_ranges.contains(place) && !place.isEmpty()) {
        place.truncate(std::max<qsizetype>(0, place.lastIndexOf(u'/')));
    }
    return m_ranges.value(place);
}

} // namespace raskadr::ui
