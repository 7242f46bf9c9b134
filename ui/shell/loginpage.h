#pragma once

#include "ui/shell/entrypage.h"

#include <QElapsedTimer>
#include <QTimer>

class QCheckBox;

namespace raskadr::ui {

class Button;
class PasswordField;
class TextField;

// «Вход». After a wrong password the button waits out the growing delay and counts it down.
class LoginPage final : public EntryPage
{
    Q_OBJECT

public:
    explicit LoginPage(QWidget* parent = nullptr);

    void setLogin(const QString& login);
    QString login() const;
    // Empties the password and puts the focus where typing goes on.
    void reset();
    void setBusy(bool busy);
    // «Оставаться в системе на этом компьютере»: offered where a keychain answers.
    void setStayOffered(bool offered);
    void setStay(bool on);
    bool stay() const;
    // New accounts and passwords cannot be made in a library that is only read.
    void setReadOnly(bool on);
    // So many results that are paid for are fetched once somebody signs in.
    void setWaiting(int results);
    // Wrong login or password; the next attempt is possible after so many milliseconds.
    void refuse(qint64 waitMs);

Q_SIGNALS:
    void submitted(const QString& login, const QString& password);
    void newAccountRequested();
    void recoveryRequested();

private:
    void showKeysRemark();
    void submit();
    void countDown();

    TextField* m_login;
    PasswordField* m_password;
    QCheckBox* m_stay;
    Button* m_submit;
    Button* m_create;
    Button* m_recover;
    QTimer m_tick;
    QElapsedTimer m_sinceRefusal;
    qint64 m_waitMs = 0;
};

} // namespace raskadr::ui
