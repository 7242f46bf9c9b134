#include "ui/common/serverlogin.h"

#include "ui/common/button.h"
#include "ui/common/dialog.h"
#include "ui/common/fields.h"
#include "ui/common/statuschip.h"

#include <QHBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostAddress = 1000;
constexpr int mostLogin = 200;
constexpr int mostPassword = 1024;

QString serverExample()
{
    return u"https://share.example.com"_s;
}

} // namespace

ServerLogin::ServerLogin(QWidget* parent)
    : QWidget(parent)
    , m_address(new TextField(tr("Address of the server")))
    , m_login(new TextField(tr("Login")))
    , m_password(new PasswordField(tr("Password")))
    , m_check(new Button(u"key"_s, tr("Check")))
    , m_state(new StatusChip(StatusGlyph::Wait, QString(), StatusChip::Shape::Plain))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    m_address->setPlaceholderText(serverExample());
    m_address->lineEdit()->setMaxLength(mostAddress);
    m_login->lineEdit()->setMaxLength(mostLogin);
    m_password->lineEdit()->setMaxLength(mostPassword);
    column->addWidget(m_address);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_login, 1, Qt::AlignTop);
    row->addWidget(m_password, 1, Qt::AlignTop);
    column->addLayout(row);
    auto* acts = new QHBoxLayout;
    acts->setSpacing(12);
    acts->addWidget(m_check);
    acts->addWidget(m_state);
    acts->addStretch(1);
    column->addLayout(acts);
    m_state->hide();

    connect(m_check, &Button::clicked, this, [this] { submit(false); });
    for (TextField* field : {m_address, m_login, static_cast<TextField*>(m_password)}) {
        connect(field, &TextField::textEdited, m_state, &QWidget::hide);
        connect(field, &TextField::returnPressed, this, [this] { submit(false); });
    }
}

void ServerLogin::setKnown(const QString& address, const QString& login)
{
    if (m_address->text().isEmpty()) {
        m_address->setText(address);
    }
    if (m_login->text().isEmpty()) {
        m_login->setText(login);
    }
}

void ServerLogin::setReadOnly(bool on)
{
    setEnabled(!on);
}

void ServerLogin::setBusy(bool on)
{
    m_check->setEnabled(!on);
    if (on) {
        m_state->setStatus(StatusGlyph::Work, tr("Asking the server…"));
        m_state->show();
    }
}

void ServerLogin::showEntered()
{
    setBusy(false);
    m_password->setText({});
    m_state->setStatus(StatusGlyph::Done, tr("The server answers, you are signed in"));
    m_state->show();
}

void ServerLogin::showFailure(const QString& sentence, Place place)
{
    setBusy(false);
    m_state->hide();
    TextField* field = m_address;
    if (place == Place::Login) {
        field = m_login;
    } else if (place == Place::Password) {
        field = m_password;
    }
    field->setError(sentence);
    field->lineEdit()->setFocus(Qt::OtherFocusReason);
}

void ServerLogin::askLocal(const QString& sentence)
{
    setBusy(false);
    m_state->hide();
    auto* question =
        Dialog::ask(this, tr("Send the password without encryption?"), sentence, tr("Send"));
    connect(question, &Dialog::accepted, this, [this] { submit(true); });
}

void ServerLogin::focusFirstGap()
{
    for (TextField* field : {m_address, m_login, static_cast<TextField*>(m_password)}) {
        if (field->text().trimmed().isEmpty()) {
            field->lineEdit()->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
    m_check->setFocus(Qt::OtherFocusReason);
}

bool ServerLogin::isEmpty() const
{
    return m_address->text().trimmed().isEmpty() && m_login->text().trimmed().isEmpty()
        && m_password->text().isEmpty();
}

void ServerLogin::submit(bool confirmedLocal)
{
    const std::pair<TextField*, QString> needed[] = {
        {m_address, tr("Enter the address of the server.")},
        {m_login, tr("Enter the login that the operator of the server made for you.")},
        {m_password, tr("Enter the password.")}};
    for (const auto& [field, sentence] : needed) {
        if (field->text().trimmed().isEmpty()) {
            field->setError(sentence);
            field->lineEdit()->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
    if (!m_check->isEnabled()) {
        return;
    }
    setBusy(true);
    Q_EMIT entered(m_address->text().trimmed(), m_login->text().trimmed(), m_password->text(),
                   confirmedLocal);
}

} // namespace raskadr::ui
