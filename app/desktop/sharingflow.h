#pragma once

#include "app/desktop/libraryservices.h"
#include "core/sharing/sharing.h"
#include "ui/sharing/shareline.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

namespace raskadr::ui {
class MainWindow;
class ServerLogin;
class ServerSection;
class ShareDialog;
} // namespace raskadr::ui

namespace raskadr::desktop {

// «Поделиться» from the dialog to the page, and the section «Сервер ссылок»: what is wished goes to
// core/sharing, what comes of it to the dialog, or to a toast when that is closed. Links are read
// in a thread of their own. Main thread.
class SharingFlow final : public QObject
{
    Q_OBJECT

public:
    SharingFlow(ui::MainWindow& window, ui::ServerSection& section, LibraryServices& services,
                const AccountId& account, QObject* parent = nullptr);
    ~SharingFlow() override;

    // `selected`: the shots that are selected on the desk.
    void ask(const ProjectId& project, const QList<ShotId>& selected);
    // The settings come up.
    void refreshServers();

private:
    struct Reading
    {
        ui::ShareGround ground;
        QList<ui::ShareLine> lines;
        QHash<ShotId, QString> covers;
    };
    // How long sending takes, told from how long it took so far.
    struct Pace
    {
        QElapsedTimer since;
        qint64 bytesAtFirst = 0;
    };

    static Result<Reading> read(const Store& store, const AccountId& account,
                                const ProjectId& project);

    void connectDialog();
    void connectLogin(ui::ServerLogin& login);
    void connectPublisher();
    void refresh();
    void show(const Reading& reading);
    void complete(ui::ShareLine& line);
    ui::ShareProgress progressOf(const ShareId& share, const PublishProgress& progress);
    void publish(const ui::ShareWish& wish);
    void begin(const PublishRequest& request);
    void change(const ShareId& share, const ui::ShareWish& wish, bool renew);
    void update(const ShareId& share);
    void revoke(const ShareId& share);
    void tellEnd(const ShareId& share, const ShareResult<PublishEnd>& end);
    void chooseFolder(bool zip);
    void logIn(ui::ServerLogin& login, const ServerEntry& entry);
    void tellFailure(const QString& sentence); // empty: nobody needs to be told
    void open(const QString& url);
    QString lanSentence() const;

    ui::MainWindow& m_window;
    ui::ServerSection& m_section;
    LibraryServices& m_services;
    const AccountId m_account;
    QPointer<ui::ShareDialog> m_dialog;
    ProjectId m_project;
    QList<ShotId> m_selected;
    bool m_fresh = false; // the dialog has nothing yet
    ShareId m_made; // to be chosen when its row is there
    QHash<ShotId, QString> m_covers;
    QHash<ShareId, QStringList> m_refused; // of the last publication
    QHash<ShareId, QString> m_failures;
    QHash<ShareId, Pace> m_paces;
    QString m_lastFolder;
    QTimer m_reread;
    QThreadPool m_reader; // one thread
    AsyncHandle m_reading;
    AsyncHandle m_loggingIn;
};

} // namespace raskadr::desktop
