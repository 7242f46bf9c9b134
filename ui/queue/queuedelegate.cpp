#include "ui/queue/queuedelegate.h"

#include "ui/common/format.h"
#include "ui/common/icons.h"
#include "ui/common/painters.h"
#include "ui/common/textlabels.h"
#include "ui/common/theme.h"
#include "ui/common/thumbnailcache.h"
#include "ui/queue/queuemodel.h"

#include <QDateTime>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace raskadr::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rowHeight = 92;
constexpr int pictureWidth = 129;
constexpr int pictureHeight = 72;

QString actIcon(QueueAct act)
{
    switch (act) {
    case QueueAct::Cancel:
        return u"close"_s;
    case QueueAct::Retry:
        return u"refresh"_s;
    case QueueAct::ToShot:
        return u"shot"_s;
    case QueueAct::Details:
    case QueueAct::Forget:
        return {};
    }
    return {};
}

} // namespace

QueueDelegate::QueueDelegate(ThumbnailCache& thumbnails, QWidget* view)
    : QStyledItemDelegate(view)
    , m_thumbnails(thumbnails)
    , m_view(view)
{
}

QList<QueueAct> QueueDelegate::acts(const QueueLine& line)
{
    const JobState state = line.row.job.state;
    if (!isFinal(state)) {
        return {QueueAct::Cancel, QueueAct::ToShot};
    }
    if (state == JobState::Failed) {
        return {QueueAct::Retry, QueueAct::Details, QueueAct::ToShot};
    }
    if (state == JobState::Unknown) {
        return {QueueAct::Retry, QueueAct::Forget, QueueAct::ToShot};
    }
    return {QueueAct::Retry, QueueAct::ToShot};
}

QString QueueDelegate::actText(QueueAct act)
{
    switch (act) {
    case QueueAct::Cancel:
        return tr("Cancel");
    case QueueAct::Retry:
        return tr("Repeat");
    case QueueAct::Details:
        return tr("Details");
    case QueueAct::ToShot:
        return tr("To the shot");
    case QueueAct::Forget:
        return tr("Forget");
    }
    return {};
}

QList<int> QueueDelegate::columns(int width)
{
    // Proportions of the mock-up at 1792 px, which narrow windows keep down to where texts elide.
    const double scale = width / 1792.0;
    const int prompt = 16 + pictureWidth + 20;
    return {16,
            prompt,
            prompt + qRound(414 * scale),
            prompt + qRound(676 * scale),
            prompt + qRound(1120 * scale),
            prompt + qRound(1250 * scale),
            prompt + qRound(1330 * scale)};
}

QList<std::pair<QueueAct, QRect>> QueueDelegate::buttons(const QRect& row, const QueueLine& line) const
{
    const QFontMetrics metrics(font(TextStyle::SmallMedium));
    QList<std::pair<QueueAct, QRect>> rects;
    int right = row.right() - 9;
    const QList<QueueAct> all = acts(line);
    for (auto it = all.rbegin(); it != all.rend(); ++it) {
        const int iconWidth = actIcon(*it).isEmpty() ? 0 : 22;
        const int width = metrics.horizontalAdvance(actText(*it)) + iconWidth + 18;
        rects.prepend({*it, QRect(right - width, row.center().y() - 15, width, 32)});
        right -= width + 2;
    }
    return rects;
}

void QueueDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    const auto line = index.data(QueueModel::LineRole).value<QueueLine>();
    const Theme& theme = themeOf(m_view);
    const QRect row = option.rect;
    painter->save();
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(row, theme.raised);
    } else if (option.state & QStyle::State_Selected) {
        painter->fillRect(row, theme.selBg);
    }
    painter->fillRect(QRect(row.left(), row.bottom(), row.width(), 1), theme.line);

    const QList<int> x = columns(row.width());
    const auto cell = [&](int column, int top, int height) {
        return QRectF(row.left() + x[column], row.top() + top, x[column + 1] - x[column] - 16, height);
    };

    const QRectF picture(row.left() + x[0], row.top() + (rowHeight - pictureHeight) / 2.0,
                         pictureWidth, pictureHeight);
    QPainterPath rounded;
    rounded.addRoundedRect(picture, 4, 4);
    painter->fillPath(rounded, theme.stage);
    if (!line.coverSha256.isEmpty()) {
        m_thumbnails.request(line.coverSha256, 240);
        const QImage image = m_thumbnails.nearest(line.coverSha256, 240);
        if (!image.isNull()) {
            const QSizeF size = picture.size().scaled(image.size(), Qt::KeepAspectRatio);
            painter->setClipPath(rounded);
            painter->drawImage(picture, image,
                               QRectF(QPointF((image.width() - size.width()) / 2,
                                              (image.height() - size.height()) / 2),
                                      size));
            painter->setClipping(false);
        }
    }

    const Job& job = line.row.job;
    const QString title = line.row.shot.title.isEmpty()
        ? tr("Shot %1").arg(line.row.shot.number())
        : u"%1 · %2"_s.arg(line.row.shot.number()).arg(line.row.shot.title);
    paintText(*painter, cell(1, 24, 20), title, font(TextStyle::BodyBold), theme.text);
    paintText(*painter, cell(1, 46, 18), line.row.generation.prompt.simplified(),
              font(TextStyle::Small), theme.text2);
    paintText(*painter, cell(2, 24, 20), line.modelName, font(TextStyle::Body), theme.text);
    paintText(*painter, cell(2, 46, 18), line.providerName, font(TextStyle::Small), theme.text2);

    const QRectF state = cell(3, 0, rowHeight);
    const bool running = !isFinal(job.state) && job.state != JobState::Queued;
    QString word = statusText(job.state);
    if (running && line.progress > 0) {
        word = tr("%1, %2").arg(word, percentText(qRound(line.progress * 100)));
    }
    paintStatusChip(*painter, QPointF(state.left(), row.top() + (running ? 12 : 18)),
                    glyphOf(job.state), word, theme);
    QString below;
    if (running) {
        paintProgress(*painter, QRectF(state.left(), row.top() + 46, state.width(), 4), line.progress,
                      theme, theme.work);
        below = line.remainingMs > 0 ? timeLeftText(line.remainingMs) : QString();
    } else if (job.state == JobState::Queued) {
        below = waitReasonText(job.waitReason);
    } else if (!line.errorText.isEmpty()) {
        below = line.errorText;
    } else {
        below = relativeDateText(QDateTime::fromMSecsSinceEpoch(job.finishedMs),
                                 QDateTime::currentDateTime());
    }
    paintWrapped(painter, QRectF(state.left(), row.top() + (running ? 56 : 50), state.width(), 32),
                 below, TextStyle::Small, theme.text2, Qt::AlignLeft, 2);

    const qint64 end = job.finishedMs > 0 ? job.finishedMs : QDateTime::currentMSecsSinceEpoch();
    if (job.startedMs > 0) {
        paintText(*painter, cell(4, 0, rowHeight), timecodeText(end - job.startedMs),
                  font(TextStyle::Body), theme.text);
    }
    QString cost = tr("free");
    if (job.costCharged && *job.costCharged > 0) {
        cost = moneyText(*job.costCharged, line.row.generation.costUnit);
    } else if (line.row.generation.costEstimated && *line.row.generation.costEstimated > 0) {
        cost = u"≈ "_s + moneyText(*line.row.generation.costEstimated, line.row.generation.costUnit);
    }
    paintText(*painter, cell(5, 0, rowHeight).adjusted(0, 0, 40, 0), cost, font(TextStyle::Body),
              theme.text);

    // The first act is the one to take while something is to be decided.
    bool first = job.state != JobState::Done && job.state != JobState::Canceled;
    for (const auto& [act, rect] : buttons(row, line)) {
        const bool hovered = rect.contains(m_pointer) && (option.state & QStyle::State_MouseOver);
        paintBox(*painter, rect, 6, hovered ? theme.hover : first ? theme.raised : Qt::transparent,
                 first ? theme.lineStrong : Qt::transparent);
        int left = rect.left() + 9;
        if (const QString icon = actIcon(act); !icon.isEmpty()) {
            paintIcon(*painter, QPointF(left - 1, rect.center().y() - 7), icon, 16, theme.text);
            left += 22;
        }
        paintText(*painter, QRectF(left, rect.top(), rect.right() - left, rect.height()), actText(act),
                  font(TextStyle::SmallMedium), theme.text);
        first = false;
    }
    if (option.state & QStyle::State_HasFocus && !(option.state & QStyle::State_MouseOver)) {
        paintFocusRing(*painter, QRectF(row).adjusted(3, 3, -3, -3), 4, theme, 0);
    }
    painter->restore();
}

QSize QueueDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {800, rowHeight};
}

bool QueueDelegate::editorEvent(QEvent* event, QAbstractItemModel*, const QStyleOptionViewItem& option,
                                const QModelIndex& index)
{
    if (event->type() == QEvent::MouseMove) {
        m_pointer = static_cast<QMouseEvent*>(event)->pos();
        m_view->update();
        return false;
    }
    if (event->type() == QEvent::MouseButtonRelease) {
        const QPoint position = static_cast<QMouseEvent*>(event)->pos();
        const auto line = index.data(QueueModel::LineRole).value<QueueLine>();
        for (const auto& [act, rect] : buttons(option.rect, line)) {
            if (rect.contains(position)) {
                Q_EMIT triggered(index, act);
                return true;
            }
        }
    }
    return false;
}

} // namespace raskadr::ui
