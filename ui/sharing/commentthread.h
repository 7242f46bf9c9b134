#pragma once

#include "core/store/commentrepository.h"

#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace raskadr::ui {

class AnswerDrafts;
class Button;
class CommentMessage;
class ElidedLabel;
class TextArea;
class WrapLabel;

// What was said over one link about one shot, and the field for the producer's answer under it. A
// text that was not sent stays with its thread. Value in, wishes out.
class CommentThread final : public QWidget
{
    Q_OBJECT

public:
    explicit CommentThread(QWidget* parent = nullptr);

    // Where unsent texts are kept; they outlive it. Without them they live as long as the thread.
    void setDrafts(AnswerDrafts& drafts);
    // In order of talk; `current` is what an answer goes to. `closed`: a sentence why nothing can
    // be answered over this link; empty: it can.
    void setThread(const QList<CommentRow>& rows, const CommentId& current, const QString& closed);
    void setReadOnly(bool on);
    // How high it is with everything in it.
    int wholeHeight(int width) const;
    // Offers to set the shot back to work; the caller decides when that makes sense.
    void setReworkOffered(bool on);
    void focusAnswer();
    // For the panel in a shot, where there is little room.
    void setDense(bool on);

Q_SIGNALS:
    void chosen(const raskadr::CommentId& comment);
    void answered(const raskadr::CommentId& parent, const QString& text);
    void resolved(const raskadr::CommentId& comment, bool on);
    void dismissed(const raskadr::CommentId& comment); // a refused answer
    void momentRequested(qint64 atMs);
    void reworkRequested();
    void left(); // Esc in the field

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showMessages(const QList<CommentRow>& rows);
    void showCurrent();
    void send();
    const CommentRow* currentRow() const;
    void showDraft();
    void takeBack(const CommentRow& row);

    QList<CommentRow> m_rows;
    CommentId m_current;
    QString m_closed;
    bool m_readOnly = false;
    bool m_all = false; // the early ones too
    AnswerDrafts* m_drafts;
    CommentId m_draftOf; // whose words the field has
    QScrollArea* m_scroll;
    QVBoxLayout* m_column;
    Button* m_early;
    QList<CommentMessage*> m_messages;
    QWidget* m_dock;
    ElidedLabel* m_whom;
    TextArea* m_answer;
    WrapLabel* m_note;
    Button* m_send;
    Button* m_resolve;
    Button* m_rework;
};

} // namespace raskadr::ui
