#include "ui/shot/feeddelegate.h"

#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/labels.h"
#include "ui/common/painters.h"
#include "ui/common/popupmenu.h"
#include "ui/common/style.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"
#include "ui/common/thumbnailcache.h"
#include "ui/shot/feedmodel.h"

#include <QAbstractItemView>
#include <QDateTime>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double rejectedOpacity = 0.38;

QString captionIcon(const FeedItem& item)
{
    if (!item.isAsset()) {
        return u"generate"_s;
    }
    switch (item.asset->asset.origin) {
    case AssetOrigin::Imported:
        return item.isVideo() ? u"video"_s : u"reference"_s;
    case AssetOrigin::Frame:
        return u"film"_s;
    case AssetOrigin::Generated:
        return item.isVideo() ? u"video"_s : u"image"_s;
    }
    return u"image"_s;
}

// Short, because there is little room: of today only the time.
QString cardTime(qint64 ms)
{
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(ms);
    const QDateTime now = QDateTime::currentDateTime();
    return moment.date() == now.date() ? timeText(moment) : relativeDateText(moment, now);
}

} // namespace

FeedDelegate::FeedDelegate(ThumbnailCache& thumbnails, QWidget* view)
    : QStyledItemDelegate(view)
    , m_thumbnails(thumbnails)
    , m_view(view)
{
}

void FeedDelegate::setHoverFrame(const AssetId& asset, const QImage& frame, double share)
{
    m_hoverAsset = asset;
    m_hoverFrame = frame;
    m_hoverShare = share;
    m_view->update();
}

QSize FeedDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return m_cardSize;
}

QRectF FeedDelegate::pictureRect(const QRect& cell) const
{
    const QRectF inner = QRectF(cell).adjusted(gap / 2.0, gap / 2.0, -gap / 2.0, -gap / 2.0);
    return inner.adjusted(0, 0, 0, -captionHeight);
}

bool FeedDelegate::paintCover(QPainter* painter, const QRectF& picture, const QString& sha256) const
{
    if (sha256.isEmpty()) {
        return false;
    }
    const int level =
        ThumbnailCache::levelFor(qRound(picture.width() * m_view->devicePixelRatioF()));
    m_thumbnails.request(sha256, level);
    const QImage image = m_thumbnails.nearest(sha256, level);
    if (image.isNull()) {
        return false;
    }
    // A picture of another shape than the card is shown whole, on the stage.
    const QSizeF fitted = QSizeF(image.size()).scaled(picture.size(), Qt::KeepAspectRatio);
    const QRectF place(picture.center() - QPointF(fitted.width() / 2, fitted.height() / 2), fitted);
    painter->drawImage(place, image);
    return true;
}

bool FeedDelegate::isMain(JobAct act, const FeedItem& item)
{
    // What runs or waits for its turn asks for nothing.
    return act != JobAct::Cancel && act == jobActs(item.job->job, item.standing).first();
}

QList<std::pair<JobAct, QRect>> FeedDelegate::buttons(const QRectF& picture,
                                                      const FeedItem& item) const
{
    QList<std::pair<JobAct, QRect>> result;
    if (!item.job) {
        return result;
    }
    const Job& job = item.job->job;
    const QFontMetrics metrics(font(TextStyle::SmallMedium));
    const int top = qRound(picture.bottom()) - 36;
    // The one that helps at the left and always, the next ones as far as there is room, «Отменить»
    // at the right, the cross in the corner.
    int left = qRound(picture.left()) + 12;
    int right = qRound(picture.right()) - 4;
    QList<JobAct> acts = jobActs(job, item.standing);
    if (m_readOnly) {
        acts.removeIf([](JobAct act) { return act != JobAct::Details; });
    }
    for (const JobAct act : std::as_const(acts)) {
        if (act == JobAct::Forget) {
            result.append({act, QRect(right - 28, qRound(picture.top()) + 6, 26, 26)});
            continue;
        }
        const bool main = isMain(act, item);
        const int width =
            metrics.horizontalAdvance(jobActText(act, job, item.standing)) + (main ? 42 : 16);
        if (act == JobAct::Cancel) {
            if (acts.size() == 1 || left + width <= right) {
                result.append({act, QRect(right - width, top, width, 26)});
            }
            continue;
        }
        if (!main && left + width > right) {
            continue;
        }
        result.append({act, QRect(left, top, width, 26)});
        left += width + 4;
    }
    return result;
}

void FeedDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const auto item = index.data(FeedModel::ItemRole).value<FeedItem>();
    const Theme& theme = themeOf(m_view);
    const RaskadrStyle* style = RaskadrStyle::of(m_view);
    painter->save();
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);

    const QRectF picture = pictureRect(option.rect);
    CardState state;
    state.hovered = option.state & QStyle::State_MouseOver;
    state.selected = option.state & QStyle::State_Selected;
    state.focused = (option.state & QStyle::State_HasFocus) && style && style->keyboardInUse();
    paintCardPlate(*painter, picture.adjusted(0, 0, 0, captionHeight), state, theme);

    QPainterPath rounded;
    rounded.addRoundedRect(picture, 4, 4);
    painter->setClipPath(rounded);
    const bool failed = item.job
        && (item.job->job.state == JobState::Failed || item.job->job.state == JobState::Unknown);
    painter->fillRect(picture, failed ? theme.panel : theme.stage);
    if (item.isAsset()) {
        paintAsset(painter, picture, item, state.hovered);
    } else if (failed) {
        painter->setClipping(false);
        paintFailed(painter, picture, item);
    } else {
        paintRunning(painter, picture, item);
    }
    painter->setClipping(false);

    const QRectF caption(picture.left(), picture.bottom() + 4, picture.width(), captionHeight - 4);
    paintIcon(*painter, QPointF(caption.left(), caption.top() + 3), captionIcon(item), 14,
              theme.text2);
    const QString time = cardTime(item.createdMs());
    const qreal timeWidth = QFontMetricsF(font(TextStyle::Small)).horizontalAdvance(time);
    paintText(*painter, caption, time, font(TextStyle::Small), theme.text2, Qt::AlignRight);
    paintText(*painter, caption.adjusted(20, 0, -timeWidth - 8, 0), item.caption,
              font(TextStyle::Small), theme.text2);
    painter->restore();
}

void FeedDelegate::paintAsset(QPainter* painter, const QRectF& picture, const FeedItem& item,
                              bool hovered) const
{
    const Theme& theme = themeOf(m_view);
    const Asset& asset = item.asset->asset;
    const bool playing = hovered && m_hoverAsset == asset.id && !m_hoverFrame.isNull();
    if (asset.rejected) {
        painter->setOpacity(rejectedOpacity);
    }
    if (playing) {
        const QSizeF fitted =
            QSizeF(m_hoverFrame.size()).scaled(picture.size(), Qt::KeepAspectRatio);
        painter->drawImage(
            QRectF(picture.center() - QPointF(fitted.width() / 2, fitted.height() / 2), fitted),
            m_hoverFrame);
    } else {
        if (!paintCover(painter, picture, item.coverSha256)) {
            // Not made yet, or a file that cannot be read.
            paintIcon(*painter, picture.center() - QPointF(12, 12), kindIcon(asset.kind), 24,
                      theme.text2);
        }
    }
    painter->setOpacity(1);
    if (item.asset->media.state != MediaState::Present) {
        paintPlate(*painter, picture.center() - QPointF(70, 0), Qt::TopLeftCorner,
                   mediaStateText(item.asset->media.state), theme, u"warning"_s, theme.warn);
    }
    if (item.isHeadliner) {
        paintPlate(*painter, picture.topLeft() + QPointF(6, 6), Qt::TopLeftCorner, tr("Headliner"),
                   theme, u"star-filled"_s, theme.accent);
    }
    if (asset.favourite) {
        paintPlate(*painter, picture.topRight() + QPointF(-6, 6), Qt::TopRightCorner, {}, theme,
                   u"heart-filled"_s, Qt::white);
    }
    if (item.isVideo() && !playing) {
        paintPlate(*painter, picture.bottomRight() - QPointF(6, 6), Qt::BottomRightCorner,
                   timecodeText(item.asset->media.durationMs), theme, u"play"_s, Qt::white);
    }
    if (playing) {
        paintPlayBar(*painter, picture, m_hoverShare);
    }
}

void FeedDelegate::paintRunning(QPainter* painter, const QRectF& picture,
                                const FeedItem& item) const
{
    const Theme& theme = themeOf(m_view);
    const Job& job = item.job->job;
    paintCover(painter, picture, item.coverSha256);
    painter->fillRect(picture, QColor(0, 0, 0, 158));
    if (job.state == JobState::Queued) {
        paintWaiting(painter, picture, item);
        return;
    }
    QString word = statusText(job.state);
    if (item.standing.progress > 0) {
        word = tr("%1, %2").arg(word, percentText(qRound(item.standing.progress * 100)));
    }
    const qreal left = picture.left() + 12;
    paintStatusChip(*painter, QPointF(left, picture.bottom() - 78), glyphOf(job.state), word,
                    theme);
    paintProgress(*painter, QRectF(left, picture.bottom() - 46, picture.width() - 24, 4),
                  item.standing.progress, theme, theme.work);
    if (item.standing.remainingMs > 0) {
        paintText(*painter, QRectF(left, picture.bottom() - 36, picture.width() - 110, 26),
                  timeLeftText(item.standing.remainingMs), font(TextStyle::Small), Qt::white);
    }
    paintActs(painter, picture, item);
}

void FeedDelegate::paintWaiting(QPainter* painter, const QRectF& picture,
                                const FeedItem& item) const
{
    const Theme& theme = themeOf(m_view);
    const Job& job = item.job->job;
    const QRectF inner = picture.adjusted(12, 10, -12, -42);
    paintStatusChip(*painter, inner.topLeft(), glyphOf(job.state), statusText(job.state), theme);
    const QString sentence = waitingText(item.standing, job, QDateTime::currentMSecsSinceEpoch());
    const qreal height = lineHeight(TextStyle::Small);
    const int lines = static_cast<int>((inner.height() - 32) / height);
    if (lines > 0) {
        paintWrapped(painter, inner.adjusted(0, 32, 0, 0), sentence, TextStyle::Small, Qt::white,
                     Qt::AlignLeft, lines);
    }
    paintActs(painter, picture, item);
}

void FeedDelegate::paintFailed(QPainter* painter, const QRectF& picture, const FeedItem& item) const
{
    const Theme& theme = themeOf(m_view);
    paintBox(*painter, picture, 4, theme.panel, theme.lineStrong);
    const QRectF inner = picture.adjusted(12, 10, -12, -42);
    paintIcon(*painter, inner.topLeft(), u"status-error"_s, 16, theme.error);
    paintText(*painter, QRectF(inner.left() + 24, inner.top() - 1, inner.width() - 48, 18),
              item.standing.errorTitle, font(TextStyle::BodyBold), theme.error);
    const int lines =
        std::max(1, static_cast<int>((inner.height() - 22) / lineHeight(TextStyle::Small)));
    paintWrapped(painter, inner.adjusted(0, 22, 0, 0), item.standing.errorText, TextStyle::Small,
                 theme.text2, Qt::AlignLeft, lines);
    paintActs(painter, picture, item);
}

void FeedDelegate::paintActs(QPainter* painter, const QRectF& picture, const FeedItem& item) const
{
    const Theme& theme = themeOf(m_view);
    const Job& job = item.job->job;
    // Over a picture words are white; boxes have the theme's colours.
    const QColor plain = isFinal(job.state) ? theme.text : QColor(Qt::white);
    for (const auto& [act, rect] : buttons(picture, item)) {
        const bool hovered = rect.contains(m_pointer);
        const QString icon = jobActIcon(act, job, item.standing);
        if (act == JobAct::Forget) {
            paintBox(*painter, rect, 6, hovered ? theme.hover : QColor(Qt::transparent));
            paintIcon(*painter, QPointF(rect.left() + 5, rect.top() + 5), u"close"_s, 16,
                      theme.text2);
            continue;
        }
        const bool main = isMain(act, item);
        const bool filled = main || (hovered && isFinal(job.state));
        paintBox(*painter, rect, 6,
                 hovered && filled ? theme.hover
                     : main        ? theme.raised
                                   : QColor(Qt::transparent),
                 main ? theme.lineStrong : QColor(Qt::transparent));
        int left = rect.left() + 8;
        if (main) {
            paintIcon(*painter, QPointF(left + 2, rect.center().y() - 7), icon, 16, theme.text);
            left += 26;
        }
        paintText(*painter, QRectF(left, rect.top(), rect.right() - left, rect.height()),
                  jobActText(act, job, item.standing), font(TextStyle::SmallMedium),
                  main ? theme.text : plain);
    }
}

bool FeedDelegate::editorEvent(QEvent* event, QAbstractItemModel* model,
                               const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() == QEvent::MouseMove) {
        m_pointer = static_cast<QMouseEvent*>(event)->pos();
        m_view->update(option.rect);
    } else if (event->type() == QEvent::MouseButtonRelease) {
        const auto item = index.data(FeedModel::ItemRole).value<FeedItem>();
        const QPoint position = static_cast<QMouseEvent*>(event)->pos();
        for (const auto& [act, rect] : buttons(pictureRect(option.rect), item)) {
            if (rect.contains(position)) {
                Q_EMIT triggered(index, act);
                return true;
            }
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

bool FeedDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                             const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const auto item = index.data(FeedModel::ItemRole).value<FeedItem>();
    for (const auto& [act, rect] : buttons(pictureRect(option.rect), item)) {
        if (act == JobAct::Forget && rect.contains(event->pos())) {
            showToolTip(event->globalPos(), jobActText(act, item.job->job, item.standing), u"Del"_s,
                        view);
            return true;
        }
    }
    if (item.job) {
        const Job& job = item.job->job;
        const QString sentence = job.state == JobState::Queued
            ? waitingText(item.standing, job, QDateTime::currentMSecsSinceEpoch())
            : sentenceOf(item.standing);
        if (!sentence.isEmpty()) {
            showToolTip(event->globalPos(), sentence, {}, view);
            return true;
        }
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

} // namespace raskadr::ui
