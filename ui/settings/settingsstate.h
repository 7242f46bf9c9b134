#pragma once

#include "core/settings/setting.h"

#include <QString>

namespace raskadr::ui {

// What the settings page shows. Sizes of -1 are not known yet, or there is no telling.
struct SettingsState
{
    ThemeChoice theme = ThemeChoice::Dark;
    Language language = Language::Russian;
    Language runningLanguage = Language::Russian; // what the window speaks until the next start
    bool reducedMotion = false;

    QString login;
    QString name;
    int autoLockMinutes = 0; // 0: off

    QString libraryFolder;
    qint64 libraryBytes = -1;
    qint64 cacheBytes = -1;
    qint64 freeBytes = -1;
    qint64 lastCheckMs = 0; // 0: never
    int lastCheckFaults = 0;
    bool readOnly = false; // nothing of the library can be changed

    bool operator==(const SettingsState&) const = default;
};

} // namespace raskadr::ui
