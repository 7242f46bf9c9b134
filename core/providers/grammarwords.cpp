#include "core/providers/errorclass.h"
#include "core/providers/grammar.h"
#include "core/providers/jsonnumbers.h"
#include "core/providers/jsonpointer.h"
#include "core/providers/texttemplate.h"

#include <QRegularExpression>

#include <algorithm>

namespace raskadr::grammar {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr qsizetype longestText = 200'000;

QString textOf(const json& value)
{
    return QString::fromStdString(value.get_ref<const std::string&>());
}

// Notes what the variables of a text refer to.
Checked<> noteVariables(const TextTemplate& text, const QString& place, Scope& scope)
{
    for (const TextTemplate::Piece& piece : text.pieces()) {
        using Kind = TextTemplate::Kind;
        switch (piece.kind) {
        case Kind::Parameter:
            scope.references.append({ReferenceKind::Parameter, piece.text, place});
            break;
        case Kind::Setting:
            scope.references.append({ReferenceKind::Setting, piece.text, place});
            break;
        case Kind::Variable:
            scope.references.append({ReferenceKind::Variable, piece.text, place});
            break;
        case Kind::Secret:
        case Kind::Credential:
            if (!scope.secretsAllowed) {
                return refused(place, ManifestFault::SecretHere);
            }
            if (piece.kind == Kind::Secret) {
                scope.references.append({ReferenceKind::Secret, piece.text, place});
            }
            break;
        case Kind::Literal:
        case Kind::Base:
        case Kind::SocketBase:
        case Kind::Item:
            break;
        }
    }
    return {};
}

} // namespace

Checked<> checkObject(const json& value, const QString& place, Scope& scope,
                      std::span<const Key> keys)
{
    if (!value.is_object()) {
        return refused(place, ManifestFault::NotAnObject);
    }
    for (const auto& [name, member] : value.items()) {
        const auto key =
            std::find_if(keys.begin(), keys.end(), [&](const Key& k) { return name == k.name; });
        const QString here = place + pointerStep(QString::fromStdString(name));
        if (key == keys.end()) {
            return refused(here, ManifestFault::UnknownKey);
        }
        if (auto done = key->check(member, here, scope); !done) {
            return done;
        }
    }
    for (const Key& key : keys) {
        if (key.required && !value.contains(key.name)) {
            return refused(place + pointerStep(QString::fromLatin1(key.name)),
                           ManifestFault::Missing);
        }
    }
    return {};
}

Checked<> checkList(const json& value, const QString& place, Scope& scope, Check item,
                    std::size_t most, bool mayBeEmpty)
{
    if (!value.is_array()) {
        return refused(place, ManifestFault::NotAnArray);
    }
    if (value.empty() && !mayBeEmpty) {
        return refused(place, ManifestFault::Empty);
    }
    if (value.size() > most) {
        return refused(place, ManifestFault::TooMuch, QString::number(most));
    }
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (auto done = item(value[i], place + u"/%1"_s.arg(i), scope); !done) {
            return done;
        }
    }
    return {};
}

Checked<> checkMembers(const json& value, const QString& place, Scope& scope, Check member)
{
    if (!value.is_object()) {
        return refused(place, ManifestFault::NotAnObject);
    }
    for (const auto& [name, content] : value.items()) {
        const QString here = place + pointerStep(QString::fromStdString(name));
        if (auto done = member(content, here, scope); !done) {
            return done;
        }
    }
    return {};
}

Checked<> checkChoice(const json& value, const QString& place, std::span<const char* const> choices)
{
    if (!value.is_string()) {
        return refused(place, ManifestFault::NotAText);
    }
    if (std::any_of(choices.begin(), choices.end(),
                    [&](const char* choice) { return value == choice; })) {
        return {};
    }
    QStringList names;
    for (const char* choice : choices) {
        names.append(QString::fromLatin1(choice));
    }
    return refused(place, ManifestFault::NotOneOf, names.join(u", "_s));
}

Checked<> checkCount(const json& value, const QString& place, qint64 least, qint64 most)
{
    if (!value.is_number_integer()) {
        return refused(place, ManifestFault::NotAWholeNumber);
    }
    if (compareNumbers(value, json(least)) < 0 || compareNumbers(value, json(most)) > 0) {
        return refused(place, ManifestFault::OutOfRange, u"%1…%2"_s.arg(least).arg(most));
    }
    return {};
}

Checked<> anything(const json&, const QString&, Scope&)
{
    return {};
}

Checked<> text(const json& value, const QString& place, Scope&)
{
    if (!value.is_string()) {
        return refused(place, ManifestFault::NotAText);
    }
    const auto length = qsizetype(value.get_ref<const std::string&>().size());
    return length > longestText
        ? refused(place, ManifestFault::TooMuch, QString::number(longestText))
        : Checked<>();
}

Checked<> filledText(const json& value, const QString& place, Scope& scope)
{
    if (auto done = text(value, place, scope); !done) {
        return done;
    }
    return value.get_ref<const std::string&>().empty() ? refused(place, ManifestFault::Empty)
                                                       : Checked<>();
}

Checked<> flag(const json& value, const QString& place, Scope&)
{
    return value.is_boolean() ? Checked<>() : refused(place, ManifestFault::NotAFlag);
}

Checked<> number(const json& value, const QString& place, Scope&)
{
    return value.is_number() ? Checked<>() : refused(place, ManifestFault::NotANumber);
}

Checked<> scalar(const json& value, const QString& place, Scope&)
{
    return value.is_structured() ? refused(place, ManifestFault::NotAText) : Checked<>();
}

Checked<> id(const json& value, const QString& place, Scope&)
{
    static const QRegularExpression shape(u"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\z"_s);
    if (!value.is_string()) {
        return refused(place, ManifestFault::NotAText);
    }
    return shape.match(textOf(value)).hasMatch() ? Checked<>()
                                                 : refused(place, ManifestFault::BadId);
}

Checked<> pointer(const json& value, const QString& place, Scope& scope)
{
    if (!value.is_string()) {
        return refused(place, ManifestFault::NotAText);
    }
    const auto parsed = TextTemplate::parse(textOf(value));
    if (!parsed) {
        return refused(place, ManifestFault::BadVariable);
    }
    QString shape;
    for (const TextTemplate::Piece& piece : parsed->pieces()) {
        shape += piece.kind == TextTemplate::Kind::Literal ? piece.text : u"x"_s;
    }
    if (!isPointer(shape)) {
        return refused(place, ManifestFault::BadPointer);
    }
    return noteVariables(*parsed, place, scope);
}

Checked<> pattern(const json& value, const QString& place, Scope& scope)
{
    if (auto done = filledText(value, place, scope); !done) {
        return done;
    }
    const QRegularExpression expression(textOf(value));
    return expression.isValid()
        ? Checked<>()
        : refused(place, ManifestFault::BadPattern, expression.errorString());
}

Checked<> templated(const json& value, const QString& place, Scope& scope)
{
    if (!value.is_string()) {
        return refused(place, ManifestFault::NotAText);
    }
    const auto parsed = TextTemplate::parse(textOf(value));
    return parsed ? noteVariables(*parsed, place, scope)
                  : refused(place, ManifestFault::BadVariable);
}

Checked<> url(const json& value, const QString& place, Scope& scope)
{
    // A key has no business in an address, not even where headers may have one.
    const SecretsBanned banned(scope);
    if (auto done = templated(value, place, scope); !done) {
        return done;
    }
    static const QRegularExpression shape(
        u"^(https?://[^\\s/?#@]+(/\\S*)?|wss?://[^\\s/?#@]+(/\\S*)?|\\{[^}]+\\}\\S*)\\z"_s);
    return shape.match(textOf(value)).hasMatch() ? Checked<>()
                                                 : refused(place, ManifestFault::BadUrl);
}

Checked<> origin(const json& value, const QString& place, Scope&)
{
    static const QRegularExpression shape(
        u"^(https?|wss?)://(\\*\\.)?[A-Za-z0-9.-]+(:[0-9]{1,5})?\\z"_s);
    if (!value.is_string()) {
        return refused(place, ManifestFault::NotAText);
    }
    return shape.match(textOf(value)).hasMatch() ? Checked<>()
                                                 : refused(place, ManifestFault::BadUrl);
}

Checked<> webPage(const json& value, const QString& place, Scope&)
{
    static const QRegularExpression shape(
        u"^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/?#&=%+-]*)?\\z"_s);
    if (!value.is_string()) {
        return refused(place, ManifestFault::NotAText);
    }
    return shape.match(textOf(value)).hasMatch() ? Checked<>()
                                                 : refused(place, ManifestFault::BadUrl);
}

Checked<> headerName(const json& value, const QString& place, Scope&)
{
    static const QRegularExpression shape(u"^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}\\z"_s);
    if (!value.is_string()) {
        return refused(place, ManifestFault::NotAText);
    }
    return shape.match(textOf(value)).hasMatch() ? Checked<>()
                                                 : refused(place, ManifestFault::BadHeader);
}

Checked<> headers(const json& value, const QString& place, Scope& scope)
{
    if (!value.is_object()) {
        return refused(place, ManifestFault::NotAnObject);
    }
    for (const auto& [name, content] : value.items()) {
        const QString here = place + pointerStep(QString::fromStdString(name));
        if (auto done = headerName(name, here, scope); !done) {
            return done;
        }
        if (auto done = templated(content, here, scope); !done) {
            return done;
        }
        if (content.get_ref<const std::string&>().find_first_of("\r\n") != std::string::npos) {
            return refused(here, ManifestFault::BadHeader);
        }
    }
    return {};
}

Checked<> errorClass(const json& value, const QString& place, Scope&)
{
    if (!value.is_string()) {
        return refused(place, ManifestFault::NotAText);
    }
    const QString name = textOf(value);
    return errorClassName(errorClassFromName(name)) == name
        ? Checked<>()
        : refused(place, ManifestFault::NotOneOf, name);
}

Checked<> parameterName(const json& value, const QString& place, Scope& scope)
{
    if (auto done = filledText(value, place, scope); !done) {
        return done;
    }
    scope.references.append({ReferenceKind::Parameter, textOf(value), place});
    return {};
}

Checked<> stepName(const json& value, const QString& place, Scope& scope)
{
    if (auto done = id(value, place, scope); !done) {
        return done;
    }
    scope.references.append({ReferenceKind::Step, textOf(value), place});
    return {};
}

} // namespace raskadr::grammar
