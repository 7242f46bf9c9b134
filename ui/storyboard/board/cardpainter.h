#pragma once

#include "ui/common/theme.h"
#include "ui/storyboard/board/boardcard.h"
#include "ui/storyboard/board/boardlayout.h"

#include <QImage>
#include <QPainter>

namespace raskadr::ui {

// The sizes of a box as it is drawn, in logical pixels.
struct CardSize
{
    QSize cover;
    int captionHeight = 0;
    int coverRadius = 4;
    BoardDetail detail = BoardDetail::Near;
    qreal dpr = 1;

    explicit CardSize(const BoardLayout& layout, qreal devicePixelRatio);
    QSize box() const { return {cover.width(), cover.height() + captionHeight}; }
    QSize coverPixels() const; // device pixels
    bool operator==(const CardSize&) const = default;
};

// What a box lies on.
enum class CardGround { Window, Hovered, Selected };
QColor groundColor(CardGround ground, const Theme& theme);

// Cover and caption on a ground of one colour: opaque RGB32, because that is blitted at the cost of
// a copy. Its device pixel ratio is set. A null cover: it is not loaded yet.
QImage paintCard(const BoardCard& card, const CardSize& size, const QImage& cover,
                 const QColor& ground, bool dimmed, const Theme& theme);

// Puts another picture into a card that paintCard() made for the same values.
void repaintCover(QImage& painted, const BoardCard& card, const CardSize& size, const QImage& cover,
                  const QColor& ground, bool dimmed, const Theme& theme);

// The part of a picture that fills a place of these proportions. Pictures that would lose more
// than a third of themselves are shown whole instead: `fitted` is then smaller than the place.
struct CoverFit
{
    QRectF source; // in the picture
    QRectF fitted; // in the place
};
CoverFit fitCover(const QSizeF& picture, const QSizeF& place);

// How a picture is made to cover a place of so many device pixels: what it leaves free shows
// `stage`, its round corners show `ground`.
struct CoverStyle
{
    QSize pixels = {};
    int cornerPixels = 0;
    QColor stage = {};
    QColor ground = {};
};
QImage coverImage(const QImage& picture, const CoverStyle& style, Qt::TransformationMode mode);

// The dashed place that adds a shot.
void paintAddSlot(QPainter& painter, const QRect& slot, int radius, bool hovered,
                  const Theme& theme);

} // namespace raskadr::ui
