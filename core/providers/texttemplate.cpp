#include "core/providers/texttemplate.h"

#include <QRegularExpression>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

std::optional<TextTemplate::Piece> variable(QString name)
{
    using Kind = TextTemplate::Kind;
    static const QRegularExpression shape(
        u"^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_-]*)?\\z"_s);
    const bool reserved = name.startsWith(u'+');
    name.remove(0, reserved ? 1 : 0);
    if (!shape.match(name).hasMatch()) {
        return std::nullopt;
    }
    const qsizetype dot = name.indexOf(u'.');
    if (dot < 0) {
        const Kind kind = name == u"base"_s          ? Kind::Base
            : name == u"wsbase"_s                    ? Kind::SocketBase
            : name == u"item"_s                      ? Kind::Item
            : name == u"jwt"_s || name == u"token"_s ? Kind::Credential
                                                     : Kind::Variable;
        return TextTemplate::Piece{kind, name, reserved};
    }
    const QString rest = name.mid(dot + 1);
    const QString family = name.left(dot);
    if (family == u"param"_s) {
        return TextTemplate::Piece{Kind::Parameter, rest, reserved};
    }
    if (family == u"setting"_s) {
        return TextTemplate::Piece{Kind::Setting, rest, reserved};
    }
    if (family == u"secret"_s) {
        return TextTemplate::Piece{Kind::Secret, rest, reserved};
    }
    return std::nullopt;
}

} // namespace

std::optional<TextTemplate> TextTemplate::parse(const QString& text)
{
    TextTemplate result;
    QString literal;
    const auto endLiteral = [&] {
        if (!literal.isEmpty()) {
            result.m_pieces.append({Kind::Literal, literal, false});
            literal.clear();
        }
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == u'}' && text.mid(i + 1, 1) != u"}"_s) {
            return std::nullopt;
        }
        if (c == u'}') {
            literal += c;
            ++i;
            continue;
        }
        if (c != u'{') {
            literal += c;
            continue;
        }
        if (text.mid(i + 1, 1) == u"{"_s) {
            literal += c;
            ++i;
            continue;
        }
        const qsizetype end = text.indexOf(u'}', i);
        auto piece = end < 0 ? std::nullopt : variable(text.mid(i + 1, end - i - 1));
        if (!piece) {
            return std::nullopt;
        }
        piece->reserved = piece->reserved || i == 0;
        endLiteral();
        result.m_pieces.append(*piece);
        i = end;
    }
    endLiteral();
    return result;
}

} // namespace raskadr
