#include "ui/storyboard/board/hoverpreview.h"

#include "ui/common/format.h"
#include "ui/common/labels.h"
#include "ui/common/painters.h"
#include "ui/common/textlabels.h"
#include "ui/storyboard/board/cardpainter.h"

#include <QPainter>

namespace raskadr::ui {

namespace {

constexpr int edge = 8;
constexpr int captionHeight = 28;
constexpr int radius = 4;
constexpr int distance = 4; // from the plate of the box

} // namespace

HoverPreview::HoverPreview(QWidget* parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Preview of the shot"));
    hide();
}

void HoverPreview::open(const BoardCard& card, const QImage& still, const QRect& box, double aspect)
{
    m_card = card;
    m_frame = {};
    m_coverSize = QSize(coverWidth, qRound(coverWidth / aspect));
    const qreal dpr = devicePixelRatioF();
    const Theme& theme = themeOf(this);
    m_still = still.isNull() ? QImage()
                             : coverImage(still,
                                          {.pixels = (QSizeF(m_coverSize) * dpr).toSize(),
                                           .cornerPixels = qRound(radius * dpr),
                                           .stage = theme.stage,
                                           .ground = theme.raised},
                                          Qt::SmoothTransformation);
    const QSize size(coverWidth + 2 * edge, m_coverSize.height() + edge + captionHeight + edge);
    QRect place(QPoint(box.left() - edge, box.bottom() + 1 + distance), size);
    if (place.bottom() > parentWidget()->height() - edge) {
        place.moveBottom(box.top() - distance - 1);
    }
    place.moveLeft(std::clamp(place.left(), edge,
                              std::max(edge, parentWidget()->width() - size.width() - edge)));
    setGeometry(place);
    raise();
    show();
    update();
}

void HoverPreview::setFrame(const QImage& frame, qint64 positionMs, qint64 durationMs)
{
    m_frame = frame;
    m_positionMs = positionMs;
    m_durationMs = durationMs;
    update(coverRect());
}

QRect HoverPreview::coverRect() const
{
    return {QPoint(edge, edge), m_coverSize};
}

void HoverPreview::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    paintPopup(painter, rect(), 8, theme, theme.raised);
    const QRect cover = coverRect();
    if (const QImage& image = m_frame.isNull() ? m_still : m_frame; !image.isNull()) {
        painter.drawImage(QRectF(cover), image);
    } else if (m_card.isEmpty()) {
        paintDashedFrame(painter, cover, radius, theme.panel, theme.lineStrong);
        paintWrapped(&painter, cover.adjusted(10, 10, -10, -10), m_card.script, TextStyle::Small,
                     theme.text2, Qt::AlignLeft, (cover.height() - 20) / 16);
    } else {
        paintBox(painter, cover, radius, theme.stage);
    }
    if (!m_frame.isNull() && m_durationMs > 0) {
        paintPlayBar(painter, cover, double(m_positionMs) / double(m_durationMs));
        paintPlate(painter, cover.bottomRight() - QPointF(6, 14), Qt::BottomRightCorner,
                   timecodeText(m_positionMs), theme);
    } else if (!m_card.isEmpty() && !m_card.hasHeadliner) {
        paintPlate(painter, cover.topLeft() + QPointF(5, 5), Qt::TopLeftCorner, tr("no headliner"),
                   theme);
    }

    const QRect line(edge + 4, cover.bottom() + 1 + edge, coverWidth - 8, 18);
    const QString word = statusText(m_card.status);
    const qreal statusLeft = line.right() + 1 - statusWidth(word);
    paintStatus(painter, {statusLeft, line.top() + 2.0}, glyphOf(m_card.status), word, theme);
    qreal x = line.left();
    x += paintText(painter, line, QString::number(m_card.number), ui::font(TextStyle::BodyBold),
                   theme.text)
        + 8;
    paintText(painter, {x, qreal(line.top()), statusLeft - 12 - x, qreal(line.height())},
              m_card.title, ui::font(TextStyle::BodyMedium), theme.text);
}

} // namespace raskadr::ui
