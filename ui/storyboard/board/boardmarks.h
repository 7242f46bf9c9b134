#pragma once

#include "core/base/id.h"
#include "ui/common/theme.h"
#include "ui/storyboard/board/boardlayout.h"

#include <QPainter>
#include <QPixmap>
#include <QSet>

namespace raskadr::ui {

// What a gesture shows over the boxes: the place of an insertion, lifted covers, a box that would
// take a drop, a rubber band. A plain value in coordinates of the board.
struct BoardMarks
{
    InsertionPlace insertion;
    ShotId dropInto;
    QRect band;
    QSet<ShotId> lifted; // their boxes fade
    QPixmap picture; // of the lifted covers, with its device pixel ratio
    QPoint pictureAt; // its upper left corner

    QRect pictureRect() const;
    // From the corner of the picture to that of its first cover.
    static QPoint pictureOffset();
};

// One to three covers, the first on top, with an amber edge and the count of all that are lifted.
QPixmap liftedPicture(const QList<QPixmap>& covers, const QSize& coverSize, int radius, int count,
                      qreal dpr, const Theme& theme);

void paintInsertionBar(QPainter& painter, const QRect& bar, const Theme& theme);
void paintDropRing(QPainter& painter, const QRect& box, const Theme& theme);
void paintBand(QPainter& painter, const QRect& band, const Theme& theme);

} // namespace raskadr::ui
