#pragma once

#include "ui/settings/settingsstate.h"

#include <QHash>
#include <QWidget>

class QButtonGroup;
class QStackedLayout;
class QVBoxLayout;

namespace raskadr::ui {

class AboutSection;
class AccountSection;
class AppearanceSection;
class LibrarySection;
class MoneySection;
class NetworkSection;
class ProvidersSection;
class ServerSection;

enum class SettingsSection {
    Providers,
    Network,
    Server,
    Money,
    Library,
    Appearance,
    Account,
    About
};

// «Настройки»: sections at the left, one of them at the right. Values in, wishes out; see
// connectSettings().
class SettingsPage final : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsPage(QWidget* parent = nullptr);

    void showSection(SettingsSection section);
    // At this provider, with the keyboard at what is missing there; an empty id: the list of them.
    void showProvider(const QString& providerId);
    SettingsSection section() const;

    AppearanceSection* appearance() const { return m_appearance; }
    AccountSection* account() const { return m_account; }
    LibrarySection* library() const { return m_library; }
    ProvidersSection* providers() const { return m_providers; }
    MoneySection* money() const { return m_money; }
    NetworkSection* network() const { return m_network; }
    ServerSection* server() const { return m_server; }
    AboutSection* about() const { return m_about; }

    void setState(const SettingsState& state);

Q_SIGNALS:
    void lockRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    // A section of cards under its title, no wider than is good to read.
    void addSection(SettingsSection section, const QString& iconName, const QString& title,
                    QWidget* content);
    // A section that fills the page.
    void addWhole(SettingsSection section, const QString& iconName, const QString& title,
                  QWidget* page);

    QWidget* m_nav;
    QVBoxLayout* m_navColumn;
    QButtonGroup* m_buttons;
    QStackedLayout* m_stack;
    AppearanceSection* m_appearance;
    AccountSection* m_account;
    LibrarySection* m_library;
    ProvidersSection* m_providers;
    NetworkSection* m_network;
    ServerSection* m_server;
    MoneySection* m_money;
    AboutSection* m_about;
    QHash<SettingsSection, QWidget*> m_pages;
};

} // namespace raskadr::ui
