#include "ui/shell/firstrunpage.h"

#include "ui/common/button.h"
#include "ui/common/fields.h"
#include "ui/common/format.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStorageInfo>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

FirstRunPage::FirstRunPage(Purpose purpose, QWidget* parent)
    : EntryPage(purpose == Purpose::FirstRun ? tr("Welcome") : tr("New account"), parent)
    , m_purpose(purpose)
    , m_login(new TextField(tr("Login")))
    , m_password(new PasswordField(tr("Password")))
    , m_submit(new Button(purpose == Purpose::FirstRun ? tr("Start working") : tr("Create account"),
                          Button::Kind::Main))
{
    form()->addWidget(m_login);
    form()->addWidget(m_password);
    m_password->setHint(tr("At least six characters. It protects the keys of your providers."));
    if (purpose == Purpose::FirstRun) {
        m_folder = new TextField(tr("Library folder"));
        auto* row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(m_folder, 1);
        auto* choose = new Button(u"folder"_s, tr("Choose folder…"), Button::Kind::Icon);
        choose->setFramed(true);
        // The button stands beside the line, which lies below its label.
        auto* beside = new QVBoxLayout;
        beside->setContentsMargins(0, 22, 0, 0);
        beside->addWidget(choose);
        beside->addStretch(1);
        row->addLayout(beside);
        form()->addLayout(row);
        connect(choose, &Button::clicked, this, &FirstRunPage::folderChoiceRequested);
        connect(m_folder, &TextField::textChanged, this, &FirstRunPage::updateFreeSpace);
    }
    addButton(m_submit);
    if (purpose == Purpose::NewAccount) {
        auto* back = new Button(tr("Back"), Button::Kind::Quiet);
        addButton(back);
        connect(back, &Button::clicked, this, &FirstRunPage::backRequested);
    }
    setRemark(u"folder"_s,
              tr("Everything stays on this computer: projects, pictures and videos lie in the "
                 "library folder and are never sent anywhere by themselves."));

    const auto submit = [this] {
        setError({});
        Q_EMIT submitted(m_login->text().trimmed(), m_password->text(), libraryFolder());
    };
    connect(m_submit, &Button::clicked, this, submit);
    connect(m_login, &TextField::returnPressed, this,
            [this] { m_password->lineEdit()->setFocus(); });
    connect(m_password, &TextField::returnPressed, this, submit);
    setFocusProxy(m_login->lineEdit());
}

void FirstRunPage::setLogin(const QString& login)
{
    m_login->setText(login);
}

void FirstRunPage::setLibraryFolder(const QString& folder)
{
    if (m_folder) {
        m_folder->setText(QDir::toNativeSeparators(folder));
        updateFreeSpace();
    }
}

QString FirstRunPage::libraryFolder() const
{
    return m_folder ? QDir::fromNativeSeparators(m_folder->text().trimmed()) : QString();
}

void FirstRunPage::setLoginError(const QString& sentence)
{
    m_login->setError(sentence);
}

void FirstRunPage::setPasswordError(const QString& sentence)
{
    m_password->setError(sentence);
}

void FirstRunPage::setBusy(bool busy)
{
    m_submit->setEnabled(!busy);
}

void FirstRunPage::updateFreeSpace()
{
    // The folder may not exist yet: what counts is the disk of its nearest parent that does.
    QString place = libraryFolder();
    while (!place.isEmpty() && !QFileInfo::exists(place) && place != u"/"_s) {
        place = QFileInfo(place).path();
    }
    const QStorageInfo storage(place);
    m_folder->setHint(storage.isValid()
                          ? tr("%1 free on this disk").arg(bytesText(storage.bytesAvailable()))
                          : QString());
}

} // namespace raskadr::ui
