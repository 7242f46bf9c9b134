#pragma once

#include "app/desktop/commentnews.h"
#include "app/desktop/desktopnotice.h"
#include "app/desktop/libraryservices.h"
#include "core/sharing/sharing.h"
#include "core/store/commentrepository.h"
#include "ui/sharing/answerdrafts.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace raskadr::ui {
class CommentsPage;
class MainWindow;
class ShotComments;
class ShotPage;
class Toast;
} // namespace raskadr::ui

namespace raskadr::desktop {

// What guests say, wherever it is shown: the page of comments, the shot, the number in the top bar,
// and a word when something comes in. The rows are read in a thread of their own. Main thread.
class CommentFlow final : public QObject
{
    Q_OBJECT

public:
    // All outlive it; its page lives in the window until the flow goes.
    CommentFlow(ui::MainWindow& window, ui::ShotPage& shotPage, LibraryServices& services,
                const AccountId& account, QObject* parent = nullptr);
    ~CommentFlow() override;

    QWidget* page() const;
    // The project that is open: its unread ones are counted.
    void setProject(const ProjectId& project);
    // The page comes up, at this comment or shot if one is given.
    void open(const CommentId& comment = {}, const ShotId& shot = {});
    void leave();
    // The shot that is open; null: none.
    void setShot(const ShotId& shot);

Q_SIGNALS:
    void wanted(const raskadr::ProjectId& project, const raskadr::CommentId& comment);
    void shotWanted(const raskadr::ShotId& shot);
    void reworkWanted(const raskadr::ShotId& shot);
    void sharingWanted();
    void serverWanted(); // the settings, to sign in again
    void failed(const raskadr::Error& error);

private:
    struct Reading
    {
        QList<CommentRow> rows;
        QHash<ShareId, QString> closed;
        bool hasLinks = false;
        int shots = 0;
    };
    static Result<Reading> read(const Store& store, const AccountId& account,
                                const ProjectId& project, const ShotId& shot);

    void connectWishes();
    void loadDrafts();
    void keepDrafts();
    void refresh();
    void show(const Reading& reading);
    void showShot();
    void showUnread();
    void showStanding();
    void tellArrived(const QList<CommentId>& comments);
    void answer(const CommentId& parent, const QString& text);
    void resolve(const CommentId& comment, bool on);
    void markRead(const QList<CommentId>& comments);
    void dismiss(const CommentId& comment);
    void follow(const Pending<void>& written);

    ui::MainWindow& m_window;
    LibraryServices& m_services;
    const AccountId m_account;
    ui::AnswerDrafts m_drafts;
    QString m_keptDrafts; // as the library has them
    QTimer m_keep; // what is typed, once the typing pauses
    ui::CommentsPage* m_page;
    ui::ShotComments* m_inShot;
    CommentNews m_news;
    DesktopNotice m_notice;
    QPointer<ui::Toast> m_toast;
    ProjectId m_newsProject;
    CommentId m_newsComment;
    ProjectId m_project;
    ShotId m_shot;
    CommentId m_revealed; // to be chosen when the rows are there
    ShotId m_revealedShot;
    QTimer m_reread;
    QThreadPool m_reader; // one thread
    AsyncHandle m_reading;
    AsyncHandle m_readingShot;
};

} // namespace raskadr::desktop
