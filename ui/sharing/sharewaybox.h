#pragma once

#include "ui/sharing/shareline.h"

#include <QWidget>

class QButtonGroup;
class QComboBox;
class QLineEdit;
class QRadioButton;
class QVBoxLayout;

namespace raskadr::ui {

class Button;
class ServerLogin;
class StatusChip;
class Switch;
class WrapLabel;

// The three ways to a new link: a server, the own network, a folder. Values in, choice out.
class ShareWayBox final : public QWidget
{
    Q_OBJECT

public:
    explicit ShareWayBox(QWidget* parent = nullptr);

    void setGround(const ShareGround& ground);
    void setFolder(const QString& path);
    ServerLogin& login() { return *m_login; }
    // Somebody signed in: this server is chosen.
    void chooseServer(const ShareServerId& server);
    ShareWay way() const;
    void setWay(ShareWay way);
    // Fills the way, the server or the folder in; false after saying what is missing.
    bool fill(ShareWish& wish);

Q_SIGNALS:
    void wayChosen(raskadr::ShareWay way);
    void folderRequested(bool zip);
    void edited();

private:
    QRadioButton* addWay(QVBoxLayout* column, ShareWay way, const QString& hint, QWidget* details);
    QWidget* buildServer();
    QWidget* buildFolder();
    void adapt();
    const ShareServerLine* chosenServer() const;

    ShareGround m_ground;
    QButtonGroup* m_ways;
    QHash<ShareWay, QWidget*> m_details;
    QComboBox* m_servers;
    StatusChip* m_serverState;
    Button* m_other;
    ServerLogin* m_login;
    WrapLabel* m_lan;
    QLineEdit* m_folder;
    Button* m_choose;
    Switch* m_zip;
    WrapLabel* m_error;
    bool m_loginWanted = false;
};

} // namespace raskadr::ui
