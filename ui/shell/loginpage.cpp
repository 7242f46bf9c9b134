#include "ui/shell/loginpage.h"

#include "ui/common/button.h"
#include "ui/common/fields.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

LoginPage::LoginPage(QWidget* parent)
    : EntryPage(tr("Sign in", "the title of the page"), parent)
    , m_login(new TextField(tr("Login")))
    , m_password(new PasswordField(tr("Password")))
    , m_stay(new QCheckBox(tr("Stay signed in on this computer")))
    , m_submit(new Button(tr("Sign in"), Button::Kind::Main))
    , m_create(new Button(tr("Create account"), Button::Kind::Quiet))
    , m_recover(new Button(tr("Forgot the password"), Button::Kind::Quiet))
{
    form()->addWidget(m_login);
    form()->addWidget(m_password);
    form()->addWidget(m_stay);
    m_stay->hide();
    for (Button* button : {m_submit, m_create, m_recover}) {
        addButton(button);
    }
    showKeysRemark();

    m_tick.setInterval(250);
    connect(&m_tick, &QTimer::timeout, this, &LoginPage::countDown);
    connect(m_submit, &Button::clicked, this, &LoginPage::submit);
    connect(m_login, &TextField::returnPressed, this,
            [this] { m_password->lineEdit()->setFocus(); });
    connect(m_password, &TextField::returnPressed, this, &LoginPage::submit);
    connect(m_create, &Button::clicked, this, &LoginPage::newAccountRequested);
    connect(m_recover, &Button::clicked, this, &LoginPage::recoveryRequested);
}

void LoginPage::setLogin(const QString& login)
{
    m_login->setText(login);
}

QString LoginPage::login() const
{
    return m_login->text().trimmed();
}

void LoginPage::reset()
{
    m_password->setText({});
    setError({});
    (login().isEmpty() ? m_login : static_cast<TextField*>(m_password))->lineEdit()->setFocus();
}

void LoginPage::setBusy(bool busy)
{
    m_submit->setEnabled(!busy && !m_tick.isActive());
}

void LoginPage::setStayOffered(bool offered)
{
    m_stay->setVisible(offered);
}

void LoginPage::setStay(bool on)
{
    m_stay->setChecked(on);
}

bool LoginPage::stay() const
{
    return !m_stay->isHidden() && m_stay->isChecked();
}

void LoginPage::setReadOnly(bool on)
{
    m_create->setVisible(!on);
    m_recover->setVisible(!on);
}

void LoginPage::showKeysRemark()
{
    setRemark(u"key"_s,
              tr("The keys of your providers are sealed with the password. If it is "
                 "forgotten, the projects stay, and the keys have to be typed again."));
}

void LoginPage::setWaiting(int results)
{
    if (results > 0) {
        setRemark(u"import"_s, tr("Sign in to fetch %n paid result(s)", nullptr, results));
    } else {
        showKeysRemark();
    }
}

void LoginPage::refuse(qint64 waitMs)
{
    m_waitMs = waitMs;
    m_sinceRefusal.start();
    m_tick.start();
    countDown();
    m_password->lineEdit()->selectAll();
    m_password->lineEdit()->setFocus();
}

void LoginPage::submit()
{
    if (m_submit->isEnabled() && !login().isEmpty()) {
        setError({});
        Q_EMIT submitted(login(), m_password->text());
    }
}

void LoginPage::countDown()
{
    const qint64 left = m_waitMs - m_sinceRefusal.elapsed();
    if (left <= 0) {
        m_tick.stop();
        setError(tr("Wrong login or password"));
        m_submit->setEnabled(true);
        return;
    }
    m_submit->setEnabled(false);
    setError(tr("Wrong login or password. Next attempt in %1 s").arg((left + 999) / 1000));
}

} // namespace raskadr::ui
