#include "ui/settings/settingscontroller.h"

#include "core/settings/settings.h"

namespace raskadr::ui {

SettingsController::SettingsController(Library& library, Accounts& accounts,
                                       MachineSettings& machine, const Clock& clock,
                                       const AccountId& account, Language runningLanguage,
                                       QObject* parent)
    : QObject(parent)
    , m_library(library)
    , m_accounts(accounts)
    , m_machine(machine)
    , m_account(account)
    , m_care(library, clock, account)
{
    m_state.runningLanguage = runningLanguage;
    m_state.libraryFolder = library.path();
    m_state.readOnly = library.mode() == Library::Mode::ReadOnly;
    m_pool.setMaxThreadCount(1);
    connect(&m_care, &LibraryCare::measured, this, [this](const LibraryCare::Sizes& sizes) {
        m_state.libraryBytes = sizes.libraryBytes;
        m_state.cacheBytes = sizes.cacheBytes;
        m_state.freeBytes = sizes.freeBytes;
        Q_EMIT stateChanged(m_state);
    });
    connect(&m_care, &LibraryCare::checkFinished, this, &SettingsController::readLibrary);
    connect(&library.store(), &Store::changed, this, [this](const ChangeSet& changes) {
        if (changes.accounts.touches(m_account)) {
            readLibrary();
        }
    });
    readMachine();
    readLibrary();
}

SettingsController::~SettingsController()
{
    m_changingPassword.stop();
    m_pool.waitForDone();
}

void SettingsController::refresh()
{
    readMachine();
    readLibrary();
    m_care.measure();
}

void SettingsController::setTheme(ThemeChoice theme)
{
    keep(settings::theme, theme);
    Q_EMIT appearanceChanged(m_state.theme, m_state.reducedMotion);
}

void SettingsController::setLanguage(Language language)
{
    keep(settings::language, language);
}

void SettingsController::setReducedMotion(bool on)
{
    keep(settings::reducedMotion, on);
    Q_EMIT appearanceChanged(m_state.theme, m_state.reducedMotion);
}

void SettingsController::setAutoLock(int minutes)
{
    write([minutes](Repositories& r) -> Result<> {
        writeSetting(r.settings, settings::autoLockMinutes, minutes);
        return {};
    });
}

void SettingsController::setName(const QString& name)
{
    const QString wanted = name.simplified();
    if (wanted.isEmpty() || wanted == m_state.name) {
        Q_EMIT stateChanged(m_state); // the field shows what is true
        return;
    }
    write([account = m_account, wanted](Repositories& r) -> Result<> {
        auto row = r.accounts.find(account);
        if (!row) {
            return failure(ErrorKind::NotFound, QStringLiteral("no such account"));
        }
        row->name = wanted;
        r.accounts.update(*row);
        return {};
    });
}

void SettingsController::changePassword(const QString& oldPassword, const QString& newPassword)
{
    m_changingPassword = runAsync(
        m_pool, this,
        [&accounts = m_accounts, account = m_account, oldPassword,
         newPassword](const std::stop_token&) {
            return accounts.changePassword(account, oldPassword, newPassword);
        },
        [this](const Result<>& result) { Q_EMIT passwordChanged(result); });
}

template <class Fn>
void SettingsController::write(Fn fn)
{
    m_library.store().write(m_account, std::move(fn)).then(this, [this](const Result<>& written) {
        if (!written) {
            Q_EMIT failed(written.error());
        }
        readLibrary();
    });
}

template <class T>
void SettingsController::keep(const MachineSetting<T>& setting, T value)
{
    m_machine.set(setting, value);
    if (const auto kept = m_machine.flush(); !kept) {
        Q_EMIT failed(kept.error());
    }
    readMachine();
}

void SettingsController::readMachine()
{
    m_state.theme = m_machine.value(settings::theme);
    m_state.language = m_machine.value(settings::language);
    m_state.reducedMotion = m_machine.value(settings::reducedMotion);
    Q_EMIT stateChanged(m_state);
}

void SettingsController::readLibrary()
{
    const auto read = m_library.store().read(m_account, [this](const Repositories& r) {
        if (const auto account = r.accounts.find(m_account)) {
            m_state.login = account->login;
            m_state.name = account->name;
        }
        m_state.autoLockMinutes = readSetting(r.settings, settings::autoLockMinutes);
        return true;
    });
    const auto common = m_library.store().read(AccountId(), [this](const Repositories& r) {
        m_state.lastCheckMs = readSetting(r.settings, settings::lastCheckMs);
        m_state.lastCheckFaults = readSetting(r.settings, settings::lastCheckFaults);
        return true;
    });
    if (!read || !common) {
        Q_EMIT failed(!read ? read.error() : common.error());
    }
    Q_EMIT stateChanged(m_state);
}

} // namespace raskadr::ui
