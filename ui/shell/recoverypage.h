#pragma once

#include "ui/shell/entrypage.h"

namespace raskadr::ui {

class Button;
class PasswordField;
class TextField;

// The recovery code of a new account: shown once, to be copied or written down.
class RecoveryCodePage final : public EntryPage
{
    Q_OBJECT

public:
    explicit RecoveryCodePage(const QString& code, QWidget* parent = nullptr);

Q_SIGNALS:
    void continued();
};

// A new password with the recovery code, or without it and without the providers' keys.
class RecoveryPage final : public EntryPage
{
    Q_OBJECT

public:
    explicit RecoveryPage(const QString& login, QWidget* parent = nullptr);

    void setBusy(bool busy);

Q_SIGNALS:
    // An empty code: the user has none and knows that the keys are lost.
    void submitted(const QString& login, const QString& code, const QString& newPassword);
    void backRequested();

private:
    void submit(bool withCode);

    TextField* m_login;
    TextField* m_code;
    PasswordField* m_password;
    Button* m_submit;
};

} // namespace raskadr::ui
