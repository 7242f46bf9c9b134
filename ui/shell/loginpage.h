#pragma once

#include "ui/shell/entrypage.h"

#include <QElapsedTimer>
#include <QTimer>

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
    // Wrong login or password; the next attempt is possible after so many milliseconds.
    void refuse(qint64 waitMs);

Q_SIGNALS:
    void submitted(const QString& login, const QString& password);
    void newAccountRequested();
    void recoveryRequested();

private:
    void submit();
    void countDown();

    TextField* m_login;
    PasswordField* m_password;
    Button* m_submit;
    QTimer m_tick;
    QElapsedTimer m_sinceRefusal;
    qint64 m_waitMs = 0;
};

} // namespace raskadr::ui
