#pragma once

#include "ui/common/thumbnailcache.h"
#include "ui/storyboard/board/boardview.h"

#include <QTemporaryDir>
#include <QTest>

// A board of 1000 × 700 with boxes that have colours for covers, as a user would meet it.
class BoardBench
{
public:
    explicit BoardBench(int count, int width = 1000);

    // Shots 1 … count; the first is a picture, every other a video.
    static QList<raskadr::ui::BoardCard> cards(int count);

    raskadr::ShotId shot(int number) const { return m_cards[number - 1].id; }
    QList<raskadr::ShotId> shots(std::initializer_list<int> numbers) const;
    QList<int> numbers(const QList<raskadr::ShotId>& shots) const;
    QList<int> shownOrder() const { return numbers(orderOf(view.cards())); }
    static QList<raskadr::ShotId> orderOf(const QList<raskadr::ui::BoardCard>& cards);
    QPoint cover(int number) const { return view.coverRect(shot(number)).center(); }
    QPoint caption(int number) const;
    // Between the box and the one before it.
    QPoint gapBefore(int number) const;

    void click(const QPoint& at, Qt::KeyboardModifiers modifiers = {});
    void moveTo(const QPoint& at, Qt::MouseButtons buttons = {},
                Qt::KeyboardModifiers modifiers = {});
    // Presses, and moves in steps; the button stays down.
    void dragTo(const QPoint& from, const QPoint& to);
    void release(const QPoint& at);
    void settle();

    QTemporaryDir folder;
    QHash<QString, raskadr::ui::HoverSource> films;
    raskadr::ui::ThumbnailCache thumbnails;
    raskadr::ui::BoardView view;

private:
    QList<raskadr::ui::BoardCard> m_cards;
};
