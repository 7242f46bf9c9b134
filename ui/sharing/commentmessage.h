#pragma once

#include "core/store/commentrepository.h"

#include <QWidget>

class QHBoxLayout;

namespace raskadr::ui {

class Button;
class ElidedLabel;
class WrapLabel;
class Avatar;

// One thing that was said, in a thread: who, when, the text as plain text, and what became of an
// answer that is on its way. Value in, wishes out.
class CommentMessage final : public QWidget
{
    Q_OBJECT

public:
    explicit CommentMessage(QWidget* parent = nullptr);

    // `current`: the one that the answer field is about.
    void setRow(const CommentRow& row, bool current);
    const CommentRow& row() const { return m_row; }
    // Puts its buttons behind a widget in the order of Tab; returns the last of them.
    QWidget* follow(QWidget* before);
    // With the name of the link, where several are shown together.
    void setShareShown(bool on);
    // No taking back and no sending, in a library that is only read.
    void setReadOnly(bool on);

Q_SIGNALS:
    void chosen(const raskadr::CommentId& comment);
    void momentRequested(qint64 atMs);
    // A refused answer goes back into the field.
    void takenBack(const raskadr::CommentRow& row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void openMenu(const QPoint& globalPosition);

    CommentRow m_row;
    bool m_current = false;
    bool m_readOnly = false;
    bool m_shareShown = false;
    QHBoxLayout* m_line;
    Avatar* m_avatar;
    ElidedLabel* m_author;
    ElidedLabel* m_when;
    Button* m_moment;
    ElidedLabel* m_state;
    Button* m_more;
    WrapLabel* m_text;
    QWidget* m_foot;
    WrapLabel* m_delivery;
    Button* m_takeBack;
};

} // namespace raskadr::ui
