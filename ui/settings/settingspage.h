#pragma once

#include "ui/settings/settingsstate.h"

#include <QWidget>

class QButtonGroup;
class QStackedLayout;
class QVBoxLayout;

namespace raskadr::ui {

class AccountSection;
class AppearanceSection;
class LibrarySection;
class ModelsSection;

enum class SettingsSection { Appearance, Account, Library, Models, About };

// «Настройки»: sections at the left, one of them at the right. Values in, wishes out; see
// connectSettings().
class SettingsPage final : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsPage(QWidget* parent = nullptr);

    void showSection(SettingsSection section);
    SettingsSection section() const;

    AppearanceSection* appearance() const { return m_appearance; }
    AccountSection* account() const { return m_account; }
    LibrarySection* library() const { return m_library; }

    void setState(const SettingsState& state);
    void setProviders(const QList<ProviderLine>& providers);

Q_SIGNALS:
    void lockRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addSection(SettingsSection section, const QString& iconName, const QString& text,
                    QWidget* content);

    QWidget* m_nav;
    QVBoxLayout* m_navColumn;
    QButtonGroup* m_buttons;
    QStackedLayout* m_stack;
    AppearanceSection* m_appearance;
    AccountSection* m_account;
    LibrarySection* m_library;
    ModelsSection* m_models;
};

} // namespace raskadr::ui
