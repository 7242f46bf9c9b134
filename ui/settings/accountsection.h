#pragma once

#include "core/base/result.h"
#include "ui/settings/settingsstate.h"

#include <QPointer>
#include <QWidget>

class QComboBox;
class QLineEdit;

namespace raskadr::ui {

class Button;
class ElidedLabel;
class PasswordDialog;

// «Учётная запись».
class AccountSection final : public QWidget
{
    Q_OBJECT

public:
    explicit AccountSection(QWidget* parent = nullptr);

    void setState(const SettingsState& state);
    // What became of passwordChangeRequested().
    void showPasswordResult(const Result<>& result);

Q_SIGNALS:
    void nameEdited(const QString& name);
    void passwordChangeRequested(const QString& oldPassword, const QString& newPassword);
    void autoLockChosen(int minutes);
    void lockRequested();

private:
    void showAutoLock(int chosen);
    void openPasswordDialog();

    ElidedLabel* m_login;
    QLineEdit* m_name;
    Button* m_password;
    QComboBox* m_autoLock;
    QPointer<PasswordDialog> m_dialog;
};

} // namespace raskadr::ui
