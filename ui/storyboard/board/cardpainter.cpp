#include "ui/storyboard/board/cardpainter.h"

#include "ui/common/painters.h"
#include "ui/common/textlabels.h"
#include "ui/storyboard/board/cardcaption.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainterPath>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double noHeadlinerOpacity = 0.38;
constexpr double trashedOpacity = 0.5;
constexpr double mostLost = 0.34; // of a picture, when it is cropped to the project's proportions

class CardText
{
    Q_DECLARE_TR_FUNCTIONS(BoardCard)
};

void roundCorners(QPainter& painter, const QRectF& rect, qreal radius, const QColor& ground)
{
    if (radius <= 0) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    // Corner by corner: a path as large as the cover would cost as much as the cover.
    const QSizeF circle(2 * radius, 2 * radius);
    const struct
    {
        QPointF corner;
        QPointF circleAt;
        qreal from; // degrees
    } corners[] = {
        {rect.topLeft(), rect.topLeft(), 90},
        {rect.bottomLeft(), rect.bottomLeft() - QPointF(0, circle.height()), 180},
        {rect.bottomRight(), rect.bottomRight() - QPointF(circle.width(), circle.height()), 270},
        {rect.topRight(), rect.topRight() - QPointF(circle.width(), 0), 0}};
    for (const auto& [corner, circleAt, from] : corners) {
        QPainterPath outside(corner);
        outside.arcTo({circleAt, circle}, from, 90);
        outside.closeSubpath();
        painter.fillPath(outside, ground);
    }
    painter.restore();
}

void paintSlate(QPainter& painter, const BoardCard& card, const CardSize& size, const Theme& theme)
{
    const QRectF cover(QPointF(), QSizeF(size.cover));
    if (size.detail == BoardDetail::Tile) {
        painter.fillRect(cover, theme.panel);
        return;
    }
    paintDashedFrame(painter, cover, size.coverRadius, theme.panel, theme.lineStrong);
    if (size.detail <= BoardDetail::Far) {
        return;
    }
    if (size.detail == BoardDetail::Middle) {
        paintText(painter, cover, QString::number(card.number), font(TextStyle::Heading),
                  theme.text2, Qt::AlignHCenter);
        return;
    }
    const QRectF inner = cover.adjusted(10, 8, -10, -8);
    const QString number = QString::number(card.number);
    if (card.script.isEmpty()) {
        paintText(painter, cover, number, font(TextStyle::PageTitle), theme.text2,
                  Qt::AlignHCenter);
        return;
    }
    paintText(painter, {inner.left(), inner.top(), inner.width(), 20}, number,
              font(TextStyle::Heading), theme.text2);
    const int lines = static_cast<int>((inner.height() - 24) / lineHeight(TextStyle::Small));
    if (lines > 0) {
        paintWrapped(&painter, inner.adjusted(0, 24, 0, 0), card.script, TextStyle::Small,
                     theme.text2, Qt::AlignLeft, lines);
    }
}

void paintCover(QPainter& painter, const BoardCard& card, const CardSize& size, const QImage& cover,
                const QColor& ground, bool dimmed, const Theme& theme)
{
    const QRectF place(QPointF(), QSizeF(size.cover));
    painter.fillRect(place, theme.stage);
    double opacity = dimmed ? trashedOpacity : 1;
    if (!card.hasHeadliner || card.coverMissing) {
        opacity *= noHeadlinerOpacity;
    }
    if (!cover.isNull()) {
        const QImage scaled = coverImage(
            cover, {.pixels = size.coverPixels(), .stage = theme.stage}, Qt::SmoothTransformation);
        painter.setOpacity(opacity);
        painter.drawImage(place, scaled);
        painter.setOpacity(1);
    }
    roundCorners(painter, place, size.coverRadius, ground);
    if (size.detail < BoardDetail::Near) {
        if (card.coverMissing && size.detail > BoardDetail::Tile) {
            paintIcon(painter, place.center() - QPointF(8, 8), u"warning"_s, 16, theme.warn);
        }
        return;
    }
    if (card.coverMissing) {
        paintPlate(painter, {5, 5}, Qt::TopLeftCorner, CardText::tr("no file"), theme, u"warning"_s,
                   Theme::darkTheme().warn);
    } else if (!card.hasHeadliner) {
        paintPlate(painter, {5, 5}, Qt::TopLeftCorner, CardText::tr("no headliner"), theme);
    }
}

} // namespace

CardSize::CardSize(const BoardLayout& layout, qreal devicePixelRatio)
    : cover(layout.boxWidth(), layout.coverHeight())
    , captionHeight(layout.captionHeight())
    , coverRadius(layout.coverRadius())
    , detail(layout.detail())
    , dpr(devicePixelRatio)
{
}

QSize CardSize::coverPixels() const
{
    return (QSizeF(cover) * dpr).toSize();
}

CoverFit fitCover(const QSizeF& picture, const QSizeF& place)
{
    const QSizeF visible = place.scaled(picture, Qt::KeepAspectRatio);
    const double lost =
        1 - visible.width() * visible.height() / std::max(1.0, picture.width() * picture.height());
    if (lost <= mostLost) {
        return {
            {{(picture.width() - visible.width()) / 2, (picture.height() - visible.height()) / 2},
             visible},
            {{}, place}};
    }
    const QSizeF whole = picture.scaled(place, Qt::KeepAspectRatio);
    return {{{}, picture},
            {{(place.width() - whole.width()) / 2, (place.height() - whole.height()) / 2}, whole}};
}

QImage coverImage(const QImage& picture, const CoverStyle& style, Qt::TransformationMode mode)
{
    const CoverFit fit = fitCover(picture.size(), style.pixels);
    const QRect source = fit.source.toRect().intersected(picture.rect());
    const QRect target = fit.fitted.toRect();
    QImage part = source == picture.rect() ? picture : picture.copy(source);
    if (part.size() != target.size()) {
        part = part.scaled(target.size().expandedTo({1, 1}), Qt::IgnoreAspectRatio, mode);
    }
    const bool whole = target.size() == style.pixels;
    if (whole && style.cornerPixels == 0) {
        return part;
    }
    if (!whole || part.format() != QImage::Format_RGB32) {
        QImage image(style.pixels, QImage::Format_RGB32);
        image.fill(style.stage);
        QPainter(&image).drawImage(target.topLeft(), part);
        part = std::move(image);
    }
    QPainter painter(&part);
    roundCorners(painter, QRectF(part.rect()), style.cornerPixels, style.ground);
    return part;
}

QColor groundColor(CardGround ground, const Theme& theme)
{
    switch (ground) {
    case CardGround::Window:
        return theme.window;
    case CardGround::Hovered:
        return theme.raised;
    case CardGround::Selected:
        return theme.selBg;
    }
    Q_UNREACHABLE();
}

QImage paintCard(const BoardCard& card, const CardSize& size, const QImage& cover,
                 const QColor& ground, bool dimmed, const Theme& theme)
{
    QImage image((QSizeF(size.box()) * size.dpr).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(size.dpr);
    image.fill(ground);
    QPainter painter(&image);
    if (card.isEmpty()) {
        paintSlate(painter, card, size, theme);
    } else {
        paintCover(painter, card, size, cover, ground, dimmed, theme);
    }
    paintCaption(painter, card, size, dimmed, theme);
    return image;
}

void repaintCover(QImage& painted, const BoardCard& card, const CardSize& size, const QImage& cover,
                  const QColor& ground, bool dimmed, const Theme& theme)
{
    if (!card.isEmpty()) {
        QPainter painter(&painted);
        paintCover(painter, card, size, cover, ground, dimmed, theme);
    }
}

void paintAddSlot(QPainter& painter, const QRect& slot, int radius, bool hovered,
                  const Theme& theme)
{
    const QColor color = hovered ? theme.text : theme.text2;
    paintDashedFrame(painter, slot, radius, hovered ? theme.raised : theme.panel,
                     hovered ? theme.lineControl : theme.lineStrong);
    const QFont tiny = font(TextStyle::Tiny);
    const QString words = CardText::tr("New shot");
    const qreal width = 20 + QFontMetricsF(tiny).horizontalAdvance(words);
    const QPointF middle = QRectF(slot).center();
    if (slot.width() < width + 16) {
        const int px = std::min({16, slot.width() - 8, slot.height() - 4});
        if (px >= 8) {
            paintIcon(painter, middle - QPointF(px, px) / 2, u"plus"_s, px, color);
        }
        return;
    }
    paintIcon(painter, middle - QPointF(width / 2, 8), u"plus"_s, 16, color);
    paintText(painter, {middle.x() - width / 2 + 20, middle.y() - 7, width, 14}, words, tiny,
              color);
}

} // namespace raskadr::ui
