#include "core/providers/surroundings.h"

#include "core/providers/jsonlimits.h"
#include "core/providers/jsonnumbers.h"
#include "core/providers/jsonpointer.h"
#include "core/providers/texttemplate.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr qsizetype longestMatched = 100'000; // characters that a pattern looks at

QString textOf(const json& value)
{
    return QString::fromStdString(value.get_ref<const std::string&>());
}

std::optional<QString> variableText(const TextTemplate::Piece& piece, const Surroundings& at)
{
    using Kind = TextTemplate::Kind;
    const auto member = [&](const json& object) -> std::optional<QString> {
        const auto value = object.find(piece.text.toStdString());
        return value == object.end() ? std::nullopt : plainText(*value);
    };
    switch (piece.kind) {
    case Kind::Literal:
        return piece.text;
    case Kind::Base:
        return at.model.baseUrl();
    case Kind::SocketBase: {
        QString base = at.model.baseUrl();
        return base.replace(QRegularExpression(u"^http"_s), u"ws"_s);
    }
    case Kind::Item:
        return at.item ? plainText(*at.item) : std::nullopt;
    case Kind::Parameter:
        return member(at.parameters);
    case Kind::Setting: {
        const QString value = at.model.setting(piece.text);
        return value.isEmpty() ? std::nullopt : std::optional(value);
    }
    case Kind::Variable:
        return member(at.variables);
    case Kind::Secret:
    case Kind::Credential:
        return std::nullopt;
    }
    return std::nullopt;
}

bool hasDotSegment(const QString& path)
{
    const QStringList steps = path.split(u'/');
    return steps.contains(u"."_s) || steps.contains(u".."_s);
}

// What a condition looks at: a place in the answer, or a directive.
std::optional<json> operand(const json& value, const Surroundings& at)
{
    if (value.is_object()) {
        return rendered(value, at);
    }
    const json* document = at.document ? at.document : at.answer ? &at.answer->body : nullptr;
    const json* target = document ? pointedAt(value, *document, at) : nullptr;
    return target ? std::optional(*target) : std::nullopt;
}

bool isFilled(const json& value)
{
    return !value.is_null() && !(value.is_string() && value.get_ref<const std::string&>().empty())
        && !(value.is_structured() && value.empty());
}

bool listed(const json& list, const json& value)
{
    return std::any_of(list.begin(), list.end(),
                       [&](const json& entry) { return isSameJson(entry, value); });
}

// The value itself or anything in it.
bool isWithin(const json& value, const json& wanted)
{
    return value.is_structured() ? std::any_of(
               value.begin(), value.end(), [&](const json& part) { return isWithin(part, wanted); })
                                 : isSameJson(value, wanted);
}

bool headerHolds(const json& condition, const Surroundings& at)
{
    if (!at.answer) {
        return false;
    }
    const auto value = at.answer->header(textOf(condition[0]).toLatin1());
    return value
        && (condition.size() == 1 || found(textOf(condition[1]), QString::fromUtf8(*value)));
}

} // namespace

Surroundings Surroundings::with(const ServiceAnswer& other) const
{
    Surroundings next = *this;
    next.answer = &other;
    next.document = &other.body;
    return next;
}

Surroundings Surroundings::at(const json& otherItem) const
{
    Surroundings next = *this;
    next.item = &otherItem;
    return next;
}

std::optional<QString> plainText(const json& value)
{
    if (value.is_string()) {
        return textOf(value);
    }
    if (value.is_number_float() && !std::isfinite(value.get<double>())) {
        return std::nullopt;
    }
    return value.is_number() || value.is_boolean()
        ? std::optional(QString::fromStdString(value.dump()))
        : std::nullopt;
}

std::optional<QString> found(const QString& pattern, const QString& text)
{
    const auto match = QRegularExpression(pattern).match(text.left(longestMatched));
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    return match.lastCapturedIndex() >= 1 ? match.captured(1) : match.captured(0);
}

const json* pointedAt(const json& pointer, const json& document, const Surroundings& at)
{
    const QString text = textOf(pointer);
    if (!text.contains(u'{')) {
        return lookUp(document, text);
    }
    const auto parsed = TextTemplate::parse(text);
    if (!parsed) {
        return nullptr;
    }
    QString expanded;
    for (const TextTemplate::Piece& piece : parsed->pieces()) {
        auto value = variableText(piece, at);
        if (!value) {
            return nullptr;
        }
        expanded += piece.kind == TextTemplate::Kind::Literal ? *value : pointerStep(*value).mid(1);
    }
    return lookUp(document, expanded);
}

bool holds(const json& condition, const Surroundings& at)
{
    const auto only = condition.begin();
    const std::string name = only.key();
    const json& content = *only;
    if (name == "all") {
        return std::all_of(content.begin(), content.end(),
                           [&](const json& part) { return holds(part, at); });
    }
    if (name == "any") {
        return std::any_of(content.begin(), content.end(),
                           [&](const json& part) { return holds(part, at); });
    }
    if (name == "not") {
        return !holds(content, at);
    }
    if (name == "exists") {
        return operand(content, at).has_value();
    }
    if (name == "nonEmpty") {
        const auto value = operand(content, at);
        return value && isFilled(*value);
    }
    if (name == "equals") {
        const auto value = operand(content[0], at);
        return value && isSameJson(*value, content[1]);
    }
    if (name == "in") {
        const auto value = operand(content[0], at);
        return value && listed(content[1], *value);
    }
    if (name == "contains") {
        const auto value = operand(content[0], at);
        const auto wanted = rendered(content[1], at);
        return value && wanted && isWithin(*value, *wanted);
    }
    if (name == "matches") {
        const auto value = operand(content[0], at);
        if (!value) {
            return false;
        }
        // What is no text is looked through as JSON: some services put a list where a sentence was.
        const QString text = plainText(*value).value_or(
            QString::fromStdString(value->dump(-1, ' ', false, json::error_handler_t::replace)));
        return found(textOf(content[1]), text).has_value();
    }
    if (name == "http") {
        return at.answer && listed(content, json(at.answer->status));
    }
    if (name == "header") {
        return headerHolds(content, at);
    }
    if (name == "transport") {
        return at.answer
            && listed(content, json(transportName(at.answer->transport).toStdString()));
    }
    if (name == "emptyBody") {
        return at.answer && (at.answer->form == ServiceAnswer::Form::Empty) == content.get<bool>();
    }
    return false;
}

std::optional<json> sourced(const json& source, const Surroundings& at)
{
    if (!at.answer) {
        return std::nullopt;
    }
    const json& document = at.document ? *at.document : at.answer->body;
    std::optional<json> value;
    if (source.is_string() || source.contains("pointer")) {
        const json* target =
            pointedAt(source.is_string() ? source : source["pointer"], document, at);
        value = target && !target->is_null() ? std::optional(*target) : std::nullopt;
    } else if (const auto header = at.answer->header(
                   QByteArray::fromStdString(source["header"].get<std::string>()))) {
        value = QString::fromUtf8(*header).toStdString();
    }
    if (!value || source.is_string()) {
        return value;
    }
    if (source.contains("parseJson")) {
        const auto text = plainText(*value);
        const auto inner =
            text ? parseLimitedJson(text->toUtf8()) : failure(ErrorKind::BadResponse);
        const json* target = inner ? lookUp(*inner, textOf(source["parseJson"])) : nullptr;
        value = target ? std::optional(*target) : std::nullopt;
    }
    if (value && source.contains("regex")) {
        const auto text = plainText(*value);
        const auto part = text ? found(textOf(source["regex"]), *text) : std::nullopt;
        value = part ? std::optional<json>(part->toStdString()) : std::nullopt;
    }
    return value;
}

std::optional<json> firstSourced(const json& sources, const Surroundings& at)
{
    if (!sources.is_array()) {
        return sourced(sources, at);
    }
    for (const json& source : sources) {
        if (auto value = sourced(source, at)) {
            return value;
        }
    }
    return std::nullopt;
}

std::optional<QString> expandedAddress(const QString& address, const Surroundings& at)
{
    const auto parsed = TextTemplate::parse(address);
    if (!parsed) {
        return std::nullopt;
    }
    QString result;
    for (const TextTemplate::Piece& piece : parsed->pieces()) {
        auto value = variableText(piece, at);
        if (!value || (value->isEmpty() && piece.kind != TextTemplate::Kind::Literal)) {
            return std::nullopt;
        }
        const bool isAddress = piece.kind == TextTemplate::Kind::Literal || result.isEmpty();
        if (isAddress) {
            result += *value;
        } else if (hasDotSegment(*value)) {
            return std::nullopt; // would lead out of the path that the manifest names
        } else {
            result +=
                QString::fromLatin1(QUrl::toPercentEncoding(*value, piece.reserved ? "/:" : ""));
        }
    }
    const bool hasOddCharacters = std::any_of(result.begin(), result.end(), [](QChar c) {
        return c.unicode() <= 0x20 || c.unicode() == 0x7f;
    });
    return hasOddCharacters ? std::nullopt : std::optional(result);
}

std::optional<SecretText> expandedHeader(const QString& text, const Surroundings& at)
{
    const auto parsed = TextTemplate::parse(text);
    if (!parsed) {
        return std::nullopt;
    }
    SecretText result;
    const auto add = [&](SecretText::Kind kind, const QString& piece) {
        if (kind == SecretText::Kind::Literal && !result.pieces.isEmpty()
            && result.pieces.last().kind == SecretText::Kind::Literal) {
            result.pieces.last().text += piece;
        } else {
            result.pieces.append({kind, piece});
        }
    };
    for (const TextTemplate::Piece& piece : parsed->pieces()) {
        if (piece.kind == TextTemplate::Kind::Secret) {
            add(SecretText::Kind::Secret, piece.text);
        } else if (piece.kind == TextTemplate::Kind::Credential) {
            add(SecretText::Kind::Credential, piece.text);
        } else if (const auto value = variableText(piece, at)) {
            const bool fits = std::none_of(value->begin(), value->end(), [](QChar c) {
                return c.unicode() < 0x20 || c.unicode() == 0x7f;
            });
            if (!fits) {
                return std::nullopt;
            }
            add(SecretText::Kind::Literal, *value);
        } else {
            return std::nullopt;
        }
    }
    return result;
}

} // namespace raskadr
