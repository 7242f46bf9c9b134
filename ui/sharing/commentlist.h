#pragma once

#include "ui/sharing/commentmodel.h"

#include <QWidget>

class QListView;
class QStackedLayout;

namespace raskadr::ui {

class Button;
class Chip;
class NoteStrip;
class SearchField;
class ThumbnailCache;

// The left of «Комментарии»: the lines with what narrows them down, and which of them is looked at.
class CommentList final : public QWidget
{
    Q_OBJECT

public:
    explicit CommentList(ThumbnailCache& thumbnails, QWidget* parent = nullptr);

    const CommentModel& model() const { return m_model; }
    // A visit begins: what is unread comes first. Followed by setRows().
    void open();
    void setRows(const QList<CommentRow>& rows);
    bool hasNothing() const; // whatever narrows it down
    // How it stands with the server, and what helps; empty: well.
    void setStanding(const QString& sentence, const QString& act);
    void setReadOnly(bool on);

    const CommentRow* current() const;
    void choose(const CommentId& comment);
    // Chooses this one, or what it answers, whatever hides it; false: it is not there.
    bool reveal(const CommentId& comment);
    // The newest one about this shot.
    void revealShot(const ShotId& shot);
    void focusSearch();

Q_SIGNALS:
    // Another one, or the same with new contents.
    void currentChanged();
    void answerRequested();
    void resolveRequested();
    void readMarked(const QList<raskadr::CommentId>& comments);
    void standingActRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildBar();
    QWidget* buildStanding();
    QWidget* buildLines();
    void addFilter(QLayout* row, const QString& text, CommentFilter filter);
    void showChips();
    void showWhetherAny();
    void chooseShare();

    CommentModel m_model;
    CommentId m_current;
    QList<std::pair<Chip*, CommentFilter>> m_chips;
    Chip* m_share;
    SearchField* m_search;
    Button* m_readAll;
    NoteStrip* m_standing;
    QListView* m_lines;
    QStackedLayout* m_stack = nullptr; // the lines, or that there are none
};

} // namespace raskadr::ui
