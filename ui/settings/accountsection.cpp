#include "ui/settings/accountsection.h"

#include "ui/common/button.h"
#include "ui/common/format.h"
#include "ui/common/textlabels.h"
#include "ui/common/toast.h"
#include "ui/settings/passworddialog.h"
#include "ui/settings/settingscard.h"

#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

#include <array>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array offeredMinutes{0, 5, 15, 30, 60};
constexpr int nameLength = 100;

} // namespace

AccountSection::AccountSection(QWidget* parent)
    : QWidget(parent)
    , m_login(new ElidedLabel({}, TextStyle::Body, TextRole::Secondary))
    , m_name(new QLineEdit)
    , m_password(new Button(u"key"_s, tr("Change the password…")))
    , m_autoLock(new QComboBox)
{
    m_name->setFixedWidth(280);
    m_name->setMaxLength(nameLength);
    auto* lock = new Button(u"lock"_s, tr("Lock"));
    lock->setKey(u"Ctrl+L"_s);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto* card = new SettingsCard;
    card->addRow(tr("Login"), {}, m_login);
    card->addRow(tr("Name"), tr("How you are addressed in this library"), m_name);
    card->addRow(tr("Password"), {}, m_password);
    card->addRow(tr("Lock by itself"), tr("After a time without keyboard and mouse"), m_autoLock);
    card->addRow(tr("Lock now"), tr("The window is hidden; running generations finish"), lock);
    column->addWidget(card);

    connect(m_name, &QLineEdit::editingFinished, this,
            [this] { Q_EMIT nameEdited(m_name->text()); });
    connect(m_password, &Button::clicked, this, &AccountSection::openPasswordDialog);
    connect(m_autoLock, &QComboBox::activated, this,
            [this] { Q_EMIT autoLockChosen(m_autoLock->currentData().toInt()); });
    connect(lock, &Button::clicked, this, &AccountSection::lockRequested);
}

void AccountSection::setState(const SettingsState& state)
{
    m_login->setText(state.login);
    if (!m_name->hasFocus()) {
        m_name->setText(state.name);
    }
    showAutoLock(state.autoLockMinutes);
    for (QWidget* control : {static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_password),
                             static_cast<QWidget*>(m_autoLock)}) {
        control->setEnabled(!state.readOnly);
    }
}

void AccountSection::showAutoLock(int chosen)
{
    // The list may be open just now.
    if (m_autoLock->count() > 0 && m_autoLock->currentData().toInt() == chosen) {
        return;
    }
    QList<int> minutes(offeredMinutes.begin(), offeredMinutes.end());
    if (!minutes.contains(chosen)) {
        minutes.insert(std::lower_bound(minutes.begin(), minutes.end(), chosen), chosen);
    }
    m_autoLock->clear();
    for (const int option : std::as_const(minutes)) {
        m_autoLock->addItem(option == 0 ? tr("Off") : tr("In %1").arg(spanText(option * 60'000LL)),
                            option);
    }
    m_autoLock->setCurrentIndex(m_autoLock->findData(chosen));
}

void AccountSection::showPasswordResult(const Result<>& result)
{
    if (m_dialog) {
        m_dialog->showResult(result);
    }
    if (ToastStack* toasts = ToastStack::of(this); toasts && result) {
        toasts->show(ToastKind::Done, tr("The password was changed."));
    }
}

void AccountSection::openPasswordDialog()
{
    m_dialog = new PasswordDialog(this);
    connect(m_dialog, &PasswordDialog::submitted, this, &AccountSection::passwordChangeRequested);
    m_dialog->open();
}

} // namespace raskadr::ui
