#pragma once

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>
#include <optional>
#include <type_traits>

namespace raskadr {

enum class ThemeChoice { Dark, Light, System };
// The languages that the program speaks. Russian is the default, whatever the system says.
enum class Language { Russian, English };

// Who a setting belongs to: this computer (it is needed before anybody logged in), an account, or
// the library as a whole.
enum class SettingScope { Machine, Account, Library };

// One setting: under which key it is kept, what type it has, and what it is until somebody changes
// it. Numbers have bounds if `least` differs from `most`.
template <class T, SettingScope scope>
struct Setting
{
    QLatin1StringView key;
    T initial{};
    T least{};
    T most{};
};

template <class T>
using MachineSetting = Setting<T, SettingScope::Machine>;
template <class T>
using AccountSetting = Setting<T, SettingScope::Account>;
template <class T>
using LibrarySetting = Setting<T, SettingScope::Library>;

// How a value is written down. Reading a text that is no value of the type gives nothing.
template <class T>
QString settingText(const T& value);
template <class T>
std::optional<T> settingFromText(const QString& text);

template <>
QString settingText(const bool& value);
template <>
QString settingText(const int& value);
template <>
QString settingText(const qint64& value);
template <>
QString settingText(const QString& value);
template <>
QString settingText(const QByteArray& value);
template <>
QString settingText(const ThemeChoice& value);
template <>
QString settingText(const Language& value);

template <>
std::optional<bool> settingFromText(const QString& text);
template <>
std::optional<int> settingFromText(const QString& text);
template <>
std::optional<qint64> settingFromText(const QString& text);
template <>
std::optional<QString> settingFromText(const QString& text);
template <>
std::optional<QByteArray> settingFromText(const QString& text);
template <>
std::optional<ThemeChoice> settingFromText(const QString& text);
template <>
std::optional<Language> settingFromText(const QString& text);

// The value behind a kept text: the initial one if there is none, if it is garbage, or out of
// bounds.
template <class T, SettingScope scope>
T settingValue(const Setting<T, scope>& setting, const std::optional<QString>& kept)
{
    const std::optional<T> value = kept ? settingFromText<T>(*kept) : std::nullopt;
    if (!value) {
        return setting.initial;
    }
    if constexpr (std::is_arithmetic_v<T> && !std::is_same_v<T, bool>) {
        if (setting.least != setting.most && (*value < setting.least || *value > setting.most)) {
            return setting.initial;
        }
    }
    return *value;
}

// For what keeps settings in a library: Repositories::settings of the account, or of the null
// account for those of the library as a whole.
template <class Rows, class T, SettingScope scope>
T readSetting(const Rows& rows, const Setting<T, scope>& setting)
{
    static_assert(scope != SettingScope::Machine, "MachineSettings keeps these");
    return settingValue(setting, rows.value(QString(setting.key)));
}

template <class Rows, class T, SettingScope scope>
void writeSetting(Rows& rows, const Setting<T, scope>& setting,
                  const std::type_identity_t<T>& value)
{
    static_assert(scope != SettingScope::Machine, "MachineSettings keeps these");
    rows.setValue(QString(setting.key), settingText<T>(value));
}

} // namespace raskadr
