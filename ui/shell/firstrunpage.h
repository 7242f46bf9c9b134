#pragma once

#include "ui/shell/entrypage.h"

namespace raskadr::ui {

class Button;
class PasswordField;
class TextField;

// The first start: who works here and where the library lies. Knows nothing of accounts; what was
// typed goes out in one signal and errors come back through setError() and the fields.
class FirstRunPage final : public EntryPage
{
    Q_OBJECT

public:
    enum class Purpose { FirstRun, NewAccount }; // a further account keeps the library that is open

    explicit FirstRunPage(Purpose purpose, QWidget* parent = nullptr);

    void setLogin(const QString& login);
    void setLibraryFolder(const QString& folder);
    QString libraryFolder() const;
    void setLoginError(const QString& sentence);
    void setPasswordError(const QString& sentence);
    void setBusy(bool busy);

Q_SIGNALS:
    void submitted(const QString& login, const QString& password, const QString& libraryFolder);
    void folderChoiceRequested();
    void backRequested(); // only for NewAccount

private:
    void updateFreeSpace();

    Purpose m_purpose;
    TextField* m_login;
    PasswordField* m_password;
    TextField* m_folder = nullptr;
    Button* m_submit;
};

} // namespace raskadr::ui
