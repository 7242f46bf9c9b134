#include "ui/storyboard/board/boardmarks.h"

#include "ui/common/painters.h"

namespace raskadr::ui {

namespace {

constexpr int stackStep = 6;
constexpr int margin = 11; // the badge sits on the corner
constexpr int badgeHeight = 22;

} // namespace

QRect BoardMarks::pictureRect() const
{
    return picture.isNull() ? QRect() : QRect(pictureAt, picture.deviceIndependentSize().toSize());
}

QPoint BoardMarks::pictureOffset()
{
    return {margin, margin};
}

QPixmap liftedPicture(const QList<QPixmap>& covers, const QSize& coverSize, int radius, int count,
                      qreal dpr, const Theme& theme)
{
    const int behind = static_cast<int>(covers.size()) - 1;
    const QSize size =
        coverSize + QSize(2 * margin, 2 * margin) + QSize(behind * stackStep, behind * stackStep);
    QPixmap picture((QSizeF(size) * dpr).toSize());
    picture.setDevicePixelRatio(dpr);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    for (int i = behind; i >= 0; --i) {
        const QRect cover(QPoint(margin, margin) + QPoint(i, i) * stackStep, coverSize);
        painter.drawPixmap(cover, covers[i]);
        paintBox(painter, QRectF(cover).adjusted(-1, -1, 1, 1), radius + 1, {}, theme.accentLine,
                 2);
    }
    if (count > 1) {
        const QString words = QString::number(count);
        const QSizeF badge = badgeSize(words, badgeHeight);
        paintBadge(painter, {margin + coverSize.width() - badge.width() / 2, 0}, words,
                   BadgeKind::Waits, theme, badgeHeight);
    }
    return picture;
}

void paintInsertionBar(QPainter& painter, const QRect& bar, const Theme& theme)
{
    paintBox(painter, bar, bar.width() / 2.0, theme.accentLine);
}

void paintDropRing(QPainter& painter, const QRect& box, const Theme& theme)
{
    paintBox(painter, box, 7, {}, theme.accentLine, 2);
}

void paintBand(QPainter& painter, const QRect& band, const Theme& theme)
{
    QColor fill = theme.focus;
    fill.setAlpha(20);
    QColor edge = theme.focus;
    edge.setAlpha(140);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(edge, 1));
    painter.setBrush(fill);
    painter.drawRect(band.adjusted(0, 0, -1, -1));
    painter.restore();
}

} // namespace raskadr::ui
