#pragma once

#include "core/model/share.h"

#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace raskadr::ui {

class Button;
class ServerLogin;
class SettingsCard;
class StatusChip;
class WrapLabel;

// An account at a share server, and whether it lets us in.
struct LinkServer
{
    ShareServer server;
    bool ready = false;

    bool operator==(const LinkServer&) const = default;
};

// «Сервер ссылок»: the servers that links are published on, and the way to one more. Values in,
// wishes out.
class ServerSection final : public QWidget
{
    Q_OBJECT

public:
    explicit ServerSection(QWidget* parent = nullptr);

    void setServers(const QList<LinkServer>& servers);
    // How it stands with links in the own network; a sentence.
    void setLan(const QString& sentence);
    void setReadOnly(bool on);
    ServerLogin& login() { return *m_login; }

Q_SIGNALS:
    void forgetRequested(const raskadr::ShareServerId& server);

private:
    void fill();
    void askForget(const ShareServer& server);

    QList<LinkServer> m_servers;
    bool m_readOnly = false;
    QVBoxLayout* m_column;
    SettingsCard* m_card = nullptr;
    WrapLabel* m_none;
    ServerLogin* m_login;
    WrapLabel* m_lan;
};

} // namespace raskadr::ui
