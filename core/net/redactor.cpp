#include "core/net/redactor.h"

#include <QRegularExpression>

#include <algorithm>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

// Shorter ones would take ordinary words out.
constexpr qsizetype shortestSecret = 4;
constexpr qsizetype shortestPart = 8;

struct Pattern
{
    QRegularExpression expression;
    QString replacement;
};

QRegularExpression pattern(const QString& text)
{
    return QRegularExpression(
        text, QRegularExpression::CaseInsensitiveOption | QRegularExpression::MultilineOption);
}

const QList<Pattern>& patterns()
{
    static const QList<Pattern> all{
        // headers that carry keys
        {pattern(
             u"^([ \\t]*(?:proxy-)?(?:authorization|cookie|set-cookie|x-key|x-secret|[\\w-]*api-key"
             "|[\\w-]*auth-token|[\\w-]*access-token|[\\w-]*security-token)[ \\t]*:[ \\t]*).+$"_s),
         u"\\1***"_s},
        // the name of a scheme and something that is no word
        {pattern(u"\\b(bearer|basic|key|token|api-key)([ \\t]+)(?=[^\\s\"]{24}|[^\\s\"]*\\d)"
                 "[A-Za-z0-9._~+/=:-]{8,}"_s),
         u"\\1\\2***"_s},
        // queries
        {pattern(
             u"((?:[?&;]|\\\\u0026)[\\w.%-]*(?:key|token|secret|sig|signature|password|credential"
             "|auth|policy)[\\w.%-]*=)[^&#\\s\"'<>\\\\]+"_s),
         u"\\1***"_s},
        // fields of JSON
        {pattern(
             u"(\"[\\w-]*(?:api[_-]?key|access[_-]?key|secret|token|password|passwd|authorization"
             "|credential)[\\w-]*\"\\s*+:\\s*+)\"(?:[^\"\\\\]++|\\\\.)*+(?:\"|\\z)"_s),
         u"\\1\"***\""_s},
        {pattern(u"(://)[^/\\s:@]+:[^/\\s@]+@"_s), u"\\1***@"_s},
        {pattern(u"\\beyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*"_s), u"***"_s},
        {pattern(u"\\b(?:sk|rk|r8|hf|xai|gsk|luma|key)[_-][\\w-]{16,}"_s), u"***"_s},
        {pattern(u"\\bAIza[\\w-]{30,}"_s), u"***"_s},
    };
    return all;
}

QByteArray inJson(const QByteArray& text)
{
    QByteArray result = text;
    return result.replace('\\', "\\\\").replace('"', "\\\"");
}

} // namespace

Redactor::Redactor(const QList<Secret>& secrets)
{
    QList<QByteArray> spellings;
    const auto add = [&spellings](const QByteArray& text, qsizetype shortest) {
        if (text.size() >= shortest) {
            spellings +=
                {text,
                 text.toPercentEncoding(),
                 text.toBase64(),
                 text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals),
                 inJson(text),
                 inJson(text).replace('/', "\\/")};
        }
    };
    for (const Secret& secret : secrets) {
        const QByteArray text = secret.reveal();
        add(text, shortestSecret);
        const QByteArray value = text.mid(text.indexOf(' ') + 1);
        add(value, shortestPart);
        for (const QByteArray& part : value.split(':')) {
            add(part, shortestPart);
        }
        if (text.startsWith("Basic ")) {
            for (const QByteArray& part : QByteArray::fromBase64(value).split(':')) {
                add(part, shortestPart);
            }
        }
    }
    std::sort(spellings.begin(), spellings.end(), [](const QByteArray& a, const QByteArray& b) {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    spellings.erase(std::unique(spellings.begin(), spellings.end()), spellings.end());
    for (const QByteArray& spelling : spellings) {
        m_spellings += Secret(spelling);
    }
}

QString Redactor::redacted(const QString& text) const
{
    QString result = text;
    for (const Secret& spelling : m_spellings) {
        result.replace(QString::fromUtf8(spelling.reveal()), u"***"_s);
    }
    for (const Pattern& known : patterns()) {
        result.replace(known.expression, known.replacement);
    }
    return result;
}

} // namespace raskadr
