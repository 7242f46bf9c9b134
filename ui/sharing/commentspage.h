#pragma once

#include "ui/sharing/commentmodel.h"
#include "ui/sharing/commentstage.h"

#include <QTimer>
#include <QWidget>

class QListView;
class QStackedLayout;

namespace raskadr::ui {

class Button;
class Chip;
class CommentThread;
class ElidedLabel;
class EmptyState;
class NoteStrip;
class SearchField;
class StatusChip;
class ThumbnailCache;
class WrapLabel;

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
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildLeft();
    QWidget* buildRight();
    void choose(const CommentId& comment);
    void showCurrent();
    void showChips();
    void chooseShare();
    void markShownRead();
    const CommentRow* currentRow() const;

    CommentModel m_model;
    CommentId m_current;
    QHash<ShareId, QString> m_closed;
    QTimer m_dwell; // a comment is read when it was looked at for a moment
    bool m_readOnly = false;
    bool m_hasLinks = false;
    QList<std::pair<Chip*, CommentFilter>> m_chips;
    Chip* m_share;
    SearchField* m_search;
    Button* m_readAll;
    NoteStrip* m_standing;
    QListView* m_list;
    QStackedLayout* m_listStack;
    WrapLabel* m_nothing;
    QWidget* m_left = nullptr;
    QWidget* m_right = nullptr;
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
