#pragma once

#include "core/base/clock.h"
#include "core/base/runasync.h"
#include "core/library/accounts.h"
#include "core/settings/machinesettings.h"
#include "ui/settings/librarycare.h"
#include "ui/settings/settingsstate.h"

#include <QObject>
#include <QThreadPool>

namespace raskadr::ui {

// What can be wished for on the settings page: it changes settings and account, and tells the
// page's state anew. No widgets; lives in the main thread.
class SettingsController final : public QObject
{
    Q_OBJECT

public:
    // All outlive it. `runningLanguage`: what the window was started with.
    SettingsController(Library& library, Accounts& accounts, MachineSettings& machine,
                       const Clock& clock, const AccountId& account, Language runningLanguage,
                       QObject* parent = nullptr);
    ~SettingsController() override;

    const SettingsState& state() const { return m_state; }
    // Reads everything again and measures the library; when the page is opened.
    void refresh();

    void setTheme(ThemeChoice theme);
    void setLanguage(Language language);
    void setReducedMotion(bool on);
    void setAutoLock(int minutes); // 0: off
    void setName(const QString& name);
    void changePassword(const QString& oldPassword, const QString& newPassword);

    LibraryCare& care() { return m_care; }

Q_SIGNALS:
    void stateChanged(const raskadr::ui::SettingsState& state);
    // Theme or motion: to be applied to the running program.
    void appearanceChanged(raskadr::ThemeChoice theme, bool reducedMotion);
    void passwordChanged(const raskadr::Result<>& result);
    void failed(const raskadr::Error& error);

private:
    template <class Fn>
    void write(Fn fn);
    template <class T>
    void keep(const MachineSetting<T>& setting, T value);
    void readMachine();
    void readLibrary();

    Library& m_library;
    Accounts& m_accounts;
    MachineSettings& m_machine;
    const AccountId m_account;
    LibraryCare m_care;
    SettingsState m_state;
    AsyncHandle m_changingPassword;
    QThreadPool m_pool;
};

} // namespace raskadr::ui
