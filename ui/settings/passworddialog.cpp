#include "ui/settings/passworddialog.h"

#include "core/library/accounts.h"
#include "ui/common/errortext.h"
#include "ui/common/fields.h"

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

PasswordDialog::PasswordDialog(QWidget* anywhere)
    : Dialog(anywhere, tr("Change the password"))
    , m_old(new PasswordField(tr("Current password")))
    , m_new(new PasswordField(tr("New password")))
    , m_again(new PasswordField(tr("New password once more")))
{
    m_new->setHint(
        tr("At least %n character(s). The recovery code stays valid.", nullptr, minPasswordLength));
    for (PasswordField* field : {m_old, m_new, m_again}) {
        content()->addWidget(field);
    }
    m_cancel = addReject();
    m_change = addAccept(tr("Change"));
}

void PasswordDialog::accept()
{
    if (!m_change->isEnabled()) {
        return;
    }
    const auto complain = [](PasswordField* field, const QString& sentence) {
        field->setError(sentence);
        field->lineEdit()->setFocus(Qt::OtherFocusReason);
    };
    if (m_old->text().isEmpty()) {
        complain(m_old, tr("Type your current password."));
    } else if (m_new->text().size() < minPasswordLength) {
        complain(
            m_new,
            tr("The password is too short: at least %n character(s).", nullptr, minPasswordLength));
    } else if (m_new->text().size() > maxPasswordLength) {
        complain(
            m_new,
            tr("The password is too long: at most %n character(s).", nullptr, maxPasswordLength));
    } else if (m_again->text() != m_new->text()) {
        complain(m_again, tr("The two passwords differ."));
    } else {
        setBusy(true);
        Q_EMIT submitted(m_old->text(), m_new->text());
    }
}

void PasswordDialog::showResult(const Result<>& result)
{
    setBusy(false);
    if (result) {
        Dialog::accept();
        return;
    }
    const Error& error = result.error();
    if (error.kind == ErrorKind::InvalidInput) {
        m_new->setError(errorText(error));
    } else {
        m_old->setError(error.kind == ErrorKind::WrongPassword
                            ? tr("The password is wrong. Check the keyboard layout.")
                            : errorText(error));
        m_old->lineEdit()->setFocus(Qt::OtherFocusReason);
        m_old->lineEdit()->selectAll();
    }
}

void PasswordDialog::setBusy(bool busy)
{
    for (PasswordField* field : {m_old, m_new, m_again}) {
        field->setEnabled(!busy);
    }
    m_cancel->setEnabled(!busy);
    m_change->setEnabled(!busy);
    m_change->setText(busy ? tr("Changing…") : tr("Change"));
    setClosable(!busy);
}

} // namespace raskadr::ui
