#include "ui/shell/recoverypage.h"

#include "ui/common/button.h"
#include "ui/common/dialog.h"
#include "ui/common/fields.h"
#include "ui/common/textlabels.h"
#include "ui/common/toast.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

RecoveryCodePage::RecoveryCodePage(const QString& code, QWidget* parent)
    : EntryPage(tr("Save the recovery code"), parent)
{
    auto* why = new WrapLabel(tr("With it a new password can be set and the keys of the providers "
                                 "stay. It is shown only now: copy it or write it down."),
                              TextStyle::Prompt);
    form()->addWidget(why);
    auto* line = new QLineEdit(code);
    line->setReadOnly(true);
    line->setFont(ui::font(TextStyle::Heading));
    line->setAlignment(Qt::AlignCenter);
    line->setAccessibleName(tr("Recovery code"));
    form()->addWidget(line);
    auto* copy = new Button(u"copy"_s, tr("Copy"), Button::Kind::Ordinary);
    auto* next = new Button(tr("I have saved the code"), Button::Kind::Main);
    addButton(copy);
    addButton(next);
    connect(copy, &Button::clicked, this, [this, code, copy] {
        QGuiApplication::clipboard()->setText(code);
        copy->setText(tr("Copied"));
    });
    connect(next, &Button::clicked, this, &RecoveryCodePage::continued);
    setFocusProxy(copy);
}

RecoveryPage::RecoveryPage(const QString& login, QWidget* parent)
    : EntryPage(tr("New password"), parent)
    , m_login(new TextField(tr("Login")))
    , m_code(new TextField(tr("Recovery code")))
    , m_password(new PasswordField(tr("New password")))
    , m_submit(new Button(tr("Set password"), Button::Kind::Main))
{
    m_login->setText(login);
    m_password->setHint(tr("At least six characters"));
    form()->addWidget(m_login);
    form()->addWidget(m_code);
    form()->addWidget(m_password);
    addButton(m_submit);
    auto* without = new Button(tr("I have no code"), Button::Kind::Quiet);
    addButton(without);
    auto* back = new Button(tr("Back"), Button::Kind::Quiet);
    addButton(back);
    setRemark(u"key"_s,
              tr("Without the code the projects open after a new password, but the keys of "
                 "the providers have to be typed again."));

    connect(m_submit, &Button::clicked, this, [this] { submit(true); });
    connect(m_password, &TextField::returnPressed, this, [this] { submit(true); });
    connect(without, &Button::clicked, this, [this] {
        auto* question =
            Dialog::ask(this, tr("Set a password without the code?"),
                        tr("The projects stay. The sealed keys of the providers are lost "
                           "and have to be typed again."),
                        tr("Set password"), Button::Kind::Danger);
        connect(question, &Dialog::accepted, this, [this] { submit(false); });
    });
    connect(back, &Button::clicked, this, &RecoveryPage::backRequested);
    setFocusProxy(login.isEmpty() ? m_login->lineEdit() : m_code->lineEdit());
}

void RecoveryPage::setBusy(bool busy)
{
    m_submit->setEnabled(!busy);
}

void RecoveryPage::submit(bool withCode)
{
    if (withCode && m_code->text().trimmed().isEmpty()) {
        m_code->setError(tr("Type the recovery code"));
        return;
    }
    setError({});
    Q_EMIT submitted(m_login->text().trimmed(), withCode ? m_code->text() : QString(),
                     m_password->text());
}

} // namespace raskadr::ui
