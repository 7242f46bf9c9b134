#include "ui/sharing/commentdelegate.h"

#include "ui/common/format.h"
#include "ui/common/painters.h"
#include "ui/common/popupmenu.h"
#include "ui/common/style.h"
#include "ui/common/textlabels.h"
#include "ui/common/thumbnailcache.h"
#include "ui/sharing/commentmodel.h"
#include "ui/sharing/commentwords.h"

#include <QAbstractItemView>
#include <QDateTime>
#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rowHeight = 108;
constexpr int lineEdge = 16;
constexpr int topEdge = 14;
constexpr QSize cover(112, 63);
constexpr int unreadBar = 3;
constexpr int iconSide = 12;

void paintCoverOf(QPainter& painter, const QRectF& place, const QImage& image, bool known,
                  const Theme& theme)
{
    QPainterPath rounded;
    rounded.addRoundedRect(place, 4, 4);
    painter.fillPath(rounded, theme.stage);
    if (image.isNull()) {
        paintIcon(painter, place.center() - QPointF(10, 10), known ? u"image"_s : u"shot"_s, 20,
                  theme.text2);
        return;
    }
    const QSizeF part = place.size().scaled(image.size(), Qt::KeepAspectRatio);
    painter.setClipPath(rounded);
    painter.drawImage(
        place, image,
        QRectF(QPointF((image.width() - part.width()) / 2, (image.height() - part.height()) / 2),
               part));
    painter.setClipping(false);
}

// An icon and a word that end at `right`; returns where the next one may end.
qreal paintMark(QPainter& painter, qreal right, qreal top, const QString& icon, const QString& word,
                const QColor& color)
{
    const QFont small = font(TextStyle::Small);
    const qreal width = QFontMetricsF(small).horizontalAdvance(word);
    paintText(painter, {right - width, top, width + 1, 18}, word, small, color);
    paintIcon(painter, {right - width - iconSide - 5, top + 3}, icon, iconSide, color);
    return right - width - iconSide - 5 - 12;
}

} // namespace

CommentDelegate::CommentDelegate(ThumbnailCache& thumbnails, QWidget* view)
    : QStyledItemDelegate(view)
    , m_thumbnails(thumbnails)
    , m_view(view)
{
}

void CommentDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    const auto row = index.data(CommentModel::RowRole).value<CommentRow>();
    const Comment& comment = row.comment;
    const Theme& theme = themeOf(m_view);
    const QRect place = option.rect;
    painter->save();
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(place, theme.selBg);
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(place, theme.raised);
    }
    painter->fillRect(QRect(place.left(), place.bottom(), place.width(), 1), theme.line);
    if (!comment.read) {
        painter->fillRect(QRect(place.left(), place.top(), unreadBar, place.height() - 1),
                          theme.accentLine);
    }

    const QRectF picture(QPointF(place.left() + lineEdge, place.top() + topEdge), QSizeF(cover));
    QImage image;
    if (!row.seenSha256.isEmpty()) {
        const int level = ThumbnailCache::levelFor(
            qRound(cover.width() * painter->device()->devicePixelRatioF()));
        m_thumbnails.request(row.seenSha256, level);
        image = m_thumbnails.nearest(row.seenSha256, level);
    }
    paintCoverOf(*painter, picture, image, !row.seenSha256.isEmpty(), theme);

    const qreal left = picture.right() + 14;
    const qreal right = place.right() - lineEdge;
    qreal top = place.top() + topEdge - 2;

    qreal free = right;
    if (comment.resolved) {
        free = paintMark(*painter, free, top, u"status-done"_s, tr("Resolved"), theme.done);
    }
    const QString when = dateTimeText(QDateTime::fromMSecsSinceEpoch(comment.createdMs),
                                      QDateTime::currentDateTime());
    const QFont bold = font(TextStyle::BodyBold);
    const QFont small = font(TextStyle::Small);
    const qreal whenWidth = QFontMetricsF(small).horizontalAdvance(when);
    // The name gives way before the time does.
    const qreal name =
        paintText(*painter, {left, top, std::max(40.0, free - left - whenWidth - 8), 18},
                  comment.author, bold, theme.text);
    qreal x = left + name + 8;
    x += paintText(*painter, {x, top, std::max(0.0, free - x), 18}, when, small, theme.text2) + 10;
    if (free - x > 60) {
        paintIcon(*painter, {x, top + 3}, u"link"_s, iconSide, theme.text2);
        paintText(*painter, {x + iconSide + 5, top, free - x - iconSide - 5, 18}, row.shareName,
                  small, theme.text2);
    }

    top += 22;
    const bool verdict = comment.kind == CommentKind::Verdict;
    const QColor color = verdict ? textColor(theme, verdictRole(comment.verdict))
        : comment.resolved       ? theme.text2
                                 : theme.text;
    qreal textLeft = left;
    if (verdict) {
        paintIcon(*painter, {textLeft, top + 1}, verdictIcon(comment.verdict), 16, color);
        textLeft += 22;
    }
    if (comment.atMs >= 0) {
        const QString moment = timecodeText(comment.atMs);
        const qreal width = QFontMetricsF(small).horizontalAdvance(moment) + 12;
        paintBox(*painter, {textLeft, top, width, 18}, 4, theme.hover);
        paintText(*painter, {textLeft + 6, top, width, 18}, moment, small, theme.text);
        textLeft += width + 8;
    }
    const int lines =
        paintWrapped(painter, {textLeft, top, right - textLeft, 36},
                     commentText(comment).simplified(), TextStyle::Body, color, Qt::AlignLeft, 2);
    top += lines + 6;
    QString about = commentShotText(row);
    if (const QString version = commentVersionText(row); !version.isEmpty()) {
        about += u" · "_s + version;
    }
    paintText(*painter, {left, top, right - left, 16}, about, small, theme.text2);

    const RaskadrStyle* style = RaskadrStyle::of(m_view);
    if ((option.state & QStyle::State_HasFocus) && style && style->keyboardInUse()) {
        paintFocusRing(*painter, QRectF(place).adjusted(3, 3, -3, -4), 4, theme, 0);
    }
    painter->restore();
}

QSize CommentDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {320, rowHeight};
}

bool CommentDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                                const QStyleOptionViewItem&, const QModelIndex& index)
{
    const auto row = index.data(CommentModel::RowRole).value<CommentRow>();
    showToolTip(event->globalPos(), commentText(row.comment), {}, view);
    return true;
}

} // namespace raskadr::ui
