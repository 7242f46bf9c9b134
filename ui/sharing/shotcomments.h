#pragma once

#include "core/store/commentrepository.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

namespace raskadr::ui {

class AnswerDrafts;
class Button;
class Chip;
class CommentThread;

// The same comments inside of their shot: a panel above its feed, and the chip that opens it. It
// opens by itself where something unread waits. Value in, wishes out.
class ShotComments final : public QWidget
{
    Q_OBJECT

public:
    explicit ShotComments(QWidget* parent = nullptr);

    // For the line of filters; hidden where nothing was said.
    Chip* toggle() const { return m_toggle; }
    // Oldest first, as they are read. `closed`: links over which nothing can be answered, and why.
    void setRows(const ShotId& shot, const QList<CommentRow>& rows,
                 const QHash<ShareId, QString>& closed);
    void setReadOnly(bool on);
    // Where answers are kept until they are sent; they outlive it.
    void setDrafts(AnswerDrafts& drafts);

Q_SIGNALS:
    void readMarked(const QList<raskadr::CommentId>& comments);
    void answered(const raskadr::CommentId& parent, const QString& text);
    void resolved(const raskadr::CommentId& comment, bool on);
    void dismissed(const raskadr::CommentId& comment);
    // The page of comments at this one.
    void allRequested(const raskadr::CommentId& comment);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void show(const CommentId& current);
    void arrange();
    void markRead();
    CommentId likeliest() const;

    ShotId m_shot;
    QList<CommentRow> m_rows;
    QHash<ShareId, QString> m_closed;
    CommentId m_current;
    QTimer m_dwell;
    bool m_readOnly = false;
    Chip* m_toggle;
    Button* m_all;
    Button* m_close;
    CommentThread* m_thread;
};

} // namespace raskadr::ui
