#include "ui/shot/historyrow.h"

#include "ui/common/diffview.h"
#include "ui/common/format.h"
#include "ui/common/painters.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"
#include "ui/common/thumbnailcache.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int lineExtent = 34;
constexpr QSizeF rowPictureSize(48, 27);
constexpr qreal dotPlace = 5; // the middle of the dots
constexpr qreal dotRadius = 4.5;
constexpr int textLeft = 20;
constexpr int diffMargin = 8; // that a DiffView has around its text
constexpr qreal trashedOpacity = 0.45;

QString timeOf(const HistoryStep& step)
{
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(step.createdMs);
    const QDateTime now = QDateTime::currentDateTime();
    return moment.date() == now.date() ? timeText(moment) : relativeDateText(moment, now);
}

} // namespace

HistoryLine::HistoryLine(ThumbnailCache& thumbnails, const HistoryStep& step, bool isCurrent)
    : m_thumbnails(thumbnails)
    , m_step(step)
    , m_isCurrent(isCurrent)
{
    const bool leadsSomewhere = !step.asset.isNull() && !isCurrent;
    setEnabled(leadsSomewhere);
    setFocusPolicy(leadsSomewhere ? Qt::TabFocus : Qt::NoFocus);
    setCursor(leadsSomewhere ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setAccessibleName(stepText(step));
    setAccessibleDescription(step.prompt);
    setToolTip(step.inTrash ? tr("%1 (in the trash)").arg(stepText(step)) : stepText(step));
    const auto follow = [this](const QString& sha256) {
        if (sha256 == m_step.sha256) {
            update();
        }
    };
    connect(&m_thumbnails, &ThumbnailCache::ready, this, follow);
}

QSize HistoryLine::sizeHint() const
{
    return {240, lineExtent};
}

void HistoryLine::paintPicture(QPainter& painter, const QRectF& place) const
{
    const Theme& theme = themeOf(this);
    painter.fillRect(place, theme.stage);
    if (m_step.sha256.isEmpty()) {
        return;
    }
    const int level =
        ThumbnailCache::levelFor(qRound(rowPictureSize.width() * devicePixelRatioF()));
    m_thumbnails.request(m_step.sha256, level);
    const QImage image = m_thumbnails.nearest(m_step.sha256, level);
    if (image.isNull()) {
        return;
    }
    const QSizeF fitted = QSizeF(image.size()).scaled(place.size(), Qt::KeepAspectRatio);
    painter.drawImage(
        QRectF(place.center() - QPointF(fitted.width() / 2, fitted.height() / 2), fitted), image);
}

void HistoryLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const Theme& theme = themeOf(this);
    if (underMouse() && isEnabled()) {
        paintBox(painter, QRectF(textLeft - 6, 1, width() - textLeft + 6, height() - 2), 4,
                 theme.hover);
    }
    painter.setPen(QPen(m_isCurrent ? theme.accent : theme.text2, 1.5));
    painter.setBrush(m_isCurrent ? theme.accent : theme.panel);
    painter.drawEllipse(QPointF(dotPlace, height() / 2.0), dotRadius - 1, dotRadius - 1);

    painter.setOpacity(m_step.inTrash ? trashedOpacity : 1);
    const QRectF picture(QPointF(textLeft, (height() - rowPictureSize.height()) / 2),
                         rowPictureSize);
    paintPicture(painter, picture);
    const QString time = timeOf(m_step);
    const QFont small = ui::font(TextStyle::Small);
    const int timeWidth = QFontMetrics(small).horizontalAdvance(time) + 1;
    const QRectF right(width() - timeWidth - 6, 0, timeWidth, height());
    paintText(painter, right, time, small, theme.text2);
    const QRectF middle(picture.right() + 10, 0, right.left() - picture.right() - 20, height());
    paintText(painter, middle, stepText(m_step),
              ui::font(m_isCurrent ? TextStyle::BodyBold : TextStyle::Body), theme.text);
    if (hasFocus()) {
        paintFocusRing(painter, QRectF(textLeft - 4, 3, width() - textLeft + 2, height() - 6), 4,
                       theme, 0);
    }
}

void HistoryLine::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void HistoryLine::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

HistoryRow::HistoryRow(ThumbnailCache& thumbnails, const HistoryStep& step, const QString& before,
                       const Place& position)
    : m_place(position)
    , m_line(new HistoryLine(thumbnails, step, position.isLast))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_line);
    if (!before.isEmpty() && !step.prompt.isEmpty() && before != step.prompt) {
        auto* diff = new DiffView;
        diff->setTexts(before, step.prompt);
        diff->setMaximumLines(0);
        diff->setFocusPolicy(Qt::NoFocus);
        diff->setAccessibleName(tr("What changed in the prompt"));
        auto* place = new QHBoxLayout;
        place->setContentsMargins(textLeft - diffMargin, 0, 0, 0);
        place->addWidget(diff);
        column->addLayout(place);
    }
    connect(m_line, &HistoryLine::clicked, this, &HistoryRow::pressed);
}

void HistoryRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const qreal middle = m_line->geometry().center().y();
    const qreal top = m_place.isFirst ? middle : 0;
    const qreal bottom = m_place.isLast ? middle : height();
    painter.fillRect(QRectF(dotPlace - 0.5, top, 1, bottom - top), themeOf(this).lineStrong);
}

} // namespace raskadr::ui
