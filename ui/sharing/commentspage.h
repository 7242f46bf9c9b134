#pragma once

#include "core/store/commentrepository.h"
#include "ui/sharing/commentstage.h"

#include <QTimer>
#include <QWidget>

class QStackedLayout;

namespace raskadr::ui {

class AnswerDrafts;
class Button;
class CommentList;
class CommentThread;
class ElidedLabel;
class EmptyState;
class StatusChip;
class ThumbnailCache;

// «Комментарии»: everything that guests said about the project, what is unread first, and beside it
// the shot as they saw it with the talk about it. Values in, wishes out.
class CommentsPage final : public QWidget
{
    Q_OBJECT

public:
    CommentsPage(ThumbnailCache& thumbnails, FindStageMedium find, QWidget* parent = nullptr);

    // A visit of this project begins: what is unread comes first. Followed by setRows().
    void open();
    void setRows(const QList<CommentRow>& rows);
    // Links over which nothing can be answered, each with the reason.
    void setClosed(const QHash<ShareId, QString>& closed);
    // How it stands with the server, and what helps; empty: well.
    void setStanding(const QString& sentence, const QString& act);
    void setReadOnly(bool on);
    // Where answers are kept until they are sent; they outlive it.
    void setDrafts(AnswerDrafts& drafts);
    void setSharable(bool on); // there is something to send a link to
    // Whether there is a link already: nothing is said of sending one then.
    void setHasLinks(bool on);
    // Chooses this one, and begins an answer if it is wished.
    void reveal(const CommentId& comment, bool answer);
    // The newest one about this shot.
    void revealShot(const ShotId& shot);
    // Stops what plays.
    void leave();

Q_SIGNALS:
    void readMarked(const QList<raskadr::CommentId>& comments);
    void answered(const raskadr::CommentId& parent, const QString& text);
    void resolved(const raskadr::CommentId& comment, bool on);
    void dismissed(const raskadr::CommentId& comment);
    void shotRequested(const raskadr::ShotId& shot);
    void reworkRequested(const raskadr::ShotId& shot);
    void shareRequested();
    void standingActRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildTalk();
    void showCurrent();
    void markShownRead();
    void toggleResolved();

    QHash<ShareId, QString> m_closed;
    QTimer m_dwell; // a comment is read when it was looked at for a moment
    bool m_readOnly = false;
    CommentList* m_list;
    QWidget* m_talk = nullptr; // what is at the right of a chosen comment
    ElidedLabel* m_title;
    ElidedLabel* m_version;
    StatusChip* m_status;
    Button* m_toShot;
    CommentStage* m_stage;
    CommentThread* m_thread;
    EmptyState* m_empty;
    Button* m_send;
    QStackedLayout* m_stack;
};

} // namespace raskadr::ui
