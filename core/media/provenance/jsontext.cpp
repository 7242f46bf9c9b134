#include "core/media/provenance/jsontext.h"

#include <cmath>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maxBytes = 8 * 1024 * 1024;
constexpr int maxDepth = 128;

bool isTooDeep(const QByteArray& text)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            i += c == '\\';
            inString = c != '"';
        } else if (c == '"') {
            inString = true;
        } else if ((c == '{' || c == '[') && ++depth > maxDepth) {
            return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

QByteArray withoutNotNumbers(const QByteArray& text)
{
    QByteArray result;
    result.reserve(text.size());
    bool inString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            result.append(c);
            if (c == '\\' && i + 1 < text.size()) {
                result.append(text[++i]);
            } else if (c == '"') {
                inString = false;
            }
            continue;
        }
        bool replaced = false;
        for (const QByteArrayView word : {"NaN", "-Infinity", "Infinity"}) {
            if (c == word.front() && QByteArrayView(text).sliced(i).startsWith(word)) {
                result.append("null");
                i += word.size() - 1;
                replaced = true;
                break;
            }
        }
        if (!replaced) {
            inString = c == '"';
            result.append(c);
        }
    }
    return result;
}

} // namespace

std::optional<Json> parsedJson(const QString& text)
{
    const QByteArray bytes = text.trimmed().toUtf8();
    if (bytes.isEmpty() || bytes.size() > maxBytes || isTooDeep(bytes)) {
        return std::nullopt;
    }
    Json json = Json::parse(bytes.begin(), bytes.end(), nullptr, false);
    if (json.is_discarded() && (bytes.contains("NaN") || bytes.contains("Infinity"))) {
        const QByteArray mended = withoutNotNumbers(bytes);
        json = Json::parse(mended.begin(), mended.end(), nullptr, false);
    }
    return json.is_discarded() ? std::nullopt : std::optional(std::move(json));
}

const Json& memberOf(const Json& object, const char* name)
{
    static const Json nothing;
    if (!object.is_object()) {
        return nothing;
    }
    const auto found = object.find(name);
    return found == object.end() ? nothing : *found;
}

QString textOf(const Json& value)
{
    if (value.is_string()) {
        return QString::fromStdString(value.get_ref<const std::string&>());
    }
    if (value.is_number_unsigned()) {
        return QString::number(value.get<quint64>());
    }
    if (value.is_number_integer()) {
        return QString::number(value.get<qint64>());
    }
    if (value.is_number_float()) {
        return QString::number(value.get<double>(), 'g', 8);
    }
    if (value.is_boolean()) {
        return value.get<bool>() ? u"true"_s : u"false"_s;
    }
    return {};
}

QString textOf(const Json& object, const char* name)
{
    return textOf(memberOf(object, name));
}

QString seedOf(const Json& value)
{
    if (value.is_number_float()) {
        const double number = value.get<double>();
        const bool exact =
            number >= 0 && number < 9007199254740992.0 && std::floor(number) == number;
        return exact ? QString::number(qint64(number)) : QString();
    }
    if (value.is_number_integer() || value.is_string()) {
        const QString digits = textOf(value).trimmed();
        bool isNumber = false;
        const quint64 seed = digits.toULongLong(&isNumber);
        return isNumber ? QString::number(seed) : QString();
    }
    return {};
}

} // namespace raskadr
