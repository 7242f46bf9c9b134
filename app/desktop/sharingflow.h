#pragma once

#include "app/desktop/libraryservices.h"
#include "app/desktop/publicationlog.h"
#include "app/desktop/sharereading.h"
#include "core/sharing/sharing.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace raskadr::ui {
class MainWindow;
class ShareDialog;
} // namespace raskadr::ui

namespace raskadr::desktop {

class ServersFlow;

// «Поделиться» from the dialog to the page: what is wished goes to core/sharing, what comes of it
// to the dialog, or to a toast when that is closed. Links are read in a thread of their own. Main
// thread.
class SharingFlow final : public QObject
{
    Q_OBJECT

public:
    SharingFlow(ui::MainWindow& window, ServersFlow& servers, LibraryServices& services,
                const AccountId& account, QObject* parent = nullptr);
    ~SharingFlow() override;

    // `selected`: the shots that are selected on the desk.
    void ask(const ProjectId& project, const QList<ShotId>& selected);

private:
    void connectDialog();
    void connectPublisher();
    void rereadSoon();
    void refresh();
    void show(const ShareReading& reading);
    void complete(ui::ShareLine& line);
    void publish(const ui::ShareWish& wish);
    void begin(const PublishRequest& request);
    void change(const ShareId& share, const ui::ShareWish& wish, bool renew);
    void update(const ShareId& share);
    void revoke(const ShareId& share);
    void tellEnd(const ShareId& share, const ShareResult<PublishEnd>& end);
    void chooseFolder(bool zip, const QString& title);
    void tellFailure(const ShareFailure& failure);
    void tellFailure(const Error& error);
    // An empty sentence: nobody needs to be told.
    void tellFailure(const QString& sentence, const QString& detail);
    void open(const QString& url);

    ui::MainWindow& m_window;
    ServersFlow& m_servers;
    LibraryServices& m_services;
    const AccountId m_account;
    QPointer<ui::ShareDialog> m_dialog;
    ProjectId m_project;
    QList<ShotId> m_selected;
    bool m_fresh = false; // the dialog has nothing yet
    ShareId m_made; // to be chosen when its row is there
    QHash<ShotId, QString> m_covers;
    PublicationLog m_log;
    QString m_lastFolder;
    QTimer m_reread;
    QThreadPool m_reader; // one thread
    AsyncHandle m_reading;
};

} // namespace raskadr::desktop
