#include "ui/shell/projectcard.h"

#include "ui/common/button.h"
#include "ui/common/format.h"
#include "ui/common/painters.h"
#include "ui/common/style.h"
#include "ui/common/theme.h"
#include "ui/common/thumbnailcache.h"

#include <QContextMenuEvent>
#include <QDateTime>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double mosaicRatio = 16 / 8.2;
constexpr int captionHeight = 72;
constexpr int cellGap = 2;

} // namespace

ProjectCard::ProjectCard(const ProjectSummary& summary, ThumbnailCache& thumbnails, QWidget* parent)
    : QAbstractButton(parent)
    , m_summary(summary)
    , m_thumbnails(thumbnails)
    , m_more(new Button(u"more"_s, tr("More"), Button::Kind::Icon, this))
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setProperty("focusRing", false);
    m_more->hide();
    m_more->setFocusPolicy(Qt::NoFocus);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(m_more, &Button::clicked, this,
            [this] { Q_EMIT menuRequested(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
    connect(&m_thumbnails, &ThumbnailCache::ready, this, [this](const QString& sha256) {
        if (m_summary.covers.contains(sha256)) {
            update();
        }
    });
    setSummary(summary);
}

void ProjectCard::setSummary(const ProjectSummary& summary)
{
    if (summary.covers != m_summary.covers) {
        m_coversBefore = m_summary.covers;
    }
    m_summary = summary;
    if (m_summary.project.title.isEmpty()) {
        m_summary.project.title = tr("Untitled");
    }
    setAccessibleName(m_summary.project.title);
    QString description = tr("%1, done %2 of %3")
                              .arg(shotCountText(summary.shots))
                              .arg(summary.doneShots)
                              .arg(summary.shots);
    if (summary.unreadComments > 0) {
        description += u", "_s + tr("%n unread comment(s)", nullptr, summary.unreadComments);
    }
    setAccessibleDescription(description);
    requestCovers();
    update();
}

int ProjectCard::heightForWidth(int width) const
{
    return plate + qRound((width - 2 * plate) / mosaicRatio) + captionHeight;
}

QSize ProjectCard::sizeHint() const
{
    return {380, heightForWidth(380)};
}

QRectF ProjectCard::mosaicRect() const
{
    const int inner = width() - 2 * plate;
    return QRectF(plate, plate, inner, qRound(inner / mosaicRatio));
}

QList<QRectF> ProjectCard::cells() const
{
    const QRectF all = mosaicRect();
    const double small = (all.width() - 2 * cellGap) / 4;
    const double half = (all.height() - cellGap) / 2;
    QList<QRectF> cells{QRectF(all.left(), all.top(), small * 2, all.height())};
    for (int row = 0; row < 2; ++row) {
        for (int column = 0; column < 2; ++column) {
            cells.append(QRectF(all.left() + small * 2 + cellGap + column * (small + cellGap),
                                all.top() + row * (half + cellGap), small, half));
        }
    }
    return cells;
}

void ProjectCard::requestCovers()
{
    const int level = ThumbnailCache::levelFor(qRound(width() * devicePixelRatioF() / 2));
    for (const QString& sha256 : m_summary.covers) {
        m_thumbnails.request(sha256, level);
    }
}

void ProjectCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const Theme& theme = themeOf(this);
    const RaskadrStyle* style = RaskadrStyle::of(this);
    const bool keyboardFocus = hasFocus() && style && style->keyboardInUse();
    if (underMouse()) {
        paintBox(painter, QRectF(rect()), 8, theme.raised);
    }

    QPainterPath rounded;
    rounded.addRoundedRect(mosaicRect(), 6, 6);
    const int level = ThumbnailCache::levelFor(qRound(width() * devicePixelRatioF() / 2));
    if (m_summary.shots == 0) {
        paintDashedFrame(painter, mosaicRect().adjusted(0.5, 0.5, -0.5, -0.5), 6, theme.panel,
                         theme.lineStrong);
        if (m_summary.project.trashedMs == 0) {
            const QFont body = ui::font(TextStyle::Body);
            const QString text = tr("Add the first shots");
            const double wide = 18 + 8 + QFontMetricsF(body).horizontalAdvance(text);
            const QPointF at(mosaicRect().center().x() - wide / 2, mosaicRect().center().y() - 9);
            paintIcon(painter, at, u"plus"_s, 18, theme.text2);
            paintText(painter, QRectF(at.x() + 26, mosaicRect().top(), wide, mosaicRect().height()),
                      text, body, theme.text2);
        }
    } else {
        painter.setClipPath(rounded);
        painter.fillRect(mosaicRect(), theme.window);
        const QList<QRectF> places = cells();
        for (int i = 0; i < places.size(); ++i) {
            const QRectF& place = places.at(i);
            QImage image = m_thumbnails.nearest(m_summary.covers.value(i), level);
            if (image.isNull() && i < m_summary.covers.size()) {
                // Not made yet: the cover before is better than a hole.
                image = m_thumbnails.nearest(m_coversBefore.value(i), level);
            }
            if (image.isNull()) {
                painter.fillRect(place, theme.panel);
                continue;
            }
            // Filled like a cover: what does not fit is cut on both sides.
            QSizeF source = place.size().scaled(image.size(), Qt::KeepAspectRatio);
            const QRectF part(QPointF((image.width() - source.width()) / 2,
                                      (image.height() - source.height()) / 2),
                              source);
            painter.drawImage(place, image, part);
        }
        painter.setClipping(false);
    }

    const double top = mosaicRect().bottom() + 12;
    const double left = plate + 2;
    const double right = width() - left;
    double titleRight = right - (m_more->isVisible() ? 36 : 0);
    if (m_summary.unreadComments > 0) {
        const QFont bold = ui::font(TextStyle::TinyBold);
        const QString count = badgeText(m_summary.unreadComments);
        const double wide = QFontMetricsF(bold).horizontalAdvance(count) + 29;
        const QRectF pill(titleRight - wide, top + 1, wide, 18);
        paintBox(painter, pill, 9, theme.accent);
        paintIcon(painter, pill.topLeft() + QPointF(7, 3), u"comments"_s, 12, theme.onAccent);
        paintText(painter, pill.adjusted(22, 0, 0, 0), count, bold, theme.onAccent);
        titleRight -= wide + 8;
    }
    paintText(painter, QRectF(left, top, titleRight - left, 20), m_summary.project.title,
              ui::font(TextStyle::Heading), theme.text);
    const QString when = relativeDateText(
        QDateTime::fromMSecsSinceEpoch(m_summary.project.changedMs), QDateTime::currentDateTime());
    paintText(painter, QRectF(left, top + 24, width() - 120, 18),
              u"%1  ·  %2"_s.arg(shotCountText(m_summary.shots), when), ui::font(TextStyle::Body),
              theme.text2);
    if (m_summary.shots > 0) {
        paintText(painter, QRectF(right - 160, top + 24, 160, 18),
                  tr("Done %1 of %2").arg(m_summary.doneShots).arg(m_summary.shots),
                  ui::font(TextStyle::Small), theme.text2, Qt::AlignRight);
        paintProgress(painter, QRectF(left, top + 48, right - left, 3),
                      double(m_summary.doneShots) / m_summary.shots, theme, theme.done);
    }
    if (keyboardFocus) {
        paintFocusRing(painter, QRectF(rect()).adjusted(3, 3, -3, -3), 6, theme, 0);
    }
}

void ProjectCard::contextMenuEvent(QContextMenuEvent* event)
{
    Q_EMIT menuRequested(event->globalPos());
}

void ProjectCard::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    m_more->show();
    update();
}

void ProjectCard::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    m_more->hide();
    update();
}

void ProjectCard::resizeEvent(QResizeEvent* event)
{
    QAbstractButton::resizeEvent(event);
    m_more->move(width() - m_more->width() - plate, qRound(mosaicRect().bottom()) + 6);
    requestCovers();
}

void ProjectCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

} // namespace raskadr::ui
