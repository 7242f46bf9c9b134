#include "core/settings/setting.h"

#include <array>

namespace raskadr {

using namespace Qt::Literals::StringLiterals;

namespace {

template <class Enum>
struct Named
{
    Enum value;
    QLatin1StringView name;
};

constexpr std::array themes{Named{ThemeChoice::Dark, QLatin1StringView("dark")},
                            Named{ThemeChoice::Light, QLatin1StringView("light")},
                            Named{ThemeChoice::System, QLatin1StringView("system")}};
constexpr std::array languages{Named{Language::Russian, QLatin1StringView("ru")},
                               Named{Language::English, QLatin1StringView("en")}};

template <class Enum, size_t count>
QString nameIn(const std::array<Named<Enum>, count>& table, Enum value)
{
    for (const auto& named : table) {
        if (named.value == value) {
            return named.name;
        }
    }
    Q_UNREACHABLE();
}

template <class Enum, size_t count>
std::optional<Enum> valueIn(const std::array<Named<Enum>, count>& table, const QString& name)
{
    for (const auto& named : table) {
        if (named.name == name) {
            return named.value;
        }
    }
    return std::nullopt;
}

template <class Number>
std::optional<Number> numberFrom(const QString& text)
{
    bool ok = false;
    Number number = 0;
    if constexpr (sizeof(Number) == sizeof(int)) {
        number = text.toInt(&ok);
    } else {
        number = text.toLongLong(&ok);
    }
    return ok ? std::optional(number) : std::nullopt;
}

} // namespace

template <>
QString settingText(const bool& value)
{
    return value ? u"true"_s : u"false"_s;
}

template <>
QString settingText(const int& value)
{
    return QString::number(value);
}

template <>
QString settingText(const qint64& value)
{
    return QString::number(value);
}

template <>
QString settingText(const QString& value)
{
    return value;
}

template <>
QString settingText(const QByteArray& value)
{
    return QString::fromLatin1(value.toBase64());
}

template <>
QString settingText(const ThemeChoice& value)
{
    return nameIn(themes, value);
}

template <>
QString settingText(const Language& value)
{
    return nameIn(languages, value);
}

template <>
std::optional<bool> settingFromText(const QString& text)
{
    return text == "true"_L1 ? std::optional(true)
        : text == "false"_L1 ? std::optional(false)
                             : std::nullopt;
}

template <>
std::optional<int> settingFromText(const QString& text)
{
    return numberFrom<int>(text);
}

template <>
std::optional<qint64> settingFromText(const QString& text)
{
    return numberFrom<qint64>(text);
}

template <>
std::optional<QString> settingFromText(const QString& text)
{
    return text;
}

template <>
std::optional<QByteArray> settingFromText(const QString& text)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(*decoded) : std::nullopt;
}

template <>
std::optional<ThemeChoice> settingFromText(const QString& text)
{
    return valueIn(themes, text);
}

template <>
std::optional<Language> settingFromText(const QString& text)
{
    return valueIn(languages, text);
}

} // namespace raskadr
