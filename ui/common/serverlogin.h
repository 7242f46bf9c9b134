#pragma once

#include <QWidget>

namespace raskadr::ui {

class Button;
class PasswordField;
class StatusChip;
class TextField;
class WrapLabel;

// Address, login and password of a share server, with «Проверить» and what came of it. The password
// leaves the field as soon as it has been used. Values in, wishes out.
class ServerLogin final : public QWidget
{
    Q_OBJECT

public:
    enum class Place { Address, Login, Password };

    explicit ServerLogin(QWidget* parent = nullptr);

    // What is known already; a field that is being typed into stays.
    void setKnown(const QString& address, const QString& login);
    void setReadOnly(bool on);
    // The server is being asked.
    void setBusy(bool on);
    // It let us in.
    void showEntered();
    void showFailure(const QString& sentence, Place place);
    // The address is one of the own network, without encryption: asks, and tries again if it is
    // meant.
    void askLocal(const QString& sentence);
    void focusFirstGap();
    bool isEmpty() const; // nothing was typed

Q_SIGNALS:
    void entered(const QString& address, const QString& login, const QString& password,
                 bool confirmedLocal);

private:
    void submit(bool confirmedLocal);

    TextField* m_address;
    TextField* m_login;
    PasswordField* m_password;
    Button* m_check;
    StatusChip* m_state;
};

} // namespace raskadr::ui
