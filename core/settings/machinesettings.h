#pragma once

#include "core/base/result.h"
#include "core/settings/setting.h"

#include <QSettings>

namespace raskadr {

// The settings of this computer, in an INI file that need not exist yet. What cannot be read counts
// as not set; a file of another make is never a reason not to start. Main thread.
class MachineSettings final
{
public:
    explicit MachineSettings(const QString& filePath);

    template <class T>
    T value(const MachineSetting<T>& setting) const
    {
        return settingValue(setting, kept(setting.key));
    }
    // Seen by value() at once, and written with the next turn of the event loop or by flush().
    template <class T>
    void set(const MachineSetting<T>& setting, const std::type_identity_t<T>& value)
    {
        keep(setting.key, settingText<T>(value));
    }
    // Writes what is not written yet. Error: Storage, with the file's path as subject.
    Result<> flush();

private:
    std::optional<QString> kept(QLatin1StringView key) const;
    void keep(QLatin1StringView key, const QString& text);

    QSettings m_file;
};

} // namespace raskadr
