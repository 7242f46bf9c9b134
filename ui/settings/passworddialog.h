#pragma once

#include "core/base/result.h"
#include "ui/common/dialog.h"

namespace raskadr::ui {

class PasswordField;

// Asks for the password of now and for another one. It stays until the change has succeeded; what
// is wrong stands at the field concerned.
class PasswordDialog final : public Dialog
{
    Q_OBJECT

public:
    explicit PasswordDialog(QWidget* anywhere);

    void accept() override;
    void showResult(const Result<>& result);

Q_SIGNALS:
    void submitted(const QString& oldPassword, const QString& newPassword);

private:
    void setBusy(bool busy);

    PasswordField* m_old;
    PasswordField* m_new;
    PasswordField* m_again;
    Button* m_cancel;
    Button* m_change;
};

} // namespace raskadr::ui
